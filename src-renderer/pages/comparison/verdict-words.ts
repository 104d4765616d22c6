import type { Verdict } from '../../../src-main/contract/comparison.ts'
import { shown, type CaseState } from '../../app/case.ts'

const words: Readonly<Record<Verdict['kind'], string>> = {
  same: 'The same model',
  consistent: 'Consistent, not proven',
  different: 'Different models',
  unknown: 'Cannot be told',
}

/** An answer is read in a glance; what is longer stands in the evidence below it. */
const longestExplanation = 320

/** The explanation for the head of the page: whole, or up to the last break that fits. */
export function shortExplanation(explanation: string): string {
  if (explanation.length <= longestExplanation) return explanation
  const head = explanation.slice(0, longestExplanation)
  const end = Math.max(head.lastIndexOf('; '), head.lastIndexOf(', '), head.lastIndexOf('. '))
  return `${head.slice(0, end > 0 ? end : longestExplanation)} … All of it stands in the evidence below.`
}

/** The verdict in a few words, for the rail. */
export function railAnswerOfComparison(state: CaseState): string | null {
  const comparison = shown(state.comparison)
  if (comparison !== null) return words[comparison.verdict.kind]
  const scan = shown(state.scan)
  if (scan === null) return null
  if (scan.stores.length === 0) return 'No tracking store'
  const start = shown(state.runs)
  if (start === null) return null
  return start.total < 2 ? 'Fewer than two runs' : 'No runs chosen'
}
