import { useMemo } from 'react'
import type { ChartFrame } from './chart-frame.ts'
import type { ChartTable } from './chart-table.ts'
import { Chart } from './Chart.tsx'
import { statisticDrawing, type StatisticInput } from './statistic.drawing.ts'

interface StatisticChartProps {
  input: StatisticInput
  finding: string
  table: ChartTable
  asTable: boolean
}

/** A statistic as a chart or as a table. */
export function StatisticChart({ input, finding, table, asTable }: StatisticChartProps) {
  const draw = useMemo(() => (frame: ChartFrame) => statisticDrawing(input, frame), [input])
  const asRows = useMemo(() => () => table, [table])
  return <Chart draw={draw} label={finding} table={asRows} asTable={asTable} />
}
