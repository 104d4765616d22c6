import { twiceOrderedPairs, twicePairs } from '../threshold/auc.ts'
import { countAt, type CutTable } from '../threshold/cut-table.ts'
import { oncePerTable } from '../threshold/once-per-table.ts'
import { quotient } from '../threshold/quotient.ts'
import { openCuts } from './score-groups.ts'

/**
 * The least and greatest AUC that the rows of a table can have; equal where every score is listed. Only the pairs
 * inside one open group are in doubt: `auc` counts each of them half. Each is rounded once, as the AUC of the rows is.
 */
export const aucRange: (table: CutTable) => [number, number] = oncePerTable((table) => {
  const { tp, fp } = table
  const all = twicePairs(table)
  const safe = all <= BigInt(Number.MAX_SAFE_INTEGER)
  let sum = 0
  let bigSum = 0n
  for (const end of openCuts(table)) {
    const positivesHere = countAt(tp, end) - countAt(tp, end - 1)
    const negativesHere = countAt(fp, end) - countAt(fp, end - 1)
    if (safe) sum += positivesHere * negativesHere
    else bigSum += BigInt(positivesHere) * BigInt(negativesHere)
  }
  const doubtful = safe ? BigInt(sum) : bigSum
  const ordered = twiceOrderedPairs(table)
  return [quotient(ordered - doubtful, all), quotient(ordered + doubtful, all)]
})
