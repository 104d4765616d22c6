import { countAt, type CutTable } from './cut-table.ts'
import { oncePerTable } from './once-per-table.ts'
import { quotient } from './quotient.ts'

/**
 * Area under the ROC curve in the table's orientation: the share of (positive, negative) pairs that are ordered
 * rightly, a tie counted half (Mann-Whitney). Exact up to the last division. Below 0.5 the scores run against the
 * declared orientation.
 */
export const auc: (table: CutTable) => number = oncePerTable((table) => {
  return quotient(twiceOrderedPairs(table), twicePairs(table))
})

/** Twice the pairs of a positive and a negative row. */
export function twicePairs({ positives, negatives }: CutTable): bigint {
  return 2n * BigInt(positives) * BigInt(negatives)
}

/** Twice the pairs that are ordered rightly, a tie counted half. */
export const twiceOrderedPairs: (table: CutTable) => bigint = oncePerTable((table) => {
  const { tp, fp, negatives } = table
  const safe = twicePairs(table) <= BigInt(Number.MAX_SAFE_INTEGER)
  let sum = 0
  let bigSum = 0n
  for (let cut = 1; cut < tp.length; cut += 1) {
    const positivesHere = countAt(tp, cut) - countAt(tp, cut - 1)
    if (positivesHere === 0) continue
    // Negatives that rank strictly looser, plus half of those at the same score, doubled.
    const negativesTwice = 2 * negatives - countAt(fp, cut) - countAt(fp, cut - 1)
    if (safe) sum += positivesHere * negativesTwice
    else bigSum += BigInt(positivesHere) * BigInt(negativesTwice)
  }
  return safe ? BigInt(sum) : bigSum
})
