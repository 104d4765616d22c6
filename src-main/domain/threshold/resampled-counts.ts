import { binomial } from './binomial.ts'
import type { Bootstrap } from './bootstrap.ts'
import { countAt, entry, type CutTable } from './cut-table.ts'
import { placedRandom } from './philox.ts'

/** What some cuts flag in resample after resample; the resamples are numbered from 0. */
export interface ResampledCounts {
  /** How many numbers are drawn of the given cuts in a resample: class totals, then true and false positives of each cut in the order given. */
  readonly length: number
  /** Writes these numbers of a resample into `rows` from the place `at`. */
  readonly given: (resample: number, rows: Uint32Array, at: number) => void
  /** Writes true and false positives of one more cut into `into` from `to`, drawn given the numbers of the same resample that stand in `rows` from `at`. */
  readonly further: (cut: number, resample: number, rows: Uint32Array, at: number, into: Uint32Array, to: number) => void
}

/** Places of a resample that no split of its cuts has. */
const place = { given: 2 ** 32 - 1, further: 2 ** 32 - 2 } as const

/**
 * Draws exactly, by conditional binomials, what cuts flag in bootstrap resamples of the rows (stratified, the class totals stay),
 * each from random numbers of its own.
 */
export function resampledCounts(table: CutTable, { seed, stratified = false }: Pick<Bootstrap, 'seed' | 'stratified'>, cuts: readonly number[]): ResampledCounts {
  const { tp, fp, positives, negatives } = table
  const rowCount = positives + negatives
  const random = placedRandom(seed)
  const order = cuts.map((_, index) => index).sort((a, b) => entry(cuts, a) - entry(cuts, b))
  const sorted = order.map((index) => entry(cuts, index))
  const length = 2 + 2 * cuts.length

  /** Of the drawn rows beyond a cut, how many lie up to a looser one. */
  function upTo(drawn: number, counts: Uint32Array, from: number, to: number, until: number): number {
    const before = countAt(counts, from)
    const here = countAt(counts, to) - before
    return here === 0 ? 0 : binomial(random.next, drawn, here / (until - before))
  }
  function given(resample: number, rows: Uint32Array, at: number): void {
    random.moveTo(resample, place.given)
    const totalPositives = stratified ? positives : binomial(random.next, rowCount, positives / rowCount)
    const totalNegatives = rowCount - totalPositives
    rows[at] = totalPositives
    rows[at + 1] = totalNegatives
    let before = 0
    let flaggedPositives = 0
    let flaggedNegatives = 0
    order.forEach((index, rank) => {
      const cut = entry(sorted, rank)
      flaggedPositives += upTo(totalPositives - flaggedPositives, tp, before, cut, positives)
      flaggedNegatives += upTo(totalNegatives - flaggedNegatives, fp, before, cut, negatives)
      rows[at + 2 + 2 * index] = flaggedPositives
      rows[at + 3 + 2 * index] = flaggedNegatives
      before = cut
    })
  }
  function further(cut: number, resample: number, rows: Uint32Array, at: number, into: Uint32Array, to: number): void {
    let looser = 0
    while (looser < sorted.length && entry(sorted, looser) < cut) looser += 1
    const stricter = looser === 0 ? null : entry(order, looser - 1)
    const next = looser === sorted.length ? null : entry(order, looser)
    const from = stricter === null ? 0 : entry(cuts, stricter)
    random.moveTo(resample, place.further)
    for (const [kind, all, total] of [[0, tp, positives], [1, fp, negatives]] as const) {
      const before = stricter === null ? 0 : countAt(rows, at + 2 + 2 * stricter + kind)
      const beyond = countAt(rows, next === null ? at + kind : at + 2 + 2 * next + kind)
      const until = next === null ? total : countAt(all, entry(cuts, next))
      into[to + kind] = before + upTo(beyond - before, all, from, cut, until)
    }
  }
  return { length, given, further }
}
