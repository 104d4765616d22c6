import { createHash } from 'node:crypto'
import type { HashRule, ReadReview } from '../casefile/review-file.ts'
import { ProblemError } from '../contract/problem.ts'
import type { ReviewSignature } from '../contract/review-events.ts'
import type { ReviewState } from '../contract/review.ts'
import { canonicalJson } from '../domain/canonical/canonical-json.ts'
import { eventOf } from '../domain/review/review-entry.ts'
import { nextState } from '../domain/review/review-state.ts'
import { signPayload } from '../domain/review/sign-payload.ts'
import { evidenceHash } from '../evidence/folder/evidence-hash.ts'
import { certificateFacts } from '../signing/certificate.ts'
import { verifyDetached } from '../signing/verify-detached.ts'

/** SHA-256 as lower-case hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** The bytes that a signature at the state is over. */
export function signedBytes(state: ReviewState, signature: Omit<ReviewSignature, 'fingerprint' | 'payloadSha256' | 'cms'>): Uint8Array {
  const recordSha256 = state.recordSha256 ?? ''
  return new TextEncoder().encode(canonicalJson(signPayload(state, { ...signature, recordSha256, chainHead: state.head.hash })))
}

/** Whether the hashes that an event names are those of what it holds. */
export const hashRule: HashRule = (event, state) => {
  if (event.kind === 'policy-set') {
    return sha256(canonicalJson(event.payload.policy)) === event.payload.sha256 ? null : 'names its policy by a hash that is not the policy’s'
  }
  if (event.kind === 'key-registered') return certificateRule(event.payload)
  if (event.kind === 'frozen') {
    const { record, recordSha256, manifest } = event.payload
    if (sha256(canonicalJson(record)) !== recordSha256) return 'names its record by a hash that is not the record’s'
    return evidenceHash(manifest) === record.evidenceSha256 ? null : 'lists other files than those whose hash the record names'
  }
  if (event.kind === 'signed') return payloadRule(state, event.payload)
  return event.kind === 'revoked' ? payloadRule(state, event.payload.signature) : null
}

function certificateRule({ certificate, fingerprint, assurance }: { certificate: string; fingerprint: string; assurance: string }): string | null {
  const der = Buffer.from(certificate, 'base64')
  if (sha256(der) !== fingerprint) return 'names its certificate by a fingerprint that is not the certificate’s'
  try {
    return certificateFacts(der).assurance === assurance ? null : `calls the identity of its certificate “${assurance}”, which it is not`
  } catch {
    return 'holds no certificate'
  }
}

function payloadRule(state: ReviewState, signature: ReviewSignature): string | null {
  return sha256(signedBytes(state, signature)) === signature.payloadSha256 ? null : 'holds a signature of something else than the review as it stood'
}

/**
 * Verifies every signature of a review with its registered certificate. `verified` holds the hashes of entries whose
 * signature was found right, and gets those of the rest.
 *
 * @throws ProblemError `file-corrupt` with the line of a signature that isn't right
 */
export async function verifySignatures(path: string, { entries }: Pick<ReadReview, 'entries'>, verified: Set<string>): Promise<void> {
  let state: ReviewState | null = null
  for (const entry of entries) {
    const event = state === null ? null : eventOf(entry)
    if (state !== null && event !== null && typeof event !== 'string' && !verified.has(entry.hash)) {
      const signature = event.kind === 'signed' ? event.payload : event.kind === 'revoked' ? event.payload.signature : null
      const why = signature === null ? null : await wrongSignature(state, signature)
      if (why !== null) throw notSigned(path, entry.seq, why)
      if (signature !== null) verified.add(entry.hash)
    }
    const next = nextState(state, entry)
    if ('refused' in next) return
    state = next.state
  }
}

async function wrongSignature(state: ReviewState, signature: ReviewSignature): Promise<string | null> {
  const found = await verifyDetached(Buffer.from(signature.cms, 'base64'), signedBytes(state, signature))
  if (!found.valid) return found.why ?? 'The signature is not valid.'
  if (found.fingerprint !== signature.fingerprint) return 'The signature is by another key than the one that is named.'
  const seconds = Math.floor(Date.parse(signature.at) / 1000)
  if (found.signedAt === null || Math.floor(found.signedAt / 1000) !== seconds) return 'The signature is of another time than the one that is named.'
  return null
}

function notSigned(path: string, line: number, why: string): ProblemError {
  return new ProblemError({
    kind: 'file-corrupt',
    path,
    message: `The signature in line ${line} does not verify (${why.replace(/\.$/, '')}): the review file was changed after it was signed.`,
    action: 'Put back an unchanged copy of it. Until then nothing is added to it.',
  })
}
