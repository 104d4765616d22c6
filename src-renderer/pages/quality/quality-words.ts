import type { ImpactRatio, ScoreQuality } from '../../../src-main/contract/score-quality.ts'
import type { Estimate, Rate } from '../../../src-main/contract/statistic.ts'
import { shown, type CaseState } from '../../app/case.ts'
import { formatCount, formatFixed, formatPercent } from '../../format/number.ts'

export const qualityQuestion = 'Is the score good for this?'

/** "0.781 (0.778–0.784)". */
export function estimateWords({ value, low, high }: Estimate, digits = 3): string {
  return `${formatFixed(value, digits)} (${formatFixed(low, digits)} to ${formatFixed(high, digits)})`
}

/** "8.1 % (8.0–8.2)": a share with its interval. */
export function rateWords({ value, low, high }: Rate | Estimate, digits = 1): string {
  return `${formatPercent(value, digits)} (${formatFixed(low * 100, digits)}–${formatFixed(high * 100, digits)})`
}

/** Whether the score ranks and whether it is a probability: the two clauses of the answer. */
export function qualityAnswer({ discrimination, calibration, weighting }: ScoreQuality): { decisive: string; rest: string } {
  const { value, low, high } = discrimination.auc
  const auc = `of two applicants, one who defaults and one who repays, the score puts the defaulter first in ${formatPercent(value)} of cases`
  const interval = `(AUC ${formatFixed(value, 3)}, 95\u202f% ${formatFixed(low, 3)} to ${formatFixed(high, 3)})`
  const ranks = low > 0.5 ? 'It ranks' : high < 0.5 ? 'It ranks the wrong way round' : 'That it ranks cannot be told from chance'
  if (calibration === null || weighting.kind === 'not-a-probability') {
    return { decisive: `${ranks}, and it is no probability:`, rest: `${auc} ${interval}.` }
  }
  const band = calibration.band
  const holds =
    weighting.kind === 'not-weighted' && band?.agrees !== false
      ? 'its probabilities hold near the threshold'
      : 'it is not to be read as a probability'
  const joint = weighting.kind === 'not-weighted' && band?.agrees !== false ? 'and' : 'but'
  return { decisive: `${ranks}, ${joint} ${holds}:`, rest: `${auc} ${interval}.` }
}

/** What the band around the judged threshold says; null where there is none. */
export function bandWords({ calibration, threshold }: ScoreQuality): string | null {
  const band = calibration?.band
  if (band == null) return null
  return (
    `Around ${formatFixed(threshold, 3)}, ${formatCount(band.rows)} applicants scored ${formatFixed(band.low, 3)}–${formatFixed(band.high, 3)}: ` +
    `${formatPercent(band.predicted)} predicted, ${rateWords(band.observed)} observed. ` +
    (band.agrees ? 'They agree.' : 'They do not agree.')
  )
}

const impactNames = { reference: 'reference', above: 'at or above 0.80', below: 'below 0.80', inconclusive: 'inconclusive' } as const

/** An impact ratio, "0.74 (0.70–0.78)", and what the screen makes of it, "below 0.80"; no ratio for the reference. */
export function impactWords(impact: ImpactRatio): { ratio: string; kind: string } {
  const kind = impactNames[impact.kind]
  if (impact.kind === 'reference' || impact.ratio === null) return { ratio: '', kind }
  const { value, low, high } = impact.ratio
  return { ratio: `${formatFixed(value, 2)} (${formatFixed(low, 2)}–${formatFixed(high, 2)})`, kind }
}

/** The score in a few words, for the rail. */
export function railAnswerOfQuality(state: CaseState): string | null {
  const quality = shown(state.judgements.quality.answer)
  if (quality !== null) {
    const probability = quality.calibration !== null && quality.weighting.kind === 'not-weighted'
    return `AUC ${formatFixed(quality.discrimination.auc.value, 3)}, ${probability ? 'a probability' : 'no probability'}`
  }
  const view = shown(state.view)
  return view === null ? null : `AUC ${formatFixed(view.recommendation.auc, 3)}`
}
