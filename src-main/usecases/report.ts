import { createHash } from 'node:crypto'
import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path'
import type { Analysis } from '../computing/analysis.ts'
import type { Comparison, RunSummary } from '../contract/comparison.ts'
import { ProblemError } from '../contract/problem.ts'
import type { ReportProgress } from '../contract/progress.ts'
import type { TableReading } from '../contract/reading.ts'
import type { ExportedReport, ReportRequest } from '../contract/report.ts'
import type { Scan } from '../contract/scan.ts'
import { canonicalJson } from '../domain/canonical/canonical-json.ts'
import { evidenceRecord } from '../domain/report/evidence-json.ts'
import type { ReportInput } from '../domain/report/report-input.ts'
import { reportModel } from '../domain/report/report-model.ts'
import { isInside } from '../evidence/folder/contained-path.ts'
import { compileReport } from '../report/compile-report.ts'
import { readReportFonts } from '../report/fonts.ts'
import { writeReport } from '../report/write-report.ts'

export { resolveAssumptions, type GivenOptions, type ResolvedOptions } from '../domain/report/assumptions.ts'

interface Options {
  readonly signal?: AbortSignal
  readonly onProgress?: ReportProgress
}

/** What a report is gathered with. */
export interface ReportParts {
  readonly analysis: Pick<Analysis, 'load' | 'view'>
  readonly scan: (folder: string, options: Options) => Promise<Scan>
  readonly compare: (folder: string, runs: readonly string[]) => Promise<Comparison>
  readonly listRuns: (folder: string) => Promise<readonly RunSummary[]>
  readonly version: string
}

export interface ReportOptions extends Options {
  /** What was taken from the folder and not confirmed by a person. */
  readonly assumed?: readonly string[]
}

/** More runs than this don't fit side by side. */
const mostRuns = 10
/** The uncertainty of the threshold, with a fixed seed so that equal evidence gives equal reports. */
const bootstrap = { resamples: 2000, seed: 1 }
const defaultBetas = ['1', '2']

/**
 * Makes the report of one table and one pair of costs and writes it, whole or not at all.
 * @throws ProblemError `inside-evidence`, `disk-full`, `write-refused`, `stopped`, and those of the parts
 */
export async function exportReport(request: ReportRequest, parts: ReportParts, options: ReportOptions = {}): Promise<ExportedReport> {
  const { signal, onProgress = () => undefined } = options
  const target = await targetOutside(request.out, request.folder)
  const work: Options = signal === undefined ? { onProgress } : { signal, onProgress }
  const input = await gather(request, parts, work, options.assumed ?? request.assumed ?? [])
  onProgress({ stage: 'Setting the report', done: 0, total: 1, unit: 'document' })
  const evidenceJson = canonicalJson(evidenceRecord(input))
  const evidenceJsonSha256 = sha256(evidenceJson)
  const documentId = evidenceJsonSha256.slice(0, 12)
  const { canDraw } = await readReportFonts()
  const model = reportModel(input, { documentId, evidenceJsonSha256 }, canDraw)
  const { pdf, pages } = await compileReport(model, evidenceJson, { signal })
  onProgress({ stage: 'Writing the report', done: 0, total: pdf.length, unit: 'bytes' })
  await writeReport(target, pdf)
  return {
    path: target,
    bytes: pdf.length,
    sha256: sha256(pdf),
    pages,
    documentId,
    evidenceSha256: input.scan.evidenceSha256,
    assumed: [...input.assumed],
  }
}

async function gather(request: ReportRequest, parts: ReportParts, work: Options, assumed: readonly string[]): Promise<ReportInput> {
  const reading = readingInFolder(request.reading, request.folder)
  const scan = await parts.scan(request.folder, work)
  const table = await parts.analysis.load(request.folder, reading, work)
  const betas = scan.mentions.filter((mention) => mention.kind === 'objective' && mention.value > 0).map((mention) => String(mention.value))
  const view = await parts.analysis.view(request.folder, reading, request.costs, scan.thresholds, {
    ...work, bootstrap, betas: [...new Set([...betas, ...defaultBetas])],
  })
  return {
    folderName: basename(resolve(request.folder)),
    scan,
    comparison: await compareChosen(request, scan, parts),
    view,
    table,
    assumed,
    bootstrap,
    version: parts.version,
  }
}

async function compareChosen(request: ReportRequest, scan: Scan, parts: ReportParts): Promise<Comparison | null> {
  const runs = request.runs.length > 0 ? request.runs : await runsOfInterest(request.folder, scan, parts)
  return runs.length < 2 ? null : parts.compare(request.folder, runs)
}

/** The runs that record a threshold; where fewer than two do, all runs of a folder that holds few, those first. */
async function runsOfInterest(folder: string, scan: Scan, parts: ReportParts): Promise<string[]> {
  const recording = scan.thresholds.flatMap((threshold) => (threshold.run === null ? [] : [threshold.run.id]))
  const first = [...new Set(recording)]
  if (first.length >= 2) return first.slice(0, mostRuns)
  if (scan.stores.length === 0) return []
  const all = await parts.listRuns(folder)
  return all.length > mostRuns ? [] : [...new Set([...first, ...all.map((run) => run.id)])]
}

/** A path inside the folder is written relative to it, so that a report names no other place of the computer. */
function readingInFolder(reading: TableReading, folder: string): TableReading {
  if (!isAbsolute(reading.path) || !isInside(resolve(folder), resolve(reading.path))) return reading
  return { ...reading, path: relative(resolve(folder), resolve(reading.path)).replaceAll('\\', '/') }
}

/** The canonical target, refused where it lies in the evidence folder or its own folder is missing. */
async function targetOutside(out: string, folder: string): Promise<string> {
  const problem = (kind: 'inside-evidence' | 'write-refused' | 'folder-missing', path: string, message: string, action: string) =>
    new ProblemError({ kind, path, message, action })
  const root = await realpath(folder).catch(() => null)
  if (root === null) throw problem('folder-missing', folder, 'The evidence folder does not exist.', 'Choose another folder.')
  const parent = await realpath(dirname(resolve(out))).catch(() => null)
  if (parent === null) throw problem('write-refused', out, 'The folder to write to does not exist.', 'Create it, or choose another folder.')
  const target = join(parent, basename(out))
  if (isInside(root, target)) {
    throw problem('inside-evidence', out, 'The report would be written into the evidence folder.', 'Choose a folder outside it: evidence is never changed.')
  }
  const existing = await stat(target).catch(() => null)
  if (existing?.isDirectory() === true) throw problem('write-refused', out, 'There is a folder of that name.', 'Choose another file name.')
  return target
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
