import type { ChartPalette } from './chart-frame.ts'

/** The colours of the theme in use, read from the page's tokens. An SVG attribute needs the value, not the variable. */
export function readPalette(element: Element): ChartPalette {
  const style = getComputedStyle(element)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    surface: token('surface'),
    grid: token('grid'),
    control: token('control'),
    ink: token('ink'),
    ink2: token('ink-2'),
    ink3: token('ink-3'),
    recommended: token('recommended'),
    recommendedSoft: token('recommended-soft'),
    recorded: token('recorded'),
    recordedSoft: token('recorded-soft'),
    positive: token('positive'),
    negative: token('negative'),
    negativeFill: token('negative-fill'),
    fontFamily: token('font'),
  }
}
