import { useLayoutEffect, useState } from 'react'
import type { ChartFrame } from './chart-frame.ts'
import { readPalette } from './palette.ts'
import { textWidths } from './text-widths.ts'

/** The room, colours and text widths of the element; new whenever its size, the theme or the fonts change. */
export function useChartFrame(place: { readonly current: HTMLElement | null }): ChartFrame | null {
  const [frame, setFrame] = useState<ChartFrame | null>(null)
  useLayoutEffect(() => {
    const element = place.current
    if (element === null) return
    const update = (fresh: 'all' | 'size') => {
      const { clientWidth: width, clientHeight: height } = element
      if (width < 40 || height < 40) {
        // A chart that isn't shown while the theme changes would come back in the colours that it had.
        if (fresh === 'all') setFrame(null)
        return
      }
      setFrame((before) => {
        if (fresh === 'size' && before !== null) {
          return before.width === width && before.height === height ? before : { ...before, width, height }
        }
        const palette = readPalette(element)
        return { width, height, palette, measure: textWidths(palette.fontFamily, document.createElement('canvas').getContext('2d')) }
      })
    }
    const all = () => update('all')
    all()
    const size = new ResizeObserver(() => update('size'))
    size.observe(element)
    const theme = new MutationObserver(all)
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-mantine-color-scheme'] })
    document.fonts.addEventListener('loadingdone', all)
    return () => {
      size.disconnect()
      theme.disconnect()
      document.fonts.removeEventListener('loadingdone', all)
    }
  }, [place])
  return frame
}
