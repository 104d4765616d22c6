import { z } from 'zod'
import { bankChoicesSchema } from './bank-choices.ts'
import { checkResultSchema } from './governance.ts'
import { checkIdSchema } from './governance-policy.ts'
import { statementSchema } from './statements.ts'

/** The version of the review format that this program writes and reads; a file of a later one is refused. */
export const reviewFormatVersion = 1

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 as 64 lower-case hexadecimal digits')
/** Identifies a person, a challenge, a finding or a condition inside one review: "P1", "C2", "F3", "K1". */
export const localIdSchema = z.string().regex(/^[A-Za-z0-9-]{1,40}$/, 'letters, digits and hyphens, at most 40')
const line = z.string().trim().min(1).max(200)
const text = z.string().trim().min(1).max(4000)
const daySchema = z.iso.date()

export const reviewRoleSchema = z.enum(['preparer', 'validator', 'approver'])
export type ReviewRole = z.infer<typeof reviewRoleSchema>

export const opinionSchema = z.enum(['approved', 'approved-with-conditions', 'approved-for-limited-use', 'rejected', 'withdrawn'])
export type Opinion = z.infer<typeof opinionSchema>

/** An opinion as every screen and the report say it. */
export const opinionWords: Readonly<Record<Opinion, string>> = {
  approved: 'Approved',
  'approved-with-conditions': 'Approved with conditions',
  'approved-for-limited-use': 'Approved for limited use',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
}

export const severitySchema = z.enum(['critical', 'high', 'medium', 'low', 'observation'])
export type Severity = z.infer<typeof severitySchema>

/** A severity as every screen and the report say it. */
export const severityWords: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  observation: 'Observation',
}

export const reviewedModelSchema = z.strictObject({
  name: line,
  version: line,
  tier: line.nullable(),
  purpose: text,
})
export type ReviewedModel = z.infer<typeof reviewedModelSchema>

/** The review of the same model before this one. */
export const previousReviewSchema = z.strictObject({
  reviewId: z.uuid(),
  /** Hash of its last entry. */
  head: sha256Schema,
  /** SHA-256 of its signed record; null where nothing was frozen in it. */
  decisionSha256: sha256Schema.nullable(),
})

/** The payload of the first entry, whose kind is `review-opened`. */
export const reviewOpenedSchema = z.strictObject({
  format: z.literal('countersign-review'),
  version: z.number().int().positive(),
  reviewId: z.uuid(),
  model: reviewedModelSchema,
  /** The last part of the evidence folder's path, as orientation only. */
  folderName: z.string().max(500),
  product: z.string().max(80),
  previousReview: previousReviewSchema.nullable(),
})
export type ReviewOpened = z.infer<typeof reviewOpenedSchema>

/** What the preparer proposes. It is frozen as it stands. */
export const draftSchema = z.strictObject({
  choices: bankChoicesSchema,
  /** The threshold to sign off; its `threshold` of null flags nobody. Null until one is chosen. */
  adopted: z.strictObject({ threshold: z.number().nullable() }).nullable(),
  /** Runs that the decision rests on; empty takes those that record a threshold. */
  runs: z.array(line).max(20),
  /** The column that names a row, and the table of the training rows that has it too. */
  rowKey: line.nullable(),
  trainingTable: z.string().min(1).max(4096).nullable(),
})
export type Draft = z.infer<typeof draftSchema>

/** A threshold in full, with what it does on the rows. `decimal` is the shortest that reads back as the same double; null flags nobody. */
export const recordedCutSchema = z.strictObject({
  decimal: z.string().nullable(),
  hex: z.string().nullable(),
  cost: z.number(),
  tp: z.number().int(),
  fp: z.number().int(),
  fn: z.number().int(),
  tn: z.number().int(),
})
export type RecordedCut = z.infer<typeof recordedCutSchema>

/** What all roles sign. Its canonical JSON has the SHA-256 that they name. */
export const frozenRecordSchema = z.strictObject({
  format: z.literal('countersign-record'),
  version: z.number().int().positive(),
  model: reviewedModelSchema,
  evidenceSha256: sha256Schema,
  table: z.strictObject({ path: z.string(), sha256: sha256Schema, rows: z.number().int(), used: z.number().int(), positives: z.number().int() }),
  draft: draftSchema,
  statements: z.array(statementSchema),
  policySha256: sha256Schema,
  /** Null where no threshold meets the constraints. */
  recommended: recordedCutSchema.nullable(),
  adopted: recordedCutSchema,
  /** Set where `adopted` isn't `recommended`; `cost` is what it costs more, on the rows. */
  deviation: z.strictObject({ reason: text, cost: z.number().nullable(), approver: localIdSchema }).nullable(),
  /** Of the evidence.json that the report attaches; null where no report was gathered. */
  evidenceJsonSha256: sha256Schema.nullable(),
  product: z.string().max(80),
})
export type FrozenRecord = z.infer<typeof frozenRecordSchema>

/** A detached CMS signature over the canonical JSON of a sign-payload, see `SignPayload`. */
export const signatureSchema = z.strictObject({
  version: z.number().int().positive(),
  role: reviewRoleSchema,
  meaning: z.enum(['prepared', 'validated', 'approved', 'rejected', 'withdrawn', 'revoked']),
  /** Null for a preparer, and for a revocation. */
  opinion: opinionSchema.nullable(),
  reason: text.nullable(),
  /** The last day of an approval for limited use. */
  expiresOn: daySchema.nullable(),
  person: localIdSchema,
  /** SHA-256 of the DER certificate. */
  fingerprint: sha256Schema,
  /** As asserted by the computer that signed: 2026-11-24T09:00:00.000Z. */
  at: z.iso.datetime(),
  payloadSha256: sha256Schema,
  /** Base64 of the DER. */
  cms: z.base64().min(1),
})
export type ReviewSignature = z.infer<typeof signatureSchema>

/** What a signature is over, as canonical JSON. */
export interface SignPayload {
  readonly format: 'countersign-signature'
  readonly reviewId: string
  readonly version: number
  readonly recordSha256: string
  readonly role: ReviewRole
  readonly meaning: ReviewSignature['meaning']
  readonly opinion: Opinion | null
  readonly reason: string | null
  readonly expiresOn: string | null
  readonly person: { readonly id: string; readonly name: string }
  /** Hash of the entry before the signature: it is over the whole review as it stood. */
  readonly chainHead: string
  readonly at: string
}

/** The 33 checks as they were evaluated on a day. */
export const evaluatedChecksSchema = z.strictObject({
  version: z.number().int().positive(),
  today: daySchema,
  policySha256: sha256Schema,
  evidenceSha256: sha256Schema,
  /** Whether the evidence was read again, or the checks of an earlier reading were taken over. */
  fresh: z.boolean(),
  checks: z.array(checkResultSchema),
})
export type EvaluatedChecks = z.infer<typeof evaluatedChecksSchema>

export const manifestFileSchema = z.strictObject({ path: z.string(), sha256: sha256Schema, bytes: z.number().int() })

/** One thing that two reviews of a model have otherwise. */
export const reviewChangeSchema = z.object({
  section: z.enum(['threshold', 'costs', 'data', 'policy', 'statements', 'checks']),
  /** What changed, in words: "False negative, cost per case". */
  what: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})
export type ReviewChange = z.infer<typeof reviewChangeSchema>

/**
 * The payload of each kind of entry after the first. They are the format of a file that lives for years: what an older
 * program wrote has to be read, so they, and every schema that they use, gain optional members only.
 */
export const reviewPayloadSchemas = {
  'person-added': z.strictObject({ id: localIdSchema, name: line, unit: line.nullable() }),
  'key-registered': z.strictObject({
    person: localIdSchema,
    fingerprint: sha256Schema,
    /** Base64 of the DER. */
    certificate: z.base64().min(1),
    assurance: z.enum(['self-asserted', 'certificate']),
  }),
  'role-assigned': z.strictObject({ person: localIdSchema, role: reviewRoleSchema }),
  'policy-set': z.strictObject({ sha256: sha256Schema, policy: z.json() }),
  'draft-set': draftSchema,
  'statement-set': statementSchema.omit({ person: true }),
  'deviation-stated': z.strictObject({ reason: text, approver: localIdSchema }),
  /** `manifest` are the files of the evidence, by path; `record.evidenceSha256` is over them. */
  frozen: z.strictObject({ version: z.number().int().positive(), record: frozenRecordSchema, recordSha256: sha256Schema, manifest: z.array(manifestFileSchema) }),
  /** Makes the next version of a frozen or rejected review, and voids its signatures. */
  reopened: z.strictObject({ reason: text }),
  /** To the preparer: a new version, signatures void. To the validator: the validator's signature is void. */
  returned: z.strictObject({ to: z.enum(['preparer', 'validator']), reason: text }),
  'checks-evaluated': evaluatedChecksSchema,
  'validation-started': z.strictObject({}),
  'challenge-raised': z.strictObject({ id: localIdSchema, question: text, check: checkIdSchema.nullable() }),
  'challenge-answered': z.strictObject({ id: localIdSchema, response: text }),
  /** not-accepted names the finding that was raised instead. */
  'challenge-disposed': z.strictObject({ id: localIdSchema, disposition: z.enum(['accepted', 'not-accepted']), text, finding: localIdSchema.nullable() }),
  'no-challenge-stated': z.strictObject({ text }),
  'finding-raised': z.strictObject({
    id: localIdSchema,
    severity: severitySchema,
    check: checkIdSchema.nullable(),
    condition: text,
    criterion: text,
    cause: text,
    effect: text,
    recommendation: text,
    /** A person of the review; null for an observation only. */
    owner: localIdSchema.nullable(),
    due: daySchema.nullable(),
  }),
  'finding-answered': z.strictObject({ id: localIdSchema, response: text }),
  'finding-closed': z.strictObject({ id: localIdSchema, evidence: text }),
  'finding-reopened': z.strictObject({ id: localIdSchema, reason: text }),
  'finding-extended': z.strictObject({ id: localIdSchema, due: daySchema, reason: text }),
  'condition-set': z.strictObject({
    id: localIdSchema,
    text,
    check: checkIdSchema.nullable(),
    metric: line.nullable(),
    limit: line.nullable(),
    owner: localIdSchema,
    due: daySchema,
  }),
  'condition-met': z.strictObject({ id: localIdSchema, evidence: text }),
  'exception-granted': z.strictObject({
    check: checkIdSchema,
    reason: text,
    compensatingControl: text,
    owner: localIdSchema,
    approver: localIdSchema,
    expiresOn: daySchema,
  }),
  'check-not-applicable': z.strictObject({ check: checkIdSchema, reason: text }),
  /** Dates of the decision, which validator and approver sign. */
  'terms-set': z.strictObject({ effectiveFrom: daySchema, expiresOn: daySchema, nextReviewOn: daySchema }),
  signed: signatureSchema,
  /** The threshold is in force; `implementation` says how that was verified. */
  'effective-set': z.strictObject({ from: daySchema, implementation: text }),
  superseded: z.strictObject({ by: z.uuid(), decisionSha256: sha256Schema.nullable(), reason: text }),
  revoked: z.strictObject({ reason: text, signature: signatureSchema }),
  /** The copy goes on from here although this computer had seen a longer one, whose last entry was `seen`. */
  'note-continued': z.strictObject({ seen: z.strictObject({ seq: z.number().int(), hash: sha256Schema }), reason: text }),
  'note-added': z.strictObject({ text }),
  /** What the record that was just frozen changed against the review before, where that was at hand; `sentence` says so. */
  'note-compared': z.strictObject({ previous: z.uuid(), changes: z.array(reviewChangeSchema), sentence: text }),
} as const

export type ReviewKind = keyof typeof reviewPayloadSchemas
export const reviewKinds = Object.keys(reviewPayloadSchemas) as ReviewKind[]

/** One event of a review: `{kind, payload}`. A kind that begins with "note-" changes nothing. */
export type ReviewEvent = { [Kind in ReviewKind]: { readonly kind: Kind; readonly payload: z.infer<(typeof reviewPayloadSchemas)[Kind]> } }[ReviewKind]

const [firstEvent, ...otherEvents] = reviewKinds.map((kind) => z.strictObject({ kind: z.literal(kind), payload: reviewPayloadSchemas[kind] }))
if (firstEvent === undefined) throw new TypeError('A review has no kinds of events.')
export const reviewEventSchema = z.discriminatedUnion('kind', [firstEvent, ...otherEvents]) as unknown as z.ZodType<ReviewEvent, ReviewEvent>

/** The kinds that only the engine makes, because they hold what it gathered or signed. */
export const engineKinds = ['frozen', 'checks-evaluated', 'key-registered', 'signed', 'revoked', 'note-continued', 'note-compared'] as const satisfies readonly ReviewKind[]
