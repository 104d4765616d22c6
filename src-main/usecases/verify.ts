import { attachmentNames } from '../contract/report-attachments.ts'
import { ProblemError } from '../contract/problem.ts'
import type { ReportProgress } from '../contract/progress.ts'
import type { Verification, VerifiedSeal, VerifyRequest } from '../contract/verification.ts'
import { readSealedPdf } from '../report/read-sealed-pdf.ts'
import type { SealedPdf } from '../report/read-sealed-pdf.ts'
import { certificateFacts } from '../signing/certificate.ts'
import { chainsTo } from '../signing/chains-to.ts'
import type { ReportParts } from './gather-report.ts'
import { namedPdf, namedTrust } from './named-file.ts'
import { recomputeFromAttachments, recomputeFromEvidence } from './recompute-report.ts'
import type { RecomputedReport } from './recompute-report.ts'
import { readAttachments, renderReport } from './report-from-attachments.ts'
import type { AttachedFiles, ReadAttachments } from './report-from-attachments.ts'
import { timestampOf } from './timestamp.ts'
import { checkAttachments, knownFiles } from './verify-attachments.ts'
import { verifyReview } from './verify-review.ts'

interface Options {
  readonly signal?: AbortSignal
  readonly onProgress?: ReportProgress
}

/**
 * Verifies a report: its seal and what the seal covers, its attachments, its review, its pages made again from the
 * attachments, and its numbers computed again. A report that isn't as it was made is an answer and no error: `valid`
 * is false wherever one of these does not hold, and where it isn't sealed. A time stamp beside the report is told apart:
 * the seal covers the report and not what lies beside it.
 *
 * @throws ProblemError `file-missing`, `file-unreadable` or `too-large` where the PDF can't be read, `file-corrupt`
 *   where the certificates to trust can't, `stopped`, and those of scanning the evidence
 */
export async function verifyReport(request: VerifyRequest, parts: ReportParts, options: Options = {}): Promise<Verification> {
  const { onProgress = () => undefined } = options
  const pdf = request.content === undefined ? await namedPdf(request.file) : new Uint8Array(Buffer.from(request.content, 'base64'))
  const sealed = await readSealedPdf(pdf)
  const timestamp = await timestampOf(request, pdf, sealed.sealedAt)
  const files = knownFiles(sealed.attachments)
  const read = attachmentsOf(files)
  const facts = 'input' in read ? read.input : null
  const review = await verifyReview(files.get(attachmentNames.review), { evidenceJsonSha256: 'input' in read ? read.evidenceJsonSha256 : null, facts })
  const { attachments, problems: attachmentProblems, madeBy } = checkAttachments(sealed.attachments, review.names)
  onProgress({ stage: 'Making the pages again', done: 0, total: 1, unit: 'document' })
  const pages = 'input' in read ? await comparePages(sealed.base, files, { madeBy, verifiedBy: parts.version }, options) : notRendered(read.problem)
  const recomputed = 'input' in read ? await recompute(read, request.evidence, parts, options) : nothingRecomputed(read.problem)
  const { why, attachmentsWhy } = sealed
  const problems = [
    ...(why === null ? [] : [why]),
    // Where no attachment can be read, that each of them is missing tells nothing more.
    ...(attachmentsWhy === null ? [...attachmentProblems, ...('input' in read ? [] : [read.problem])] : []),
    ...(attachmentsWhy === null || attachmentsWhy === why ? [] : [`The attachments can not be read. ${attachmentsWhy}`]),
    ...review.problems,
    ...(pages.pages === 'differ' ? [pages.pagesWhy ?? ''] : []),
    ...(recomputed.matches || !('input' in read) ? [] : [`${recomputed.differences.length} numbers of the report are not those that its evidence gives.`]),
  ]
  return {
    valid: sealed.seal === 'sound' && problems.length === 0,
    trusted: await trustOf(sealed, request),
    seal: sealFacts(sealed),
    attachments: [...attachments],
    chain: review.chain,
    ...pages,
    recomputed,
    problems: [...new Set(problems)],
    madeBy,
    verifiedBy: parts.version,
    timestamp,
  }
}

function attachmentsOf(files: AttachedFiles): ReadAttachments | { readonly problem: string } {
  try {
    return readAttachments(files)
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return { problem: `${error.problem.path ?? 'The attachments'}: ${error.problem.message} ${error.problem.action}` }
  }
}

type Pages = Pick<Verification, 'pages' | 'pagesWhy'>

/** Where another version made the report, pages that come out otherwise show nothing: the seal alone vouches for them. */
async function comparePages(base: Uint8Array | null, files: AttachedFiles, versions: { madeBy: string | null; verifiedBy: string }, { signal }: Options): Promise<Pages> {
  if (base === null) return notRendered('What stands before the seal can not be told.')
  const rendered = await renderReport(files, { signal }).catch((error: unknown) => {
    if (error instanceof ProblemError && error.problem.kind === 'stopped') throw error
    return null
  })
  if (rendered !== null && Buffer.from(rendered.pdf).equals(base)) return { pages: 'identical', pagesWhy: null }
  if (versions.madeBy !== versions.verifiedBy) {
    return notRendered(`Countersign ${versions.madeBy ?? 'of an unknown version'} made the report; version ${versions.verifiedBy} sets its pages otherwise, so they were not compared.`)
  }
  if (rendered === null) return { pages: 'differ', pagesWhy: 'No pages can be made from the attachments.' }
  return { pages: 'differ', pagesWhy: 'The pages are not those that the attachments give.' }
}

function notRendered(why: string): Pages {
  return { pages: 'not-rendered', pagesWhy: why }
}

async function recompute(read: ReadAttachments, evidence: string | null, parts: ReportParts, options: Options): Promise<Verification['recomputed']> {
  const { against, sentence, numbers } = evidence === null ? recomputeFromAttachments(read) : await recomputeFromEvidence(read, evidence, parts, options)
  return { ...countsOf(numbers), against, sentence }
}

function countsOf(numbers: RecomputedReport['numbers']) {
  const count = (wanted: string) => numbers.filter(({ outcome }) => outcome === wanted).length
  const differences = numbers.filter(({ outcome }) => outcome === 'differs')
  return { matches: differences.length === 0, exact: count('exact'), bounded: count('bounded'), notChecked: count('not-checked'), differences }
}

function nothingRecomputed(why: string): Verification['recomputed'] {
  return { matches: false, exact: 0, bounded: 0, notChecked: 0, differences: [], against: null, sentence: `No number could be computed again. ${why}` }
}

/** Only a seal that holds can be trusted; one that is expected and isn't there is not. */
async function trustOf({ seal, signature, sealedAt }: SealedPdf, { trust, signer }: VerifyRequest): Promise<Verification['trusted']> {
  if (trust === null && signer === null) return 'not-checked'
  const pem = trust === null ? null : await namedTrust(trust)
  if (seal !== 'sound' || signature?.certificate == null || sealedAt === null) return false
  if (signer !== null && signature.fingerprint !== signer) return false
  return pem === null || (await chainsTo([signature.certificate, ...signature.chain], pem, sealedAt)) === 'trusted'
}

function sealFacts({ seal, why, coversWholeFile, signature, sealedAt }: SealedPdf): VerifiedSeal {
  return {
    state: seal === 'sound' ? 'valid' : seal === 'unsound' ? 'invalid' : 'none',
    why,
    coversWholeFile,
    certificate: signature?.certificate == null ? null : certificateFacts(signature.certificate),
    fingerprint: signature?.fingerprint ?? null,
    sealedAt: sealedAt === null ? null : new Date(sealedAt).toISOString().replace('.000', ''),
  }
}
