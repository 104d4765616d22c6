import type { Estimate } from '../../contract/statistic.ts'
import { auc } from '../threshold/auc.ts'
import { countAt, type CutTable } from '../threshold/cut-table.ts'
import { oncePerTable } from '../threshold/once-per-table.ts'
import { Z_975 } from '../threshold/paired-test.ts'

/**
 * Standard error of the AUC (DeLong, DeLong and Clarke-Pearson 1988) in one walk over the cuts: the placement of a
 * positive is the share of negatives that it beats, a tie counted half, and likewise for negatives. NaN where a class
 * holds a single row.
 */
export const aucStandardError: (table: CutTable) => number = oncePerTable((table) => {
  const { tp, fp, positives, negatives } = table
  const mean = auc(table)
  let ofPositives = 0
  let ofNegatives = 0
  for (let cut = 1; cut < tp.length; cut += 1) {
    const positivesBefore = countAt(tp, cut - 1)
    const negativesBefore = countAt(fp, cut - 1)
    const positivesHere = countAt(tp, cut) - positivesBefore
    const negativesHere = countAt(fp, cut) - negativesBefore
    const beaten = (negatives - negativesBefore - negativesHere / 2) / negatives - mean
    const beating = (positivesBefore + positivesHere / 2) / positives - mean
    ofPositives += positivesHere * beaten * beaten
    ofNegatives += negativesHere * beating * beating
  }
  return Math.sqrt(ofPositives / (positives - 1) / positives + ofNegatives / (negatives - 1) / negatives)
})

/** The AUC with its DeLong interval at 95 %, kept inside 0 to 1; all of 0 to 1 where a class holds a single row. */
export function aucInterval(table: CutTable): Estimate {
  const value = auc(table)
  const half = Z_975 * aucStandardError(table)
  if (Number.isNaN(half)) return { value, low: 0, high: 1 }
  return { value, low: Math.max(0, value - half), high: Math.min(1, value + half) }
}

/** Gini = 2·AUC − 1 with the same interval. */
export function giniInterval(table: CutTable): Estimate {
  const { value, low, high } = aucInterval(table)
  return { value: 2 * value - 1, low: 2 * low - 1, high: 2 * high - 1 }
}
