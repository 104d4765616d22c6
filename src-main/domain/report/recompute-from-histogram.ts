import type { ExplanationResult } from '../../contract/explanation.ts'
import type { Excluded } from '../../contract/reading.ts'
import type { Cut, Recommendation } from '../../contract/recommendation.ts'
import type { RecomputedNumber } from '../../contract/recomputed.ts'
import { histogramCuts } from '../histogram/histogram-cuts.ts'
import { aucBound, boundsOf } from '../large/bounds.ts'
import { partedBy } from '../large/unlisted-thresholds.ts'
import type { ReportInput } from './report-input.ts'
import { auc } from '../threshold/auc.ts'
import { countAt, cutAt, type CutTable } from '../threshold/cut-table.ts'
import { costNumber, exactCosts, scaledCost, type ExactCosts } from '../threshold/exact-costs.ts'
import { valueOfCut, type Objective } from '../threshold/objectives.ts'
import { theoreticalThreshold } from '../threshold/recommend.ts'
import { judgementNumbers } from './recompute-judgement.ts'
import { cutNumbers as numbersOfCut } from './recomputed-cut.ts'
import { bounded, exact, notChecked } from './recomputed-number.ts'

interface Scale {
  readonly cuts: CutTable
  readonly costs: ExactCosts
}

/** Every number about the rows that a report prints, computed again from the attached histogram where that decides it. */
export function recomputeFromHistogram(input: ReportInput): RecomputedNumber[] {
  const { view, table, histogram, explained, review } = input
  const cuts = histogramCuts(histogram)
  const scale = { cuts, costs: exactCosts(view.costs) }
  const { recommendation } = view
  const best = recommendation.optimum.cost
  return [
    ...counts(cuts, table),
    ...counts(cuts, { ...table, ...recommendation }).map((item) => ({ ...item, of: `recommendation, ${item.of}` })),
    ...aucNumbers(cuts, table.auc),
    ...cutNumbers(scale, 'recommended threshold', recommendation.optimum),
    ...optimality(scale, recommendation),
    ...adoptedNumbers(scale, review),
    exact('flag nobody, cost', recommendation.flagNobody.cost, costNumber(scale.costs, scaledCost(scale.costs, cuts.positives, 0))),
    exact('flag everybody, cost', recommendation.flagEverybody.cost, costNumber(scale.costs, scaledCost(scale.costs, 0, cuts.negatives))),
    ...recommendation.at.flatMap((cut) => cutNumbers(scale, `at ${cut.threshold ?? 'none'}`, cut)),
    ...recommendation.grids.flatMap((cut) => cutNumbers(scale, `grid ${cut.step}`, cut)),
    ...view.recorded.flatMap(({ recorded, cut, regret }) => [
      ...cutNumbers(scale, `recorded ${recorded.printed}`, cut), exact(`recorded ${recorded.printed}, against recommended`, regret, cut.cost - best),
    ]),
    ...view.references.flatMap(({ name, cut, regret }) => [
      ...cutNumbers(scale, `reference ${name}`, cut), exact(`reference ${name}, against recommended`, regret, cut.cost - best),
    ]),
    ...recommendation.objectives.map((item) => objectiveNumber(cuts, item)),
    ...theoryNumbers(scale, recommendation),
    ...explained.flatMap(({ name, result }) => (result === null ? [] : explanationNumbers(scale, name, result))),
    ...judgementNumbers(input, cuts),
    ...needScores(recommendation),
  ]
}

/** Rows of each class, and that what was read is what was used and what was excluded. */
function counts(cuts: CutTable, stated: { rows: number; used: number; positives: number; negatives: number; excluded: Excluded }): RecomputedNumber[] {
  const excluded = Object.values(stated.excluded).reduce((sum: number, rows) => sum + (rows ?? 0), 0)
  return [
    exact('positive rows', stated.positives, cuts.positives),
    exact('negative rows', stated.negatives, cuts.negatives),
    exact('used rows', stated.used, cuts.positives + cuts.negatives),
    exact('rows read', stated.rows, stated.used + excluded),
  ]
}

function aucNumbers(cuts: CutTable, stated: number): RecomputedNumber[] {
  const [bound] = aucBound(cuts)
  if (bound === undefined || bound.low === null || bound.high === null) return [exact('area under the ROC curve', stated, auc(cuts))]
  return [bounded('area under the ROC curve', stated, [bound.low, bound.high])]
}

const costOfCounts = ({ costs }: Scale) => ({ fn, fp }: Pick<Cut, 'fn' | 'fp'>) => costNumber(costs, scaledCost(costs, fn, fp))

/** The counts and the cost of a cut under the two costs. */
const cutNumbers = (scale: Scale, of: string, stated: Cut) => numbersOfCut(scale.cuts, costOfCounts(scale), of, stated)

/** The threshold that was signed off. Its cost is under what the bank chose, which may be more than two costs. */
function adoptedNumbers({ cuts, costs }: Scale, review: ReportInput['review']): RecomputedNumber[] {
  const record = review?.state.record ?? null
  if (record === null) return []
  const { tp, fp, fn, tn } = record.adopted
  const stated = { threshold: record.draft.adopted?.threshold ?? null, tp, fp, fn, tn, cost: costNumber(costs, scaledCost(costs, fn, fp)) }
  return cutNumbers({ cuts, costs }, 'adopted threshold', stated)
}

/** That no other cut costs less: shown where every cell allows no cheaper one, else as far as the cells allow. */
function optimality({ cuts, costs }: Scale, recommendation: Recommendation): RecomputedNumber[] {
  const of = 'least cost over all cuts'
  const stated = recommendation.optimum.cost
  const question = { costs: { fn: String(costNumber(costs, costs.fn)), fp: String(costNumber(costs, costs.fp)) }, grids: [], at: [], view: false }
  const bound = boundsOf(cuts, question, { interval95: null }).find((item) => item.of === 'optimum')
  const edges = cuts.tp.reduce((least, tp, cut) => Math.min(least, costNumber(costs, scaledCost(costs, cuts.positives - tp, countAt(cuts.fp, cut)))), Infinity)
  if (bound === undefined || bound.low === null) return [exact(of, stated, edges)]
  return [bounded(of, stated, [bound.low, edges])]
}

function objectiveNumber(cuts: CutTable, { kind, parameters, threshold, value }: Recommendation['objectives'][number]): RecomputedNumber {
  const beta = parameters['beta']
  const of = `${kind}${beta === undefined ? '' : ` ${beta}`}, value`
  const objective: Objective = kind === 'f-beta' ? { kind, beta: String(beta ?? 1) } : { kind }
  if (threshold !== null && partedBy(cuts, threshold) !== null) return notChecked(of, value, 'Its threshold lies inside a cell.')
  return exact(of, value, valueOfCut(cuts, objective, threshold === null ? 0 : cutAt(cuts, threshold)))
}

function theoryNumbers({ cuts, costs }: Scale, { theoretical }: Recommendation): RecomputedNumber[] {
  const end = partedBy(cuts, theoretical.threshold)
  const cut = cutAt(cuts, theoretical.threshold)
  const costAt = (at: number) => costNumber(costs, scaledCost(costs, cuts.positives - countAt(cuts.tp, at), countAt(cuts.fp, at)))
  const parted = (at: number) => [
    costNumber(costs, scaledCost(costs, cuts.positives - countAt(cuts.tp, at), countAt(cuts.fp, at - 1))),
    costNumber(costs, scaledCost(costs, cuts.positives - countAt(cuts.tp, at - 1), countAt(cuts.fp, at))),
  ] as const
  return [
    exact('theoretical threshold', theoretical.threshold, theoreticalThreshold(cuts, costs)),
    end === null ? exact('theoretical threshold, cost', theoretical.cost, costAt(cut)) : bounded('theoretical threshold, cost', theoretical.cost, parted(end)),
  ]
}

function explanationNumbers(scale: Scale, name: string, { atRecorded, regret, optimum, breakEvens }: ExplanationResult): RecomputedNumber[] {
  const of = `why ${name}`
  const cost = atRecorded.cost
  return [
    ...(cost === null ? [] : cutNumbers(scale, `${of}, recorded value`, { ...atRecorded, cost })),
    ...(regret === null || cost === null || optimum === null ? [] : [exact(`${of}, against recommended`, regret, cost - optimum.cost)]),
    ...breakEvens.flatMap(({ first, second, ratio, falsePositives, falseNegatives }) => (
      ratio === null ? [] : [exact(`${of}, break-even of ${first} and ${second}`, ratio, falsePositives / falseNegatives)]
    )),
  ]
}

/** Resampling and ties need each score, which the histogram doesn't give away. */
function needScores({ optimum, interval95, indistinguishable }: Recommendation): RecomputedNumber[] {
  const note = 'It needs every score; give the folder of the evidence.'
  const ends = (of: string, values: readonly (number | null)[]) => values.map((value, index) => notChecked(`${of}, ${index === 0 ? 'low' : 'high'} end`, value, note))
  return [
    notChecked('scores that attain the least cost', optimum.tied, note),
    ...ends('interval of equal counts', optimum.interval),
    ...ends('bootstrap interval of the threshold', interval95 ?? []),
    ...ends('thresholds that cannot be told apart', indistinguishable ?? []),
  ]
}
