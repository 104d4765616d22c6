import { opinionWords } from '../../contract/review-events.ts'
import type { ReviewState, SignaturePreview } from '../../contract/review.ts'
import type { ReviewSignature, SignPayload } from '../../contract/review-events.ts'
import { nameOf } from './words.ts'

/** What of a signature is said before there is one. */
export type ToSign = Pick<ReviewSignature, 'role' | 'meaning' | 'opinion' | 'reason' | 'expiresOn' | 'person' | 'at'>

/**
 * What a role signs at the state: the frozen record, its own words, and by `chainHead` every entry before the
 * signature. Its canonical JSON is what the CMS is over.
 */
export function signPayload(
  state: Pick<ReviewState, 'reviewId' | 'people'>,
  signed: ToSign & { readonly version: number; readonly recordSha256: string; readonly chainHead: string },
): SignPayload {
  const { version, recordSha256, role, meaning, opinion, reason, expiresOn, person, chainHead, at } = signed
  return {
    format: 'countersign-signature',
    reviewId: state.reviewId,
    version,
    recordSha256,
    role,
    meaning,
    opinion,
    reason,
    expiresOn,
    person: { id: person, name: nameOf(state, person) },
    chainHead,
    at,
  }
}

/** What would be signed, in words. */
export function signatureLines(state: ReviewState, signing: ToSign): SignaturePreview['lines'] {
  const { record, deviation } = { record: state.record, deviation: state.record?.deviation ?? null }
  const adopted = record === null ? null : (record.adopted.decimal ?? 'flag nobody')
  const recommended = record === null ? null : record.recommended === null ? 'no threshold meets the constraints' : (record.recommended.decimal ?? 'flag nobody')
  return [
    `${nameOf(state, signing.person)} signs as ${signing.role}.`,
    `Meaning: ${signing.meaning}.`,
    ...(signing.opinion === null ? [] : [`Opinion: ${opinionWords[signing.opinion]}.`]),
    ...(signing.reason === null ? [] : [`Reason: ${signing.reason}`]),
    ...(signing.expiresOn === null ? [] : [`Limited until ${signing.expiresOn}.`]),
    `Model ${state.model.name}, version ${state.model.version}.`,
    `Version ${state.version} of the record, SHA-256 ${state.recordSha256 ?? 'none: nothing is frozen yet'}.`,
    ...(adopted === null ? [] : [`Adopted threshold ${adopted}; recommended: ${String(recommended)}.`]),
    ...(deviation === null ? [] : [`Deviation: ${deviation.reason}`]),
    `Everything written to the review so far: ${state.head.seq} entries, the last with SHA-256 ${state.head.hash}.`,
    'The time is that of this computer.',
  ]
}
