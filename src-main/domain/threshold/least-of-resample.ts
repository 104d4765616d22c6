import type { Resample, Stretch } from './resample.ts'

/**
 * The strictest cut of least fn·(missed positives) + fp·(flagged negatives) in a part of a resample, as the stretch that ends there;
 * null where none costs less than the cut before the part. The part begins with `start` and ends before `end`, null being the end of
 * the resample. Only stretches whose best conceivable cost can still win are divided, lowest bound first. Costs are compared exactly
 * while the number of rows times the dearer cost stays below 2^53.
 */
export function leastOfResample(resample: Resample, fn: number, fp: number, start: Stretch | null = resample.first, end: Stretch | null = null): Stretch | null {
  if (start === null || start === end) return null
  const total = resample.totalPositives
  let best: Stretch | null = null
  let bestCost = fn * (total - start.tpBefore) + fp * start.fpBefore
  const waiting: Stretch[] = []

  function costAtEnd({ tpBefore, fpBefore, positives, negatives }: Stretch): number {
    return fn * (total - tpBefore - positives) + fp * (fpBefore + negatives)
  }
  function consider(stretch: Stretch): void {
    const cost = costAtEnd(stretch)
    if (cost < bestCost || (cost === bestCost && best !== null && stretch.to < best.to)) {
      best = stretch
      bestCost = cost
    }
  }
  /** Whether a cut before the last of a stretch can win: one that costs less, or as much and is stricter. */
  function canWin(bound: number, from: number): boolean {
    return bound < bestCost || (bound === bestCost && best !== null && from < best.to)
  }
  function keep(stretch: Stretch): void {
    // Without a positive, each of its cuts costs more than the one before it.
    if (stretch.atEnd || stretch.positives === 0) return
    stretch.bound = fn * (total - stretch.tpBefore - stretch.positives) + fp * stretch.fpBefore
    if (canWin(stretch.bound, stretch.from)) push(waiting, stretch)
  }

  for (let stretch: Stretch | null = start; stretch !== end && stretch !== null; stretch = stretch.next) consider(stretch)
  for (let stretch: Stretch | null = start; stretch !== end && stretch !== null; stretch = stretch.next) keep(stretch)
  for (let stretch = pop(waiting); stretch !== undefined && stretch.bound <= bestCost; stretch = pop(waiting)) {
    if (!canWin(stretch.bound, stretch.from)) continue
    const following = stretch.next
    // The end of a divided stretch may lie before the one that was best: that cut is found again among its parts.
    const wasBest = best === stretch
    resample.divide(stretch)
    if (wasBest) best = lastBefore(stretch, following)
    for (let part: Stretch | null = stretch; part !== following && part !== null; part = part.next) consider(part)
    for (let part: Stretch | null = stretch; part !== following && part !== null; part = part.next) keep(part)
  }
  return best
}

/** The last stretch of a divided one, which ends with all of its rows. */
function lastBefore(stretch: Stretch, following: Stretch | null): Stretch {
  let last = stretch
  while (last.next !== null && last.next !== following) last = last.next
  return last
}

/** Adds to the heap of waiting stretches, lowest bound first. */
function push(heap: Stretch[], stretch: Stretch): void {
  let place = heap.length
  heap.push(stretch)
  while (place > 0) {
    const parent = (place - 1) >>> 1
    const above = heap[parent]
    if (above === undefined || above.bound <= stretch.bound) break
    heap[place] = above
    place = parent
  }
  heap[place] = stretch
}

/** Takes the stretch with the lowest bound, or undefined where none waits. */
function pop(heap: Stretch[]): Stretch | undefined {
  const first = heap[0]
  const last = heap.pop()
  if (first === undefined || last === undefined || heap.length === 0) return first
  let place = 0
  for (;;) {
    const left = heap[2 * place + 1]
    if (left === undefined) break
    const right = heap[2 * place + 2]
    const lower = right !== undefined && right.bound < left.bound ? right : left
    if (lower.bound >= last.bound) break
    heap[place] = lower
    place = lower === left ? 2 * place + 1 : 2 * place + 2
  }
  heap[place] = last
  return first
}
