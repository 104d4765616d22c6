import type { ScoreHistogram } from '../../contract/histogram.ts'
import type { ReportFacts } from '../../contract/report-facts.ts'
import type { ReportJudgement } from '../../contract/report-judgement.ts'
import type { PredictionCandidate } from '../../contract/scan.ts'
import type { ThresholdView } from '../../contract/recommendation.ts'
import { histogramCuts } from '../histogram/histogram-cuts.ts'
import { classDistribution } from '../threshold/class-distribution.ts'
import { costCurve } from '../threshold/cost-curve.ts'
import { exactCosts } from '../threshold/exact-costs.ts'
import { ratioMap } from '../threshold/ratio-map.ts'
import { rocCurve } from '../threshold/roc-curve.ts'
import { drawnExplanations } from './drawn-explanations.ts'
import type { ReportInput } from './report-input.ts'
import type { ReportedReview } from './reported-review.ts'

/** The points of these curves are scores of applicants; the report draws them from the histogram instead. */
const pointless: Pick<ThresholdView, 'curve' | 'ratioMap' | 'distribution' | 'roc'> = {
  curve: { thresholds: [], costs: [], falseNegatives: [], falsePositives: [] },
  ratioMap: [],
  distribution: { edges: [], positives: [], negatives: [] },
  roc: { falsePositiveRate: [], truePositiveRate: [] },
}

/** The facts without anything that lists applicants' scores, and without curves that the report doesn't draw. */
export function publicFacts(facts: ReportFacts): ReportFacts {
  const explained = facts.explained.map((item) => {
    if (item.result === null) return item
    const drawn = new Set(drawnExplanations(item.result).map(({ id }) => id))
    const explanations = item.result.explanations.map((explanation) => (drawn.has(explanation.id) ? explanation : { ...explanation, curve: null }))
    return { ...item, result: { ...item.result, explanations } }
  })
  const predictions = facts.scan.predictions.map((item) => ({ ...item, candidates: item.candidates.map(withoutExamples) }))
  const judgement = facts.judgement === undefined ? {} : { judgement: publicJudgement(facts.judgement) }
  return { ...facts, scan: { ...facts.scan, predictions }, explained, view: { ...facts.view, ...pointless }, ...judgement }
}

/** Without the best threshold at every ratio, which lists scores that no page prints. */
function publicJudgement(judgement: ReportJudgement): ReportJudgement {
  const { choices } = judgement
  if (choices?.sensitivity == null) return judgement
  return { ...judgement, choices: { ...choices, sensitivity: { ...choices.sensitivity, best: [] } } }
}

function withoutExamples(candidate: PredictionCandidate): PredictionCandidate {
  const rest = { ...candidate }
  delete rest.examples
  return rest
}

/**
 * What a report is made from: public facts, with their curves drawn from the histogram, and the review.
 * @throws RangeError where the histogram is none, see `histogramCuts`
 */
export function reportInput(facts: ReportFacts, histogram: ScoreHistogram, review: ReportedReview | null): ReportInput {
  const cuts = histogramCuts(histogram)
  const costs = exactCosts(facts.view.costs)
  return {
    ...facts,
    histogram,
    review,
    view: {
      ...facts.view,
      curve: costCurve(cuts, costs, printedThresholds(facts.view)),
      ratioMap: ratioMap(cuts),
      distribution: classDistribution(cuts),
      roc: rocCurve(cuts),
    },
  }
}

/**
 * The thresholds whose counts a report prints, weightiest first; the histogram has an edge at each where it can. With a judgement
 * those of its sections too.
 */
export function printedThresholds(view: Omit<ThresholdView, keyof typeof pointless>, judgement?: ReportJudgement): number[] {
  const { recommendation, recorded, references, withinOnePercent } = view
  const { optimum, grids, objectives, theoretical, indistinguishable, interval95 } = recommendation
  const all = [
    optimum.threshold,
    ...recorded.map(({ cut }) => cut.threshold),
    ...(judgement === undefined ? [] : judgedThresholds(judgement)),
    ...references.map(({ cut }) => cut.threshold),
    theoretical.threshold,
    ...grids.map(({ threshold }) => threshold),
    ...objectives.map(({ threshold }) => threshold),
    ...withinOnePercent,
    ...(indistinguishable ?? []),
    ...(interval95 ?? []),
  ]
  return [...new Set(all.filter((threshold) => threshold !== null))]
}

/** Those that the sections about choices and certainty print with counts or costs. */
function judgedThresholds({ choices, uncertainty }: ReportJudgement): (number | null)[] {
  const band = choices?.review ?? null
  return [
    ...(choices === null ? [] : [choices.recommended, choices.unconstrained, ...choices.compared].map((choice) => choice?.cut.threshold ?? null)),
    ...(band === null ? [] : [band.flag, band.review]),
    ...(choices?.constraints ?? []).map(({ alone }) => alone?.threshold ?? null),
    ...(uncertainty?.costs ?? []).map(({ cut }) => cut.threshold),
  ]
}
