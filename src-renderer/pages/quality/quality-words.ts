import type { ScoreQuality } from '../../../src-main/contract/score-quality.ts'
import { shown, type CaseState } from '../../app/case.ts'
import { rateWords } from '../../format/interval.ts'
import { formatCount, formatFixed, formatPercent } from '../../format/number.ts'

export const qualityQuestion = 'Is the score good for this?'

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
