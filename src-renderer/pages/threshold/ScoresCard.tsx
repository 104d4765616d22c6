import { memo, useMemo, useState } from 'react'
import type { ThresholdView } from '../../../src-main/contract/recommendation.ts'
import type { ChartFrame } from '../../charts/chart-frame.ts'
import type { ChartTable } from '../../charts/chart-table.ts'
import { Chart } from '../../charts/Chart.tsx'
import { rocDrawing } from '../../charts/roc.drawing.ts'
import { distributionDrawing } from '../../charts/score-distribution.drawing.ts'
import { Card } from '../../components/Card.tsx'
import { NumberTarget } from '../../components/NumberTarget.tsx'
import { aucWords, calibrationWords } from './ratio-view-model.ts'
import type { ThresholdRow } from './recorded-rows.ts'
import { distributionFinding, distributionInput, distributionTable, rocFinding, rocInput, rocTable } from './scores-view-model.ts'

interface ScoresCardProps {
  view: ThresholdView
  rows: readonly ThresholdRow[]
  selected: ThresholdRow | null
  asTable: boolean
}

interface Drawn {
  readonly draw: (frame: ChartFrame) => ReturnType<typeof rocDrawing>
  readonly label: string
  readonly table: () => ChartTable
}

/** How the scores separate the two classes: their distributions, or the ROC curve. */
export const ScoresCard = memo(function ScoresCard({ view, rows, selected, asTable }: ScoresCardProps) {
  const [roc, setRoc] = useState(false)
  const drawn = useMemo((): Drawn => {
    if (roc) {
      const input = rocInput(view, rows, selected)
      return { draw: (frame) => rocDrawing(input, frame), label: rocFinding(view), table: () => rocTable(view) }
    }
    const input = distributionInput(view, rows, selected)
    return {
      draw: (frame) => distributionDrawing(input, frame),
      label: distributionFinding(view),
      table: () => distributionTable(view),
    }
  }, [view, rows, selected, roc])
  const calibration = calibrationWords(view)
  return (
    <Card
      title="How the scores separate the two classes"
      aside={<NumberTarget derivation={view.derivations.auc}>{aucWords(view)}</NumberTarget>}
      end={
        <button type="button" className="link" onClick={() => setRoc(!roc)}>
          {roc ? 'Scores' : 'ROC curve'}
        </button>
      }
      className="chart-card scores"
    >
      <Chart draw={drawn.draw} label={drawn.label} table={drawn.table} asTable={asTable} />
      {calibration !== null && (
        <p className="scores-note secondary">
          <NumberTarget derivation={view.derivations['distribution']}>{calibration}</NumberTarget>
        </p>
      )}
    </Card>
  )
})
