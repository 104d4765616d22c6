import type { Verdict } from '../../../src-main/contract/comparison.ts'
import { shown, type CaseState } from '../../app/case.ts'

const words: Readonly<Record<Verdict['kind'], string>> = {
  same: 'The same model',
  consistent: 'Consistent, not proven',
  different: 'Different models',
  unknown: 'Cannot be told',
}

/** The verdict in a few words, for the rail. */
export function railAnswerOfComparison(state: CaseState): string | null {
  const comparison = shown(state.comparison)
  if (comparison !== null) return words[comparison.verdict.kind]
  const scan = shown(state.scan)
  if (scan === null) return null
  if (scan.stores.length === 0) return 'No tracking store'
  const runs = shown(state.runs)
  if (runs === null) return null
  return runs.length < 2 ? 'Fewer than two runs' : 'No runs chosen'
}
