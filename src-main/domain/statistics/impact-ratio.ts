import type { ImpactRatio } from '../../contract/score-quality.ts'
import type { Rate } from '../../contract/statistic.ts'
import { Z_975 } from '../threshold/paired-test.ts'

/** The limit that banks use by convention; no lending regulator has set it. */
export const impactLimit = 0.8
/** Groups of fewer rows decide nothing. */
export const fewestForImpact = 100

/** What the impact ratio is and is not; shown wherever the ratio is. */
export const impactNote =
  'The adverse impact ratio is a screen under bank policy. The limit of 0.80 comes from a rule on employment ' +
  '(29 CFR 1607.4(D)); no lending regulator has adopted it. A ratio above it shows neither that decisions are lawful nor ' +
  'that they are fair, and one below it shows no discrimination: it asks for a closer look.'

/**
 * Approval rate of a group over that of the reference group, with the log interval of Katz et al. 1978 at 95 %. Below where
 * the ratio lies under 0.80 and its interval under 1; above where the whole interval reaches 0.80; else inconclusive.
 */
export function impactRatio(group: Rate, reference: Rate): ImpactRatio {
  if (group.count === 0 || reference.count === 0) {
    const because = `${group.count === 0 ? 'The group' : 'The reference group'} has no approved row, so the ratio has no interval.`
    return { kind: 'inconclusive', ratio: null, because }
  }
  const value = group.value / reference.value
  const spread = Z_975 * Math.sqrt(1 / group.count - 1 / group.of + 1 / reference.count - 1 / reference.of)
  const ratio = { value, low: value * Math.exp(-spread), high: value * Math.exp(spread) }
  if (group.of < fewestForImpact || reference.of < fewestForImpact) {
    return { kind: 'inconclusive', ratio, because: `Fewer than ${fewestForImpact} rows.` }
  }
  const interval = `${ratio.low.toFixed(2)} to ${ratio.high.toFixed(2)}`
  if (ratio.low >= impactLimit) return { kind: 'above', ratio, because: `The interval ${interval} lies at or above 0.80.` }
  if (value < impactLimit && ratio.high < 1) return { kind: 'below', ratio, because: `The ratio lies below 0.80 and the interval ${interval} below 1.` }
  return { kind: 'inconclusive', ratio, because: `The interval ${interval} does not settle it.` }
}
