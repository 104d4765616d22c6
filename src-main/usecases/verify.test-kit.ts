import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { entryLine, sealEntry } from '../casefile/case-entry.ts'
import { readReviewBytes } from '../casefile/review-file.ts'
import { createAnalysis } from '../computing/analysis.ts'
import { attachmentNames } from '../contract/report-attachments.ts'
import type { AttachmentName } from '../contract/report-attachments.ts'
import { canonicalJson } from '../domain/canonical/canonical-json.ts'
import { reportModel } from '../domain/report/report-model.ts'
import { checksWith } from '../domain/review/review.test-kit.ts'
import { compileReport } from '../report/compile-report.ts'
import { readReportFonts } from '../report/fonts.ts'
import { pdfAttachments } from '../report/pdf-attachments.ts'
import { openPdfFile } from '../report/pdf-file.ts'
import { sealReport } from '../report/seal.ts'
import { openPkcs12 } from '../signing/open-pkcs12.ts'
import type { SigningKey } from '../signing/signing-key.ts'
import { compareRuns, listRuns } from './compare.ts'
import { explainRecorded } from './explain.ts'
import type { ReportParts } from './gather-report.ts'
import { descriptions, readAttachments } from './report-from-attachments.ts'
import type { AttachedFiles } from './report-from-attachments.ts'
import { hashRule } from './review-integrity.ts'
import { exportReviewedReport, proposalSha256 } from './reviewed-report.ts'
import { createReviews } from './reviews.ts'
import { approved, keyFiles, passphrase, start } from './reviews.test-kit.ts'
import type { Desk } from './reviews.test-kit.ts'
import { scanFolder } from './scan.ts'

/** A reviewed and sealed report, with everything that it was made from. */
export interface ReviewedCase {
  readonly place: string
  readonly folder: string
  readonly parts: ReportParts
  readonly keys: Awaited<ReturnType<typeof keyFiles>>
  readonly key: (name: 'Ana' | 'Ben' | 'Cleo') => Promise<SigningKey>
  /** The report of the review before it was sealed, and sealed with Cleo's key. */
  readonly unsealed: Uint8Array
  readonly sealed: Uint8Array
  readonly files: AttachedFiles
  readonly close: () => Promise<void>
}

/** Twenty rows of each, so that cells of ten rows part every score: at 0.7 cost 20, the least with 10 and 1; by hand. */
const scores = `y,s\n${['1,0.9', '0,0.8', '1,0.7', '0,0.3', '0,0.2'].map((row) => `${row}\n`.repeat(20)).join('')}`

/** Makes a folder, a review of it that three people signed, and its report. */
export async function reviewedCase(): Promise<ReviewedCase> {
  const analysis = createAnalysis()
  const place = await mkdtemp(join(tmpdir(), 'countersign-verify-test-'))
  const folder = join(place, 'evidence')
  await mkdir(folder)
  await writeFile(join(folder, 'scores.csv'), scores)
  const parts: ReportParts = {
    analysis,
    scan: (path, options) => scanFolder(path, options),
    compare: compareRuns,
    listRuns,
    explain: (request, scan, options) => explainRecorded(request, scan, { analysis }, options),
    version: '1.2.3',
  }
  const keys = await keyFiles(place)
  const at: Desk = {
    place, folder, file: join(place, 'model.countersign'), asked: [], results: [], at: start,
    reviews: createReviews(
      { dataFolder: join(place, 'data'), account: 'account', now: () => start },
      {
        analysis,
        product: 'Countersign 1.2.3',
        evidenceJsonSha256: (path, proposal, work) => proposalSha256(path, proposal, parts, work),
        evaluateChecks: () => Promise.resolve(checksWith()),
      },
    ),
  }
  await approved(at, keys)
  const out = join(place, 'report.pdf')
  await exportReviewedReport({ folder, out, review: at.file }, parts)
  const unsealed = new Uint8Array(await readFile(out))
  const key = async (name: keyof typeof keys) => openPkcs12(new Uint8Array(await readFile(keys[name])), passphrase)
  const files = new Map(pdfAttachments(openPdfFile(unsealed)).map(({ name, bytes }) => [name as AttachmentName, bytes] as const))
  return { place, folder, parts, keys, key, unsealed, sealed: await sealReport(unsealed, await key('Cleo'), start), files, close: () => analysis.close() }
}

/** The pages that some files give, with other files attached: what somebody makes who changes one and not the other. */
export async function pagesWith(pagesOf: AttachedFiles, attached: AttachedFiles): Promise<Uint8Array> {
  const { input, documentId, evidenceJsonSha256 } = readAttachments(pagesOf)
  const { canDraw } = await readReportFonts()
  const model = reportModel(input, { documentId, evidenceJsonSha256 }, canDraw)
  const unknown = { relationship: 'data', mimeType: 'text/plain', description: 'Something else' } as const
  const attachments = [...attached].map(([name, bytes]) => ({ name, bytes, ...unknown, ...descriptions[name] }))
  return (await compileReport(model, attachments, { at: input.review?.state.head.at })).pdf
}

export function withFile(files: AttachedFiles, name: AttachmentName, bytes: Uint8Array | string): AttachedFiles {
  return new Map([...files, [name, typeof bytes === 'string' ? Buffer.from(bytes) : bytes]])
}

export function textOf(files: AttachedFiles, name: AttachmentName): string {
  return Buffer.from(files.get(name) ?? []).toString()
}

/** The histogram with one row moved to the other class, and evidence.json with the hash of that. */
export function withOtherHistogram(files: AttachedFiles): AttachedFiles {
  const csv = textOf(files, attachmentNames.histogram).replace('0.2,0.2,20,0\n', '0.2,0.2,20,1\n')
  const evidence = JSON.parse(textOf(files, attachmentNames.evidence)) as { attachments: { histogram: { sha256: string } } }
  evidence.attachments.histogram.sha256 = createHash('sha256').update(csv).digest('hex')
  return withFile(withFile(files, attachmentNames.histogram, csv), attachmentNames.evidence, canonicalJson(evidence))
}

/** The files of a draft: those of the evidence, without a review. */
export function draftOf(files: AttachedFiles): AttachedFiles {
  return new Map([...files].filter(([name]) => name === attachmentNames.evidence || name === attachmentNames.histogram))
}

/** The review with some payloads changed, or left out where undefined, and every hash after them computed anew. */
export function rechained(files: AttachedFiles, change: (kind: string, payload: Record<string, unknown>) => unknown): AttachedFiles {
  const review = files.get(attachmentNames.review) ?? new Uint8Array()
  const made: ReturnType<typeof sealEntry>[] = []
  for (const { at, actor, kind, payload: before } of readReviewBytes('review', review, hashRule).entries) {
    const payload = change(kind, before as Record<string, unknown>)
    if (payload === undefined) continue
    made.push(sealEntry({ seq: made.length + 1, at, actor, kind, payload, previous: made.at(-1)?.hash ?? '0'.repeat(64) }))
  }
  return withFile(files, attachmentNames.review, made.map(entryLine).join(''))
}
