import type { Claim, ExplanationKind } from '../../contract/explanation.ts'
import { costCriterion } from './criterion.ts'
import type { Finding } from './finding.ts'
import { curveOf, reachedBy, tryOn } from './finding.ts'
import { exactRatio } from './hypotheses/cost-ratio.ts'
import { givenBetaFinding } from './hypotheses/f-beta.ts'
import { givenStepFinding } from './hypotheses/grid-step.ts'
import { givenTargetFinding } from './hypotheses/targets.ts'
import type { Inquiry } from './inquiry.ts'
import { amountText } from '../threshold/number-text.ts'
import { numberText, shortNumber, theInterval } from './words.ts'

/** A claim as it is understood. */
export interface Understood {
  readonly kind: ExplanationKind
  /** The parameter in words that can be computed with; null tests the whole kind. */
  readonly parameter: number | null
}

/** Words of an analyst and the kind that they mean; the first that fits counts. */
const vocabulary: readonly (readonly [words: RegExp, kind: ExplanationKind])[] = [
  [/balanced[\s-]accuracy/i, 'balanced-accuracy'],
  [/g[\s-]?mean|geometric/i, 'g-mean'],
  [/youden|j[\s-]stat|informedness/i, 'youden'],
  [/matthews|\bmcc\b/i, 'mcc'],
  [/kappa/i, 'kappa'],
  [/corner|closest to \(?0/i, 'nearest-corner'],
  [/precision\s*(=|equals?|and)\s*recall|break[\s-]?even point/i, 'precision-recall-equal'],
  [/f[\s_-]?beta|\bf[\s-]?\d/i, 'f-beta'],
  [/fpr|false positive rate|false alarm rate/i, 'fpr-target'],
  [/recall|sensitivity|\btpr\b/i, 'recall-target'],
  [/precision|\bppv\b/i, 'precision-target'],
  [/flag|approval|positive rate|top \d|queue/i, 'positive-rate'],
  [/accuracy/i, 'accuracy'],
  [/grid|step|granular|finer|coarser|resolution|linspace|tuned/i, 'grid-step'],
  [/theor|elkan|bayes|prior|calibrat/i, 'theoretical'],
  [/default|\bhalf\b|(^|\s)0?\.5(0*)(\s|$)/i, 'default-half'],
  [/>=?|operator|strict|inclusive|equal/i, 'operator'],
  [/round|truncat|cut[\s-]off digits|digits/i, 'rounding'],
  [/orient|revers|invert|flip|other class|one minus/i, 'orientation'],
  [/other (data|table|rows|model)|another (data|table|model)|test set|validation|fold|sample/i, 'other-data'],
  [/cost|ratio|business|\d\s*:\s*\d/i, 'cost-ratio'],
]

/** What a claim means; null where its words name no known kind. */
export function understand({ kind, parameters, words }: Claim): Understood | null {
  const named = kind ?? vocabulary.find(([pattern]) => pattern.test(words))?.[1] ?? null
  if (named === null) return null
  const given = parameters['step'] ?? parameters['beta'] ?? parameters['ratio'] ?? parameters['target']
  return { kind: named, parameter: given ?? (kind === null ? numberIn(named, words) : null) }
}

function numberIn(kind: ExplanationKind, words: string): number | null {
  const ratio = /(\d+(?:\.\d+)?)\s*:\s*(\d+(?:\.\d+)?)/.exec(words)
  if (kind === 'cost-ratio' && ratio !== null) return Number(ratio[1]) / Number(ratio[2])
  const f = /\bf[\s-]?(\d+(?:\.\d+)?)/i.exec(words)
  if (kind === 'f-beta' && f !== null) return Number(f[1])
  const percent = /(\d+(?:\.\d+)?)\s*(%|per ?cent)/i.exec(words)
  if (percent !== null) return Number(percent[1]) / 100
  const number = /(?:^|[\s=])(\d*\.?\d+)(?:$|[\s,;.])/.exec(words)
  return number === null ? null : Number(number[1])
}

/**
 * Answers an analyst's own explanation like any hypothesis: with a parameter it is tested at exactly that, without
 * one the findings of its kind answer. Empty where nothing of that kind is tested.
 */
export function answerClaim(inquiry: Inquiry, { kind, parameter }: Understood, findings: readonly Finding[]): Finding[] {
  const ofKind = findings.filter((finding) => finding.kind === kind)
  if (parameter === null || !(parameter > 0) || !Number.isFinite(parameter)) return ofKind
  switch (kind) {
    case 'grid-step':
      return parameter < 1 && parameter >= 1e-5 ? [givenStepFinding(inquiry, plain(parameter))] : ofKind
    case 'f-beta':
      return [givenBetaFinding(inquiry, plain(parameter))]
    case 'cost-ratio':
      return [givenRatioFinding(inquiry, parameter)]
    case 'recall-target':
    case 'precision-target':
    case 'fpr-target':
    case 'positive-rate': {
      const finding = parameter < 1 ? givenTargetFinding(inquiry, kind, parameter) : null
      return finding === null ? ofKind : [finding]
    }
    case 'youden':
    case 'g-mean':
    case 'mcc':
    case 'kappa':
    case 'accuracy':
    case 'balanced-accuracy':
    case 'precision-recall-equal':
    case 'nearest-corner':
    case 'theoretical':
    case 'default-half':
    case 'operator':
    case 'rounding':
    case 'orientation':
    case 'other-data':
      return ofKind
  }
}

function plain(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toFixed(12).replace(/0+$/, '') : text
}

/** The cost at one given ratio over every set of candidates. */
function givenRatioFinding(inquiry: Inquiry, ratio: number): Finding {
  const words = `${shortNumber(ratio, 6)} : 1`
  const criterion = costCriterion(exactRatio(ratio), words)
  const trials = inquiry.sets.map((set) => tryOn(set, criterion, inquiry.recorded))
  const hit = trials.find(({ tried }) => tried.reproduces)
  const decisive = hit ?? trials[0]
  if (decisive === undefined) throw new RangeError('an inquiry has candidates')
  return {
    id: `cost-ratio ${shortNumber(ratio, 6)}`,
    kind: 'cost-ratio',
    title: `Least cost at ${words}`,
    parameters: { ratio, ratioInterval: [ratio, ratio] },
    threshold: decisive.tried.threshold,
    verdict: hit === undefined ? 'refuted' : 'reproduces',
    because:
      `At ${words} the least cost is ${amountText(decisive.found.value)}, at ${numberText(decisive.tried.threshold)} ` +
      `(${decisive.tried.candidates}), ${hit === undefined ? 'outside' : 'inside'} ${theInterval(inquiry.recorded)}.`,
    variant: decisive.set.variant,
    variants: trials.map(({ tried }) => tried),
    curve: curveOf(criterion, `Cost at ${words}`),
    parameterShare: null,
    reachable: reachedBy(trials),
    onHull: hit !== undefined && hit === trials[0],
    simplicity: 1,
    corroboration: [],
  }
}
