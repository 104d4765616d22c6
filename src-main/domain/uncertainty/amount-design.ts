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
  return {
    units,
    ...unitVariances({ flagged, unitOf: (place) => unit[place] ?? 0, change: (place) => change[place] ?? 0, missedAll, strata }),
    *resamples(cuts, seed) {
      const draw = unitDraws(seed, strata)
      for (;;) yield resample(rows, missedAll, draw(), cuts)
    },
  }
}

/** The best cut and the costs of `asked` where unit k counts `times[k]`. */
function resample(rows: AmountRows, missedAll: Float64Array, times: Uint32Array, asked: readonly number[]): Resample {
  const costs = new Float64Array(asked.length)
  const walk: Walk = { cut: 0, change: 0, best: 0, least: 0 }
  let nobody = 0
  for (let own = 0; own < times.length; own += 1) nobody += (times[own] ?? 0) * (missedAll[own] ?? 0)
  for (const index of asked.map((_, place) => place).sort((a, b) => (asked[a] ?? 0) - (asked[b] ?? 0))) {
    walkTo(rows, times, asked[index] ?? 0, walk)
    costs[index] = nobody + walk.change
  }
  walkTo(rows, times, rows.flagged.length - 1, walk)
  return { optimum: { cut: walk.best, cost: nobody + walk.least }, costs }
}

interface Walk {
  /** The cut that was reached, and what it costs beyond flagging nobody. */
  cut: number
  change: number
  /** The strictest cut of least cost up to here, and what it costs beyond flagging nobody. */
  best: number
  least: number
}

function walkTo({ flagged, unit, change }: AmountRows, times: Uint32Array, to: number, walk: Walk): void {
  let { change: here, best, least } = walk
  let place = countAt(flagged, walk.cut)
  for (let cut = walk.cut + 1; cut <= to; cut += 1) {
    for (const end = countAt(flagged, cut); place < end; place += 1) here += (times[unit[place] ?? 0] ?? 0) * (change[place] ?? 0)
    if (here < least) {
      least = here
      best = cut
    }
  }
  walk.cut = to
  walk.change = here
  walk.best = best
  walk.least = least
}
