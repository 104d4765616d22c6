import { LineChart } from 'echarts/charts'
import { GraphicComponent, GridComponent } from 'echarts/components'
import { init, use as register, type EChartsType } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import './chart.css'
import { chartFontSize, type ChartFrame, type ChartOption, type ChartTable } from './chart-option.ts'
import { ChartTableView } from './ChartTableView.tsx'
import { readPalette } from './palette.ts'
import { Reading } from './Reading.tsx'

register([LineChart, GridComponent, GraphicComponent, SVGRenderer])

/** How the arrow keys move along the first line of a chart. */
export interface ChartPoints {
  /** What the chart is, with a word on the keys. */
  readonly name: string
  readonly count: number
  /** Where the first key press starts. */
  readonly start: number
  /** Said for a point, in lines. */
  readonly describe: (point: number) => string
  /** Where a point is, in the units of the axes. */
  readonly value: (point: number) => readonly [number, number]
  /** The point nearest to a value of the x axis. */
  readonly nearest: (x: number) => number
}

interface EChartProps {
  /** Draws the chart for the room that there is; keep its identity while the data stay the same. */
  readonly draw: (frame: ChartFrame) => ChartOption
  /** The finding, in a sentence. */
  readonly label: string
  /** The same data; made only where it is shown. Keep its identity while the data stay the same. */
  readonly table: () => ChartTable
  readonly asTable: boolean
  readonly points?: ChartPoints
}

/** A chart in the page: an SVG that says its finding, or the same data as a table. */
export function EChart({ draw, label, table, asTable, points }: EChartProps) {
  if (asTable) {
    return (
      <div className="chart">
        <DataTable table={table} />
      </div>
    )
  }
  return <Drawing draw={draw} label={label} {...(points === undefined ? {} : { points })} />
}

function DataTable({ table }: Pick<EChartProps, 'table'>) {
  const data = useMemo(() => table(), [table])
  return <ChartTableView table={data} />
}

function Drawing({ draw, label, points }: Pick<EChartProps, 'draw' | 'label' | 'points'>) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType | null>(null)
  const frame = useChartFrame(place)
  // Sentences and counts come first when a cost moves; a chart follows, and skips what is overtaken.
  const drawn = useDeferredValue(draw)
  const [at, setAt] = useState<{ point: number; by: 'key' | 'pointer' } | null>(null)

  useEffect(
    () => () => {
      chart.current?.dispose()
      chart.current = null
    },
    [],
  )
  useLayoutEffect(() => {
    const element = place.current
    if (element === null || frame === null) return
    chart.current ??= init(element, null, { renderer: 'svg' })
    // To resize draws everything once more.
    if (chart.current.getWidth() !== frame.width || chart.current.getHeight() !== frame.height) {
      chart.current.resize({ width: frame.width, height: frame.height, silent: true })
    }
    chart.current.setOption(drawn(frame), { notMerge: true })
    // The library marks its own element as an image; the one around it carries the finding.
    element.firstElementChild?.setAttribute('aria-hidden', 'true')
  }, [drawn, frame])

  const drawing = (
    <div className="chart" role="img" aria-label={label}>
      <div ref={place} className="chart-drawing" />
    </div>
  )
  if (points === undefined) return drawing
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextPoint(event, at?.point ?? points.start, points.count)
    if (next === null) return
    event.preventDefault()
    setAt({ point: next, by: 'key' })
  }
  const onPointerMove = (event: PointerEvent) => {
    const element = place.current
    if (element === null || chart.current === null) return
    const box = element.getBoundingClientRect()
    const pixel = [event.clientX - box.left, event.clientY - box.top]
    if (!chart.current.containPixel({ gridIndex: 0 }, pixel)) {
      setAt(null)
      return
    }
    const [x] = chart.current.convertFromPixel({ gridIndex: 0 }, pixel)
    if (x !== undefined) setAt({ point: points.nearest(x), by: 'pointer' })
  }
  const leave = () => setAt(null)
  const reading = at === null || at.point >= points.count ? null : points.describe(at.point)
  return (
    <div
      className="chart chart-stop"
      tabIndex={0}
      role="group"
      aria-label={points.name}
      onKeyDown={onKeyDown}
      onPointerMove={onPointerMove}
      onPointerLeave={leave}
      onBlur={leave}
    >
      {drawing}
      {at !== null && reading !== null && <Reading pixel={() => pixelOf(chart.current, points.value(at.point))} text={reading} />}
      <p className="visually-hidden" aria-live="polite">
        {at?.by === 'key' ? reading : ''}
      </p>
    </div>
  )
}

function pixelOf(chart: EChartsType | null, [x, y]: readonly [number, number]): readonly [number, number] {
  const [left, top] = chart?.convertToPixel({ gridIndex: 0 }, [x, y]) ?? []
  return [left ?? 0, top ?? 0]
}

function nextPoint(event: KeyboardEvent, at: number, count: number): number | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  const far = Math.max(10, Math.round(count / 20))
  const step = event.shiftKey ? 10 : 1
  const target = ((): number | null => {
    switch (event.key) {
      case 'ArrowRight':
      case 'ArrowUp':
        return at + step
      case 'ArrowLeft':
      case 'ArrowDown':
        return at - step
      case 'PageUp':
        return at + far
      case 'PageDown':
        return at - far
      case 'Home':
        return 0
      case 'End':
        return count - 1
      default:
        return null
    }
  })()
  return target === null ? null : Math.min(count - 1, Math.max(0, target))
}

/** The room, colours and text widths of the element; new whenever its size, the theme or the fonts change. */
function useChartFrame(place: { readonly current: HTMLDivElement | null }): ChartFrame | null {
  const [frame, setFrame] = useState<ChartFrame | null>(null)
  useLayoutEffect(() => {
    const element = place.current
    if (element === null) return
    const update = () => {
      const { clientWidth: width, clientHeight: height } = element
      if (width < 40 || height < 40) return
      const palette = readPalette(element)
      setFrame({ width, height, palette, measure: measureWith(palette.fontFamily) })
    }
    update()
    const size = new ResizeObserver(update)
    size.observe(element)
    const theme = new MutationObserver(update)
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-mantine-color-scheme'] })
    document.fonts.addEventListener('loadingdone', update)
    return () => {
      size.disconnect()
      theme.disconnect()
      document.fonts.removeEventListener('loadingdone', update)
    }
  }, [place])
  return frame
}

function measureWith(fontFamily: string): ChartFrame['measure'] {
  const context = document.createElement('canvas').getContext('2d')
  return (text, weight) => {
    if (context === null) return text.length * chartFontSize * 0.58
    context.font = `${weight} ${chartFontSize}px ${fontFamily}`
    return context.measureText(text).width
  }
}
