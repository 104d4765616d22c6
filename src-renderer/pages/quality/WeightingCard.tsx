import type { ScoreQuality } from '../../../src-main/contract/score-quality.ts'
import { Card } from '../../components/Card.tsx'
import { InlineTarget } from '../../components/InlineTarget.tsx'
import { NumberTarget } from '../../components/NumberTarget.tsx'
import { formatCount, formatNumber, formatPercent } from '../../format/number.ts'

/** Whether the classes were weighted in training, and what undoing it would give. */
export function WeightingCard({ quality: { weighting, derivations } }: { quality: ScoreQuality }) {
  const { impliedPositiveWeight, balancedWeight, correctedMean, correctedTheoretical, theoretical, stated } = weighting
  const derivation = derivations['weighting']
  const theory = ({ threshold, cost }: { threshold: number; cost: number }) => `${formatNumber(threshold, 4)}, costs ${formatCount(cost)}`
  return (
    <Card title="Were the classes weighted?" className="quality-weighting">
      <div className="scroll" tabIndex={0} role="region" aria-label="Class weighting">
        <p>
          <InlineTarget derivation={derivation}>{weighting.sentence}</InlineTarget>
        </p>
        <dl className="facts">
          {impliedPositiveWeight !== null && (
            <>
              <dt>Weight that the scores imply, balanced</dt>
              <dd>
                <NumberTarget derivation={derivation}>
                  {formatNumber(impliedPositiveWeight, 2)}, {formatNumber(balancedWeight, 2)}
                </NumberTarget>
              </dd>
            </>
          )}
          {correctedMean !== null && (
            <>
              <dt>Mean score once balancing is undone</dt>
              <dd>
                <NumberTarget derivation={derivation}>{formatPercent(correctedMean)}</NumberTarget>
              </dd>
            </>
          )}
          {theoretical !== null && (
            <>
              <dt>Theoretical threshold</dt>
              <dd>
                <NumberTarget derivation={derivation}>{theory(theoretical)}</NumberTarget>
              </dd>
            </>
          )}
          {correctedTheoretical !== null && (
            <>
              <dt>The same after the correction</dt>
              <dd>
                <NumberTarget derivation={derivation}>{theory(correctedTheoretical)}</NumberTarget>
              </dd>
            </>
          )}
          <dt>Stated in runs and models</dt>
          <dd className={stated.length === 0 ? 'missing' : undefined}>
            {stated.length === 0 ? 'not stated' : stated.map(({ name, value, source }) => `${name} = ${value} (${source})`).join('; ')}
          </dd>
        </dl>
      </div>
    </Card>
  )
}
