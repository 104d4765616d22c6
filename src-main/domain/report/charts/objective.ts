import { linearScale, tickDecimals, ticks, tickStep } from './scale.ts'
import { control, drawing, filledCircle, ink, label, line, polyline, recommendedInk, recordedInk, textWidth } from './svg.ts'

export interface ObjectiveChartInput {
  readonly curve: { readonly thresholds: readonly number[]; readonly values: readonly number[] }
  readonly recorded: { readonly value: number; readonly name: string }
  /** The explanation's own threshold; null where it has none. */
  readonly own: number | null
  readonly ownName: string
  /** Thresholds that are drawn. */
  readonly range: readonly [number, number]
  readonly width: number
  readonly height: number
}

const side = 4
const top = 14

/** An objective around a recorded value (dashed line) and its own best threshold (dot). */
export function objectiveChart(input: ObjectiveChartInput): string {
  const { curve, range, width, height, recorded, own } = input
  const base = height - 16
  const x = linearScale(range, [side, width - side])
  const points = curve.thresholds
    .map((at, index): [number, number] => [at, curve.values[index] ?? 0])
    .filter(([at, value]) => at >= range[0] && at <= range[1] && Number.isFinite(value))
  const values = points.map(([, value]) => value)
  const low = values.length === 0 ? 0 : Math.min(...values)
  const high = values.length === 0 ? 1 : Math.max(...values)
  const y = linearScale([low, high === low ? low + 1 : high], [base - 6, top + 8])
  const drawn = points.map(([at, value]): [number, number] => [x(at), y(value)])
  const decimals = tickDecimals(tickStep(range[0], range[1], 4))
  return drawing(width, height, [
    line(side, base, width - side, base, control),
    ...ticks(range[0], range[1], 4).map((tick) => label(x(tick), base + 12, tick.toFixed(decimals).replace('-', '\u2212'), { anchor: 'middle' })),
    polyline(drawn, ink),
    line(x(recorded.value), top, x(recorded.value), base, recordedInk, 1, '3 2'),
    ...names(input, x),
    ...(own === null || own < range[0] || own > range[1] ? [] : [filledCircle(x(own), levelAt(drawn, x(own)), recommendedInk)]),
  ])
}

/** Both names above the plot; where they would meet, the own one goes beside the recorded one on its side. */
function names({ recorded, own, ownName, range, width }: ObjectiveChartInput, x: (value: number) => number): string[] {
  const recordedLabel = label(clamped(x(recorded.value), recorded.name, width), 9, recorded.name, { fill: recordedInk, weight: 600, anchor: 'middle' })
  if (own === null || own < range[0] || own > range[1]) return [recordedLabel]
  const distance = Math.abs(x(own) - x(recorded.value))
  if (distance < (textWidth(ownName) + textWidth(recorded.name)) / 2 + 4) return [recordedLabel]
  return [recordedLabel, label(clamped(x(own), ownName, width), 9, ownName, { fill: recommendedInk, weight: 600, anchor: 'middle' })]
}

function clamped(at: number, text: string, width: number): number {
  const half = textWidth(text) / 2
  return Math.min(width - half, Math.max(half, at))
}

/** The level of the drawn curve at a place, between its neighbours. */
function levelAt(drawn: readonly (readonly [number, number])[], at: number): number {
  const after = drawn.findIndex(([x]) => x >= at)
  const right = drawn[after < 0 ? drawn.length - 1 : after]
  const left = drawn[Math.max(0, (after < 0 ? drawn.length : after) - 1)]
  if (left === undefined || right === undefined) return top + 8
  const share = right[0] === left[0] ? 0 : (at - left[0]) / (right[0] - left[0])
  return left[1] + Math.min(1, Math.max(0, share)) * (right[1] - left[1])
}
