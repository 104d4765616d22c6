import { useMemo } from 'react'
import type { ScoreQuality } from '../../../src-main/contract/score-quality.ts'
import type { Estimate } from '../../../src-main/contract/statistic.ts'
import { StatisticChart } from '../../charts/StatisticChart.tsx'
import { Card } from '../../components/Card.tsx'
import { NumberTarget } from '../../components/NumberTarget.tsx'
import { estimateWords } from '../../format/interval.ts'
import { formatFixed, formatPercent } from '../../format/number.ts'
import { reliabilityChart } from './quality-charts.ts'

/** Whether a score of 30 % means that 30 of 100 default. */
export function CalibrationCard({ quality, asTable }: { quality: ScoreQuality; asTable: boolean }) {
  const { calibration, derivations } = quality
  const drawn = useMemo(() => reliabilityChart(quality), [quality])
  const derivation = derivations['calibration']
  return (
    <Card title="Is it a probability?" className="chart-card quality-calibration">
      {calibration === null || drawn === null ? (
        <p className="missing">Not computed: the scores lie outside 0 to 1, so they are no probabilities.</p>
      ) : (
        <>
          <StatisticChart {...drawn} asTable={asTable} />
          <dl className="facts">
            <dt>Intercept, perfect: 0</dt>
            <dd>
              <Recalibration estimate={calibration.intercept} quality={quality} />
            </dd>
            <dt>Slope, perfect: 1</dt>
            <dd>
              <Recalibration estimate={calibration.slope} quality={quality} />
            </dd>
            <dt>Brier score, skill</dt>
            <dd>
              <NumberTarget derivation={derivation}>
                {formatFixed(calibration.brier, 4)}, {formatPercent(calibration.skill)}
              </NumberTarget>
            </dd>
            <dt>Mean score, observed share</dt>
            <dd>
              <NumberTarget derivation={derivation}>
                {formatPercent(calibration.meanPredicted)}, {formatPercent(calibration.prevalence.value)}
              </NumberTarget>
            </dd>
          </dl>
        </>
      )}
    </Card>
  )
}

function Recalibration({ estimate, quality }: { estimate: Estimate | null; quality: ScoreQuality }) {
  if (estimate === null) return <span className="missing">not computed: the score parts the classes</span>
  return <NumberTarget derivation={quality.derivations['calibration']}>{estimateWords(estimate, 2)}</NumberTarget>
}
