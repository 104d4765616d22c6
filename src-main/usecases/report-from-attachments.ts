import { createHash } from 'node:crypto'
import { z } from 'zod'
import { attachmentNames, type AttachmentName, type ReportAttachment } from '../contract/report-attachments.ts'
import { ProblemError } from '../contract/problem.ts'
import { reportFactsSchema } from '../contract/report-facts.ts'
import { readReviewBytes } from '../casefile/review-file.ts'
import { canonicalJson } from '../domain/canonical/canonical-json.ts'
import { cellsOfCsv } from '../domain/histogram/histogram-csv.ts'
import { evidenceFormatVersion } from '../domain/report/evidence-json.ts'
import { reportInput } from '../domain/report/public-facts.ts'
import type { ReportModel } from '../domain/report/document.ts'
import type { ReportInput } from '../domain/report/report-input.ts'
import { reportModel } from '../domain/report/report-model.ts'
import type { ReportedReview } from '../domain/report/reported-review.ts'
import { dayOf, eventOf, type ReviewEntry } from '../domain/review/review-entry.ts'
import { statusOn } from '../domain/review/review-state.ts'
import { compileReport, type CompileOptions } from '../report/compile-report.ts'
import { readReportFonts } from '../report/fonts.ts'
import { hashRule } from './review-integrity.ts'

/** The files that a report is made from and carries, by their names. */
export type AttachedFiles = ReadonlyMap<AttachmentName, Uint8Array>

export interface RenderedReport {
  /** What the pages, and every other form of the report, are set from. */
  readonly model: ReportModel
  readonly pdf: Uint8Array
  readonly pages: number
  readonly documentId: string
  readonly evidenceJsonSha256: string
}

/** How each attachment is described in the PDF. */
export const descriptions: Readonly<Record<AttachmentName, Pick<ReportAttachment, 'relationship' | 'mimeType' | 'description'>>> = {
  [attachmentNames.evidence]: { relationship: 'data', mimeType: 'application/json', description: 'Every fact that this report prints, as canonical JSON' },
  [attachmentNames.histogram]: { relationship: 'data', mimeType: 'text/csv', description: 'The scores of the prediction table in cells, with the rows of each class' },
  [attachmentNames.review]: { relationship: 'source', mimeType: 'application/x-ndjson', description: 'The review, entry by entry, each chained to the one before' },
  [attachmentNames.policy]: { relationship: 'source', mimeType: 'application/json', description: 'The policy by which the governance checks were judged, as canonical JSON' },
}

/** `facts` are checked apart, once the version is known. */
const recordSchema = z.object({
  format: z.literal('countersign-evidence'),
  formatVersion: z.number(),
  product: z.object({ version: z.string() }),
  attachments: z.object({
    histogram: z.object({ sha256: z.string(), orientation: z.enum(['high', 'low']), minimumCell: z.number(), cells: z.number() }),
  }),
  facts: z.unknown(),
})

/** What stands in the attachments of a report, checked against each other. */
export interface ReadAttachments {
  readonly input: ReportInput
  readonly documentId: string
  readonly evidenceJsonSha256: string
  /** The version of the program that made them. */
  readonly version: string
}

/**
 * Reads the attachments of a report.
 * @throws ProblemError `file-corrupt` where one is missing, isn't what the evidence says, or isn't in its own form
 */
export function readAttachments(files: AttachedFiles): ReadAttachments {
  const evidenceJson = textOf(files, attachmentNames.evidence)
  const record = parsedRecord(evidenceJson)
  const parsed = reportFactsSchema.safeParse(record.facts)
  if (!parsed.success) throw corrupt(attachmentNames.evidence, `${z.prettifyError(parsed.error).split('\n')[0] ?? ''}.`)
  const csv = textOf(files, attachmentNames.histogram)
  const { sha256: stated, orientation, minimumCell, cells: stateCells } = record.attachments.histogram
  const cells = cellsOfCsv(csv)
  if (cells === null || cells.length !== stateCells) throw corrupt(attachmentNames.histogram, 'It is not in the form in which it was written.')
  if (sha256(csv) !== stated) throw corrupt(attachmentNames.histogram, 'Its SHA-256 is not the one in evidence.json.')
  const review = reviewOf(files)
  return {
    input: soundInput(() => reportInput(parsed.data, { orientation, minimumCell, cells }, review)),
    documentId: documentIdOf(evidenceJson, files.get(attachmentNames.review)),
    evidenceJsonSha256: sha256(evidenceJson),
    version: record.product.version,
  }
}

/**
 * Makes the pages of a report from its attachments alone: equal attachments give equal bytes with one version of the
 * program, whoever makes them and whenever.
 * @throws ProblemError as `readAttachments`, and `stopped`
 */
export async function renderReport(files: AttachedFiles, options: Omit<CompileOptions, 'at'> = {}): Promise<RenderedReport> {
  const { input, documentId, evidenceJsonSha256 } = readAttachments(files)
  const { canDraw } = await readReportFonts()
  const model = reportModel(input, { documentId, evidenceJsonSha256 }, canDraw)
  const attachments = Object.values(attachmentNames).flatMap((name): ReportAttachment[] => {
    const bytes = files.get(name)
    return bytes === undefined ? [] : [{ name, bytes, ...descriptions[name] }]
  })
  const at = input.review?.state.head.at
  return { ...(await compileReport(model, attachments, { ...options, at })), model, documentId, evidenceJsonSha256 }
}

/** Two reviews of one folder attach one evidence.json and are two documents all the same. */
function documentIdOf(evidenceJson: string, review: Uint8Array | undefined): string {
  return createHash('sha256').update(evidenceJson).update(review ?? '').digest('hex').slice(0, 12)
}

/** The attached review with its policy; null in a draft. Signatures are verified apart, see `verifySignatures`. */
function reviewOf(files: AttachedFiles): ReportedReview | null {
  const bytes = files.get(attachmentNames.review)
  if (bytes === undefined) {
    if (files.has(attachmentNames.policy)) throw corrupt(attachmentNames.policy, 'It stands without a review.')
    return null
  }
  const { state, entries, warnings } = readReviewBytes(attachmentNames.review, bytes, hashRule)
  if (warnings.length > 0) throw corrupt(attachmentNames.review, 'Its last line is not whole.')
  const policy = state.policy === null ? null : canonicalJson(state.policy.policy)
  const attached = files.has(attachmentNames.policy) ? textOf(files, attachmentNames.policy) : null
  if (policy !== attached) throw corrupt(attachmentNames.policy, 'It is not the policy of the review.')
  return { state, status: statusOn(state, dayOf(state.head.at)), fileSha256: createHash('sha256').update(bytes).digest('hex'), sincePrevious: sincePrevious(entries) }
}

/** As the last record that was frozen noted it. */
function sincePrevious(entries: readonly ReviewEntry[]): ReportedReview['sincePrevious'] {
  const events = entries.map(eventOf)
  const noted = events.findLast((event) => event !== null && typeof event !== 'string' && event.kind === 'note-compared')
  return noted === undefined || noted === null || typeof noted === 'string' || noted.kind !== 'note-compared' ? null : noted.payload
}

function parsedRecord(text: string): z.infer<typeof recordSchema> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw corrupt(attachmentNames.evidence, 'It is no JSON.')
  }
  const parsed = recordSchema.safeParse(value)
  if (!parsed.success) throw corrupt(attachmentNames.evidence, 'It is not the record of a report.')
  if (parsed.data.formatVersion !== evidenceFormatVersion) {
    throw new ProblemError({
      kind: 'usage', path: attachmentNames.evidence, message: `It has format ${parsed.data.formatVersion}; this program reads format ${evidenceFormatVersion}.`,
      action: `Use Countersign ${parsed.data.product.version}.`,
    })
  }
  if (canonicalJson(value) !== text) throw corrupt(attachmentNames.evidence, 'It is not in canonical form.')
  return parsed.data
}

function soundInput(make: () => ReportInput): ReportInput {
  try {
    return make()
  } catch (error) {
    if (error instanceof RangeError) throw corrupt(attachmentNames.histogram, `${error.message}.`)
    throw error
  }
}

function textOf(files: AttachedFiles, name: AttachmentName): string {
  const bytes = files.get(name)
  if (bytes === undefined) throw corrupt(name, 'It is missing.')
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw corrupt(name, 'It is not text in UTF-8.')
  }
}

function corrupt(name: AttachmentName, message: string): ProblemError {
  return new ProblemError({ kind: 'file-corrupt', path: name, message: `The attachment can not be used. ${message}`, action: 'Ask for the report as it was exported.' })
}

function sha256(content: string): string {
  return createHash('sha256').update(content).digest('hex')
}
