import type { CostCurve } from '../../src-main/contract/recommendation.ts'
import { lowerBound, multiplesWithin, niceStep } from './scale.ts'

/** What part of the cost curve is drawn: thresholds on x, costs on y, in their own units. */
export interface CurveRange {
  readonly x: readonly [number, number]
  readonly y: readonly [number, number]
  readonly yTicks: readonly number[]
  readonly xTicks: readonly number[]
}

/** Costs up to this multiple of the least one are the part where a choice is still open; more where that shows too little. */
const openChoices = [1.2, 1.5, 2, 3, 5, 10, 100]
const enough = { points: 12, share: 0.3 }

/**
 * The part of the curve around the optimum where the cost stays below 1.2 times the least cost, widened to
 * show each of `keep` (thresholds with their costs) that costs at most 1.5 times the least. A curve that is
 * that flat everywhere is shown whole, and so is one whose least cost is 0. Where that leaves only a sliver, the ceiling is raised.
 */
export function focusedRange(
  curve: CostCurve,
  optimum: { threshold: number | null; cost: number },
  keep: readonly { threshold: number; cost: number }[],
): CurveRange {
  const whole = wholeRange(curve)
  if (optimum.cost <= 0) return whole
  const kept = keep.filter((mark) => mark.cost <= 1.5 * optimum.cost)
  const last = curve.thresholds.length - 1
  const start = optimum.threshold === null ? last : Math.min(last, lowerBound(curve.thresholds, optimum.threshold))
  let { ceiling, from, to } = { ceiling: 0, from: start, to: start }
  for (const choice of openChoices) {
    ceiling = Math.max(choice * optimum.cost, ...kept.map((mark) => mark.cost * 1.02))
    while (from > 0 && (curve.costs[from - 1] ?? Infinity) <= ceiling) from -= 1
    while (to < last && (curve.costs[to + 1] ?? Infinity) <= ceiling) to += 1
    const share = ((curve.thresholds[to] ?? 0) - (curve.thresholds[from] ?? 0)) / (whole.x[1] - whole.x[0])
    if (to - from >= enough.points || share >= enough.share) break
  }
  const inside = kept.map((mark) => mark.threshold)
  const low = Math.min(curve.thresholds[from] ?? whole.x[0], ...inside)
  const high = Math.max(curve.thresholds[to] ?? whole.x[1], ...inside)
  if (!(high > low)) return whole
  const margin = (high - low) * 0.01
  return withTicks(
    [low - margin, to === last ? high + margin * 4 : high + margin],
    [optimum.cost, ceiling],
  )
}

/** The whole curve, with a margin at the right for "refuse nobody". */
export function wholeRange(curve: CostCurve): CurveRange {
  const low = curve.thresholds[0] ?? 0
  const high = curve.thresholds.at(-1) ?? 1
  const span = high > low ? high - low : Math.max(Math.abs(high), 1) * 0.1
  let least = Infinity
  let most = -Infinity
  for (const cost of curve.costs) {
    least = Math.min(least, cost)
    most = Math.max(most, cost)
  }
  return withTicks([low - span * 0.01, high + span * 0.02], Number.isFinite(least) ? [least, most] : [0, 1])
}

function withTicks(x: readonly [number, number], [least, most]: readonly [number, number]): CurveRange {
  const span = most > least ? most - least : Math.max(most, 1) * 0.1
  const step = niceStep(span, 5)
  const fine = step / 5
  const floor = Math.floor((least - span * 0.1) / fine) * fine
  const y: [number, number] = [floor <= span * 0.1 ? 0 : floor, least + span * 1.02]
  return {
    x,
    y,
    yTicks: multiplesWithin(y[0], y[1], step),
    xTicks: multiplesWithin(x[0], x[1], niceStep(x[1] - x[0], 10)),
  }
}

/** The largest unit in which the axis still has whole or short numbers, with its word. */
export function costUnit(most: number): { divisor: number; word: string } {
  if (most >= 10_000_000) return { divisor: 1_000_000, word: 'million units' }
  if (most >= 10_000) return { divisor: 1000, word: 'thousand units' }
  return { divisor: 1, word: 'units' }
}
