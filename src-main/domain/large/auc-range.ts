import { countAt, type CutTable } from '../threshold/cut-table.ts'
import { quotient } from '../threshold/quotient.ts'
import { openCuts } from './score-groups.ts'

/**
 * The least and greatest AUC that the rows of a table can have; equal where every score is listed. Only the pairs
 * inside one open group are in doubt: `auc` counts each of them half.
 */
export function aucRange(table: CutTable, counted: number): [number, number] {
  const { tp, fp, positives, negatives } = table
  let pairs = 0n
  for (const end of openCuts(table)) {
    pairs += BigInt(countAt(tp, end) - countAt(tp, end - 1)) * BigInt(countAt(fp, end) - countAt(fp, end - 1))
  }
  const half = quotient(pairs, 2n * BigInt(positives) * BigInt(negatives))
  return [counted - half, counted + half]
}
