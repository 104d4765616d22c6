import type { ChartFrame } from './chart-option.ts'

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

/** The free marks of an option, as far as a test looks at them. */
export interface DrawnMark {
  readonly type: string
  readonly shape?: Readonly<Record<string, unknown>>
  readonly style: Readonly<Record<string, unknown>>
}

/** The free marks of an option. */
export function marksOf(option: { graphic?: unknown }): DrawnMark[] {
  const graphic = option.graphic as { elements: DrawnMark[] }
  return graphic.elements
}

/** The texts of an option's free marks with their corners. */
export function textsOf(option: { graphic?: unknown }): string[] {
  return marksOf(option).flatMap((mark) => (mark.type === 'text' ? [String(mark.style.text)] : []))
}
