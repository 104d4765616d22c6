import { useMemo, useState } from 'react'
import type { ThresholdView } from '../../../src-main/contract/recommendation.ts'
import type { ScoreQuality } from '../../../src-main/contract/score-quality.ts'
import { StatisticChart } from '../../charts/StatisticChart.tsx'
import { Card } from '../../components/Card.tsx'
import { NumberTarget } from '../../components/NumberTarget.tsx'
import { estimateWords } from '../../format/interval.ts'
import { formatNumber } from '../../format/number.ts'
import type { ThresholdRow } from '../threshold/recorded-rows.ts'
import { precisionChart, rocChart } from './quality-charts.ts'

interface RankCardProps {
  quality: ScoreQuality
  view: ThresholdView
  rows: readonly ThresholdRow[]
  asTable: boolean
}

/** How well the score puts those who default before those who repay. */
export function RankCard({ quality: { discrimination, derivations }, view, rows, asTable }: RankCardProps) {
  const [precision, setPrecision] = useState(false)
  const drawn = useMemo(() => (precision ? precisionChart(view, rows) : rocChart(view, rows)), [precision, view, rows])
  const { auc, gini, ks } = discrimination
  return (
    <Card
      title="Does it rank?"
      end={
        <button type="button" className="link" onClick={() => setPrecision(!precision)}>
          {precision ? 'ROC curve' : 'Precision and recall'}
        </button>
      }
      className="chart-card quality-rank"
    >
      <StatisticChart {...drawn} asTable={asTable} />
      <dl className="facts">
        <dt>AUC, 95&#8239;%</dt>
        <dd>
          <NumberTarget derivation={derivations['auc']}>{estimateWords(auc)}</NumberTarget>
        </dd>
        <dt>Gini, 95&#8239;%</dt>
        <dd>
          <NumberTarget derivation={derivations['auc']}>{estimateWords(gini)}</NumberTarget>
        </dd>
        <dt>KS, 95&#8239;%, and where</dt>
        <dd>
          <NumberTarget derivation={derivations['ks']}>{estimateWords(ks)}
            {ks.threshold !== null && ` at ${formatNumber(ks.threshold, 4)}`}</NumberTarget>
        </dd>
      </dl>
    </Card>
  )
}
