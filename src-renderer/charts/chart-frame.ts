/** The colours of the visual language by role, resolved for the theme in use, and the typeface. */
export interface ChartPalette {
  readonly surface: string
  readonly grid: string
  readonly control: string
  readonly ink: string
  readonly ink2: string
  readonly ink3: string
  readonly recommended: string
  readonly recommendedSoft: string
  readonly recorded: string
  readonly recordedSoft: string
  readonly positive: string
  readonly negative: string
  readonly negativeFill: string
  readonly fontFamily: string
}

/** Width of a text in CSS pixels at the chart's 11 px. */
export type MeasureText = (text: string, weight: 400 | 600) => number

/** What the page knows when it draws: the room in CSS pixels, the colours, and how wide a text is. */
export interface ChartFrame {
  readonly width: number
  readonly height: number
  readonly palette: ChartPalette
  readonly measure: MeasureText
}

/** One chart size of text; smaller is not legible, larger competes with the page. */
export const chartFontSize = 11
