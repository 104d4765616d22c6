import { shown, type CaseState } from '../../app/case.ts'
import { plural } from '../../format/number.ts'

/** The evidence in a few words, for the rail. */
export function railAnswerOfEvidence(state: CaseState): string | null {
  const scan = shown(state.scan)
  if (scan === null) return state.scan.status === 'failed' ? 'Could not be read' : null
  return `${plural(scan.fileCount, 'file')}, ${plural(scan.problems.length, 'problem')}`
}
