import type { RatioStep } from '../../../contract/recommendation.ts'
import { number } from '../number-format.ts'
import { linearScale, logScale, tickDecimals, ticks, tickStep } from './scale.ts'
import {
  control, drawing, filledCircle, gridLine, ink, label, line, polyline, recommendedInk, recordedInk, recordedSoft,
  rectangle,
} from './svg.ts'

export interface RatioMapInput {
  readonly steps: readonly RatioStep[]
  /** FN : FP as the user gave it; null where a cost is zero and the ratio is 0 or unbounded. */
  readonly ratio: number | null
  readonly threshold: number | null
  /** `needs` says the ratios that make the recorded value the best one. */
  readonly recorded: { readonly value: number; readonly name: string; readonly needs: string | null } | null
  /** The ratios whose best threshold lies in the interval that the recorded value stands for. */
  readonly recordedRatios: readonly [number, number] | null
  readonly width: number
  readonly height: number
}

const left = 34
const right = 10
const top = 14

/** The best threshold for every ratio of costs, as steps over a logarithmic axis. */
export function ratioMapChart(input: RatioMapInput): string {
  const base = input.height - 26
  const ratios = ratioDomain(input)
  const x = logScale(ratios, [left, input.width - right])
  const shown = input.steps.filter((step) => (step.to ?? Infinity) >= ratios[0] && step.from <= ratios[1])
  const values = [...shown.flatMap((step) => step.threshold ?? []), ...(input.recorded === null ? [] : [input.recorded.value])]
  const low = values.length === 0 ? 0 : Math.min(...values)
  const high = values.length === 0 ? 1 : Math.max(...values)
  const room = (high - low || 1) * 0.08
  const y = linearScale([low - room, high + room], [base, top])
  const points = shown.flatMap((step) => {
    if (step.threshold === null) return []
    const level = y(step.threshold)
    return [[x(Math.max(step.from, ratios[0])), level], [x(Math.min(step.to ?? ratios[1], ratios[1])), level]] as [number, number][]
  })
  return drawing(input.width, input.height, [
    ...column(input, x, ratios, base),
    ...axes(low - room, high + room, y, ratios, x, base, input.width),
    polyline(points, ink),
    ...recordedLine(input, y),
    ...chosen(input, x, y, base),
  ])
}

function ratioDomain(input: RatioMapInput): [number, number] {
  // Without a ratio of the user's the whole map is drawn: no part of it matters more than another.
  const centre = input.ratio === null ? input.steps.flatMap((step) => [step.from, step.to ?? 0]) : [input.ratio]
  const needed = [...centre, ...(input.recordedRatios ?? [])].filter((value) => value > 0 && Number.isFinite(value))
  if (needed.length === 0) return [0.1, 10]
  return [Math.min(...needed) / 8, Math.max(...needed) * 4]
}

function column(input: RatioMapInput, x: (value: number) => number, domain: readonly [number, number], base: number): string[] {
  if (input.recordedRatios === null) return []
  const from = x(Math.max(domain[0], input.recordedRatios[0]))
  const to = x(Math.min(domain[1], input.recordedRatios[1]))
  return [rectangle(from, top, Math.max(0.75, to - from), base - top, recordedSoft)]
}

function axes(
  low: number,
  high: number,
  y: (value: number) => number,
  ratios: readonly [number, number],
  x: (value: number) => number,
  base: number,
  width: number,
): string[] {
  const decimals = tickDecimals(tickStep(low, high, 5))
  const powers = [-3, -2, -1, 0, 1, 2, 3, 4, 5, 6]
  // Three labels for each power of ten while few are drawn, else one.
  const digits = ratios[1] / ratios[0] > 2000 ? [1] : [1, 2, 5]
  const candidates = powers.flatMap((power) => digits.map((digit) => Number(`${digit}e${power}`)))
  return [
    ...ticks(low, high, 5).flatMap((tick) => [
      line(left, y(tick), width - right, y(tick), gridLine),
      label(left - 6, y(tick) + 2.8, tick.toFixed(decimals).replace('-', '\u2212'), { anchor: 'end' }),
    ]),
    line(left, base, width - right, base, control),
    ...candidates
      .filter((ratio) => ratio >= ratios[0] && ratio <= ratios[1])
      .flatMap((ratio) => [
        line(x(ratio), base, x(ratio), base + 3, control),
        label(x(ratio), base + 12, number(ratio), { anchor: 'middle' }),
      ]),
    label((left + width - right) / 2, base + 23, 'cost of a false negative, in false positives', { anchor: 'middle' }),
  ]
}

function isFalling(steps: readonly RatioStep[]): boolean {
  const values = steps.flatMap((step) => step.threshold ?? [])
  return (values[0] ?? 0) >= (values.at(-1) ?? 0)
}

function recordedLine(input: RatioMapInput, y: (value: number) => number): string[] {
  if (input.recorded === null) return []
  const level = y(input.recorded.value)
  // The steps fall with the ratio for a high score and rise for a low one: the name stands where they are far away.
  const falling = isFalling(input.steps)
  const chosenLevel = input.threshold === null ? null : y(input.threshold)
  const meetsChosen = chosenLevel !== null && level - chosenLevel >= 0 && level - chosenLevel < 14
  const below = [meetsChosen ? input.recorded.name : null, input.recorded.needs].filter((text) => text !== null).join(' ')
  const look = { fill: recordedInk, weight: 600, anchor: falling ? 'start' : 'end' } as const
  const at = falling ? left + 3 : input.width - right - 3
  return [
    line(left, level, input.width - right, level, recordedInk, 1, '3 2'),
    ...(meetsChosen ? [] : [label(at, level - 3.5, input.recorded.name, look)]),
    ...(below === '' ? [] : [label(at, level + 9.5, below, look)]),
  ]
}

function chosen(input: RatioMapInput, x: (value: number) => number, y: (value: number) => number, base: number): string[] {
  if (input.ratio === null || input.threshold === null) return []
  const at = x(input.ratio)
  const level = y(input.threshold)
  return [
    line(left, level, at, level, recommendedInk, 0.75),
    line(at, level, at, base, recommendedInk, 0.75),
    filledCircle(at, level, recommendedInk),
    label(at + (isFalling(input.steps) ? 7 : -7), level - 5, `${number(input.ratio)}\u202f:\u202f1`, {
      fill: recommendedInk, weight: 600, anchor: isFalling(input.steps) ? 'start' : 'end',
    }),
  ]
}
