import type { RatioInterval } from '../../../contract/explanation.ts'
import { candidateThreshold, type CandidateSet } from '../candidate-set.ts'
import { objectiveCriterion } from '../criterion.ts'
import { evenSteps } from '../even-steps.ts'
import { curveOf, reachedBy, tryOn, type Finding } from '../finding.ts'
import { statedBetas, type Inquiry, type StatedMention } from '../inquiry.ts'
import { askEdge, betaSteps, reaching, thresholdInside, type ParameterStep } from '../parameter-steps.ts'
import { roundestIn } from '../round-value.ts'
import { holds } from '../recorded.ts'
import { listText, numberText, rangeText, shortNumber, theInterval, thresholdText } from '../words.ts'

/** Betas that people use; the share of them that reproduces a value tells how easily F-beta fits by chance. */
const mostBeta = 5

/** F-beta over every beta: the whole interval of betas whose optimum may be what was recorded. */
export function fBetaFinding(inquiry: Inquiry): Finding {
  const { recorded, evidence } = inquiry
  const searches = inquiry.sets.map((set) => ({ set, steps: betaSteps(set) }))
  const reachable = searches.flatMap(({ set, steps }) => thresholdsOf(set, steps))
  const stated = statedBetas(evidence)
  const hits = searches
    .map(({ set, steps }) => ({ set, interval: reaching(set, steps, recorded) }))
    .filter((hit): hit is { set: CandidateSet; interval: RatioInterval } => hit.interval !== null)
  const [hit] = hits
  if (hit === undefined) return refuted(inquiry, stated, searches, reachable)
  const [low, high] = hit.interval
  const mentioned = stated.find(({ value }) => value >= low && (high === null || value <= high))
  const usual = usualBetas(inquiry)
  const betaText = mentioned?.printed ?? usual.find((text) => Number(text) >= low && (high === null || Number(text) <= high)) ?? decimalOf(roundestIn(hit.interval))
  const beta = Number(betaText)
  const isUsual = usual.includes(betaText)
  const criterion = objectiveCriterion({ kind: 'f-beta', beta: betaText })
  const trials = inquiry.sets.map((set) => {
    const trial = tryOn(set, criterion, recorded)
    if (set !== hit.set || trial.tried.reproduces) return trial
    // The betas may lie closer together than decimals of a beta do.
    return { ...trial, tried: { ...trial.tried, threshold: thresholdInside(set, betaSteps(set), recorded), reproduces: true } }
  })
  const decisive = trials.find(({ set }) => set === hit.set)
  const others = trials.filter(({ set, tried }) => set !== hit.set && tried.reproduces)
  const onAll = hit.set === inquiry.all
  const where = onAll ? '' : ` Over all scores no beta does.`
  const alsoOn =
    others.length === 0
      ? ''
      : ` So does ${listText(others.map(({ tried }) => `a search over the ${tried.candidates} (${numberText(tried.threshold)})`))}.`
  return {
    id: 'f-beta',
    kind: 'f-beta',
    title: `F-beta with beta ${shortNumber(beta, 6)}${onAll ? '' : `, ${hit.set.variant.candidates}`}`,
    parameters: { beta, betaInterval: hit.interval },
    threshold: decisive?.tried.threshold ?? null,
    verdict: 'reproduces',
    because:
      `With beta ${shortNumber(beta, 6)} F-beta is highest, ${criterion.text(decisive?.found.value ?? 0)}, at ` +
      `${decisive === undefined ? '' : thresholdText(hit.set, hitCut(decisive), decisive.tried.threshold)} ` +
      `(${hit.set.variant.candidates}), inside ${theInterval(recorded)}; every beta from ${rangeText(hit.interval, 5)} leads there.` +
      alsoOn + where,
    variant: hit.set.variant,
    variants: trials.map(({ tried }) => tried),
    curve: curveOf(criterion, `F-beta, beta ${shortNumber(beta, 6)}`),
    parameterShare: { share: shareOf(hit.interval, mostBeta), range: `betas from 0 to ${mostBeta}` },
    reachable: isUsual ? atUsualBetas(inquiry, usual) : reachable,
    reachableWords: isUsual ? `at the betas ${listText(usual)}` : 'at any beta',
    onHull: onAll,
    simplicity: onAll ? 2 : 4,
    corroboration: stated
      .filter(({ value }) => value >= low && (high === null || value <= high))
      .map(({ path, line, text }) => ({ path, line, text })),
  }
}

function hitCut({ found, tried }: ReturnType<typeof tryOn>): number {
  return found.cuts[found.thresholds.indexOf(tried.threshold)] ?? 0
}

function refuted(
  inquiry: Inquiry,
  stated: readonly StatedMention[],
  searches: readonly { set: CandidateSet; steps: readonly ParameterStep[] }[],
  reachable: readonly number[],
): Finding {
  const { recorded } = inquiry
  const beta = stated[0]?.printed ?? '1'
  const criterion = objectiveCriterion({ kind: 'f-beta', beta })
  const sets = beta === '1' ? [...inquiry.sets, evenSteps(inquiry.table, recorded)] : inquiry.sets
  const trials = sets.map((set) => tryOn(set, criterion, recorded))
  const hit = trials.find(({ tried }) => tried.reproduces)
  const [all] = searches
  const jump = all === undefined ? '' : jumpWords(all.set, all.steps, inquiry)
  const [first] = trials
  return {
    id: 'f-beta',
    kind: 'f-beta',
    title: 'F-beta, any beta',
    parameters: {},
    threshold: (hit ?? first)?.tried.threshold ?? null,
    verdict: hit === undefined ? 'refuted' : 'reproduces',
    because:
      hit === undefined
        ? `No beta makes a threshold in ${theInterval(recorded)} best for F-beta${jump}.`
        : `With beta ${beta} F-beta is highest at ${numberText(hit.tried.threshold)} (${hit.tried.candidates}), inside ${theInterval(recorded)}.`,
    variant: (hit ?? first)?.set.variant ?? null,
    variants: trials.map(({ tried }) => tried),
    curve: curveOf(criterion, `F-beta, beta ${beta}`),
    parameterShare: null,
    reachable: [...reachable],
    onHull: false,
    simplicity: 2,
    corroboration: [],
  }
}

/** The betas that are used without a reason of their own, and those that the evidence states; decimal text. */
export function usualBetas({ evidence }: Inquiry): string[] {
  return [...new Set(['1', '2', '0.5', ...statedBetas(evidence).map(({ printed }) => printed)])]
}

function atUsualBetas(inquiry: Inquiry, betas: readonly string[]): number[] {
  return betas.flatMap((beta) =>
    reachedBy(inquiry.sets.map((set) => tryOn(set, objectiveCriterion({ kind: 'f-beta', beta }), inquiry.recorded))),
  )
}

/**
 * Usual betas that lead to the value on a grid only, outside the betas of `found`: another explanation than that of
 * all scores.
 */
export function usualBetaFindings(inquiry: Inquiry, found: Finding): Finding[] {
  const interval = found.parameters['betaInterval']
  const inside = (beta: number) => Array.isArray(interval) && beta >= interval[0] && (interval[1] === null || beta <= interval[1])
  const usual = usualBetas(inquiry)
  if (found.verdict === 'refuted') return []
  return usual
    .filter((beta) => !inside(Number(beta)))
    .map((beta) => givenBetaFinding(inquiry, beta))
    .filter(({ verdict }) => verdict === 'reproduces')
    .map((finding) => ({
      ...finding,
      title: `${finding.title}, ${finding.variant?.candidates ?? ''}`,
      reachable: atUsualBetas(inquiry, usual),
      reachableWords: `at the betas ${listText(usual)}`,
      simplicity: 3,
    }))
}

/** ": at beta 3.41 its best threshold jumps from 0.3421 to 0.3301" */
export function jumpWords(set: CandidateSet, steps: readonly ParameterStep[], { recorded, table }: Inquiry, name = 'beta'): string {
  const strict = (threshold: number) => (table.orientation === 'high' ? threshold >= recorded.value : threshold <= recorded.value)
  const next = steps.findIndex(({ cut }) => {
    const threshold = candidateThreshold(set, cut)
    return threshold !== null && !strict(threshold)
  })
  const before = steps[next - 1]
  const after = steps[next]
  askEdge(set, before?.cut, after?.cut)
  if (next < 0 || after === undefined) return ''
  const text = ({ cut }: ParameterStep) => thresholdText(set, cut, candidateThreshold(set, cut))
  if (before === undefined) return `: its best threshold starts at ${text(after)}`
  return `: at ${name} ${shortNumber(after.from, 5)} its best threshold jumps from ${text(before)} to ${text(after)}`
}

/** Thresholds of parameter steps. */
export function thresholdsOf(set: CandidateSet, steps: readonly ParameterStep[]): number[] {
  set.cuts.asked?.hull()
  return steps.map(({ cut }) => candidateThreshold(set, cut)).filter((threshold) => threshold !== null)
}

/** Share of [0, most] that lies in an interval. */
export function shareOf([low, high]: RatioInterval, most: number): number {
  return Math.max(0, Math.min(high ?? most, most) - Math.min(low, most)) / most
}

function decimalOf(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toFixed(20) : text
}

/** F-beta at one given beta, decimal text, over every set of candidates. */
export function givenBetaFinding(inquiry: Inquiry, beta: string): Finding {
  const { recorded } = inquiry
  const criterion = objectiveCriterion({ kind: 'f-beta', beta })
  const trials = inquiry.sets.map((set) => tryOn(set, criterion, recorded))
  const hit = trials.find(({ tried }) => tried.reproduces)
  const [first] = trials
  const decisive = hit ?? first
  if (decisive === undefined) throw new RangeError('an inquiry has candidates')
  const interval = reaching(inquiry.all, betaSteps(inquiry.all), recorded)
  const needed = interval === null ? 'No beta does over all scores.' : `Betas from ${rangeText(interval, 5)} do.`
  const inside = holds(recorded, decisive.tried.threshold)
  return {
    ...refuted(inquiry, [], [], []),
    id: `f-beta ${beta}`,
    title: `F-beta with beta ${beta}`,
    parameters: { beta: Number(beta) },
    threshold: decisive.tried.threshold,
    verdict: inside ? 'reproduces' : 'refuted',
    because:
      `With beta ${beta} F-beta is highest, ${criterion.text(decisive.found.value)}, at ` +
      `${thresholdText(decisive.set, hitCut(decisive), decisive.tried.threshold)} (${decisive.tried.candidates}), ` +
      `${inside ? 'inside' : 'outside'} ${theInterval(recorded)}.${inside ? '' : ` ${needed}`}`,
    variant: decisive.set.variant,
    variants: trials.map(({ tried }) => tried),
    curve: curveOf(criterion, `F-beta, beta ${beta}`),
    reachable: trials.flatMap(({ found }) => found.thresholds.filter((threshold) => threshold !== null)),
    onHull: hit === first,
  }
}
