import type { RatioInterval } from '../../../contract/explanation.ts'
import { exactCosts } from '../../threshold/exact-costs.ts'
import { amountText } from '../../threshold/number-text.ts'
import { hundredths, type CandidateSet } from '../candidate-set.ts'
import { costCriterion } from '../criterion.ts'
import { curveOf, reachedBy, tryOn, type Finding, type Trial } from '../finding.ts'
import type { Inquiry } from '../inquiry.ts'
import { ratioSteps, reaching, thresholdInside, tyingRatio, type ParameterStep } from '../parameter-steps.ts'
import { roundestIn } from '../round-value.ts'
import { shortNumber, rangeText, theInterval, thresholdText, numberText, listText } from '../words.ts'
import { jumpWords, shareOf, thresholdsOf } from './f-beta.ts'

/** FN:FP ratios that people use, for the share that reproduces a value. */
const mostRatio = 50

/** The cost at every FN:FP ratio: the whole interval of ratios whose optimum may be what was recorded. */
export function costRatioFinding(inquiry: Inquiry): Finding {
  const { recorded, costs, evidence } = inquiry
  const searches = inquiry.sets.map((set) => ({ set, steps: ratioSteps(set) }))
  const reachable = searches.flatMap(({ set, steps }) => thresholdsOf(set, steps))
  const hits = searches
    .map(({ set, steps }) => hitOf(set, steps, inquiry))
    .filter((found) => found !== null)
  const given = costs === null ? null : Number(costs.exact.fn) / Number(costs.exact.fp)
  const inside = ([low, high]: RatioInterval, ratio: number) => ratio >= low && (high === null || ratio <= high)
  const [hit] = hits
  const interval = hit?.interval ?? null
  const stated = evidence.mentions.filter(({ kind, name, value }) => kind === 'cost' && /ratio/i.test(name) && interval !== null && inside(interval, value))
  const ratio =
    interval === null ? (given ?? 1) : given !== null && inside(interval, given) ? given : (stated[0]?.value ?? roundestIn(interval))
  const criterion = costCriterion(exactRatio(ratio), `${shortNumber(ratio, 6)} : 1`)
  const trials = inquiry.sets.map((set) => {
    const trial = tryOn(set, criterion, recorded)
    // A ratio at which cuts tie may be no decimal; what it leads to is known all the same.
    return set !== hit?.set || trial.tried.reproduces ? trial : { ...trial, tried: { ...trial.tried, threshold: hit.threshold, reproduces: true } }
  })
  const decisive = trials.find(({ set }) => set === hit?.set) ?? trials[0]
  if (decisive === undefined) throw new RangeError('an inquiry has candidates')
  const [all] = searches
  const isGiven = interval !== null && given !== null && inside(interval, given)
  const onAll = hit?.set === inquiry.all
  const cut = decisive.found.cuts[decisive.found.thresholds.indexOf(decisive.tried.threshold)] ?? 0
  return {
    id: 'cost-ratio',
    kind: 'cost-ratio',
    title:
      interval === null
        ? 'Least cost, any ratio'
        : `Least cost at ${shortNumber(ratio, 6)} : 1${hit === undefined || onAll ? '' : `, ${hit.set.variant.candidates}`}`,
    parameters: interval === null ? {} : { ratio, ratioInterval: interval },
    threshold: decisive.tried.threshold,
    verdict: interval === null ? 'refuted' : 'reproduces',
    because:
      interval === null
        ? `No ratio of costs makes a threshold in ${theInterval(recorded)} the cheapest${all === undefined ? '' : jumpWords(all.set, all.steps, inquiry, 'FN : FP')}.${givenWords(inquiry)}`
        : `${interval[0] === interval[1] ? 'An FN : FP of' : 'Every FN : FP from'} ${rangeText(interval)} makes a threshold in ${theInterval(recorded)} the cheapest (${decisive.set.variant.candidates}); ` +
          `at ${shortNumber(ratio, 6)} : 1 it is ${hitText(decisive, cut)}.` +
          (given === null || inside(interval, given) ? '' : ` The stated ${costs?.ratio ?? ''} is not among them.${givenWords(inquiry)}`) +
          (hit === undefined || onAll ? '' : ' Over all scores no ratio does.'),
    variant: decisive.set.variant,
    variants: trials.map(({ tried }) => tried),
    curve: curveOf(criterion, `Cost at ${shortNumber(ratio, 6)} : 1`),
    parameterShare: interval === null ? null : { share: shareOf(interval, mostRatio), range: `FN : FP ratios from 0 to ${mostRatio}` },
    reachable: isGiven ? reachedBy(trials) : reachable,
    reachableWords: interval === null ? '' : isGiven ? `at ${shortNumber(ratio, 6)} : 1` : 'at any ratio',
    onHull: onAll,
    simplicity: onAll ? 2 : 4,
    corroboration:
      interval === null
        ? []
        : [
            ...stated,
            ...(given !== null && inside(interval, given) ? evidence.mentions.filter(({ kind, name }) => kind === 'cost' && !/ratio/i.test(name)) : []),
          ].map(({ path, line, text }) => ({ path, line, text })),
  }
}

/** The threshold of a trial; its short form where the search itself found it. */
function hitText({ set, found, tried }: Trial, cut: number): string {
  return found.thresholds.includes(tried.threshold) ? thresholdText(set, cut, tried.threshold) : numberText(tried.threshold)
}

interface Hit {
  readonly set: CandidateSet
  readonly interval: RatioInterval
  readonly threshold: number | null
}

function hitOf(set: CandidateSet, steps: readonly ParameterStep[], { recorded }: Inquiry): Hit | null {
  const interval = reaching(set, steps, recorded)
  if (interval !== null) return { set, interval, threshold: thresholdInside(set, steps, recorded) }
  const tie = tyingRatio(set, recorded)
  return tie === null ? null : { set, interval: [tie.ratio, tie.ratio], threshold: tie.threshold }
}

function givenWords({ costs, all, recorded }: Inquiry): string {
  if (costs === null) return ''
  const { found, tried } = tryOn(all, costs.criterion, recorded)
  return ` At ${costs.ratio} the least cost is ${amountText(found.value)}, at ${thresholdText(all, found.cuts[0] ?? 0, tried.threshold)}.`
}

/** A ratio as a pair of costs, to nine decimals. */
export function exactRatio(ratio: number): ReturnType<typeof exactCosts> {
  return exactCosts({ fn: ratio.toFixed(9), fp: '1' })
}

/** The given costs the other way round, as where FP:FN is taken for FN:FP; null without costs or where both are equal. */
export function inverseRatioFinding(inquiry: Inquiry): Finding | null {
  const { costs, recorded, table } = inquiry
  if (costs === null || costs.exact.fn === costs.exact.fp) return null
  const words = costs.ratio.split(' : ').reverse().join(' : ')
  const criterion = costCriterion({ ...costs.exact, fn: costs.exact.fp, fp: costs.exact.fn }, words)
  const trials = [...inquiry.sets, hundredths(table)].map((set) => tryOn(set, criterion, recorded))
  const hits = trials.filter(({ tried }) => tried.reproduces)
  const decisive = hits[0] ?? trials[0]
  if (decisive === undefined) throw new RangeError('an inquiry has candidates')
  const ratio = Number(costs.exact.fp) / Number(costs.exact.fn)
  const cut = decisive.found.cuts[decisive.found.thresholds.indexOf(decisive.tried.threshold)] ?? 0
  return {
    id: 'cost-ratio inverse',
    kind: 'cost-ratio',
    title: `Costs the other way round, ${words}`,
    parameters: { ratio, ratioInterval: [ratio, ratio] },
    threshold: decisive.tried.threshold,
    verdict: hits.length > 0 ? 'reproduces' : 'refuted',
    because:
      `At ${words}, as where the What-If Tool’s ratio FP : FN is taken for FN : FP, the least cost is ` +
      `${amountText(decisive.found.value)}, at ${thresholdText(decisive.set, cut, decisive.tried.threshold)} (${decisive.tried.candidates}), ` +
      `${hits.length > 0 ? 'inside' : 'outside'} ${theInterval(recorded)}.` +
      (hits.length > 1 ? ` So is that of ${listText(hits.slice(1).map(({ tried }) => `${tried.candidates} (${numberText(tried.threshold)})`))}.` : ''),
    variant: decisive.set.variant,
    variants: trials.map(({ tried }) => tried),
    curve: curveOf(criterion, `Cost at ${words}`),
    parameterShare: null,
    reachable: reachedBy(trials),
    onHull: hits[0] !== undefined && hits[0] === trials[0],
    simplicity: 4,
    corroboration: [],
  }
}
