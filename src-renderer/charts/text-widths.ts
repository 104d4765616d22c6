import { chartFontSize, type MeasureText } from './chart-frame.ts'

/** Moved costs bring new texts with every move; more of them than this are not kept. */
const most = 2000

/** How wide texts are in a typeface, each measured once. A typeface that is loaded later needs a new one. */
export function textWidths(fontFamily: string, context: Pick<CanvasRenderingContext2D, 'font' | 'measureText'> | null): MeasureText {
  const known = { 400: new Map<string, number>(), 600: new Map<string, number>() }
  return (text, weight) => {
    const widths = known[weight]
    const before = widths.get(text)
    if (before !== undefined) return before
    const width = context === null ? text.length * chartFontSize * 0.58 : measured(context, `${weight} ${chartFontSize}px ${fontFamily}`, text)
    if (widths.size >= most) widths.clear()
    widths.set(text, width)
    return width
  }
}

function measured(context: Pick<CanvasRenderingContext2D, 'font' | 'measureText'>, font: string, text: string): number {
  context.font = font
  return context.measureText(text).width
}
