import type { ChartFrame } from './chart-frame.ts'
import { alongLine } from './free-place.ts'
import { contains, placeLabels } from './label-layout.ts'
import type { Box, LabelRequest, PlacedLabel } from './label-layout.ts'
import { wayBetween, type Step } from './line-path.ts'
import { layers, lineMark, rectMark, roleColour, textMark, thresholdMark } from './marks.ts'
import type { Mark } from './marks.ts'
import { toPixel } from './scale.ts'
import type { Scale } from './scale.ts'

/** A threshold on the curve. `threshold: null` flags nobody and stands at the right end. */
export interface CurveMark {
  readonly id: string
  readonly kind: 'recommended' | 'recorded' | 'reference'
  readonly threshold: number | null
  readonly cost: number
  /** Set in semibold: "0.338". */
  readonly name: string
  /** "recorded in the run". */
  readonly note: string
  /** A second line for the marks that the answer is about: "costs 162,771". */
  readonly second: string | null
}

interface Drawing {
  readonly marks: readonly CurveMark[]
  readonly optimum: { readonly threshold: number | null; readonly cost: number }
  readonly compared: string | null
  /** "11,365 more" for the compared mark. */
  readonly regretWords: string | null
  readonly withinOnePercent: readonly [number, number]
  readonly plot: Box
  readonly scales: { readonly x: Scale; readonly y: Scale }
  readonly yTicks: readonly number[]
  readonly curvePixels: readonly (readonly [number, number])[]
}

const lineHeight = 15
const arrowGap = 12

/** The drawn line as pixels inside the plot, one at least every few pixels so that labels keep clear of all of it. */
export function curvePixels(
  points: readonly (readonly [number, number, ...number[]])[],
  scales: Drawing['scales'],
  plot: Box,
  step: Step,
): [number, number][] {
  const pixels: [number, number][] = []
  for (const point of points) {
    const here: [number, number] = [toPixel(scales.x, point[0]), toPixel(scales.y, point[1])]
    const before = pixels.at(-1)
    if (before === undefined) {
      pixels.push(here)
      continue
    }
    const way = wayBetween(before, here, step)
    for (const [index, end] of way.slice(1).entries()) pixels.push(...alongLine(way[index] ?? end, end).slice(1))
  }
  return pixels.filter(([x, y]) => x >= plot.left && x <= plot.right && y >= plot.top - 1)
}

/** Everything of the cost curve but the curve itself and its axes, in CSS pixels. */
export function costCurveMarks(drawing: Drawing, frame: ChartFrame): Mark[] {
  const shown = drawing.marks.filter((mark) => isShown(mark, drawing))
  const arrow = regretArrow(shown, drawing, frame)
  const requests = shown.map((mark) => labelRequest(mark, drawing, frame))
  const placed = placeLabels(requests, {
    bounds: drawing.plot,
    curve: drawing.curvePixels,
    taken: arrow === null ? [] : [arrow.taken],
  })
  return [
    ...gridMarks(drawing, frame),
    ...columnMarks(drawing, frame),
    ...shown.flatMap((mark) => {
      const label = placed.find((candidate) => candidate.id === mark.id)
      return [...pointMarks(mark, label ?? null, drawing, frame), ...(label === undefined ? [] : labelMarks(mark, label, frame))]
    }),
    ...(arrow?.marks ?? []),
  ]
}

/** Ids of the marks that lie outside the drawn range, so that the page can say so. */
export function marksOutside(marks: readonly CurveMark[], x: readonly [number, number], y: readonly [number, number]): string[] {
  return marks.filter(({ threshold, cost }) => !isInside(threshold, cost, x, y)).map((mark) => mark.id)
}

function isShown(mark: CurveMark, { scales }: Drawing): boolean {
  return isInside(mark.threshold, mark.cost, scales.x.domain, scales.y.domain)
}

function isInside(
  threshold: number | null,
  cost: number,
  x: readonly [number, number],
  y: readonly [number, number],
): boolean {
  return (threshold === null || (threshold >= x[0] && threshold <= x[1])) && cost >= y[0] && cost <= y[1]
}

function position(mark: Pick<CurveMark, 'threshold' | 'cost'>, { scales, plot }: Drawing): [number, number] {
  const x = mark.threshold === null ? plot.right : toPixel(scales.x, mark.threshold)
  return [x, toPixel(scales.y, mark.cost)]
}

function gridMarks({ plot, scales, yTicks }: Drawing, { palette }: ChartFrame): Mark[] {
  return yTicks.map((tick) => {
    const y = Math.round(toPixel(scales.y, tick)) + 0.5
    return lineMark([plot.left, y], [plot.right, y], palette.grid, { z: layers.behind + 1 })
  })
}

function columnMarks({ plot, scales, withinOnePercent }: Drawing, { palette }: ChartFrame): Mark[] {
  const from = Math.max(plot.left, toPixel(scales.x, withinOnePercent[0]))
  const to = Math.min(plot.right, toPixel(scales.x, withinOnePercent[1]))
  if (to < plot.left || from > plot.right) return []
  const box = { x: from, y: plot.top, width: Math.max(1, to - from), height: plot.bottom - plot.top }
  return [rectMark(box, palette.recommendedSoft)]
}

function labelRequest(mark: CurveMark, drawing: Drawing, { measure }: ChartFrame): LabelRequest {
  const [x, y] = position(mark, drawing)
  const name = measure(mark.name, 600)
  const weight = mark.second === null ? 400 : 600
  const full = mark.note === '' ? name : name + measure(` ${mark.note}`, weight)
  const second = mark.second === null ? 0 : measure(mark.second, 400)
  const lines = mark.second === null ? 1 : 2
  return {
    id: mark.id,
    x,
    y,
    forms: [
      { width: Math.max(full, second), height: lines * lineHeight },
      { width: Math.max(name, second), height: lines * lineHeight },
      { width: name, height: lineHeight },
    ],
  }
}

function pointMarks(mark: CurveMark, label: PlacedLabel | null, drawing: Drawing, frame: ChartFrame): Mark[] {
  const { plot } = drawing
  const [x, y] = position(mark, drawing)
  const colour = roleColour(mark.kind, frame.palette)
  const marks: Mark[] = [thresholdMark(mark.kind, [x, y], frame)]
  if (mark.kind === 'recommended') return [lineMark([x, plot.top], [x, plot.bottom], colour, { width: 2 }), ...marks]
  const leaderTop = label === null ? null : label.top ? plot.top : label.box.top + lineHeight / 2
  const compared = mark.id === drawing.compared
  const style = mark.kind === 'recorded' ? { width: compared ? 1.6 : 1, dash: [4, 3] } : { width: 1 }
  const stroke = mark.kind === 'recorded' ? colour : frame.palette.ink3
  if (leaderTop !== null) {
    const end = mark.kind === 'recorded' ? plot.bottom : y
    marks.push(lineMark([x, leaderTop], [x, end], stroke, style))
    if (label !== null && !label.top) {
      marks.push(lineMark([x, leaderTop], [x + (label.side === 'right' ? 5 : -5), leaderTop], stroke, { width: style.width }))
    }
  } else if (mark.kind === 'recorded') {
    marks.push(lineMark([x, y], [x, plot.bottom], stroke, style))
  }
  return marks
}

function labelMarks(mark: CurveMark, label: PlacedLabel, { palette, measure }: ChartFrame): Mark[] {
  const { box, form } = label
  const colour = mark.kind === 'reference' ? palette.ink : roleColour(mark.kind, palette)
  const bold = mark.second !== null && form === 0
  const right = label.side === 'left'
  const noteWeight = bold ? 600 : 400
  const note = form === 0 && mark.note !== '' ? ` ${mark.note}` : ''
  const lineWidth = measure(mark.name, 600) + (note === '' ? 0 : measure(note, noteWeight))
  const left = right ? box.right - lineWidth : box.left
  const marks = [textMark(mark.name, [left, box.top + 2], colour, { weight: 600 })]
  if (note !== '') {
    marks.push(
      textMark(note.trimStart(), [left + measure(`${mark.name} `, 600), box.top + 2], bold ? colour : palette.ink2, {
        weight: noteWeight,
      }),
    )
  }
  if (mark.second !== null && form < 2) {
    const anchor: [number, number] = [right ? box.right : box.left, box.top + lineHeight + 2]
    marks.push(textMark(mark.second, anchor, palette.ink2, { align: right ? 'right' : 'left' }))
  }
  return marks
}

function regretArrow(
  shown: readonly CurveMark[],
  drawing: Drawing,
  { palette, measure }: ChartFrame,
): { marks: Mark[]; taken: Box } | null {
  const compared = shown.find((mark) => mark.id === drawing.compared)
  const words = drawing.regretWords
  if (compared === undefined || words === null) return null
  const [fromX, fromY] = position(compared, drawing)
  const [bestX, bestY] = position(drawing.optimum, drawing)
  const side = fromX <= bestX ? -1 : 1
  const x = bestX + side * arrowGap
  const width = measure(words, 600)
  if (bestY - fromY < 22 || Math.abs(fromX - bestX) < width + arrowGap + 18) return null
  const box = textBesideArrow(x, side, width, [fromY, bestY], drawing)
  if (box === null) return null
  const head = (y: number, direction: 1 | -1): Mark => ({
    type: 'polyline',
    z: layers.front,
    shape: { points: [[x - 3, y + direction * 4], [x, y], [x + 3, y + direction * 4]] },
    style: { stroke: palette.ink2, width: 1.2 },
  })
  const top = fromY + 2
  const bottom = bestY - 6
  return {
    marks: [
      lineMark([fromX + side * -6, fromY], [bestX, fromY], palette.ink3, { dash: [2, 2] }),
      lineMark([x, top], [x, bottom], palette.ink2, { width: 1.2 }),
      head(top, 1),
      head(bottom, -1),
      textMark(words, [side < 0 ? box.right : box.left, (box.top + box.bottom) / 2], palette.ink, {
        weight: 600,
        align: side < 0 ? 'right' : 'left',
        verticalAlign: 'middle',
      }),
    ],
    taken: { left: Math.min(box.left, x), right: Math.max(box.right, x), top: Math.min(top, box.top), bottom: bottom },
  }
}

/** The lowest place beside the arrow where its words do not touch the curve, from the middle upwards; null where there is none. */
function textBesideArrow(x: number, side: -1 | 1, width: number, [from, to]: readonly [number, number], drawing: Drawing): Box | null {
  const left = side < 0 ? x - 6 - width : x + 6
  for (let middle = (from + to) / 2; middle >= from + 8; middle -= 2) {
    const box = { left, right: left + width, top: middle - 7, bottom: middle + 7 }
    const padded = { left: box.left - 3, right: box.right + 3, top: box.top - 3, bottom: box.bottom + 3 }
    if (!drawing.curvePixels.some((pixel) => contains(padded, pixel))) return box
  }
  return null
}
