import type { Derivation } from '../../../src-main/contract/derivation.ts'
import type { Explanation, ExplanationResult } from '../../../src-main/contract/explanation.ts'

/** How the numbers of an explanation are computed. */
export function derivationOf({ kind }: Explanation, { derivations }: ExplanationResult): Derivation | undefined {
  const own = kind === 'f-beta' ? derivations['fBeta'] : kind === 'cost-ratio' ? derivations['costRatio'] : undefined
  return own ?? derivations['explanations']
}
