import type { ReviewFacts } from '../../contract/governance.ts'
import type { ReviewState } from '../../contract/review.ts'
import type { ReviewRole } from '../../contract/review-events.ts'
import { nameOf } from './words.ts'

const roles: readonly ReviewRole[] = ['preparer', 'validator', 'approver']

type Anchor = ReviewFacts['chain']['anchors'][number]

/**
 * What the governance checks read of a review. Each signature is an anchor of the entries before it; `anchors` are
 * further ones, which lie outside the file. Whether the signatures are sound is judged where the file is read.
 */
export function reviewFacts(state: ReviewState, anchors: readonly Anchor[] = []): ReviewFacts {
  const { record, draft } = state
  const person = (id: string) => ({ id, name: nameOf(state, id) })
  const ownerName = (id: string | null) => (id === null ? null : nameOf(state, id))
  return {
    roles: roles.flatMap((role) => {
      const holder = state.roles[role]
      if (holder === null) return []
      const signed = state.signatures.findLast((signature) => signature.role === role && signature.void === null)
      const key = state.keys.findLast((one) => (signed === undefined ? one.person === holder : one.fingerprint === signed.fingerprint))
      return [{ role, person: person(holder), key: key === undefined ? null : { fingerprint: key.fingerprint, assurance: key.assurance } }]
    }),
    findings: state.findings.map(({ id, severity, status, owner, due }) => ({ id, severity, status, owner: ownerName(owner), due })),
    conditions: state.conditions.map(({ text, owner, due }) => ({ text, owner: nameOf(state, owner), due })),
    exceptions: state.exceptions.map(({ check, reason, compensatingControl, owner, approver, expiresOn }) => ({
      check,
      reason,
      compensatingControl,
      owner: nameOf(state, owner),
      approver: nameOf(state, approver),
      expiresOn,
    })),
    notApplicable: state.notApplicable.map(({ check, reason, by }) => ({ check, reason, by: by.person === null ? by.name : nameOf(state, by.person) })),
    dates: { expiresOn: state.terms?.expiresOn ?? null, nextReviewOn: state.terms?.nextReviewOn ?? null },
    adopted: draft?.adopted ?? null,
    deviation:
      record?.deviation !== null && record?.deviation !== undefined
        ? { ...record.deviation, approver: nameOf(state, record.deviation.approver) }
        : state.deviation === null
          ? null
          : { reason: state.deviation.reason, cost: null, approver: nameOf(state, state.deviation.approver) },
    frozen:
      record === null
        ? null
        : {
            evidenceSha256: record.evidenceSha256,
            manifest: state.manifest.map(({ path, sha256 }) => ({ path, sha256 })),
            policySha256: record.policySha256,
            recommendedThreshold: record.recommended?.decimal == null ? null : Number(record.recommended.decimal),
          },
    chain: { problem: null, entries: state.head.seq, head: state.head.hash, anchors: [...signatureAnchors(state), ...anchors] },
  }
}

function signatureAnchors(state: ReviewState): Anchor[] {
  return state.signatures.map(({ seq, version, role, person, chainHead }) => ({
    source: `signature of ${nameOf(state, person)} as ${role} of version ${version}`,
    entries: seq - 1,
    head: chainHead,
    found: chainHead,
  }))
}
