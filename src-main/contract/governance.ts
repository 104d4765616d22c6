import { z } from 'zod'
import { bankChoicesSchema } from './bank-choices.ts'
import { checkIdSchema, gateSchema } from './governance-policy.ts'
import { statementSchema } from './statements.ts'

export const checkOutcomes = ['PASS', 'FAIL', 'NOT_ASSESSABLE', 'NOT_APPLICABLE'] as const

/** computed: from the rows or bytes of the evidence; imported: stated by a store; attested: typed by a named person. */
export const evidenceOriginSchema = z.enum(['computed', 'imported', 'attested'])
export type EvidenceOrigin = z.infer<typeof evidenceOriginSchema>

export const checkEvidenceSchema = z.object({
  text: z.string(),
  /** Where it comes from, in words: "rows of scores.parquet", "run final, tag mlflow.source.git.commit". */
  source: z.string(),
  files: z.array(z.object({ path: z.string(), sha256: z.string() })),
})
export type CheckEvidence = z.infer<typeof checkEvidenceSchema>

/** What was accepted in the place of a pass. */
export const checkExceptionSchema = z.object({
  check: checkIdSchema,
  reason: z.string(),
  compensatingControl: z.string(),
  owner: z.string(),
  approver: z.string(),
  /** 2026-12-31; after that day the exception counts no more. */
  expiresOn: z.iso.date(),
})
export type CheckException = z.infer<typeof checkExceptionSchema>

/** One governance check. There is no score over several of them. */
export const checkResultSchema = z.object({
  id: checkIdSchema,
  /** Of the check's own rules; another number means that results can't be compared. */
  version: z.number().int(),
  title: z.string(),
  result: z.enum(checkOutcomes),
  /** A failure between the two limits of a check that has two. */
  minor: z.boolean(),
  gate: gateSchema,
  /** The weakest origin that the result rests on; null where nothing was found or nothing was asked. */
  origin: evidenceOriginSchema.nullable(),
  /** The number that was held against the limit, with its interval; null where there is none. */
  value: z.number().nullable(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
  limit: z.object({ value: z.number(), unit: z.string(), note: z.string() }).nullable(),
  /** The result as a sentence. */
  message: z.string(),
  evidence: z.array(checkEvidenceSchema),
  /** What would make the check assessable; empty unless it isn't. */
  missing: z.array(z.string()),
  /** Set where it is not applicable. */
  notApplicable: z.object({ reason: z.string(), by: z.string() }).nullable(),
  /** The exception that covers it today. */
  exception: checkExceptionSchema.nullable(),
  /** What has to happen before an approval. limitation: nothing, and the result is printed. */
  asks: z.enum(['nothing', 'correction', 'exception', 'limitation']),
  /** The sentence that the report prints under limitations; null where there is none. Nobody can remove it. */
  limitation: z.string().nullable(),
})
export type CheckResult = z.infer<typeof checkResultSchema>

const person = z.object({ id: z.string(), name: z.string() })

/** What the checks read of a review. */
export const reviewFactsSchema = z.strictObject({
  /** Who holds each role, with the key that signs; null where nobody does or no key is registered. */
  roles: z.array(
    z.object({
      role: z.enum(['preparer', 'validator', 'approver']),
      person,
      key: z.object({ fingerprint: z.string(), assurance: z.enum(['self-asserted', 'certificate']) }).nullable(),
    }),
  ),
  findings: z.array(
    z.object({
      id: z.string(),
      severity: z.enum(['critical', 'high', 'medium', 'low', 'observation']),
      status: z.enum(['open', 'answered', 'closed']),
      owner: z.string().nullable(),
      due: z.string().nullable(),
    }),
  ),
  conditions: z.array(z.object({ text: z.string(), owner: z.string().nullable(), due: z.string().nullable() })),
  exceptions: z.array(checkExceptionSchema),
  notApplicable: z.array(z.object({ check: checkIdSchema, reason: z.string(), by: z.string() })),
  dates: z.object({ expiresOn: z.string().nullable(), nextReviewOn: z.string().nullable() }),
  /** What was decided; null before. A threshold of null flags nobody. */
  adopted: z.object({ threshold: z.number().nullable() }).nullable(),
  deviation: z.object({ reason: z.string(), cost: z.number().nullable(), approver: z.string() }).nullable(),
  /** The frozen record; null in a draft. */
  frozen: z
    .object({
      evidenceSha256: z.string(),
      /** The files of the evidence as they were frozen; empty where only the hash over them is kept. */
      manifest: z.array(z.object({ path: z.string(), sha256: z.string() })),
      policySha256: z.string(),
      recommendedThreshold: z.number().nullable(),
    })
    .nullable(),
  chain: z.object({
    /** Null where every entry follows from the one before. */
    problem: z.string().nullable(),
    entries: z.number().int(),
    head: z.string(),
    /**
     * Counts and heads that something outside the file holds: a signature, a signed report, a copy. `found` is the hash of that
     * entry in the file; null where the file has no such entry.
     */
    anchors: z.array(z.object({ source: z.string(), entries: z.number().int(), head: z.string(), found: z.string().nullable() })),
  }),
})
export type ReviewFacts = z.infer<typeof reviewFactsSchema>

export const governanceRequestSchema = z.strictObject({
  folder: z.string().min(1),
  /** The table, the costs and how they are looked at; null for a folder without a table, of which the stores alone are judged. */
  choices: bankChoicesSchema.nullable(),
  /** Runs that the decision rests on; empty takes those that record a threshold. */
  runs: z.array(z.string()).max(20).default([]),
  /** The column that names a row, and the table of the training rows that has it too. */
  rowKey: z.string().min(1).nullable().default(null),
  trainingTable: z.string().min(1).nullable().default(null),
  statements: z.array(statementSchema).max(50).default([]),
  review: reviewFactsSchema.nullable().default(null),
  /** Absolute path of the bank's policy; null takes the default one. */
  policy: z.string().min(1).nullable().default(null),
})
export type GovernanceRequest = z.infer<typeof governanceRequestSchema>

export const governanceSchema = z.object({
  policy: z.object({ name: z.string(), edition: z.string(), sha256: z.string(), differences: z.array(z.string()) }),
  evidenceSha256: z.string(),
  /** Null without a table. */
  table: z.object({ path: z.string(), sha256: z.string() }).nullable(),
  /** The day for which exceptions and dates were judged. */
  today: z.iso.date(),
  /** All checks, in their order. */
  checks: z.array(checkResultSchema),
})
export type Governance = z.infer<typeof governanceSchema>
