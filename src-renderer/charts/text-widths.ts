import { chartFontSize, type MeasureText } from './chart-frame.ts'

/** Moved costs bring new texts; more of them than this are not kept. */
const most = 2000

/** How wide texts are in a typeface, each measured once whatever its digits are. A typeface that is loaded later needs a new one. */
export function textWidths(fontFamily: string, context: Pick<CanvasRenderingContext2D, 'font' | 'measureText'> | null): MeasureText {
  const known = { 400: new Map<string, number>(), 600: new Map<string, number>() }
  let set: 400 | 600 | null = null
  return (words, weight) => {
    // All digits are equally wide in the typeface of charts: a number that moves needs no new measure.
    const text = words.replace(/\d/g, '0')
    const widths = known[weight]
    const before = widths.get(text)
    if (before !== undefined) return before
    if (context !== null && set !== weight) {
      context.font = `${weight} ${chartFontSize}px ${fontFamily}`
      set = weight
    }
    const width = context === null ? text.length * chartFontSize * 0.58 : context.measureText(text).width
    if (widths.size >= most) widths.clear()
    widths.set(text, width)
    return width
  }
}
