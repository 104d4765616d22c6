import { countAt } from '../threshold/cut-table.ts'
import type { AmountRows } from './amount-rows.ts'
import type { Resample, ResamplingDesign } from './resampling-design.ts'
import { unitDraws } from './unit-draws.ts'
import { unitVariances } from './unit-variances.ts'

/**
 * Resamples of rows each of which has a cost of its own, so that no counts stand for them: the multinomial number of every unit is
 * drawn, and one pass over the rows in the order of the cuts finds the strictest cut of least cost and what other cuts cost in the
 * same resample.
 */
export function amountDesign(rows: AmountRows): ResamplingDesign {
  const { flagged, unit, strata, passed, change } = rows
  const units = strata.reduce((sum, each) => sum + each, 0)
  const missedAll = new Float64Array(units)
  for (let place = 0; place < unit.length; place += 1) {
    const own = unit[place] ?? 0
    missedAll[own] = (missedAll[own] ?? 0) + (passed[place] ?? 0)
  }
  const ends = endsOf(flagged)
  return {
    units,
    ...unitVariances({ flagged, unitOf: (place) => unit[place] ?? 0, change: (place) => change[place] ?? 0, missedAll, strata }),
    *resamples(cuts, seed) {
      const draw = unitDraws(seed, strata)
      for (;;) yield resample(rows, ends, draw(), cuts)
    },
  }
}

/** 1 for the last row of each cut. */
function endsOf(flagged: Uint32Array): Uint8Array {
  const ends = new Uint8Array(countAt(flagged, flagged.length - 1))
  for (let cut = 1; cut < flagged.length; cut += 1) ends[countAt(flagged, cut) - 1] = 1
  return ends
}

/** The best cut and the costs of `asked` where unit k counts `times[k]`. */
function resample(rows: AmountRows, ends: Uint8Array, times: Uint32Array, asked: readonly number[]): Resample {
  const { flagged } = rows
  const costs = new Float64Array(asked.length)
  const walk: Walk = { place: 0, nobody: 0, change: 0, best: 0, least: 0 }
  for (const index of asked.map((_, place) => place).sort((a, b) => (asked[a] ?? 0) - (asked[b] ?? 0))) {
    walkTo(countAt(flagged, asked[index] ?? 0), rows, ends, times, walk)
    costs[index] = walk.change
  }
  walkTo(ends.length, rows, ends, times, walk)
  for (let index = 0; index < costs.length; index += 1) costs[index] = (costs[index] ?? 0) + walk.nobody
  return { optimum: { cut: cutThatFlags(walk.best, flagged), cost: walk.nobody + walk.least }, costs }
}

/** The cut that flags so many rows. */
function cutThatFlags(rows: number, flagged: Uint32Array): number {
  let low = 0
  let high = flagged.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (countAt(flagged, middle) >= rows) high = middle
    else low = middle + 1
  }
  return low
}

interface Walk {
  /** Rows that were walked, what they cost where nobody is flagged, and what flagging them adds. */
  place: number
  nobody: number
  change: number
  /** How many rows the strictest cut of least cost up to here flags, and what it adds. */
  best: number
  least: number
}

/** One flat loop, because of the hundred thousands of rows most are a cut of their own. */
function walkTo(to: number, { unit, passed, change }: AmountRows, ends: Uint8Array, times: Uint32Array, walk: Walk): void {
  let { nobody, change: here, best, least } = walk
  for (let place = walk.place; place < to; place += 1) {
    const count = times[unit[place] ?? 0] ?? 0
    nobody += count * (passed[place] ?? 0)
    here += count * (change[place] ?? 0)
    if (here < least && ends[place] === 1) {
      least = here
      best = place + 1
    }
  }
  walk.place = to
  walk.nobody = nobody
  walk.change = here
  walk.best = best
  walk.least = least
}
