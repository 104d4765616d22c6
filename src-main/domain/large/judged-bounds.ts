import type { Bound } from '../../contract/bound.ts'
import type { ChoicesRequest } from '../../contract/choices.ts'
import type { Uncertainty } from '../../contract/uncertainty.ts'
import { isProbability, probabilityOf } from '../statistics/probability.ts'
import { countAt, scoreAt, type CutTable } from '../threshold/cut-table.ts'
import type { DecidingCosts } from '../uncertainty/deciding-costs.ts'
import { aucBound, intervalBound } from './bounds.ts'
import { ratioRegret } from './ratio-regret.ts'
import { openCuts, rowsOfCut } from './score-groups.ts'

/** What is judged of a score from ranges of it, and isn't exact; empty where every score is listed. */
export function qualityBounds(table: CutTable): Bound[] {
  const auc = aucBound(table)
  if (table.heads === undefined) return []
  const gini = auc.map((bound) => ({ ...bound, of: 'gini', low: 2 * (bound.low ?? 0) - 1, high: 2 * (bound.high ?? 1) - 1 }))
  return [...auc, ...gini, ...(isProbability(table) ? probabilityBounds(table) : [])]
}

/** Sums over all rows, with each row at one end of its range and at the other. */
function probabilityBounds(table: CutTable): Bound[] {
  const { heads, scores, tp, fp, positives, negatives } = table
  const rows = positives + negatives
  const mean = { low: 0, high: 0 }
  const error = { low: 0, high: 0 }
  let widest = 0
  for (let group = 0; group < scores.length; group += 1) {
    const ends = [scoreAt(heads ?? scores, group), scoreAt(scores, group)].map((score) => probabilityOf(table, score))
    const [low, high] = [Math.min(...ends), Math.max(...ends)]
    const a = countAt(tp, group + 1) - countAt(tp, group)
    const b = countAt(fp, group + 1) - countAt(fp, group)
    mean.low += (a + b) * low
    mean.high += (a + b) * high
    error.low += a * (1 - high) ** 2 + b * low ** 2
    error.high += a * (1 - low) ** 2 + b * high ** 2
    widest = Math.max(widest, high - low)
  }
  const share = ({ low, high }: { low: number; high: number }) => ({ low: low / rows, high: high / rows })
  const note = 'Each score is known to lie in its range.'
  return [
    { of: 'meanPredicted', ...share(mean), note },
    { of: 'brier', ...share(error), note },
    { of: 'calibration', low: null, high: null, note: `Bins, intercept and slope take each score at one end of its range, ${Number(widest.toPrecision(2))} wide at most.` },
  ]
}

/** What of an uncertainty isn't exact; empty where every score is listed. */
export function uncertaintyBounds(table: CutTable, { net, money }: Pick<DecidingCosts, 'net' | 'money'>, { threshold }: Pick<Uncertainty, 'threshold'>): Bound[] {
  if (table.heads === undefined) return []
  let most = 0
  for (const end of openCuts(table)) {
    const a = countAt(table.tp, end) - countAt(table.tp, end - 1)
    const b = countAt(table.fp, end) - countAt(table.fp, end - 1)
    most = Math.max(most, money(net.fn * BigInt(a)), money(net.fp * BigInt(b)))
  }
  return [
    intervalBound(table, threshold.interval),
    { of: 'leastCostResampled', low: null, high: most, note: `Ranges were drawn as one score: a resample may reach a least cost lower by about ${Math.ceil(most)} at most, the cost of the rows of one range.` },
  ]
}

/** What of a choice isn't exact; empty where every score is listed. */
export function choiceBounds(table: CutTable, ratios: readonly [number, number]): Bound[] {
  if (table.heads === undefined) return []
  return [{ of: 'ratioMap', low: 0, high: ratioRegret(table, ...ratios), note: 'Share by which a step may miss the least cost.' }]
}

/** What of a review band isn't exact; empty without a review, and where every score is listed. */
export function reviewBounds(table: CutTable, { review }: Pick<ChoicesRequest, 'review'>): Bound[] {
  if (table.heads === undefined || review === null) return []
  const widest = [...openCuts(table)].reduce((most, end) => Math.max(most, rowsOfCut(table, end)), 0)
  return [
    {
      of: 'review',
      low: null,
      high: widest,
      note: `Both thresholds of the review are borders of ranges: at each, up to ${widest} of ${table.positives + table.negatives} rows may lie on the dearer side.`,
    },
  ]
}
