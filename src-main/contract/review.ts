import { z } from 'zod'
import { checkIdSchema } from './governance-policy.ts'
import { problemSchema } from './problem.ts'
import {
  draftSchema,
  evaluatedChecksSchema,
  frozenRecordSchema,
  localIdSchema,
  manifestFileSchema,
  opinionSchema,
  previousReviewSchema,
  reviewedModelSchema,
  reviewChangeSchema,
  reviewEventSchema,
  reviewKinds,
  reviewPayloadSchemas,
  reviewRoleSchema,
  sha256Schema,
  signatureSchema,
} from './review-events.ts'
import { certificateFactsSchema } from './signing.ts'
import { statementSchema } from './statements.ts'

/**
 * draft → frozen → prepared → in-validation → challenged ↔ responded → validated → approved, rejected or withdrawn →
 * effective → superseded, expired or revoked. Expired is a matter of the day: see `statusOn` of domain/review.
 */
export const reviewStatusSchema = z.enum([
  'draft',
  'frozen',
  'prepared',
  'in-validation',
  'challenged',
  'responded',
  'validated',
  'approved',
  'rejected',
  'withdrawn',
  'effective',
  'superseded',
  'expired',
  'revoked',
])
export type ReviewStatus = z.infer<typeof reviewStatusSchema>

/** Who did something: the account of the computer, and the person of the review that was said to act; null where none was. */
export const reviewActorSchema = z.object({ name: z.string(), person: localIdSchema.nullable() })
export type ReviewActor = z.infer<typeof reviewActorSchema>

const stamp = { at: z.number(), by: reviewActorSchema, seq: z.number() }
/** When, by whom and in which entry something was written. */
export const stampSchema = z.object(stamp)
export type Stamp = z.infer<typeof stampSchema>

export const reviewKeySchema = z.object({
  person: localIdSchema,
  fingerprint: sha256Schema,
  certificate: z.string(),
  assurance: z.enum(['self-asserted', 'certificate']),
})
export type ReviewKey = z.infer<typeof reviewKeySchema>

/** A signature that was given. `void` says why it counts no more; null where it stands. */
export const givenSignatureSchema = signatureSchema.extend({ ...stamp, chainHead: sha256Schema, recordSha256: sha256Schema, void: z.string().nullable() })
export type GivenSignature = z.infer<typeof givenSignatureSchema>

export const challengeSchema = z.object({
  id: localIdSchema,
  version: z.number(),
  question: z.string(),
  check: checkIdSchema.nullable(),
  status: z.enum(['open', 'answered', 'disposed']),
  raised: stampSchema,
  response: z.object({ text: z.string(), ...stamp }).nullable(),
  disposition: z.object({ kind: z.enum(['accepted', 'not-accepted']), text: z.string(), finding: localIdSchema.nullable(), ...stamp }).nullable(),
})
export type Challenge = z.infer<typeof challengeSchema>

export const findingSchema = reviewPayloadSchemas['finding-raised'].extend({
  version: z.number(),
  status: z.enum(['open', 'answered', 'closed']),
  raised: stampSchema,
  /** Everything after it was raised, oldest first; nothing of it is ever removed. */
  history: z.array(z.object({ kind: z.enum(['answered', 'closed', 'reopened', 'extended']), text: z.string(), due: z.string().nullable(), ...stamp })),
})
export type Finding = z.infer<typeof findingSchema>

export const conditionSchema = reviewPayloadSchemas['condition-set'].extend({ ...stamp, met: z.object({ evidence: z.string(), ...stamp }).nullable() })
export type Condition = z.infer<typeof conditionSchema>

export const reviewStateSchema = z.object({
  reviewId: z.uuid(),
  model: reviewedModelSchema,
  folderName: z.string(),
  product: z.string(),
  previousReview: previousReviewSchema.nullable(),
  status: reviewStatusSchema,
  /** 1 until it is reopened. */
  version: z.number(),
  people: z.array(z.object({ id: localIdSchema, name: z.string(), unit: z.string().nullable() })),
  keys: z.array(reviewKeySchema),
  /** The id of the person who holds each role. */
  roles: z.object({ preparer: localIdSchema.nullable(), validator: localIdSchema.nullable(), approver: localIdSchema.nullable() }),
  policy: z.object({ sha256: sha256Schema, policy: z.json() }).nullable(),
  draft: draftSchema.nullable(),
  /** The last of each topic. */
  statements: z.array(statementSchema),
  deviation: reviewPayloadSchemas['deviation-stated'].nullable(),
  record: frozenRecordSchema.nullable(),
  recordSha256: sha256Schema.nullable(),
  manifest: z.array(manifestFileSchema),
  /** The last evaluation of this version; `outdated` where something that checks read was written since. */
  checks: evaluatedChecksSchema.extend({ outdated: z.boolean() }).nullable(),
  signatures: z.array(givenSignatureSchema),
  /** Of the validator and of the approver in this version. */
  opinions: z.object({ validator: opinionSchema.nullable(), approver: opinionSchema.nullable() }),
  challenges: z.array(challengeSchema),
  /** The statement that no challenge was raised; null where there is none or a challenge was raised after it. */
  noChallenge: z.object({ text: z.string(), ...stamp }).nullable(),
  findings: z.array(findingSchema),
  conditions: z.array(conditionSchema),
  exceptions: z.array(reviewPayloadSchemas['exception-granted'].extend(stamp)),
  notApplicable: z.array(reviewPayloadSchemas['check-not-applicable'].extend(stamp)),
  terms: reviewPayloadSchemas['terms-set'].nullable(),
  /** The last day on which the decision holds: that of the terms or of the opinion, whichever comes first. */
  expiresOn: z.string().nullable(),
  effective: z.object({ from: z.string(), implementation: z.string() }).nullable(),
  superseded: reviewPayloadSchemas.superseded.nullable(),
  revoked: z.object({ reason: z.string(), signature: signatureSchema }).nullable(),
  /** Each version that ended, with why. */
  versions: z.array(z.object({ version: z.number(), recordSha256: sha256Schema.nullable(), ended: z.string(), ...stamp })),
  head: z.object({ seq: z.number(), hash: sha256Schema, at: z.number() }),
})
export type ReviewState = z.infer<typeof reviewStateSchema>

/** A stretch of the way, in the order in which it is gone. */
export const reviewStepSchema = z.object({
  id: z.enum(['people', 'policy', 'proposal', 'statements', 'freeze', 'prepare', 'validation', 'challenge', 'findings', 'terms', 'validate', 'exceptions', 'approve', 'effective']),
  title: z.string(),
  /** now: somebody can act; blocked: something else comes first, see `blocks`; later: its time hasn't come; done. */
  state: z.enum(['done', 'now', 'blocked', 'later']),
  /** Who must act, by name, or by role where nobody holds it; null where it is done. */
  who: z.string().nullable(),
  /** What is missing, one sentence each. */
  blocks: z.array(z.string()),
})
export type ReviewStep = z.infer<typeof reviewStepSchema>

/** Whether a person may write a kind of event now; `why` says why not. What a payload must hold is judged when it is given. */
export const allowedEventSchema = z.object({ kind: z.enum(reviewKinds as [string, ...string[]]), allowed: z.boolean(), why: z.string().nullable() })
export type AllowedEvent = z.infer<typeof allowedEventSchema>

/** A review as a window shows it. */
export const reviewViewSchema = z.object({
  /** Absolute path of the review file. */
  path: z.string(),
  state: reviewStateSchema,
  /** The status on `today`. */
  status: reviewStatusSchema,
  today: z.string(),
  steps: z.array(reviewStepSchema),
  /** For each person, and for nobody ("") as the actor, what may be written now. */
  allowed: z.record(z.string(), z.array(allowedEventSchema)),
  /** The ids that the next challenge, finding, condition and person take. */
  nextIds: z.object({ person: z.string(), challenge: z.string(), finding: z.string(), condition: z.string() }),
  /** What isn't as it should be and yet can be read: a torn line that was set aside, a copy older than the one seen last. */
  warnings: z.array(problemSchema),
  /** Where nothing can be written to this copy, why; null where it can. */
  readOnly: problemSchema.nullable(),
  /** The evidence folder that this computer knows for it; null where it must be found. */
  evidence: z.string().nullable(),
  /** Every entry; the payload of those of the kinds `frozen` and `checks-evaluated` is null, since `state` holds it. */
  entries: z.array(z.object({ seq: z.number(), at: z.number(), actor: reviewActorSchema, kind: z.string(), payload: z.unknown(), hash: sha256Schema })),
})
export type ReviewView = z.infer<typeof reviewViewSchema>

const file = z.string().min(1)

export const createReviewRequestSchema = z.strictObject({
  /** Absolute path of the file to make; it may not lie inside the evidence folder, and may not exist. */
  file,
  folder: z.string().min(1),
  model: reviewedModelSchema,
  /** Who prepares it; null leaves it to a later event. */
  preparer: reviewPayloadSchemas['person-added'].omit({ id: true }).nullable(),
  /** The file of the review of the same model before this one. */
  previous: file.nullable().default(null),
})
export type CreateReviewRequest = z.infer<typeof createReviewRequestSchema>

export const openReviewRequestSchema = z.strictObject({ file })

export const appendReviewRequestSchema = z.strictObject({
  file,
  /** The person of the review that acts; null where the kind needs none. */
  person: localIdSchema.nullable(),
  event: reviewEventSchema,
  /** The head that the actor saw; where the file has gone on since then, nothing is added. Null adds to what is there. */
  expectedHead: sha256Schema.nullable().default(null),
})
export type AppendReviewRequest = z.infer<typeof appendReviewRequestSchema>

/** Gathers the evidence of `folder` and freezes it with the proposal. */
export const freezeReviewRequestSchema = z.strictObject({ file, person: localIdSchema, folder: z.string().min(1) })
export type FreezeReviewRequest = z.infer<typeof freezeReviewRequestSchema>

/** Evaluates the checks anew; `folder` null finds the evidence where this computer knows it. */
export const evaluateReviewRequestSchema = z.strictObject({ file, person: localIdSchema, folder: z.string().min(1).nullable().default(null) })
export type EvaluateReviewRequest = z.infer<typeof evaluateReviewRequestSchema>

const decision = {
  file,
  person: localIdSchema,
  role: reviewRoleSchema,
  /** Null for a preparer. */
  opinion: opinionSchema.nullable().default(null),
  reason: z.string().trim().min(1).max(4000).nullable().default(null),
  expiresOn: z.iso.date().nullable().default(null),
  /** Revokes the approval, for the reason given. */
  revoke: z.boolean().default(false),
}

/** What would be signed, without a key. */
export const previewSignatureRequestSchema = z.strictObject(decision)
export type PreviewSignatureRequest = z.infer<typeof previewSignatureRequestSchema>

export const signaturePreviewSchema = z.object({
  /** What is signed in words, one line each: "Version 1 of the record 3f2a…", "Meaning: validated". */
  lines: z.array(z.string()),
  /** Why it can't be signed now; null where it can. */
  refused: z.string().nullable(),
  /** The head that the signature would be over. */
  head: sha256Schema,
  recordSha256: sha256Schema.nullable(),
})
export type SignaturePreview = z.infer<typeof signaturePreviewSchema>

export const signReviewRequestSchema = z.strictObject({
  ...decision,
  /** Absolute path of the PKCS#12 file. */
  certificate: z.string().min(1),
  /** Asked for at each signature, and never kept. */
  passphrase: z.string(),
  /**
   * The head of the preview that was shown; where the file has gone on since then, nothing is signed. Null registers the
   * key and evaluates the checks where that is missing, and signs what is then there.
   */
  expectedHead: sha256Schema.nullable().default(null),
  /** The evidence; null finds it where this computer knows it. */
  folder: z.string().min(1).nullable().default(null),
})
export type SignReviewRequest = z.infer<typeof signReviewRequestSchema>

/** Looks for the evidence by its hash; `folder` null tries the folders that this computer knows and those beside the file. */
export const findEvidenceRequestSchema = z.strictObject({ file, folder: z.string().min(1).nullable().default(null) })
export type FindEvidenceRequest = z.infer<typeof findEvidenceRequestSchema>

export const evidenceSearchSchema = z.object({
  /** The folder whose hash is that of the frozen record; null where none is. */
  folder: z.string().nullable(),
  expected: sha256Schema.nullable(),
  /** Each folder that was looked at, nearest first, and how it differs; paths relative to it. */
  tried: z.array(
    z.object({
      folder: z.string(),
      evidenceSha256: sha256Schema.nullable(),
      missing: z.array(z.string()),
      changed: z.array(z.string()),
      added: z.array(z.string()),
      /** Why it could not be read; null where it was. */
      problem: problemSchema.nullable(),
    }),
  ),
  sentence: z.string(),
})
export type EvidenceSearch = z.infer<typeof evidenceSearchSchema>

/** Copies the review file, whole, to hand it over. */
export const handOverRequestSchema = z.strictObject({ file, out: file })
export const handOverSchema = z.object({ path: z.string(), bytes: z.number(), sha256: sha256Schema, head: sha256Schema, entries: z.number(), sentence: z.string() })
export type HandOver = z.infer<typeof handOverSchema>

export const changeLogRequestSchema = z.strictObject({ file, previous: file })
export const changeLogSchema = z.object({
  previous: z.object({ reviewId: z.uuid(), model: reviewedModelSchema, version: z.number(), recordSha256: sha256Schema.nullable() }),
  /** Empty where nothing that is compared differs. */
  changes: z.array(reviewChangeSchema),
  sentence: z.string(),
})
export type ChangeLog = z.infer<typeof changeLogSchema>

export const compareCopiesRequestSchema = z.strictObject({ file, other: file })
/** How two copies of a review file stand to each other. Copies that were continued apart are told and never merged. */
export const copiesSchema = z.object({
  relation: z.enum(['same', 'this-is-longer', 'other-is-longer', 'forked', 'different-reviews']),
  /** Entries that both hold, from the first. */
  common: z.number(),
  here: z.number(),
  there: z.number(),
  sentence: z.string(),
})
export type Copies = z.infer<typeof copiesSchema>

/** A review that was opened on this computer. */
export const knownReviewSchema = z.object({
  reviewId: z.uuid(),
  path: z.string(),
  model: z.string(),
  status: reviewStatusSchema,
  head: sha256Schema,
  entries: z.number(),
  seenAt: z.number(),
  exists: z.boolean(),
})
export type KnownReview = z.infer<typeof knownReviewSchema>

/** Goes on with a copy that is shorter than the one seen last, or differs from it; the reason is kept in the file. */
export const continueReviewRequestSchema = z.strictObject({ file, reason: z.string().trim().min(1).max(4000) })


/** Registers the certificate of a PKCS#12 file for a person; its private key is only opened to see that it is theirs. */
export const registerKeyRequestSchema = z.strictObject({ file, person: localIdSchema, certificate: z.string().min(1), passphrase: z.string() })
export type RegisterKeyRequest = z.infer<typeof registerKeyRequestSchema>

/** Makes a self-asserted identity: a key and a certificate that the key signs itself, as a PKCS#12 file. */
export const makeKeyRequestSchema = z.strictObject({ name: z.string().trim().min(1).max(64), out: file, passphrase: z.string() })
export type MakeKeyRequest = z.infer<typeof makeKeyRequestSchema>
export const madeKeySchema = z.object({ path: z.string(), certificate: certificateFactsSchema, sentence: z.string() })
export type MadeKey = z.infer<typeof madeKeySchema>
