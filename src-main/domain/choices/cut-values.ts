import { commonDivisor } from '../threshold/common-divisor.ts'
import { exactAt, roughlyAt, sizeOf, type CutCost, type CutSums } from './cut-cost.ts'

/** Beyond this size of its terms a sum of integers may be rounded. */
const WHOLE = 2 ** 53

/** A part of the cost at every cut, without its constant: as doubles, and exact where these can't tell two apart. */
export interface CutValues {
  readonly size: number
  readonly rough: (cut: number) => number
  readonly exact: (cut: number) => bigint
  /** How far two doubles may be from their difference; 0 where doubles hold these integers. */
  readonly unsure: number
  /** Whether one cut costs less than another, exactly. */
  readonly isLess: (cut: number, other: number) => boolean
}

/** The parts of a cost, in the greatest unit that keeps all of them whole, so that doubles mostly hold them. */
export function cutValues(parts: readonly CutCost[], sums: CutSums): CutValues[] {
  const unit = parts.reduce((found, { tp, fp, tpAmount, fpAmount }) => [tp, fp, tpAmount, fpAmount].reduce(commonDivisor, found), 0n)
  const scaled = parts.map(({ tp, fp, tpAmount, fpAmount }) =>
    unit === 0n
      ? { constant: 0n, tp, fp, tpAmount, fpAmount }
      : { constant: 0n, tp: tp / unit, fp: fp / unit, tpAmount: tpAmount / unit, fpAmount: fpAmount / unit },
  )
  const size = scaled.reduce((sum, part) => sum + sizeOf(part, sums), 0)
  const unsure = size < WHOLE ? 0 : 1e-13 * size
  return scaled.map((part) => {
    const rough = roughlyAt(part, sums)
    const exact = (cut: number) => exactAt(part, sums, cut)
    return {
      size: sums.cuts.tp.length,
      rough,
      exact,
      unsure,
      isLess: (cut, other) => {
        const more = rough(cut) - rough(other)
        return unsure === 0 || Math.abs(more) > unsure ? more < 0 : exact(cut) < exact(other)
      },
    }
  })
}
