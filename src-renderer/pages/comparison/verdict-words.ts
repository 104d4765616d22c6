import { shown, type CaseState } from '../../app/case.ts'

const words = {
  same: 'The same model',
  consistent: 'Consistent, not proven',
  different: 'Different models',
  unknown: 'Cannot be told',
} as const

/** The verdict in a few words, for the rail. */
export function railAnswerOfComparison(state: CaseState): string | null {
  const comparison = shown(state.comparison)
  if (comparison !== null) return words[comparison.verdict.kind]
  const scan = shown(state.scan)
  return scan !== null && scan.stores.length === 0 ? 'No tracking store' : null
}
