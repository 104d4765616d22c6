import { readFile } from 'node:fs/promises'
import { readReviewBytes } from '../casefile/review-file.ts'
import type { Draft } from '../contract/review-events.ts'
import type { ReviewState } from '../contract/review.ts'
import { ProblemError } from '../contract/problem.ts'
import { attachmentNames } from '../contract/report-attachments.ts'
import type { ReportFacts } from '../contract/report-facts.ts'
import type { ExportedReport, ReviewedReportRequest } from '../contract/report.ts'
import { policySchema } from '../contract/governance-policy.ts'
import { canonicalJson } from '../domain/canonical/canonical-json.ts'
import { gatherFacts, type GatherOptions, type GatherRequest, type ReportParts } from './gather-report.ts'
import type { AttachedFiles } from './report-from-attachments.ts'
import { copyTargets } from './report-copies.ts'
import { attachedFiles, histogramOf, writeFiles } from './report.ts'
import { hashRule, sha256, verifySignatures } from './review-integrity.ts'
import { openSealing } from './seal-report.ts'
import { targetOutside } from './target-outside.ts'

/** What a review proposes, as far as the evidence record of its report depends on it. */
export type Proposal = Pick<ReviewState, 'draft' | 'policy'>

/**
 * The facts and the attachments that the report of a proposal is made from, without the review itself.
 * @throws ProblemError `not-allowed` where nothing is proposed yet, and those of the parts
 */
export async function gatherProposal(
  folder: string,
  { draft, policy }: Proposal,
  parts: ReportParts,
  options: Pick<GatherOptions, 'signal' | 'onProgress'>,
): Promise<{ facts: ReportFacts; files: AttachedFiles }> {
  if (draft === null) {
    throw new ProblemError({ kind: 'not-allowed', path: null, message: 'The review proposes nothing yet.', action: 'Choose the table, the costs and the threshold in the review first.' })
  }
  const facts = await gatherFacts(requestOf(folder, draft), parts, options)
  const least = policySchema.safeParse(policy?.policy).data?.limits.minimumCell.value ?? 0
  const minimumCell = Math.max(draft.choices.minimumCell, least)
  const histogram = await histogramOf(folder, facts, parts, { ...options, minimumCell, adopted: draft.adopted?.threshold ?? null })
  return { facts, files: attachedFiles(facts, histogram) }
}

/** SHA-256 of the evidence.json that the report of a proposal attaches. */
export async function proposalSha256(folder: string, proposal: Proposal, parts: ReportParts, options: Pick<GatherOptions, 'signal' | 'onProgress'>): Promise<string> {
  const { files } = await gatherProposal(folder, proposal, parts, options)
  return sha256(files.get(attachmentNames.evidence) ?? '')
}

/**
 * Makes the report of a review and writes it, whole or not at all. Where the review has frozen the evidence, the folder
 * must still give it.
 * @throws ProblemError `file-corrupt` where the review was damaged or the evidence is another, and those of `exportReport`
 */
export async function exportReviewedReport(
  request: ReviewedReportRequest,
  parts: ReportParts,
  options: Pick<GatherOptions, 'signal' | 'onProgress'> = {},
): Promise<ExportedReport> {
  const target = await targetOutside(request.out, request.folder, 'report')
  const copies = await copyTargets(request.copies, request.folder)
  const sealing = await openSealing(request.seal)
  const bytes = await reviewBytes(request.review)
  const read = readReviewBytes(request.review, bytes, hashRule)
  const [torn] = read.warnings
  if (torn !== undefined) throw new ProblemError(torn)
  await verifySignatures(request.review, read, new Set())
  const { facts, files } = await gatherProposal(request.folder, { ...read.state, draft: read.state.record?.draft ?? read.state.draft }, parts, options)
  checkFrozen(request.folder, read.state, facts, files)
  const whole: AttachedFiles = new Map([
    ...files,
    [attachmentNames.review, bytes],
    ...(read.state.policy === null ? [] : [[attachmentNames.policy, Buffer.from(canonicalJson(read.state.policy.policy))] as const]),
  ])
  return writeFiles(target, whole, facts, { ...options, sealing, copies })
}

/** The evidence must be the one that was frozen, and give the same record. */
function checkFrozen(folder: string, { record }: ReviewState, facts: ReportFacts, files: AttachedFiles): void {
  if (record === null) return
  if (record.evidenceSha256 !== facts.scan.evidenceSha256) {
    throw new ProblemError({
      kind: 'file-corrupt', path: folder, message: 'The folder no longer holds the evidence that the review froze: its hash is another.',
      action: 'Open the folder as it was frozen, or reopen the review to freeze it anew.',
    })
  }
  if (record.evidenceJsonSha256 !== null && record.evidenceJsonSha256 !== sha256(files.get(attachmentNames.evidence) ?? '')) {
    throw new ProblemError({
      kind: 'file-corrupt', path: folder, message: `The same evidence gives another record than the one that was frozen with ${record.product}.`,
      action: `Make the report with that version; this is Countersign ${facts.version}.`,
    })
  }
}

async function reviewBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    throw new ProblemError({ kind: 'file-missing', path, message: 'The review file can not be read.', action: 'Check the path.' }, { cause: error })
  }
}

function requestOf(folder: string, { choices, runs }: Draft): GatherRequest {
  const { fn, fp } = choices.payoffs
  return { folder, reading: choices.reading, costs: { fn: fn.perCase, fp: fp.perCase }, runs, choices, assumed: [] }
}
