import { binomial } from './binomial.ts'
import type { Bootstrap } from './bootstrap.ts'
import { countAt, entry, type CutTable } from './cut-table.ts'
import { placedRandom } from './philox.ts'

/** What some cuts flag in resample after resample; the resamples are numbered from 0. */
export interface ResampledCounts {
  /**
   * Class totals, then true and false positives of each cut in the order given, and of one more cut, drawn given all others. The array is
   * the caller's to read, until the next call.
   */
  readonly with: (cut: number, resample: number) => Uint32Array
}

/** Places of a resample that no split of its cuts has. */
const place = { given: 2 ** 32 - 1, further: 2 ** 32 - 2 } as const

/**
 * Draws exactly, by conditional binomials, what cuts flag in bootstrap resamples of the rows (stratified, the class totals stay),
 * each from random numbers of its own. `kept` resamples from the first are remembered, so that they need not be drawn again for
 * another further cut.
 */
export function resampledCounts(table: CutTable, { seed, stratified = false }: Pick<Bootstrap, 'seed' | 'stratified'>, cuts: readonly number[], kept = 0): ResampledCounts {
  const { tp, fp, positives, negatives } = table
  const rows = positives + negatives
  const random = placedRandom(seed)
  const order = cuts.map((_, index) => index).sort((a, b) => entry(cuts, a) - entry(cuts, b))
  const sorted = order.map((index) => entry(cuts, index))
  const length = 2 + 2 * cuts.length
  const rowsKept = new Uint32Array(kept * length)
  const known = new Uint8Array(kept)
  const result = new Uint32Array(length + 2)

  /** Of the drawn rows beyond a cut, how many lie up to a looser one. */
  function upTo(drawn: number, counts: Uint32Array, from: number, to: number, until: number): number {
    const before = countAt(counts, from)
    const here = countAt(counts, to) - before
    return here === 0 ? 0 : binomial(random.next, drawn, here / (until - before))
  }
  function draw(resample: number): void {
    random.moveTo(resample, place.given)
    const totalPositives = stratified ? positives : binomial(random.next, rows, positives / rows)
    const totalNegatives = rows - totalPositives
    result[0] = totalPositives
    result[1] = totalNegatives
    let before = 0
    let flaggedPositives = 0
    let flaggedNegatives = 0
    order.forEach((index, rank) => {
      const cut = entry(sorted, rank)
      flaggedPositives += upTo(totalPositives - flaggedPositives, tp, before, cut, positives)
      flaggedNegatives += upTo(totalNegatives - flaggedNegatives, fp, before, cut, negatives)
      result[2 + 2 * index] = flaggedPositives
      result[3 + 2 * index] = flaggedNegatives
      before = cut
    })
  }
  /** Puts the counts of the given cuts into the result. */
  function look(resample: number): void {
    if (known[resample] === 1) {
      for (let place = 0; place < length; place += 1) result[place] = countAt(rowsKept, resample * length + place)
      return
    }
    draw(resample)
    if (resample >= kept) return
    known[resample] = 1
    for (let place = 0; place < length; place += 1) rowsKept[resample * length + place] = countAt(result, place)
  }
  return {
    with: (cut, resample) => {
      look(resample)
      let looser = 0
      while (looser < sorted.length && entry(sorted, looser) < cut) looser += 1
      const stricter = looser === 0 ? null : entry(order, looser - 1)
      const next = looser === sorted.length ? null : entry(order, looser)
      const from = stricter === null ? 0 : entry(cuts, stricter)
      random.moveTo(resample, place.further)
      for (const [kind, all, total] of [[0, tp, positives], [1, fp, negatives]] as const) {
        const before = stricter === null ? 0 : countAt(result, 2 + 2 * stricter + kind)
        const beyond = next === null ? countAt(result, kind) : countAt(result, 2 + 2 * next + kind)
        const until = next === null ? total : countAt(all, entry(cuts, next))
        result[length + kind] = before + upTo(beyond - before, all, from, cut, until)
      }
      return result
    },
  }
}
