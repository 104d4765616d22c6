import type { Problem } from '../../../src-main/contract/problem.ts'
import type { Scan } from '../../../src-main/contract/scan.ts'
import { shown, type CaseState } from '../../app/case.ts'
import { capitalised, plural, pluralInWords } from '../../format/number.ts'

/** Every problem of the folder once: its own, and those of its stores and models. */
export function problemsOf(scan: Scan): Problem[] {
  const all = [...scan.problems, ...scan.stores.flatMap((store) => store.problems), ...scan.models.flatMap((model) => model.problems)]
  return [...new Map(all.map((problem) => [`${problem.path ?? ''}\n${problem.message}`, problem])).values()]
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')}${parts.length > 2 ? ',' : ''} and ${parts.at(-1) ?? ''}`
}

/** The answer to "What evidence is there?", made from the counts of the scan. */
export function evidenceAnswer(scan: Scan, sameModel: boolean): { decisive: string; rest: string } {
  const tables = scan.predictions.filter((table) => table.candidates.length > 0).length
  const runs = scan.stores.reduce((sum, store) => sum + store.runs.active, 0)
  // A store that can't be opened is a problem, and holds nothing to count on.
  const stores = scan.stores.filter((store) => !store.problems.some(({ kind }) => kind === 'store-unreadable')).length
  const files = new Set(scan.mentions.map((mention) => mention.path)).size
  const found = [
    ...(stores > 0 ? [pluralInWords(stores, 'tracking store')] : []),
    ...(tables > 0 ? [pluralInWords(tables, 'table with labels and scores', 'tables with labels and scores')] : []),
    ...(scan.decisions.length > 0 ? [pluralInWords(scan.decisions.length, 'decision table')] : []),
    ...(scan.models.length > 0 ? [pluralInWords(scan.models.length, 'model file')] : []),
    ...(files > 0
      ? [
          `${pluralInWords(files, 'file that mentions', 'files that mention')} a threshold, a cost or an objective`,
        ]
      : []),
  ]
  const decisive =
    tables > 0
      ? sameModel
        ? 'Enough to recommend a threshold and to tell that the runs hold the same model.'
        : runs > 0
          ? 'Enough to recommend a threshold, not enough to prove the model.'
          : 'Enough to recommend a threshold; there are no runs to compare.'
      : runs > 1
        ? 'Enough to compare runs, not enough to recommend a threshold.'
        : 'Not enough to recommend a threshold or to compare runs.'
  const problems = problemsOf(scan).length
  const open =
    problems === 0 ? 'No problems were found.' : `${capitalised(pluralInWords(problems, 'problem is', 'problems are'))} open.`
  return {
    decisive,
    rest: `${found.length === 0 ? 'Nothing that Countersign reads is in this folder' : capitalised(listed(found))}. ${open}`,
  }
}

/** The evidence in a few words, for the rail. */
export function railAnswerOfEvidence(state: CaseState): string | null {
  if (state.scan.status === 'failed') return state.scan.problem.kind === 'stopped' ? 'Stopped' : 'Could not be read'
  const scan = shown(state.scan)
  if (scan === null) return null
  const problems = problemsOf(scan).length
  return `${plural(scan.fileCount, 'file')}, ${problems === 0 ? 'no problems' : plural(problems, 'open problem')}`
}
