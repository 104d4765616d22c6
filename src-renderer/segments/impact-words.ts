import type { ImpactRatio } from '../../src-main/contract/score-quality.ts'
import { formatFixed } from '../format/number.ts'

const impactNames = { reference: 'reference', above: 'at or above 0.80', below: 'below 0.80', inconclusive: 'inconclusive' } as const

/** An impact ratio, "0.74 (0.70–0.78)", and what the screen makes of it, "below 0.80"; no ratio for the reference. */
export function impactWords(impact: ImpactRatio): { ratio: string; kind: string } {
  const kind = impactNames[impact.kind]
  if (impact.kind === 'reference' || impact.ratio === null) return { ratio: '', kind }
  const { value, low, high } = impact.ratio
  return { ratio: `${formatFixed(value, 2)} (${formatFixed(low, 2)}–${formatFixed(high, 2)})`, kind }
}
