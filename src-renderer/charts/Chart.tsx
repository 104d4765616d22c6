import { useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import './chart.css'
import type { ChartDrawing } from './chart-drawing.ts'
import type { ChartFrame } from './chart-frame.ts'
import type { ChartTable } from './chart-table.ts'
import { ChartSvg } from './ChartSvg.tsx'
import { ChartTableView } from './ChartTableView.tsx'
import { contains } from './label-layout.ts'
import { Reading } from './Reading.tsx'
import { toPixel, toValue } from './scale.ts'
import { useChartFrame } from './use-chart-frame.ts'

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

interface ChartProps {
  /** Draws the chart for the room that there is; keep its identity while the data stay the same. */
  readonly draw: (frame: ChartFrame) => ChartDrawing
  /** The finding, in a sentence. */
  readonly label: string
  /** The same data; made only where it is shown. Keep its identity while the data stay the same. */
  readonly table: () => ChartTable
  readonly asTable: boolean
  readonly points?: ChartPoints
}

/** A chart in the page: an SVG that says its finding, or the same data as a table. */
export function Chart({ draw, label, table, asTable, points }: ChartProps) {
  if (asTable) {
    return (
      <div className="chart">
        <DataTable table={table} />
      </div>
    )
  }
  return <Drawing draw={draw} label={label} points={points ?? null} />
}

function DataTable({ table }: Pick<ChartProps, 'table'>) {
  const data = useMemo(() => table(), [table])
  return <ChartTableView table={data} />
}

function Drawing({ draw, label, points }: Pick<ChartProps, 'draw' | 'label'> & { readonly points: ChartPoints | null }) {
  const place = useRef<HTMLDivElement>(null)
  const frame = useChartFrame(place)
  const drawing = useMemo(() => (frame === null ? null : draw(frame)), [draw, frame])
  const [at, setAt] = useState<{ point: number; by: 'key' | 'pointer' } | null>(null)
  const picture = (
    <div className="chart" role="img" aria-label={label}>
      <div ref={place} className="chart-drawing">
        {drawing !== null && <ChartSvg drawing={drawing} />}
      </div>
    </div>
  )
  if (points === null) return picture
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextPoint(event, at?.point ?? points.start, points.count)
    if (next === null) return
    event.preventDefault()
    setAt({ point: next, by: 'key' })
  }
  const onPointerMove = (event: PointerEvent) => {
    const element = place.current
    if (element === null || drawing === null) return
    const box = element.getBoundingClientRect()
    const pixel = [event.clientX - box.left, event.clientY - box.top] as const
    const point = contains(drawing.plot, pixel) ? points.nearest(toValue(drawing.scales.x, pixel[0])) : null
    setAt(point === null ? null : { point, by: 'pointer' })
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
      {picture}
      {at !== null && reading !== null && drawing !== null && <Reading at={pixelOf(drawing, points.value(at.point))} text={reading} />}
      <p className="visually-hidden" aria-live="polite">
        {at?.by === 'key' ? reading : ''}
      </p>
    </div>
  )
}

function pixelOf({ scales }: ChartDrawing, [x, y]: readonly [number, number]): readonly [number, number] {
  return [toPixel(scales.x, x), toPixel(scales.y, y)]
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
