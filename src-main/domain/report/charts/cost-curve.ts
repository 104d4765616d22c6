import type { CostCurve } from '../../../contract/recommendation.ts'
import type { Mark } from '../document.ts'
import { number, range, shortened } from '../number-format.ts'
import { labelLanes, type PlacedLabel } from './label-lanes.ts'
import { linearScale, tickDecimals, ticks, tickStep, type Scale } from './scale.ts'
import {
  control, drawing, element, filledCircle, gridLine, ink, inkSecond, label, line, openDiamond, polyline,
  recommendedInk, recommendedSoft, recordedInk, rectangle, runs, textWidth,
} from './svg.ts'

export interface MarkedCut {
  readonly threshold: number
  readonly cost: number
  readonly mark: Mark
  readonly name: string
}

export interface CostCurveInput {
  readonly curve: CostCurve
  readonly marks: readonly MarkedCut[]
  readonly withinOnePercent: readonly [number, number]
  readonly indistinguishable: readonly [number, number] | null
  readonly interval95: readonly [number | null, number | null] | null
  readonly width: number
  /** Height of the plot itself, without the labels above and the axis and strips below. */
  readonly plotHeight: number
}

export interface CostCurveChart {
  readonly svg: string
  /** What the title must say: the unit of the axis and where it is cut. */
  readonly note: string
  /** The marks that lie outside the part that is drawn. */
  readonly omitted: readonly MarkedCut[]
}

const left = 36
const right = 8
const lane = 12.5
const strip = 13
/** Marks that cost more than this many times the least are named instead of drawn: they would flatten the rest. */
const drawnUpTo = 1.3

/** The cost of each threshold, with marks, the column within 1 % of the least cost, and a strip for each uncertainty. */
export function costCurveChart(input: CostCurveInput): CostCurveChart {
  const least = Math.min(...input.marks.map((mark) => mark.cost), ...input.curve.costs)
  const drawn = input.marks.filter((mark) => mark.mark === 'recommended' || mark.cost <= least * drawnUpTo)
  const omitted = input.marks.filter((mark) => !drawn.includes(mark))
  const domain = thresholdDomain(input, drawn)
  const x = linearScale(domain, [left, input.width - right])
  const visible = input.curve.costs.filter((_, index) => within(input.curve.thresholds[index] ?? NaN, domain))
  const highest = Math.max(...visible, ...drawn.map((mark) => mark.cost))
  const top = least === 0 ? highest || 1 : Math.min(highest, least * (1 + (drawnUpTo - 1) * 1.3))
  const costStep = tickStep(least, top, 4)
  const bottom = Math.max(0, Math.floor((least - costStep * 0.25) / (costStep / 2)) * (costStep / 2))
  const labels = placed(drawn, x, input.width)
  const plotTop = lane * (1 + Math.max(-1, ...labels.map((item) => item.lane))) + 6
  const base = plotTop + input.plotHeight
  const y = linearScale([bottom, top], [base, plotTop])
  const unit = least >= 10_000 ? 1000 : 1
  const axes = [...costAxis(bottom, top, costStep, unit, y, input.width), ...thresholdAxis(domain, x, base, input.width)]
  const strips = uncertaintyStrips(input, x, base + 24)
  const height = strips.bottom + 2
  const [from, to] = input.withinOnePercent
  const column = rectangle(x(from), plotTop, Math.max(0.75, x(to) - x(from)), base - plotTop, recommendedSoft)
  const clip = element('clipPath', { id: 'plot' }, rectangle(left, plotTop - 2, input.width - left - right, base - plotTop + 2, ink))
  const curve = element('g', { 'clip-path': 'url(#plot)' }, polyline(steps(input.curve, domain, x, y), ink))
  const marks = labels.flatMap((item) => drawMark(item, x, y, base))
  return {
    svg: drawing(input.width, height, [element('defs', {}, clip), column, ...axes, curve, ...marks, ...strips.drawn]),
    note: `${unit === 1000 ? 'thousand units' : 'units'}; the axis starts at ${number(bottom / unit)}; shaded: within 1\u202f% of the least cost`,
    omitted,
  }
}

/** The marks and intervals with some room beside them; the whole curve where nobody is to be flagged. */
function thresholdDomain(input: CostCurveInput, drawn: readonly MarkedCut[]): [number, number] {
  const points = [...input.withinOnePercent, ...drawn.map((mark) => mark.threshold), ...(input.indistinguishable ?? [])]
  const low = Math.min(...points)
  const high = Math.max(...points)
  const first = input.curve.thresholds[0] ?? low
  const last = input.curve.thresholds.at(-1) ?? high
  if (!drawn.some((mark) => mark.mark === 'recommended')) return [first, last]
  const room = (high - low || Math.max(1e-9, (last - first) * 0.1)) * 0.3
  return [Math.max(Math.min(first, low), low - room), Math.min(Math.max(last, high), high + room)]
}

const within = (value: number, [low, high]: readonly [number, number]) => value >= low && value <= high

/** The points inside the domain and one beyond each end, so that the line reaches the edge. */
function steps(curve: CostCurve, domain: readonly [number, number], x: Scale, y: Scale): [number, number][] {
  return curve.thresholds.flatMap((threshold, index) => {
    const near = [curve.thresholds[index - 1], threshold, curve.thresholds[index + 1]]
    const cost = curve.costs[index]
    if (cost === undefined || !near.some((value) => value !== undefined && within(value, domain))) return []
    return [[x(threshold), y(cost)] as [number, number]]
  })
}

function costAxis(bottom: number, top: number, step: number, unit: number, y: Scale, width: number): string[] {
  const decimals = tickDecimals(step / unit)
  return ticks(bottom, top, (top - bottom) / step).flatMap((tick) => [
    line(left, y(tick), width - right, y(tick), gridLine),
    label(left - 6, y(tick) + 2.8, number(Number((tick / unit).toFixed(decimals))), { anchor: 'end' }),
  ])
}

function thresholdAxis(domain: readonly [number, number], x: Scale, base: number, width: number): string[] {
  const decimals = tickDecimals(tickStep(domain[0], domain[1], 8))
  return [
    line(left, base, width - right, base, control),
    ...ticks(domain[0], domain[1], 8).flatMap((tick) => [
      line(x(tick), base, x(tick), base + 3, control),
      label(x(tick), base + 12.5, tick.toFixed(decimals).replace('-', '\u2212'), { anchor: 'middle' }),
    ]),
  ]
}

interface PlacedMark extends MarkedCut, PlacedLabel {
  readonly x: number
}

function placed(marks: readonly MarkedCut[], x: Scale, width: number): PlacedMark[] {
  const ordered = marks.toSorted((a, b) => a.threshold - b.threshold)
  const lanes = labelLanes(ordered.map((mark) => ({ x: x(mark.threshold), width: labelWidth(mark) })), width)
  return ordered.map((mark, index) => ({ ...mark, x: x(mark.threshold), ...(lanes[index] ?? { lane: 0, side: 'right' }) }))
}

const labelWidth = (mark: MarkedCut) => textWidth(`${mark.name} ${number(mark.cost)}`) + 12

const colours: Readonly<Record<Mark, string>> = { recommended: recommendedInk, recorded: recordedInk, reference: inkSecond }

function drawMark(mark: PlacedMark, x: Scale, y: Scale, base: number): string[] {
  const at = x(mark.threshold)
  const top = mark.lane * lane + 2
  const colour = colours[mark.mark]
  const level = y(mark.cost)
  const text = markText(mark, at, top + 8, colour)
  if (mark.mark === 'recommended') {
    return [line(at, top, at, base, colour, 1.2), text, filledCircle(at, level, colour)]
  }
  if (mark.mark === 'recorded') {
    return [line(at, top, at, base, colour, 1, '3 2'), text, openDiamond(at, level, colour)]
  }
  return [line(at, top, at, level, control, 0.5), line(at, level - 4, at, level + 4, inkSecond, 1.2), text]
}

/** The name in the colour of the mark and the cost after it, as one text so that the font sets the gap. */
function markText(mark: PlacedMark, at: number, y: number, colour: string): string {
  const anchor = mark.side === 'left' ? 'end' : 'start'
  return runs(mark.side === 'left' ? at - 5 : at + 5, y, anchor, [
    { text: `${mark.name}\u00a0 `, fill: colour, weight: 600 },
    { text: number(mark.cost), fill: inkSecond, weight: 400 },
  ])
}

interface Strip {
  readonly name: string
  readonly low: number | null
  readonly high: number | null
  readonly shape: 'box' | 'bar' | 'whisker'
}

function uncertainties(input: CostCurveInput): Strip[] {
  const [low, high] = input.withinOnePercent
  const strips: Strip[] = [{ name: 'Within 1\u202f% of the least cost', low, high, shape: 'box' }]
  if (input.indistinguishable !== null) {
    const [from, to] = input.indistinguishable
    strips.push({ name: 'Cannot be told apart from the best (paired, 95\u202f%)', low: from, high: to, shape: 'bar' })
  }
  if (input.interval95 !== null) {
    const [from, to] = input.interval95
    strips.push({ name: 'Bootstrap interval of the threshold (95\u202f%)', low: from, high: to, shape: 'whisker' })
  }
  return strips
}

function uncertaintyStrips(input: CostCurveInput, x: Scale, top: number): { drawn: string[]; bottom: number } {
  const end = input.width - right
  const edge = (value: number | null, unbounded: number) => (value === null ? unbounded : Math.min(end, Math.max(left, x(value))))
  let bottom = top - 2
  const drawn = uncertainties(input).map((entry) => {
    const from = edge(entry.low, left)
    const to = edge(entry.high, end)
    const middle = bottom + 7
    const text = stripText(entry, from, to, middle, input.width)
    bottom += text.height
    return element('g', {}, ...stripShape(entry.shape, from, to, middle), ...text.labels)
  })
  return { drawn, bottom }
}

function stripShape(shape: 'box' | 'bar' | 'whisker', from: number, to: number, middle: number): string[] {
  const width = Math.max(0.75, to - from)
  if (shape === 'box') return [rectangle(from, middle - 3, width, 6, recommendedSoft, recommendedInk)]
  if (shape === 'bar') return [rectangle(from, middle - 2, width, 4, recommendedInk)]
  return [
    line(from, middle, to, middle, recommendedInk, 1.2),
    line(from, middle - 3, from, middle + 3, recommendedInk, 1.2),
    line(to, middle - 3, to, middle + 3, recommendedInk, 1.2),
  ]
}

/** The name at the left and the value at the right of a strip; where they don't fit, both at one side or below it. */
function stripText(entry: Strip, from: number, to: number, middle: number, width: number): { labels: string[]; height: number } {
  const value = range(entry.low, entry.high)
  const y = middle + 2.8
  const text = `${entry.name}: ${value}`
  if (from - 6 - textWidth(entry.name) >= 0 && to + 6 + textWidth(value) <= width) {
    return { labels: [label(from - 6, y, entry.name, { anchor: 'end' }), label(to + 6, y, value, { fill: ink, weight: 600 })], height: strip }
  }
  if (to + 6 + textWidth(text) <= width) return { labels: [label(to + 6, y, text)], height: strip }
  if (from - 6 - textWidth(text) >= 0) return { labels: [label(from - 6, y, text, { anchor: 'end' })], height: strip }
  const start = Math.min(from, width - textWidth(text))
  return { labels: [label(Math.max(0, start), y + 10, text)], height: strip + 10 }
}

/** A threshold as a chart names it: at most seven decimals. */
export function chartName(value: number): string {
  return shortened(value, 5)
}
