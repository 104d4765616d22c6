import { amountTable } from '../choices/amount-table.ts'
import type { CutSums } from '../choices/cut-cost.ts'
import type { Parting } from '../../contract/uncertainty.ts'
import type { AlignedRows } from '../threshold/aligned-rows.ts'
import { prepareCuts, type CutTable, type Orientation } from '../threshold/cut-table.ts'
import type { PartedGrounds } from './held-out.ts'
import { partsOfRows } from './row-parts.ts'

/** The amount of each row, and the column that it is from. */
export interface RowAmounts {
  readonly name: string
  readonly values: Float64Array
}

/** The rows of a table, held in memory, as they are parted. Raises `usage` where the column doesn't part them as asked. */
export function groundsOfRows(rows: AlignedRows, parting: Parting, amount: RowAmounts | null, orientation: Orientation, path: string): PartedGrounds {
  const { pairs, used, codes } = partsOfRows(rows, parting, path)
  const isIn = (code: number) => pairs.some(({ choose, judge }) => choose(code) || judge(code))
  return {
    query: null,
    rows: rows.scores.length,
    leftOut: codes.reduce((sum, code) => sum + (isIn(code) ? 0 : 1), 0),
    used,
    pairs: pairs.map(({ name, oneClass, choose, judge }) => {
      const side = (holds: (code: number) => boolean) => () => sumsOf(rows, amount, orientation, (index) => holds(codes[index] ?? -1))
      return { name, oneClass, choose: side(choose), judge: side(judge) }
    }),
  }
}

function sumsOf(rows: AlignedRows, amount: RowAmounts | null, orientation: Orientation, holds: (index: number) => boolean): CutSums | null {
  const kept = (_: unknown, index: number) => holds(index)
  const some: AlignedRows = { scores: rows.scores.filter(kept), positive: rows.positive.filter(kept), columns: new Map() }
  const positives = some.positive.reduce((sum, positive) => sum + positive, 0)
  if (positives === 0 || positives === some.positive.length) return null
  if (amount === null) return { cuts: cutsOfRows(some, orientation), amounts: null }
  const { cuts, amounts } = amountTable(some, amount.values.filter(kept), orientation, amount.name)
  return { cuts, amounts }
}

function cutsOfRows({ scores, positive }: AlignedRows, orientation: Orientation): CutTable {
  const of = (kind: number) => scores.filter((_, index) => positive[index] === kind).sort()
  return prepareCuts({ positives: of(1), negatives: of(0) }, orientation)
}
