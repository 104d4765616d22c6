import { countAt } from '../threshold/cut-table.ts'
import { Z_975 } from '../threshold/paired-test.ts'
import type { ResamplingDesign } from './resampling-design.ts'

/** Rows in the order of the cuts, the units that they are drawn in and what they cost. */
export interface UnitCosts {
  /** Rows that each cut flags. */
  readonly flagged: Uint32Array
  /** The unit of the row at a place in the order of the cuts. */
  readonly unitOf: (place: number) => number
  /** What flagging that row adds to the cost. */
  readonly change: (place: number) => number
  /** Cost of each unit where nobody is flagged. */
  readonly missedAll: Float64Array
  /** How many units each stratum has; they are numbered stratum by stratum. */
  readonly strata: readonly number[]
}

/**
 * The closed forms of units that are drawn anew with replacement, each stratum apart: a sum varies by Σ c² − (Σ c)²/G over the G
 * units of each stratum, with c the part of each.
 */
export function unitVariances({ flagged, unitOf, change, missedAll, strata }: UnitCosts): Pick<ResamplingDesign, 'varianceOfCost' | 'varianceOfDifference' | 'indistinguishable'> {
  const ends = strata.map((_, stratum) => strata.slice(0, stratum + 1).reduce((sum, units) => sum + units, 0))
  const [firstEnd = 0] = ends

  /** Adds to each unit's part what flagging the rows of the cuts (from, to] changes. */
  function addRows(parts: Float64Array, from: number, to: number): void {
    for (let place = countAt(flagged, from); place < countAt(flagged, to); place += 1) {
      const unit = unitOf(place)
      parts[unit] = (parts[unit] ?? 0) + change(place)
    }
  }
  function variance(parts: Float64Array): number {
    let found = 0
    for (const [stratum, units] of strata.entries()) {
      let sum = 0
      let squares = 0
      const end = ends[stratum] ?? 0
      for (let unit = end - units; unit < end; unit += 1) {
        const part = parts[unit] ?? 0
        sum += part
        squares += part * part
      }
      found += squares - (sum * sum) / units
    }
    return found
  }
  /** The last cut from `best` on in one direction that can't be told from it. */
  const farthest = (best: number, step: 1 | -1): number => {
    const parts = new Float64Array(missedAll.length)
    const sums = new Float64Array(strata.length)
    let squares = 0
    let found = best
    for (let cut = best + step; cut >= 0 && cut < flagged.length; cut += step) {
      const [from, to] = step === 1 ? [cut - 1, cut] : [cut, cut + 1]
      for (let place = countAt(flagged, from); place < countAt(flagged, to); place += 1) {
        const unit = unitOf(place)
        const stratum = unit < firstEnd ? 0 : ends.findIndex((end) => unit < end)
        const old = parts[unit] ?? 0
        const part = old + step * change(place)
        parts[unit] = part
        sums[stratum] = (sums[stratum] ?? 0) + part - old
        squares += part * part - old * old
      }
      let sum = 0
      let lost = 0
      for (const [stratum, units] of strata.entries()) {
        const own = sums[stratum] ?? 0
        sum += own
        lost += (own * own) / units
      }
      if (sum * sum <= Z_975 * Z_975 * (squares - lost)) found = cut
    }
    return found
  }
  return {
    varianceOfCost: (cut) => {
      const parts = missedAll.slice()
      addRows(parts, 0, cut)
      return variance(parts)
    },
    varianceOfDifference: (cut, other) => {
      const parts = new Float64Array(missedAll.length)
      addRows(parts, Math.min(cut, other), Math.max(cut, other))
      return variance(parts)
    },
    indistinguishable: (best) => [farthest(best, -1), farthest(best, 1)],
  }
}
