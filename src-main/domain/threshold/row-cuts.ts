import type { AlignedRows } from './aligned-rows.ts'
import { cutAt, type CutTable } from './cut-table.ts'

const known = new WeakMap<AlignedRows, { readonly table: CutTable; readonly cuts: Uint32Array }>()

/** For each row the strictest cut that flags it, from 1 to the last cut. Remembered for the rows and the table. */
export function rowCuts(table: CutTable, rows: AlignedRows): Uint32Array {
  const found = known.get(rows)
  if (found?.table === table) return found.cuts
  const { scores, orientation } = table
  const cuts = Uint32Array.from(rows.scores, (score) => {
    const cut = cutAt(table, score)
    if (cut === 0 || scores[cut - 1] !== score) throw new RangeError(`score ${score} is not of this table (${orientation})`)
    return cut
  })
  known.set(rows, { table, cuts })
  return cuts
}
