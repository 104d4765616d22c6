import type { Payoffs } from '../../contract/choices.ts'
import { ProblemError } from '../../contract/problem.ts'
import type { AlignedRows } from '../threshold/aligned-rows.ts'
import { countAt, prepareCuts, type CutTable, type Orientation } from '../threshold/cut-table.ts'
import { rowCuts } from '../threshold/row-cuts.ts'

/** Sums of amounts over the rows that each cut flags, one entry for each cut, as integers of 10^−digits. */
export interface AmountSums {
  readonly digits: number
  readonly positives: Float64Array
  readonly negatives: Float64Array
  /** Sums of squares, rounded. */
  readonly positiveSquares: Float64Array
  readonly negativeSquares: Float64Array
}

/** The cuts of the rows that have an amount. */
export interface AmountTable {
  readonly cuts: CutTable
  readonly amounts: AmountSums
  /** Rows without an amount, or with a negative one. */
  readonly withoutAmount: number
  /** True where amounts have more decimal places than can be summed exactly, and were rounded. */
  readonly rounded: boolean
  /** The query, verbatim, that summed them; absent where the rows themselves were read. */
  readonly query?: string
}

/** Decimal places of amounts that are summed at most. */
export const MOST_DIGITS = 6
/** Sums below this are whole numbers that a double holds, whatever the order they were added up in. */
const LARGEST = 2 ** 53 - 2 ** 33
const known = new WeakMap<Float64Array, AmountTable>()

/**
 * Sums each cut's amounts exactly, as integers of the fewest decimal places that hold every amount: six at most, and as many
 * as sums below 2^53 allow. Raises a `usage` problem where no row of one class has an amount or the sums are larger.
 */
export function amountTable(rows: AlignedRows, amounts: Float64Array, orientation: Orientation, name: string): AmountTable {
  const found = known.get(amounts)
  if (found?.cuts.orientation === orientation) return found
  const { kept, values } = withAmount(rows, amounts)
  const positives = kept.scores.filter((_, index) => kept.positive[index] === 1).sort()
  const negatives = kept.scores.filter((_, index) => kept.positive[index] === 0).sort()
  if (positives.length === 0 || negatives.length === 0) {
    throw oneClassOfAmounts(name)
  }
  const cuts = prepareCuts({ positives, negatives }, orientation)
  const digits = amountDigits(
    (places) => values.every((value) => hasPlaces(value, places)),
    values.reduce((sum, value) => sum + value, 0),
    name,
  )
  const scale = 10 ** digits
  const sums = emptySums(digits, cuts.tp.length)
  const at = rowCuts(cuts, kept)
  for (let index = 0; index < values.length; index += 1) {
    const amount = Math.round((values[index] ?? 0) * scale)
    const [total, squares] = kept.positive[index] === 1 ? [sums.positives, sums.positiveSquares] : [sums.negatives, sums.negativeSquares]
    const cut = countAt(at, index)
    total[cut] = (total[cut] ?? 0) + amount
    squares[cut] = (squares[cut] ?? 0) + amount * amount
  }
  for (const each of [sums.positives, sums.negatives, sums.positiveSquares, sums.negativeSquares]) accumulate(each)
  const rounded = values.some((value) => !hasPlaces(value, digits))
  const table = { cuts, amounts: sums, withoutAmount: amounts.length - values.length, rounded }
  known.set(amounts, table)
  return table
}

function refused(message: string): ProblemError {
  return new ProblemError({ kind: 'usage', path: null, message, action: 'Choose another column for the amount.' })
}

/** The rows that have an amount, and what it is. */
interface WithAmount {
  readonly kept: AlignedRows
  readonly values: Float64Array
}

const knownRows = new WeakMap<Float64Array, WithAmount & { readonly rows: AlignedRows }>()

/** The rows that have an amount. Remembered, so that what is worked out of them is too. */
export function withAmount(rows: AlignedRows, amounts: Float64Array): WithAmount {
  const found = knownRows.get(amounts)
  if (found?.rows === rows) return found
  const usable = (_: unknown, index: number) => (amounts[index] ?? NaN) >= 0
  const kept: AlignedRows = { scores: rows.scores.filter(usable), positive: rows.positive.filter(usable), columns: new Map() }
  const made = { rows, kept, values: amounts.filter((amount) => amount >= 0) }
  knownRows.set(amounts, made)
  return made
}

function hasPlaces(value: number, digits: number): boolean {
  const scale = 10 ** digits
  return Math.round(value * scale) / scale === value
}

/** Raises `usage` where a cost is by amount: no column of amounts is named. */
export function refuseWithoutAmounts({ fn, fp, tp, tn }: Payoffs): void {
  if ([fn, fp, tp, tn].every(({ perAmount }) => Number(perAmount) === 0)) return
  throw new ProblemError({
    kind: 'usage',
    path: null,
    message: 'A cost per amount needs the column that holds each amount.',
    action: 'Choose the amount column, or set the costs per amount to 0.',
  })
}

/** The problem of amounts that stand beside rows of one class only. */
export function oneClassOfAmounts(name: string): ProblemError {
  return refused(`Column ${name} holds an amount for rows of one class only.`)
}

/** The decimal places that the amounts of a column are summed in; see {@link amountTable}. `sum` is about what they add up to. */
export function amountDigits(allHave: (digits: number) => boolean, sum: number, name: string): number {
  let digits = 0
  while (digits < MOST_DIGITS && !allHave(digits)) digits += 1
  while (digits > 0 && sum * 10 ** digits > LARGEST) digits -= 1
  if (sum * 10 ** digits > LARGEST) throw refused(`The amounts of column ${name} are too large to be summed exactly.`)
  return digits
}

function emptySums(digits: number, size: number): AmountSums {
  const empty = () => new Float64Array(size)
  return { digits, positives: empty(), negatives: empty(), positiveSquares: empty(), negativeSquares: empty() }
}

function accumulate(values: Float64Array): void {
  for (let index = 1; index < values.length; index += 1) values[index] = (values[index] ?? 0) + (values[index - 1] ?? 0)
}
