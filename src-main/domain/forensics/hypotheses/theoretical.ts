import { quotient } from '../../threshold/quotient.ts'
import type { Finding } from '../finding.ts'
import { holds } from '../recorded.ts'
import type { Inquiry } from '../inquiry.ts'
import { listText, numberText, shortNumber, theInterval } from '../words.ts'

/** A threshold that theory gives for calibrated scores, and for what. */
interface Theory {
  readonly words: string
  readonly threshold: number
}

/**
 * Elkan 2001: costFP / (costFP + costFN), as it is, corrected for class weights in training (odds times the weight
 * of a positive row), and the share of positives, which is its value where the costs are in proportion to the classes.
 */
export function theoreticalFinding({ costs, recorded, evidence, table }: Inquiry): Finding {
  const { positives, negatives, orientation } = table
  const balanced = negatives / positives
  const low = orientation === 'low'
  const turned = (value: number) => (low ? 1 - value : value)
  const elkan = costs === null ? null : quotient(costs.exact.fp, costs.exact.fp + costs.exact.fn)
  const corrected = (weight: number) => (elkan === null ? null : (weight * elkan) / (weight * elkan + 1 - elkan))
  const weights = [
    ...evidence.classWeights.filter(({ weight }) => weight !== 1),
    ...(evidence.classWeights.some(({ weight }) => weight === 'balanced') ? [] : [{ weight: 'balanced' as const, place: null }]),
  ]
  const theories: Theory[] = [
    ...(elkan === null ? [] : [{ words: `the theoretical threshold at ${costs?.ratio ?? ''}`, threshold: turned(elkan) }]),
    ...weights.flatMap(({ weight }) => {
      const value = corrected(weight === 'balanced' ? balanced : weight)
      const words = weight === 'balanced' ? 'balanced classes' : `a weight of ${shortNumber(weight, 6)} for positives`
      return value === null ? [] : [{ words: `the same corrected for ${words} in training`, threshold: turned(value) }]
    }),
    { words: 'the share of positives', threshold: turned(positives / (positives + negatives)) },
  ]
  const hit = theories.find(({ threshold }) => holds(recorded, threshold))
  const shown = listText(theories.map(({ words, threshold }) => `${words} is ${numberText(threshold)}`))
  const verdict = hit !== undefined ? 'reproduces' : costs === null ? 'cannot-tell' : 'refuted'
  return {
    id: 'theoretical',
    kind: 'theoretical',
    title: 'Threshold in theory (Elkan)',
    parameters: {},
    threshold: hit?.threshold ?? theories[0]?.threshold ?? null,
    verdict,
    because:
      hit !== undefined
        ? `${capitalised(hit.words)} is ${numberText(hit.threshold)}, inside ${theInterval(recorded)}. It is valid for calibrated scores only.`
        : costs === null
          ? `${capitalised(shown)}, outside ${theInterval(recorded)}; the theoretical threshold of costs cannot be told without costs.`
          : `${capitalised(shown)}: none lies in ${theInterval(recorded)}.`,
    variant: null,
    variants: [],
    curve: null,
    parameterShare: null,
    reachable: theories.map(({ threshold }) => threshold),
    onHull: false,
    simplicity: 2,
    corroboration: hit === undefined ? [] : evidence.classWeights.filter(() => hit.words.includes('corrected')).map(({ place }) => place),
  }
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
