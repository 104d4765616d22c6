import { useMemo } from 'react'
import type { Choices } from '../../../src-main/contract/choices.ts'
import { StatisticChart } from '../../charts/StatisticChart.tsx'
import { Card } from '../../components/Card.tsx'
import { NumberTarget } from '../../components/NumberTarget.tsx'
import { sensitivityChart } from './choices-state.ts'

/** How much a wrong cost ratio would cost. */
export function SensitivityCard({ choices, asTable }: { choices: Choices; asTable: boolean }) {
  const drawn = useMemo(() => sensitivityChart(choices), [choices])
  return (
    <Card title="If the cost ratio is wrong" className="chart-card sensitivity">
      {drawn === null ? (
        <p className="missing">Not computed: with an amount in each row, or a mistake that costs nothing, there is no one ratio.</p>
      ) : (
        <>
          <p>
            <NumberTarget derivation={choices.derivations['sensitivity']}>{drawn.finding}</NumberTarget>
          </p>
          <StatisticChart {...drawn} asTable={asTable} />
        </>
      )}
    </Card>
  )
}
