import type { ClassDistribution } from '../../../contract/recommendation.ts'
import { linearScale, tickDecimals, ticks, tickStep } from './scale.ts'
import {
  area, control, drawing, label, line, negativeFill, negativeInk, polyline, positiveInk, recommendedInk, recordedInk,
  textWidth,
} from './svg.ts'

export interface DistributionInput {
  readonly distribution: ClassDistribution
  readonly recommended: { readonly value: number; readonly name: string } | null
  readonly recorded: { readonly value: number; readonly name: string } | null
  readonly positiveName: string
  readonly negativeName: string
  readonly width: number
  readonly height: number
}

const left = 8
const right = 8
const top = 28

/** How the scores of the two classes are spread: the share of each class in each bin, as steps. */
export function scoreDistributionChart(input: DistributionInput): string {
  const { edges, positives, negatives } = input.distribution
  const base = input.height - 26
  const domain: [number, number] = [edges[0] ?? 0, edges.at(-1) ?? 1]
  const x = linearScale(domain, [left, input.width - right])
  const positiveDensity = density(positives, edges)
  const negativeDensity = density(negatives, edges)
  const y = linearScale([0, Math.max(...positiveDensity, ...negativeDensity) || 1], [base, top])
  const negativeOutline = outline(negativeDensity, edges, x, y, base)
  return drawing(input.width, input.height, [
    area(negativeOutline, negativeFill, negativeInk),
    polyline(outline(positiveDensity, edges, x, y, base), positiveInk, 1.2),
    line(left, base, input.width - right, base, control),
    ...axis(domain, x, base, input.width),
    ...cuts(input, x, base),
    ...classNames(input, positiveDensity, negativeDensity, x, y),
  ])
}

function density(counts: readonly number[], edges: readonly number[]): number[] {
  const total = counts.reduce((sum, value) => sum + value, 0) || 1
  return counts.map((value, index) => value / total / ((edges[index + 1] ?? 0) - (edges[index] ?? 0) || 1))
}

function outline(
  heights: readonly number[],
  edges: readonly number[],
  x: (value: number) => number,
  y: (value: number) => number,
  base: number,
): [number, number][] {
  const points = heights.flatMap((height, index) => {
    const level = y(height)
    return [[x(edges[index] ?? 0), level], [x(edges[index + 1] ?? 0), level]] as [number, number][]
  })
  return [[x(edges[0] ?? 0), base], ...points, [x(edges.at(-1) ?? 1), base]]
}

function axis(domain: readonly [number, number], x: (value: number) => number, base: number, width: number): string[] {
  const decimals = tickDecimals(tickStep(domain[0], domain[1], 5))
  return [
    ...ticks(domain[0], domain[1], 5).flatMap((tick) => [
      line(x(tick), base, x(tick), base + 3, control),
      label(x(tick), base + 12, tick.toFixed(decimals).replace('-', '\u2212'), { anchor: 'middle' }),
    ]),
    label(width / 2, base + 23, 'score; share of each class', { anchor: 'middle' }),
  ]
}

/** The two cuts; the names stand at the outer sides of the lines, so that they never meet. */
function cuts(input: DistributionInput, x: (value: number) => number, base: number): string[] {
  const inside = (cut: { value: number } | null) =>
    cut !== null && x(cut.value) >= left && x(cut.value) <= input.width - right
  const drawn: string[] = []
  const { recommended, recorded } = input
  const recordedFirst = recorded !== null && recommended !== null && recorded.value < recommended.value
  const name = (value: number, text: string, fill: string, before: boolean) => {
    const fits = before ? x(value) - 4 - textWidth(text) >= 0 : x(value) + 4 + textWidth(text) <= input.width
    const anchorEnd = fits ? before : !before
    return label(x(value) + (anchorEnd ? -4 : 4), anchorEnd === before ? 8 : 18, text, {
      fill, weight: 600, anchor: anchorEnd ? 'end' : 'start',
    })
  }
  if (recorded !== null && inside(recorded)) {
    drawn.push(line(x(recorded.value), 2, x(recorded.value), base, recordedInk, 1, '3 2'))
    drawn.push(name(recorded.value, recorded.name, recordedInk, recordedFirst))
  }
  if (recommended !== null && inside(recommended)) {
    drawn.push(line(x(recommended.value), 2, x(recommended.value), base, recommendedInk, 1.2))
    drawn.push(name(recommended.value, recommended.name, recommendedInk, recorded !== null && !recordedFirst))
  }
  return drawn
}

/**
 * Each class is named, in its colour, above the bin where it stands out most against the other class; beside a cut
 * where the cut would cross the name.
 */
function classNames(
  input: DistributionInput,
  positive: readonly number[],
  negative: readonly number[],
  x: (value: number) => number,
  y: (value: number) => number,
): string[] {
  const { edges } = input.distribution
  const cutsAt = [input.recommended, input.recorded].flatMap((cut) => (cut === null ? [] : [x(cut.value)]))
  const taken: Box[] = []
  /** Just above both curves between two coordinates, and below the names of the cuts. */
  const above = (from: number, to: number) => {
    const heights = positive.map((height, index) => {
      const meetsBin = x(edges[index + 1] ?? 0) >= from && x(edges[index] ?? 0) <= to
      return meetsBin ? Math.max(height, negative[index] ?? 0) : 0
    })
    return Math.max(top - 1, y(Math.max(0, ...heights)) - 4)
  }
  const place = (own: readonly number[], other: readonly number[], text: string, fill: string) => {
    const excess = own.map((height, index) => height - (other[index] ?? 0))
    const index = excess.indexOf(Math.max(...excess))
    const width = textWidth(text)
    const inside = (at: number) => Math.min(input.width - right - width / 2, Math.max(left + width / 2, at))
    const centre = inside(x(((edges[index] ?? 0) + (edges[index + 1] ?? 0)) / 2))
    const sides = cutsAt.flatMap((at) => [at - width / 2 - 4, at + width / 2 + 4]).sort((a, b) => Math.abs(a - centre) - Math.abs(b - centre))
    const places = [centre, ...sides.filter((at) => inside(at) === at)].flatMap((at) => {
      const level = above(at - width / 2, at + width / 2)
      return [level, level - 10].map((height) => ({ at, height, width }))
    })
    const free = places.find((candidate) => !cutsAt.some((cut) => Math.abs(cut - candidate.at) < width / 2 + 2) && !taken.some((box) => meets(box, candidate)))
    const chosen = free ?? { at: centre, height: above(centre - width / 2, centre + width / 2), width }
    taken.push(chosen)
    return label(chosen.at, chosen.height, text, { fill, weight: 600, anchor: 'middle' })
  }
  return [place(negative, positive, input.negativeName, negativeInk), place(positive, negative, input.positiveName, positiveInk)]
}

interface Box {
  readonly at: number
  readonly height: number
  readonly width: number
}

function meets(one: Box, other: Box): boolean {
  return Math.abs(one.at - other.at) < (one.width + other.width) / 2 && Math.abs(one.height - other.height) < 9
}
