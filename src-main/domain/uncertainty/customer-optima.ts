import { nothingBeside, type BesideCosts, type ResampledOptimum } from '../threshold/bootstrap.ts'
import { countAt } from '../threshold/cut-table.ts'
import type { CustomerRows } from './customer-rows.ts'

/**
 * The strictest cut of least cost where customer k counts `times[k]`. The rows of each customer are added to counters of ranges of
 * cuts, which gives the cost at the ends of every range; only the rows of those ranges are walked whose best conceivable cost, all
 * their positives flagged and none of their negatives, can still win.
 */
export function leastOfCustomers(rows: CustomerRows, fn: number, fp: number, times: Uint32Array, beside: BesideCosts = nothingBeside): ResampledOptimum {
  const { edges, flagged } = rows
  const counts = countRanges(rows, times)
  const ranges = edges.length - 1
  let positives = 0
  let negatives = 0
  for (let range = 0; range < ranges; range += 1) {
    negatives += countAt(counts, 2 * range)
    positives += countAt(counts, 2 * range + 1)
  }
  const ofNobody = (fn + beside.positive) * positives + beside.negative * negatives
  /** The cost at each edge: of flagging nobody first. */
  const costs = new Float64Array(edges.length)
  costs[0] = ofNobody
  let best = { cut: 0, cost: ofNobody }
  for (let range = 0, here = best.cost; range < ranges; range += 1) {
    here += fp * countAt(counts, 2 * range) - fn * countAt(counts, 2 * range + 1)
    costs[range + 1] = here
    if (here < best.cost) best = { cut: countAt(edges, range + 1), cost: here }
  }
  for (let range = 0; range < ranges; range += 1) {
    const before = costs[range] ?? 0
    if (before - fn * countAt(counts, 2 * range + 1) > best.cost) continue
    let here = before
    let index = countAt(flagged, countAt(edges, range))
    // The last cut of the range is its edge, which was tried.
    for (let cut = countAt(edges, range) + 1; cut < countAt(edges, range + 1); cut += 1) {
      for (const end = countAt(flagged, cut); index < end; index += 1) {
        const count = times[rows.customer[index] ?? 0] ?? 0
        here += rows.positive[index] === 1 ? -fn * count : fp * count
      }
      if (here < best.cost || (here === best.cost && cut < best.cut)) best = { cut, cost: here }
    }
  }
  return best
}

/** Rows of the resample in each range: negatives, then positives. */
function countRanges({ inTurn, cells, edges }: CustomerRows, times: Uint32Array): Uint32Array {
  const counts = new Uint32Array(2 * (edges.length - 1))
  for (let row = 0; row < cells.length; row += 1) {
    const cell = cells[row] ?? 0
    counts[cell] = (counts[cell] ?? 0) + (times[inTurn[row] ?? 0] ?? 0)
  }
  return counts
}
