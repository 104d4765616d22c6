import type { ChartDrawing } from './chart-drawing.ts'
import type { ChartFrame } from './chart-frame.ts'
import type { Mark } from './marks.ts'

/** A frame with colours that are names, and texts of 6 px a letter. */
export function testFrame(width: number, height: number): ChartFrame {
  return {
    width,
    height,
    measure: (text) => text.length * 6,
    palette: {
      surface: 'surface',
      grid: 'grid',
      control: 'control',
      ink: 'ink',
      ink2: 'ink2',
      ink3: 'ink3',
      recommended: 'recommended',
      recommendedSoft: 'recommendedSoft',
      recorded: 'recorded',
      recordedSoft: 'recordedSoft',
      positive: 'positive',
      negative: 'negative',
      negativeFill: 'negativeFill',
      fontFamily: 'sans-serif',
    },
  }
}

/** A mark that is no text, as far as a test looks at it. */
export interface DrawnMark {
  readonly type: string
  readonly shape: Readonly<Record<string, unknown>>
  readonly style: Readonly<Record<string, unknown>>
}

/** The free marks of a chart but its texts. */
export function marksOf({ marks }: Pick<ChartDrawing, 'marks'>): DrawnMark[] {
  return marks.flatMap((mark) => (mark.type === 'text' ? [] : [{ type: mark.type, shape: { ...mark.shape }, style: { ...mark.style } }]))
}

/** The texts of a chart beside those of its axes. */
export function textsOf({ marks }: Pick<ChartDrawing, 'marks'>): string[] {
  return texts(marks)
}

/** The texts of the axes of a chart. */
export function axisTextsOf({ axes }: Pick<ChartDrawing, 'axes'>): string[] {
  return texts(axes)
}

function texts(marks: readonly Mark[]): string[] {
  return marks.flatMap((mark) => (mark.type === 'text' ? [mark.text] : []))
}
