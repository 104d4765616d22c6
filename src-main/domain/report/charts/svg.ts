/** Light palette of the product's visual language. */
export const ink = '#161A21'
export const inkSecond = '#434B57'
export const gridLine = '#E6E9ED'
export const control = '#7D8693'
export const recommendedInk = '#0A5C88'
export const recommendedSoft = '#E1EEF6'
export const recordedInk = '#8A5100'
export const recordedSoft = '#F8EDDA'
export const positiveInk = '#8E2A5B'
export const negativeInk = '#45647A'
export const negativeFill = '#A7BCCA'
export const surface = '#FFFFFF'

/** Size of chart text in points. */
export const textSize = 8

type Attributes = Readonly<Record<string, string | number>>

/** An SVG element; numbers are cut to two decimals (a hundredth of a point). */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? coordinate(value) : escaped(value)}"`)
    .join('')
  return `<${name}${written}>${children.join('')}</${name}>`
}

/** A whole drawing, `width` by `height` points. */
export function drawing(width: number, height: number, children: readonly string[]): string {
  const size = { width, height, viewBox: `0 0 ${coordinate(width)} ${coordinate(height)}` }
  return element('svg', { xmlns: 'http://www.w3.org/2000/svg', ...size }, ...children)
}

export interface TextLook {
  readonly fill?: string
  readonly weight?: 400 | 500 | 600
  readonly anchor?: 'start' | 'middle' | 'end'
}

export function label(x: number, y: number, text: string, look: TextLook = {}): string {
  return element(
    'text',
    {
      x,
      y,
      fill: look.fill ?? inkSecond,
      'font-family': 'IBM Plex Sans',
      'font-size': textSize,
      'font-weight': look.weight ?? 400,
      'text-anchor': look.anchor ?? 'start',
    },
    escaped(text),
  )
}

export interface Run {
  readonly text: string
  readonly fill: string
  readonly weight: 400 | 500 | 600
}

/** One text of several looks. */
export function runs(x: number, y: number, anchor: 'start' | 'end', parts: readonly Run[]): string {
  const spans = parts.map((part) => element('tspan', { fill: part.fill, 'font-weight': part.weight }, escaped(part.text)))
  const look = { 'font-family': 'IBM Plex Sans', 'font-size': textSize, 'text-anchor': anchor, 'xml:space': 'preserve' }
  return element('text', { x, y, ...look }, ...spans)
}

export function line(x1: number, y1: number, x2: number, y2: number, stroke: string, width = 0.75, dash = 'none'): string {
  return element('line', { x1, y1, x2, y2, stroke, 'stroke-width': width, 'stroke-dasharray': dash })
}

export function rectangle(x: number, y: number, width: number, height: number, fill: string, stroke = 'none'): string {
  return element('rect', { x, y, width, height, fill, stroke, 'stroke-width': 0.75 })
}

export function polyline(points: readonly (readonly [number, number])[], stroke: string, width = 1.35): string {
  return element('polyline', {
    points: pointList(points),
    fill: 'none',
    stroke,
    'stroke-width': width,
    'stroke-linejoin': 'round',
  })
}

export function area(points: readonly (readonly [number, number])[], fill: string, stroke: string): string {
  return element('polygon', { points: pointList(points), fill, stroke, 'stroke-width': 0.75, 'stroke-linejoin': 'round' })
}

export function filledCircle(x: number, y: number, fill: string): string {
  return element('circle', { cx: x, cy: y, r: 3.4, fill, stroke: surface, 'stroke-width': 0.75 })
}

export function openDiamond(x: number, y: number, stroke: string): string {
  const points = [[x, y - 4.2], [x + 4.2, y], [x, y + 4.2], [x - 4.2, y]] as const
  return element('polygon', { points: pointList(points), fill: surface, stroke, 'stroke-width': 1.1 })
}

/**
 * An upper bound of the width in points of a text in IBM Plex Sans at `textSize`: by classes of characters,
 * the semibold widths of the font's metrics rounded up.
 */
export function textWidth(text: string): number {
  let units = 0
  for (const character of text) units += /[ilj.,:;'|!\u202f]/.test(character) ? 0.34 : /[mwMWQO%@—]/.test(character) ? 0.96 : 0.63
  return units * textSize
}

function pointList(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y]) => `${coordinate(x)},${coordinate(y)}`).join(' ')
}

function coordinate(value: number): string {
  return String(Math.round(value * 100) / 100)
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
