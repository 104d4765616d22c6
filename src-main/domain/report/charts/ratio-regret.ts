import type { Sensitivity } from '../../../contract/choices.ts'
import { linearScale, tickDecimals, ticks, tickStep } from './scale.ts'
import { control, drawing, gridLine, inkSecond, label, line, polyline, recommendedInk, recordedInk, textWidth } from './svg.ts'

export interface RatioRegretInput {
  readonly sensitivity: Sensitivity
  /** Names of the thresholds, in the order of the regrets; the recommended one first. */
  readonly names: readonly string[]
  /** FN:FP as it decides; null where there is none in the range. */
  readonly ratio: number | null
  readonly width: number
  readonly height: number
}

const left = 34
const top = 10
/** Apart, so that two names never touch. */
const lineHeight = 10
const dashes = ['6 2', '2 2', '8 2 2 2', '4 4', '1 3']

/** How much dearer each threshold is than the best one at each cost ratio; what goes beyond the drawing is cut off. */
export function ratioRegretChart({ sensitivity: { ratios, regrets }, names, ratio, width, height }: RatioRegretInput): string {
  const base = height - 26
  const right = 10 + Math.max(...names.map(textWidth))
  const from = ratios[0] ?? 0
  const to = ratios.at(-1) ?? 1
  const x = linearScale([from, to], [left, width - right])
  const most = highest(regrets)
  const y = linearScale([0, most], [base, top])
  const step = tickStep(0, 100 * most, 4)
  const grid = ticks(0, 100 * most, 4).flatMap((percent) => [
    line(left, y(percent / 100), width - right, y(percent / 100), gridLine),
    label(left - 5, y(percent / 100) + 2.8, `${percent.toFixed(tickDecimals(step))}\u202f%`, { anchor: 'end' }),
  ])
  const across = ticks(from, to, 8)
  const numbers = across.map((value) => label(x(value), base + 11, value.toFixed(tickDecimals(tickStep(from, to, 8))), { anchor: 'middle' }))
  const lines = regrets.flatMap(({ relative }, index) => {
    const points = relative.flatMap((share, place): [number, number][] => (share === null || share > most ? [] : [[x(ratios[place] ?? from), y(share)]]))
    return points.length < 2 ? [] : [{ index, points }]
  })
  const drawn = lines.map(({ index, points }) => (index === 0 ? polyline(points, recommendedInk, 1.8) : dashed(points, dashes[(index - 1) % dashes.length] ?? 'none')))
  return drawing(width, height, [
    ...grid,
    line(left, base, width - right, base, control),
    ...numbers,
    label((left + width - right) / 2, base + 22, 'cost ratio FN : FP', { anchor: 'middle' }),
    ...(ratio === null || ratio < from || ratio > to ? [] : [line(x(ratio), top, x(ratio), base, inkSecond, 0.75, '3 3')]),
    ...drawn.toReversed(),
    ...nameLabels(lines.map(({ index, points }) => ({ index, end: points.at(-1) ?? [0, 0] })), names, base),
  ])
}

/** As high as the recommended one needs, three times over, so that one that is far off doesn't flatten the rest. */
function highest(regrets: Sensitivity['regrets']): number {
  const of = (relative: readonly (number | null)[]) => Math.max(0, ...relative.map((share) => share ?? 0))
  const own = of(regrets[0]?.relative ?? [])
  const most = Math.max(...regrets.map(({ relative }) => of(relative)))
  return Math.max(0.01, Math.min(most, Math.max(own * 3, 0.1))) * 1.05
}

function dashed(points: readonly (readonly [number, number])[], dash: string): string {
  return polyline(points, recordedInk, 1.1).replace('fill=', `stroke-dasharray="${dash}" fill=`)
}

/** The name of each line at its end, moved apart from the lowest on. */
function nameLabels(ends: readonly { readonly index: number; readonly end: readonly [number, number] }[], names: readonly string[], base: number): string[] {
  let room = base + lineHeight
  return [...ends]
    .sort((a, b) => b.end[1] - a.end[1] || a.index - b.index)
    .map(({ index, end: [x, y] }) => {
      room = Math.min(y + 2.8, room - lineHeight)
      return label(x + 4, room, names[index] ?? '', index === 0 ? { fill: recommendedInk, weight: 600 } : { fill: recordedInk })
    })
}
