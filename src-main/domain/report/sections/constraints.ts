import type { ConstraintHeld } from '../../../contract/choices.ts'
import { cell, column, row, table, type Block } from '../document.ts'
import { percent } from '../number-format.ts'

/** Constraints with the share that each limits, its interval, and whether it is held on these rows. */
export function constraintTable(constraints: readonly ConstraintHeld[]): Block {
  return table(
    [column('Constraint', 'left', 1), column('Share', 'right'), column('95\u202f%', 'right'), column('Limit', 'right'), column('Held', 'left')],
    constraints.map(({ text, share, limit, held, unsure }) =>
      row([
        cell(text), cell(percent(share.value, 2)), cell(`${percent(share.low, 2)} to ${percent(share.high, 2)}`), cell(percent(limit, 2)),
        cell(`${held ? 'yes' : 'no'}${unsure ? ', other rows may answer otherwise' : ''}`),
      ]),
    ),
  )
}
