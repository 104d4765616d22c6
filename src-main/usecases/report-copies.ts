import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import type { ExportedReport, ReportCopies } from '../contract/report.ts'
import { ProblemError } from '../contract/problem.ts'
import type { ReportModel } from '../domain/report/document.ts'
import { reportHtml } from '../domain/report/html/report-html.ts'
import { reportTables } from '../domain/report/report-tables.ts'
import { writeFolder } from '../report/write-folder.ts'
import { writeReport } from '../report/write-report.ts'
import type { AttachedFiles } from './report-from-attachments.ts'
import { targetOutside } from './target-outside.ts'

const none: ReportCopies = { html: null, bundle: null }

/**
 * The canonical paths of the copies.
 * @throws ProblemError as `targetOutside`, and `write-refused` where the folder of a bundle is there already
 */
export async function copyTargets({ html, bundle }: ReportCopies = none, folder: string): Promise<ReportCopies> {
  if (bundle !== null && (await stat(bundle).catch(() => null)) !== null) {
    throw new ProblemError({ kind: 'write-refused', path: bundle, message: 'There is a file or folder of that name.', action: 'Choose a new name for the bundle.' })
  }
  return {
    html: html === null ? null : await targetOutside(html, folder, 'HTML file'),
    bundle: bundle === null ? null : await targetOutside(bundle, folder, 'bundle'),
  }
}

/** Writes other forms of a report, each whole or not at all, from what the PDF was set from. */
export async function writeCopies({ html, bundle }: ReportCopies, model: ReportModel, attached: AttachedFiles): Promise<ExportedReport['copies']> {
  const written: ExportedReport['copies'] = []
  if (html !== null) {
    const bytes = Buffer.from(reportHtml(model))
    await writeReport(html, bytes)
    written.push({ kind: 'html', path: html, files: 1, bytes: bytes.length })
  }
  if (bundle !== null) {
    const files = bundleFiles(model, attached)
    await writeFolder(bundle, files)
    written.push({ kind: 'bundle', path: bundle, files: files.size, bytes: [...files.values()].reduce((sum, { length }) => sum + length, 0) })
  }
  return written
}

/** The tables as CSV, the attachments as they are in the PDF, and the SHA-256 of each, in the form of sha256sum. */
function bundleFiles(model: ReportModel, attached: AttachedFiles): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>([
    ...[...attached].map(([name, bytes]) => [name, bytes] as const),
    ...reportTables(model).map(({ name, text }) => [`tables/${name}`, Buffer.from(text)] as const),
  ])
  const sums = [...files].map(([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`)
  return files.set('SHA256SUMS', Buffer.from(sums.join('')))
}
