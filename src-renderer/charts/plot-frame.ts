import type { ChartFrame, ChartOption } from './chart-option.ts'
import type { Box } from './label-layout.ts'

interface Axis {
  readonly type: 'value' | 'log'
  readonly domain: readonly [number, number]
  readonly ticks: readonly number[]
  readonly format: (value: number) => string
}

/** The parts that every chart shares: no motion, the plot's place in pixels, two axes with the given ticks only. */
export function plotFrame(plot: Box, x: Axis, y: Axis | null, { palette }: ChartFrame): ChartOption {
  const label = { color: palette.ink2, fontSize: 11 }
  return {
    animation: false,
    textStyle: { fontFamily: palette.fontFamily },
    grid: {
      left: plot.left,
      top: plot.top,
      width: plot.right - plot.left,
      height: plot.bottom - plot.top,
      outerBoundsMode: 'none',
    },
    xAxis: {
      type: x.type,
      min: x.domain[0],
      max: x.domain[1],
      axisLine: { onZero: false, lineStyle: { color: palette.control, width: 1 } },
      axisTick: { show: false },
      axisLabel: { ...label, customValues: [...x.ticks], margin: 5, hideOverlap: true, formatter: x.format },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      min: y?.domain[0] ?? 0,
      max: y?.domain[1] ?? 1,
      show: y !== null,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...label, customValues: [...(y?.ticks ?? [])], margin: 8, formatter: y?.format ?? String },
      splitLine: { show: false },
    },
  }
}
