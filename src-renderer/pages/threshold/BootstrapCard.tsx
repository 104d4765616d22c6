import { useCallback, useMemo } from 'react'
import type { IntervalCosts } from '../../../src-main/contract/interval-costs.ts'
import type { Uncertainty } from '../../../src-main/contract/uncertainty.ts'
import type { Loadable } from '../../app/case.ts'
import { shown } from '../../app/case.ts'
import { bootstrapDrawing } from '../../charts/bootstrap-distribution.drawing.ts'
import type { ChartFrame } from '../../charts/chart-frame.ts'
import { Chart } from '../../charts/Chart.tsx'
import { Card } from '../../components/Card.tsx'
import { NumberTarget } from '../../components/NumberTarget.tsx'
import { bootstrapFinding, bootstrapInput, bootstrapTable } from './bootstrap-view-model.ts'
import { costsMeantWords, thresholdIntervalWords } from './certainty-words.ts'
import type { ThresholdRow } from './recorded-rows.ts'
import { ResamplingFields } from './ResamplingFields.tsx'

interface BootstrapCardProps {
  uncertainty: Loadable<Uncertainty>
  /** Which costs of the bank's the resamples are for; null while they can't be used. */
  meant: IntervalCosts | null
  /** Why the rows could not be drawn with their amounts; null where they were, or have none. */
  tooLarge: string | null
  rows: readonly ThresholdRow[]
  selected: ThresholdRow | null
  asTable: boolean
}

/** The best threshold of each resample, and how resamples are drawn. */
export function BootstrapCard({ uncertainty, meant, tooLarge, rows, selected, asTable }: BootstrapCardProps) {
  const sure = shown(uncertainty)
  const meantWords = costsMeantWords(meant, sure, tooLarge)
  return (
    <Card
      title="Had other rows come"
      aside={sure === null ? undefined : <NumberTarget derivation={sure.derivations['threshold']}>{thresholdIntervalWords(sure)} in 95&#8239;%</NumberTarget>}
      className="chart-card bootstrap"
    >
      <ResamplingFields />
      {meantWords !== null && <p className="secondary">{meantWords}</p>}
      {uncertainty.status === 'failed' ? (
        <p role="alert">
          Not computed: {uncertainty.problem.message} {uncertainty.problem.action}
        </p>
      ) : sure === null ? (
        <p className="missing">Being computed.</p>
      ) : (
        <Distribution sure={sure} rows={rows} selected={selected} asTable={asTable} />
      )}
    </Card>
  )
}

function Distribution({ sure, rows, selected, asTable }: Omit<BootstrapCardProps, 'uncertainty' | 'meant' | 'tooLarge'> & { sure: Uncertainty }) {
  const draw = useMemo(() => {
    const input = bootstrapInput(sure, rows, selected)
    return (frame: ChartFrame) => bootstrapDrawing(input, frame)
  }, [sure, rows, selected])
  const table = useCallback(() => bootstrapTable(sure), [sure])
  return <Chart draw={draw} label={bootstrapFinding(sure)} table={table} asTable={asTable} />
}
