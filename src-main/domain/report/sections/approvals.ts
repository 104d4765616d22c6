import { opinionWords } from '../../../contract/review-events.ts'
import type { GivenSignature, ReviewState } from '../../../contract/review.ts'
import { cell, column, heading, lines, prose, row, span, table, type Row, type Section } from '../document.ts'
import { count, grouped } from '../number-format.ts'
import { meaningWords, personName, roleWords, statusText, utcTime, type ReportedReview } from '../reported-review.ts'

/** Who signed what, when and with which key; signatures that a change voided are listed with why. */
export function approvalsSection(review: ReportedReview): Section {
  const { state } = review
  const standing = state.signatures.filter((signature) => signature.void === null)
  return {
    title: 'Approvals',
    lead: `${statusText(review)}. ${count(standing.length, 'signature stands', 'signatures stand')} over version ${state.version} of the record.`,
    placing: 'flow',
    blocks: [
      prose(
        'Every signature is over the frozen record and the whole review as it stood, as detached CMS with SHA-256; the attached review file holds them. ',
        'Times are as asserted by the computer that signed. The record has SHA-256 ', span(state.recordSha256 === null ? 'none yet' : grouped(state.recordSha256), 'hash'), '.',
      ),
      table([column('Role and name', 'left', 3), column('Meaning', 'left', 4), column('Key and time', 'left', 4)], (['preparer', 'validator', 'approver'] as const).flatMap((role) => signatureRows(state, role))),
      ...(state.terms === null ? [] : [
        heading('Dates'),
        table([column('Date'), column('Day', 'left', 1)], [
          row([cell('Effective from'), cell(state.effective?.from ?? `${state.terms.effectiveFrom}, once it is put in force`)]),
          row([cell('Expires after'), cell(state.expiresOn ?? state.terms.expiresOn)]),
          row([cell('Next review'), cell(state.terms.nextReviewOn)]),
        ]),
      ]),
      ...(state.keys.some(({ assurance }) => assurance === 'self-asserted') ? [prose('A self-asserted key shows that one key signed, not who held it: nobody else vouches for the name.')] : []),
    ],
  }
}

function signatureRows(state: ReviewState, role: 'preparer' | 'validator' | 'approver'): Row[] {
  const given = state.signatures.filter((signature) => signature.role === role)
  if (given.length === 0) return [row([cell(`${roleWords[role]}: ${personName(state, state.roles[role])}`), cell('not signed', 'missing'), cell('none', 'missing')])]
  return given.map((signature) => row([
    lines([span(roleWords[role], 'strong')], [span(personName(state, signature.person))]), meaningCell(signature),
    lines([span(signature.fingerprint.slice(0, 32), 'mono')], [span(signature.fingerprint.slice(32), 'mono')], [span(utcTime(signature.at), 'quiet')]),
  ]))
}

function meaningCell(signature: GivenSignature) {
  return lines(
    [span(meaningWords[signature.meaning])],
    ...(signature.opinion === null ? [] : [[span(`Opinion: ${opinionWords[signature.opinion]}${signature.expiresOn === null ? '' : `, until ${signature.expiresOn}`}`)]]),
    ...(signature.reason === null ? [] : [[span(`Reason: ${signature.reason}`, 'quiet')]]),
    ...(signature.void === null ? [] : [[span(`Void: ${signature.void}`, 'strong')]]),
  )
}
