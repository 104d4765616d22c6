import type { Bootstrap } from './bootstrap.ts'
import type { CutTable } from './cut-table.ts'
import { resampledCounts } from './resampled-counts.ts'
import { keepLatest } from '../keep-latest.ts'

/** What some cuts flag in all resamples, with what was drawn remembered. The arrays are the keeper's: they are only read. */
export interface KeptCounts {
  /** How many numbers of `given` belong to a resample. */
  readonly length: number
  /** Class totals, then true and false positives of each given cut in their order, resample after resample. */
  readonly given: Uint32Array
  /** True and false positives of one more cut in resample after resample, drawn given those of the given cuts. */
  readonly further: (cut: number) => Uint32Array
  /** Draws one more of `cuts` after the other, as many as are remembered. Yields after each. */
  readonly foresee: (cuts: readonly number[]) => Generator<void, void>
}

/** How many numbers of further cuts are remembered, 4 bytes each: with 2,000 resamples those of 512 cuts. */
const mostNumbers = 2 ** 21

/** The same numbers as `resampledCounts` draws for the first `resamples`, each drawn once. */
export function keptCounts(table: CutTable, drawn: Pick<Bootstrap, 'seed' | 'stratified'>, cuts: readonly number[], resamples: number): KeptCounts {
  const counts = resampledCounts(table, drawn, cuts)
  const { length } = counts
  const given = new Uint32Array(resamples * length)
  for (let resample = 0; resample < resamples; resample += 1) counts.given(resample, given, resample * length)
  const mostFurther = Math.max(1, Math.floor(mostNumbers / (2 * resamples)))
  const kept = new Map<number, Uint32Array>()
  return {
    length,
    given,
    further: (cut) => {
      const found = kept.get(cut) ?? drawFurther(cut)
      keepLatest(kept, cut, found, mostFurther)
      return found
    },
    *foresee(foreseen) {
      for (const cut of foreseen) {
        if (kept.size === mostFurther) return
        if (kept.has(cut)) continue
        kept.set(cut, drawFurther(cut))
        yield
      }
    },
  }

  function drawFurther(cut: number): Uint32Array {
    const found = new Uint32Array(2 * resamples)
    for (let resample = 0; resample < resamples; resample += 1) counts.further(cut, resample, given, resample * length, found, 2 * resample)
    return found
  }
}
