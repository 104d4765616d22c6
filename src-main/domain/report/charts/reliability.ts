import type { ReliabilityBin } from '../../../contract/score-quality.ts'
import { linearScale, ticks } from './scale.ts'
import { control, drawing, filledCircle, gridLine, inkSecond, label, line, negativeInk } from './svg.ts'

const left = 30
const right = 8
const top = 8

/** Predicted against observed shares of the positive class, each with its interval; on the diagonal they agree. */
export function reliabilityChart(bins: readonly ReliabilityBin[], width: number, height: number): string {
  const base = height - 18
  const most = Math.min(1, Math.max(...bins.map(({ predicted, observed }) => Math.max(predicted, observed.high)), 0.01) * 1.05)
  const x = linearScale([0, most], [left, width - right])
  const y = linearScale([0, most], [base, top])
  const decimals = most < 0.1 ? 2 : 1
  const grid = ticks(0, most, 5).flatMap((tick) => [
    line(left, y(tick), width - right, y(tick), gridLine),
    label(left - 5, y(tick) + 2.8, tick.toFixed(decimals), { anchor: 'end' }),
    label(x(tick), base + 12, tick.toFixed(decimals), { anchor: 'middle' }),
  ])
  const points = bins.flatMap(({ predicted, observed }) => [
    line(x(predicted), y(observed.low), x(predicted), y(observed.high), negativeInk),
    filledCircle(x(predicted), y(observed.value), negativeInk),
  ])
  return drawing(width, height, [...grid, line(left, base, width - right, base, control), line(x(0), y(0), x(most), y(most), inkSecond, 0.75, '3 3'), ...points])
}
