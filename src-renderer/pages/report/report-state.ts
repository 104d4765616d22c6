import type { ReportRequest } from '../../../src-main/contract/report.ts'
import { shown, type CaseState } from '../../app/case.ts'
import { costsAreUsable } from '../../app/use-table.ts'
import { formatNumber, plural } from '../../format/number.ts'
import { fileNameOfPath, pathIn } from '../../format/path.ts'
import { runName } from '../comparison/run-list.ts'
import { recommendedDigits } from '../threshold/recorded-rows.ts'
import type { ExportOptions } from './export-options.ts'

/** A part of the report: what it is, and what of this case will stand in it. */
export interface ReportPart {
  readonly title: string
  readonly content: string
}

/** What the report of a review will hold, in the order of its pages; the review says what stands in them. */
export const reviewedParts: readonly ReportPart[] = [
  { title: 'Cover', content: 'Document id, hash of the evidence, state of the review' },
  { title: 'Decision', content: 'The threshold that the review adopts, beside the recommended one' },
  { title: 'Scope and roles', content: 'What the model decides, who reviews it, what people stated' },
  { title: 'Data, runs, method, results', content: 'Computed from the evidence, with how sure it is' },
  { title: 'Recorded thresholds', content: 'Each against the recommendation, and why the likeliest differ' },
  { title: 'Governance checks', content: 'Each with what it found and where, and what is not assessable' },
  { title: 'Findings', content: 'With conditions and exceptions: who raised them, what became of them' },
  { title: 'Limitations', content: 'What the evidence cannot tell' },
  { title: 'Implementation, approvals', content: 'Monitoring; who signed in which role, with which key' },
  { title: 'Appendices', content: 'Reproduction, verification, manifest, policy, glossary' },
]

/** What the report of the case on screen will hold, in the order of its pages. */
export function reportParts(state: CaseState): ReportPart[] {
  const view = shown(state.view)
  const scan = shown(state.scan)
  const table = shown(state.table)
  const { costs } = state
  const found = scan?.thresholds.length ?? 0
  return [
    { title: 'Cover', content: `Document id; hashes of ${plural(scan?.fileCount ?? 0, 'file')} of evidence` },
    {
      title: 'Decision',
      content:
        view === null
          ? 'Not computed yet'
          : `${decisionWords(recommendedDigits(view))}, ` +
            `cost ${formatNumber(view.recommendation.optimum.cost, 2)} at ${costs.fn}\u202f:\u202f${costs.fp}`,
    },
    {
      title: 'Data',
      content:
        table === null
          ? 'Not read yet'
          : `${plural(table.rows, 'row')} read = ${formatNumber(table.used)} used + ${formatNumber(table.rows - table.used)} excluded`,
    },
    { title: 'Runs compared', content: runsWords(state) },
    { title: 'Threshold', content: 'Method, cost curve, cost ratios, uncertainty' },
    { title: 'Recorded thresholds', content: found === 0 ? 'None was found' : `${plural(found, 'place')} against the recommendation` },
    { title: 'Why a recorded threshold differs', content: found === 0 ? 'Nothing to explain' : 'Explanations of the likeliest, with verdict and number' },
    { title: 'Limitations', content: 'What the evidence cannot tell, and what was assumed' },
    { title: 'Sign-off', content: 'Lines for two signatures, empty: the report is a draft' },
    { title: 'Reproduction', content: 'Commands and queries; evidence.json is attached to the PDF' },
  ]
}

function decisionWords(digits: string): string {
  if (digits === 'none') return 'Refuse nobody'
  return digits === 'all' ? 'Refuse everybody' : `Threshold ${digits}`
}

function runsWords(state: CaseState): string {
  const { chosenRuns } = state
  const start = shown(state.runs)
  if (chosenRuns.length === 0) return start === null || start.total === 0 ? 'None: the folder has no tracking store' : 'None is chosen'
  const names = new Map([...(start?.runs ?? []), ...(shown(state.comparison)?.runs ?? [])].map((run) => [run.id, runName(run)]))
  return chosenRuns.length <= 3 ? chosenRuns.map((id) => names.get(id) ?? runName({ id, name: '' })).join(', ') : plural(chosenRuns.length, 'run')
}

/** What stands in the report as assumed: taken from the folder, confirmed by nobody; as its lines will say it. */
export function unconfirmed(state: CaseState): string[] {
  const { reading, costs } = state
  const open: string[] = []
  if (reading !== null && !reading.confirmed) {
    const { path, label, score, positive, orientation } = reading.reading
    open.push(
      `prediction table ${path}, label ${label}, score ${score}, assumed as the likeliest of the folder, unconfirmed`,
      ...(positive === null ? [] : [`positive class ${positive}, assumed from ${path}, unconfirmed`]),
      `orientation ${orientation}, assumed: the folder does not state it, unconfirmed`,
    )
  }
  if (costsAreUsable(costs) && !costs.confirmed) {
    const from = costs.source === null ? 'assumed' : `assumed from ${costs.source}`
    open.push(`cost_fn ${costs.fn} and cost_fp ${costs.fp}, ${from}, unconfirmed`)
  }
  return open
}

/** Why nothing can be exported yet, and what to do; null where it can. The report of a review waits for the folder only. */
export function exportWaitsFor(state: CaseState, source: ExportOptions['source'] = 'draft'): string | null {
  if (state.folder === null || shown(state.scan) === null) return 'The export waits for the folder to be read.'
  if (source === 'review') return null
  if (state.reading === null) return 'The export waits for a table with a label and a score: choose one under the evidence.'
  if (state.table.status === 'failed') return 'The export waits for a table that can be read: choose another one under the evidence.'
  if (!costsAreUsable(state.costs)) return 'The export waits for the two costs: type them on the threshold page.'
  return shown(state.view) === null ? 'The export waits for the threshold to be computed.' : null
}

/** "countersign-scoring-enhanced-draft.pdf": says what it is when it lies among other files. */
export function proposedFileName(folder: string, source: ExportOptions['source'] = 'draft'): string {
  const name = fileNameOfPath(folder).replaceAll(/[^\w.-]+/g, '-')
  return `countersign-${name === '' ? 'evidence' : name}-${source}.pdf`
}

/** A file in a folder, with the separator that the folder's path has; a missing ".pdf" is added. */
export function destination(folder: string, fileName: string): string {
  return pathIn(folder, /\.pdf$/i.test(fileName.trim()) ? fileName.trim() : `${fileName.trim()}.pdf`)
}

/** What is wrong with where the report should go, and what to do; null where nothing is. */
export function destinationProblem(evidence: string | null, folder: string, fileName: string): string | null {
  const name = fileName.trim()
  if (name === '' || /^\.pdf$/i.test(name)) return 'Give the file a name.'
  if (/[\\/:*?"<>|\u0000-\u001f]/.test(name)) return 'A file name has no \\ / : * ? " < > |. Type the folder above.'
  if (folder.trim() === '') return 'Choose a folder for the report.'
  return insideEvidence(evidence, folder)
}

/** That a folder lies in the evidence, where nothing is written, and what to do; null where it doesn't. */
export function insideEvidence(evidence: string | null, folder: string): string | null {
  const inside = evidence !== null && `${folder.trim()}/`.replaceAll('\\', '/').startsWith(`${evidence}/`.replaceAll('\\', '/'))
  return inside ? 'This folder is evidence, and nothing is written there. Choose a folder outside it.' : null
}

/** The request for the report as it is set; null while something is missing. */
export function reportRequest(state: CaseState, out: string): ReportRequest | null {
  if (state.folder === null || state.reading === null || exportWaitsFor(state) !== null) return null
  return {
    folder: state.folder,
    out,
    reading: state.reading.reading,
    costs: { fn: state.costs.fn, fp: state.costs.fp },
    runs: state.chosenRuns,
    comparison: state.comparisonOptions,
    assumed: unconfirmed(state),
  }
}

/** What the report would be now, in a few words, for the rail. */
export function railAnswerOfReport(state: CaseState): string | null {
  if (shown(state.scan) === null) return null
  if (state.review !== null) return 'That of the review'
  if (exportWaitsFor(state) !== null) return 'Not ready'
  const open = unconfirmed(state).length
  return open === 0 ? 'Draft, everything confirmed' : `Draft, ${plural(open, 'assumption')} unconfirmed`
}
