import { memo, useCallback, useMemo } from 'react'
import type { ThresholdView } from '../../../src-main/contract/recommendation.ts'
import type { ChartFrame } from '../../charts/chart-frame.ts'
import { ratioMapDrawing } from '../../charts/cost-ratio-map.drawing.ts'
import { Chart } from '../../charts/Chart.tsx'
import { Card } from '../../components/Card.tsx'
import { NumberTarget } from '../../components/NumberTarget.tsx'
import { ratioFinding, ratioInput, ratioTable } from './ratio-view-model.ts'
import type { ThresholdRow } from './recorded-rows.ts'

interface RatioCardProps {
  view: ThresholdView
  selected: ThresholdRow | null
  asTable: boolean
}

const wideFrom = 300

/** The best threshold for every cost ratio. */
export const RatioCard = memo(function RatioCard({ view, selected, asTable }: RatioCardProps) {
  const draw = useMemo(
    () => (frame: ChartFrame) => ratioMapDrawing(ratioInput(view, selected, frame.width > wideFrom), frame),
    [view, selected],
  )
  const table = useCallback(() => ratioTable(view), [view])
  const finding = ratioFinding(view, selected)
  return (
    <Card title="If the costs were different" className="chart-card ratio">
      <p className="wide-only secondary">
        <NumberTarget derivation={view.derivations['ratioMap']}>{finding}</NumberTarget>
      </p>
      <Chart draw={draw} label={finding} table={table} asTable={asTable} />
    </Card>
  )
})
