import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { ProblemError } from '../contract/problem.ts'
import type { ReviewEvent, ReviewSignature } from '../contract/review-events.ts'
import type { PreviewSignatureRequest, ReviewState, SignaturePreview, SignReviewRequest } from '../contract/review.ts'
import { refusal } from '../domain/review/review-state.ts'
import { isApproving, meaningOf } from '../domain/review/sign-obstacles.ts'
import { signatureLines } from '../domain/review/sign-payload.ts'
import type { ToSign } from '../domain/review/sign-payload.ts'
import { nameOf } from '../domain/review/words.ts'
import { openPkcs12 } from '../signing/open-pkcs12.ts'
import { signDetached } from '../signing/sign-detached.ts'
import type { SigningKey } from '../signing/signing-key.ts'
import { sha256, signedBytes } from './review-integrity.ts'
import type { SessionAddition } from './review-session.ts'

type Decision = Pick<SignReviewRequest, 'person' | 'role' | 'opinion' | 'reason' | 'expiresOn' | 'revoke'>

/** Opens the PKCS#12 file of a person. @throws ProblemError where it can't be read or opened */
export async function openKey(certificate: string, passphrase: string): Promise<SigningKey> {
  const path = resolve(certificate)
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new ProblemError({ kind: 'file-unreadable', path, message: 'The key file can not be read.', action: 'Choose the .p12 or .pfx file of your certificate.' }, { cause: error })
  })
  return openPkcs12(bytes, passphrase, path)
}

/** The entry that registers a key for a person. */
export function keyEvent(key: SigningKey, person: string): Extract<ReviewEvent, { kind: 'key-registered' }> {
  return {
    kind: 'key-registered',
    payload: { person, fingerprint: key.fingerprint, certificate: Buffer.from(key.certificate).toString('base64'), assurance: key.selfAsserted ? 'self-asserted' : 'certificate' },
  }
}

/** Whether the checks have to be evaluated again before this is signed. */
export function needsChecks(state: ReviewState, { role, opinion, revoke }: Decision): boolean {
  return !revoke && (role === 'preparer' || isApproving(opinion)) && (state.checks === null || state.checks.outdated)
}

/** What would be signed now, in words, and why it can't be where it can't. */
export function previewSignature(state: ReviewState, request: PreviewSignatureRequest, at: number): SignaturePreview {
  const signature = toSign(request, at)
  const key = state.keys.findLast(({ person }) => person === request.person)
  const refused =
    key === undefined
      ? `No key of ${nameOf(state, request.person)} is registered yet.`
      : refusal(state, eventOf(request, { ...signature, version: state.version, fingerprint: key.fingerprint, payloadSha256: '0'.repeat(64), cms: 'MAA=' }), request.person, at)
  return { lines: signatureLines(state, signature), refused, head: state.head.hash, recordSha256: state.recordSha256 }
}

/** Signs what the review holds under the lock, so that nothing comes between what is signed and its signature. */
export async function addSignature({ state, add }: SessionAddition, key: SigningKey, request: Decision, at: number): Promise<ReviewState> {
  const body = { ...toSign(request, at), version: state.version }
  const bytes = signedBytes(state, body)
  const unsigned: ReviewSignature = { ...body, fingerprint: key.fingerprint, payloadSha256: sha256(bytes), cms: 'MAA=' }
  const why = refusal(state, eventOf(request, unsigned), request.person, at)
  if (why !== null) throw new ProblemError({ kind: 'not-allowed', path: null, message: why, action: 'Nothing was signed.' })
  const cms = Buffer.from(await signDetached(key, bytes, at)).toString('base64')
  return add(eventOf(request, { ...unsigned, cms }), request.person, at)
}

function toSign({ person, role, opinion, reason, expiresOn, revoke }: Decision, at: number): ToSign {
  return { role, meaning: revoke ? 'revoked' : meaningOf(role, opinion), opinion, reason, expiresOn, person, at: new Date(at).toISOString() }
}

function eventOf({ revoke, reason }: Decision, signature: ReviewSignature): ReviewEvent {
  return revoke ? { kind: 'revoked', payload: { reason: reason ?? '', signature } } : { kind: 'signed', payload: signature }
}
