import type { ExplanationResult } from '../../contract/explanation.ts'
import type { Inquiry } from './inquiry.ts'
import type { Weighed } from './weigh.ts'
import { shortNumber } from './words.ts'

/** How many explanations are tried and how many would reproduce a value by chance, in numbers and in words. */
export function multipleTesting({ recorded }: Inquiry, weighed: readonly Weighed[]): ExplanationResult['multipleTesting'] {
  const reproducing = weighed.filter(({ explanation }) => explanation.verdict === 'reproduces')
  const independent = reproducing.filter(({ explanation }) => explanation.sameStatementAs === null).length
  const hypotheses = weighed.length
  const variants = weighed.reduce((sum, { explanation }) => sum + Math.max(1, explanation.variants.length), 0)
  const expectedByChance = weighed.reduce((sum, { probability }) => sum + probability, 0)
  const reproduce = reproducing.length
  return {
    hypotheses,
    variants,
    reproduce,
    independent,
    expectedByChance,
    sentence:
      `${hypotheses} explanations are tried, in ${variants} variants. ` +
      (reproduce === 0
        ? `None reproduces ${recorded.text}.`
        : `${reproduce} ${reproduce === 1 ? 'reproduces' : 'reproduce'} ${recorded.text}` +
          `${independent === reproduce ? '' : `, ${independent} once those that say the same in other words count once`}.`) +
      ` Of a value drawn at random among the scores and recorded in the same way, ${shortNumber(expectedByChance, 2)} of the ${hypotheses} would reproduce it on average: ` +
      'corroboration tells more than a match.',
  }
}
