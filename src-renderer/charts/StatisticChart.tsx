import { useMemo } from 'react'
import type { ChartFrame, ChartTable } from './chart-option.ts'
import { EChart } from './EChart.tsx'
import { statisticOption, type StatisticInput } from './statistic.option.ts'

interface StatisticChartProps {
  input: StatisticInput
  finding: string
  table: ChartTable
  asTable: boolean
}

/** A statistic as a chart or as a table. */
export function StatisticChart({ input, finding, table, asTable }: StatisticChartProps) {
  const draw = useMemo(() => (frame: ChartFrame) => statisticOption(input, frame), [input])
  const asRows = useMemo(() => () => table, [table])
  return <EChart draw={draw} label={finding} table={asRows} asTable={asTable} />
}
