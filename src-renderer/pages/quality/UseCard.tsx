import { useMemo } from 'react'
import type { ScoreQuality } from '../../../src-main/contract/score-quality.ts'
import { StatisticChart } from '../../charts/StatisticChart.tsx'
import { Card } from '../../components/Card.tsx'
import { NumberTarget } from '../../components/NumberTarget.tsx'
import { formatFixed, formatPercent } from '../../format/number.ts'
import { decisionChart } from './quality-charts.ts'

/** Whether deciding by the stated probability is better than refusing everybody or nobody. */
export function UseCard({ quality, asTable }: { quality: ScoreQuality; asTable: boolean }) {
  const drawn = useMemo(() => decisionChart(quality), [quality])
  const { decisionCurve, derivations } = quality
  return (
    <Card title="Is it of use as it stands?" className="chart-card quality-use">
      {drawn === null || decisionCurve === null ? (
        <p className="missing">Not computed: a decision curve needs probabilities.</p>
      ) : (
        <>
          <StatisticChart {...drawn} asTable={asTable} />
          <dl className="facts">
            <dt>At these costs refusal pays from</dt>
            <dd>
              <NumberTarget derivation={derivations['decisionCurve']}>{formatPercent(decisionCurve.atCosts.threshold)}</NumberTarget>
            </dd>
            <dt>Net benefit there</dt>
            <dd>
              <NumberTarget derivation={derivations['decisionCurve']}>{formatFixed(decisionCurve.atCosts.netBenefit, 4)}</NumberTarget>
            </dd>
            <dt>Refusing everybody</dt>
            <dd>
              <NumberTarget derivation={derivations['decisionCurve']}>{formatFixed(decisionCurve.atCosts.flagEverybody, 4)}</NumberTarget>
            </dd>
          </dl>
        </>
      )}
    </Card>
  )
}
