import { Switch } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Comparison, MetricHistory } from '../../../src-main/contract/comparison.ts'
import type { ChartFrame } from '../../charts/chart-frame.ts'
import { Chart } from '../../charts/Chart.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { SidePanel } from '../../components/SidePanel.tsx'
import { visibleText } from '../../format/visible-text.ts'
import { baselineIndex } from './comparison-options.ts'
import { runLetter } from './comparison-rows.ts'
import { historyCounts, historyFinding, historyTable } from './metric-history.ts'
import { metricHistoryDrawing } from './metric-history.drawing.ts'
import { runName } from './run-list.ts'
import { useMetricHistory } from './use-metric-history.ts'

interface HistoryPanelProps {
  folder: string
  comparison: Comparison
  metric: string
  onClose: () => void
}

/** Every logged point of a metric, a curve a run. */
export function HistoryPanel({ folder, comparison, metric, onClose }: HistoryPanelProps) {
  const { runs } = comparison
  const ids = useMemo(() => runs.map(({ id }) => id), [runs])
  const history = useMetricHistory(folder, ids, metric)
  return (
    <SidePanel title={<>How <bdi className="mono">{visibleText(metric)}</bdi> was logged</>} size={720} onClose={onClose}>
      {history.status === 'loading' && <p role="status">Reading the logged points.</p>}
      {history.status === 'failed' && <ProblemNotice problem={history.problem} />}
      {history.status === 'ready' && <History history={history.value} baseline={baselineIndex(comparison)} />}
      <dl className="facts">
        {runs.map((run, index) => (
          <div className="run-line" key={run.id}>
            <dt>{runLetter(index)}</dt>
            <dd>
              <bdi>{runName(run)}</bdi> <span className="mono missing">{run.id}</span>
            </dd>
          </div>
        ))}
      </dl>
    </SidePanel>
  )
}

function History({ history, baseline }: { history: MetricHistory; baseline: number }) {
  const [asTable, setAsTable] = useState(false)
  const draw = useMemo(() => (frame: ChartFrame) => metricHistoryDrawing(history, baseline, frame), [history, baseline])
  const table = useMemo(() => historyTable(history), [history])
  return (
    <>
      <div className="history-bar">
        <p className="secondary">{historyCounts(history)}. The vertical axis is cut to the values.</p>
        <Switch label="Show as table" checked={asTable} onChange={(event) => setAsTable(event.currentTarget.checked)} />
      </div>
      <div className="history-chart">
        <Chart draw={draw} label={historyFinding(history)} table={() => table} asTable={asTable} />
      </div>
    </>
  )
}
