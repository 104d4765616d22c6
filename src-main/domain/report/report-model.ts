import { cell, type Cover, type ReportModel, type Section } from './document.ts'
import { count, grouped, number } from './number-format.ts'
import { printableModel } from './printable.ts'
import type { DocumentIdentity, ReportInput } from './report-input.ts'
import { statusText, utcTime, type ReportedReview } from './reported-review.ts'
import { glossarySection, manifestSection, reproductionSection } from './sections/appendices.ts'
import { certaintySection } from './sections/certainty.ts'
import { choicesSection } from './sections/choices.ts'
import { dataSection } from './sections/data.ts'
import { decisionSection } from './sections/decision.ts'
import { limitations, limitationsSection } from './sections/limitations.ts'
import { methodSection } from './sections/method.ts'
import { adoptedSentence } from './sections/signers.ts'
import { approvalsSection } from './sections/approvals.ts'
import { checksSection } from './sections/checks.ts'
import { findingsSection } from './sections/findings.ts'
import { implementationSection } from './sections/implementation.ts'
import { policyAppendix } from './sections/policy.ts'
import { recordedSection } from './sections/recorded.ts'
import { resultsSection } from './sections/results.ts'
import { runsSection } from './sections/runs.ts'
import { scopeSection, statementsSection } from './sections/scope.ts'
import { scoreQualitySection, segmentsSection } from './sections/score-quality.ts'
import { signOffSection } from './sections/sign-off.ts'
import { verificationSection } from './sections/verification.ts'
import { whyDiffersSection } from './sections/why-differs.ts'

const undatedDraft = 'Undated draft, not a sign-off'

/**
 * The report as printed strings, made from values alone. Characters that `canDraw` refuses are replaced by U+FFFD,
 * and the limitations then say so.
 */
export function reportModel(
  input: ReportInput,
  identity: DocumentIdentity,
  canDraw: (codePoint: number) => boolean,
): ReportModel {
  const first = printableModel(assemble(input, identity, 0), canDraw)
  if (first.replaced === 0) return first.model
  return printableModel(assemble(input, identity, first.replaced), canDraw).model
}

function assemble(input: ReportInput, identity: DocumentIdentity, replaced: number): ReportModel {
  const limits = limitations(input, replaced)
  const limitation = limitationsSection(limits)
  const recorded = recordedSection(input)
  const reviewed = input.review !== null
  const others: Section[] = [
    ...(reviewed ? [scopeSection(input), statementsSection(input)] : []),
    dataSection(input),
    runsSection(input.comparison, input.comparisonOptions),
    methodSection(input),
    resultsSection(input),
    recorded,
    whyDiffersSection(input),
    ...judgedSections(input),
    ...(reviewed ? [checksSection(input), findingsSection(input)] : []),
    limitation,
    ...(input.review === null ? [signOffSection()] : [implementationSection(input), approvalsSection(input.review)]),
  ]
  // The decision is the first section, and points to two of the others by number.
  const numberOf = (section: Section) => others.indexOf(section) + 2
  const decision = decisionSection(input, limits.map((limit) => limit.title), { recorded: numberOf(recorded), limitations: numberOf(limitation) })
  const status = input.review === null ? undatedDraft : statusText(input.review)
  const documentId = grouped(identity.documentId)
  return {
    title: `Decision threshold for ${input.folderName}`,
    language: 'en',
    header: 'Threshold sign-off',
    footer: [
      { name: 'Table', hash: grouped(input.table.sha256.slice(0, 12)) },
      { name: 'Evidence', hash: grouped(input.scan.evidenceSha256.slice(0, 12)) },
    ],
    documentId,
    status,
    cover: cover(input, identity, status),
    sections: [decision, ...others],
    appendices: [reproductionSection(input), verificationSection(input, identity), manifestSection(input), ...policyAppendix(input), glossarySection(input)],
  }
}

/** What is judged beside the recommendation; none where nothing was. */
function judgedSections(input: ReportInput): Section[] {
  if (input.judgement === undefined) return []
  const segments = segmentsSection(input)
  return [certaintySection(input), choicesSection(input), scoreQualitySection(input), ...(segments === null ? [] : [segments])]
}

function cover(input: ReportInput, identity: DocumentIdentity, status: string): Cover {
  const { view, table, scan } = input
  return {
    title: input.review === null ? 'Which threshold should be used?' : 'May this threshold be signed off?',
    subtitle: input.review === null ? `${view.answer.decisive} ${view.answer.rest}` : `${adoptedSentence(input.review)} ${view.answer.decisive} ${view.answer.rest}`,
    status,
    facts: [
      ...(input.review === null ? [] : reviewFacts(input.review)),
      { name: 'Evidence folder', value: cell(`${input.folderName}, ${count(scan.fileCount, 'file', 'files')}`) },
      { name: 'Prediction table', value: cell(table.reading.path, 'mono') },
      { name: 'Rows', value: cell(`${number(table.rows)} read, ${number(table.used)} used`) },
      { name: 'Document id', value: cell(grouped(identity.documentId), 'hash') },
      { name: 'SHA-256, evidence folder', value: cell(grouped(scan.evidenceSha256), 'hash') },
      { name: 'SHA-256, prediction table', value: cell(grouped(table.sha256), 'hash') },
      { name: 'SHA-256, evidence.json', value: cell(grouped(identity.evidenceJsonSha256), 'hash') },
      { name: 'Made by', value: cell(`Countersign ${input.version}`) },
    ],
    note:
      `This report is made from ${input.review === null ? 'the evidence alone: the same evidence, costs and version give the same bytes' : 'the evidence and the attached review: the same files and version give the same bytes'}. ` +
      'Appendix A says how to compute every number again. Countersign documents a decision about a model; it takes none.',
  }
}

/** What identifies the decision: the model, its dates and the place of the review that its chain has reached. */
function reviewFacts({ state, fileSha256 }: ReportedReview): Cover['facts'] {
  return [
    { name: 'Model', value: cell(`${state.model.name}, version ${state.model.version}${state.model.tier === null ? '' : `, tier ${state.model.tier}`}`) },
    { name: 'Review', value: cell(`${state.reviewId}, version ${state.version}, ${count(state.head.seq, 'entry', 'entries')}; last entry ${utcTime(state.head.at)}`) },
    { name: 'Dates', value: cell(datesText(state)) },
    { name: 'Head of the review’s chain', value: cell(grouped(state.head.hash), 'hash') },
    { name: 'SHA-256, review file', value: cell(grouped(fileSha256), 'hash') },
  ]
}

function datesText({ terms, effective, expiresOn }: ReportedReview['state']): string {
  if (terms === null) return 'none set'
  return `${effective === null ? `to take effect ${terms.effectiveFrom}` : `effective ${effective.from}`}; expires after ${expiresOn ?? terms.expiresOn}; next review ${terms.nextReviewOn}`
}
