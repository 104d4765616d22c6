import { linearScale, tickDecimals, ticks, tickStep } from './scale.ts'
import { control, drawing, label, line, negativeFill, rectangle, recommendedInk } from './svg.ts'

export interface ResampledInput {
  readonly edges: readonly number[]
  readonly counts: readonly number[]
  readonly interval: readonly [number | null, number | null]
  readonly recommended: number | null
  readonly width: number
  readonly height: number
}

const left = 8
const right = 8
const top = 18

/** How often the best threshold of a resample fell where: bars, the interval as a strip below, the recommendation as a line. */
export function resampledThresholdsChart({ edges, counts, interval, recommended, width, height }: ResampledInput): string {
  const base = height - 32
  const domain: [number, number] = [edges[0] ?? 0, edges.at(-1) ?? 1]
  const x = linearScale(domain, [left, width - right])
  const y = linearScale([0, Math.max(...counts, 1)], [base, top])
  const bars = counts.flatMap((count, bin) => {
    const from = x(edges[bin] ?? 0)
    const to = x(edges[bin + 1] ?? 0)
    return count === 0 ? [] : [rectangle(from, y(count), Math.max(0.5, to - from - 0.4), base - y(count), negativeFill)]
  })
  const decimals = tickDecimals(tickStep(...domain, 6))
  const axis = ticks(...domain, 6).flatMap((tick) => [
    line(x(tick), base, x(tick), base + 3, control),
    label(x(tick), base + 12.5, tick.toFixed(decimals).replace('-', '\u2212'), { anchor: 'middle' }),
  ])
  const [low, high] = interval
  const from = Math.max(left, x(low ?? domain[0]))
  const to = Math.min(width - right, x(high ?? domain[1]))
  const strip = [line(from, base + 21, to, base + 21, recommendedInk, 2), label(from, base + 30, '95\u202f% of the resamples')]
  const mark = recommended === null || recommended < domain[0] || recommended > domain[1] ? [] : [line(x(recommended), top - 6, x(recommended), base, recommendedInk, 1.2)]
  return drawing(width, height, [...bars, line(left, base, width - right, base, control), ...axis, ...mark, ...strip])
}
