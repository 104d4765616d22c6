import { memo, useCallback, useMemo, useState } from 'react'
import type { ThresholdView } from '../../../src-main/contract/recommendation.ts'
import type { Uncertainty } from '../../../src-main/contract/uncertainty.ts'
import { costAxisWords, costCurveDrawing, costCurveRange, visiblePoints } from '../../charts/cost-curve.drawing.ts'
import type { ChartFrame } from '../../charts/chart-frame.ts'
import { marksOutside } from '../../charts/cost-curve-marks.ts'
import { Chart } from '../../charts/Chart.tsx'
import { nearestIndex } from '../../charts/scale.ts'
import { Card } from '../../components/Card.tsx'
import { NumberTarget } from '../../components/NumberTarget.tsx'
import { formatCount } from '../../format/number.ts'
import type { ThresholdRow } from './recorded-rows.ts'
import { curveFinding, curveInput, curveTable, intervalWords } from './threshold-view-model.ts'

interface CostCurveCardProps {
  view: ThresholdView
  rows: readonly ThresholdRow[]
  selected: ThresholdRow | null
  /** How sure the recommendation is; null while that is being computed, undefined where it can't be. */
  sure: Uncertainty | null | undefined
  asTable: boolean
}

/** Cost of each threshold, focused on the part where a choice is open; the whole range on request. */
export const CostCurveCard = memo(function CostCurveCard({ view, rows, selected, sure, asTable }: CostCurveCardProps) {
  const [whole, setWhole] = useState(false)
  const drawn = useMemo(() => {
    const input = curveInput(view, rows, selected, whole, sure)
    const range = costCurveRange(input)
    const points = visiblePoints(input.curve, range)
    const thresholds = points.map(([threshold]) => threshold)
    const best = view.recommendation.optimum.threshold
    const nearest = points.findIndex(([threshold]) => best !== null && threshold >= best)
    return {
      axis: costAxisWords(range),
      outside: marksOutside(input.marks.filter((mark) => mark.kind === 'recorded'), range.x, range.y).length,
      draw: (frame: ChartFrame) => costCurveDrawing(input, frame),
      points: {
        name: 'Cost curve. The arrow keys move along it by threshold, T shows it as a table.',
        count: points.length,
        start: nearest < 0 ? points.length - 1 : nearest,
        describe: (point: number) => input.describe(points[point]?.[2] ?? 0),
        value: (point: number) => [points[point]?.[0] ?? 0, points[point]?.[1] ?? 0] as const,
        nearest: (threshold: number) => nearestIndex(thresholds, threshold),
      },
    }
  }, [view, rows, selected, whole, sure])
  const table = useCallback(() => curveTable(view, rows), [view, rows])
  const outside = drawn.outside === 0 ? '' : `, ${formatCount(drawn.outside)} more recorded`
  return (
    <Card
      title="Cost of each threshold"
      aside={
        <>
          {drawn.axis}. <NumberTarget derivation={view.derivations['optimum']}>{intervalWords(view)}</NumberTarget>
        </>
      }
      end={
        !asTable && (
          <button type="button" className="link" aria-pressed={whole} onClick={() => setWhole(!whole)}>
            {whole ? 'Part near the least cost' : `Whole range${outside}`}
          </button>
        )
      }
      className="chart-card curve"
    >
      <Chart draw={drawn.draw} label={curveFinding(view, selected)} table={table} asTable={asTable} points={drawn.points} />
    </Card>
  )
})
