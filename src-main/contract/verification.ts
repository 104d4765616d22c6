import { z } from 'zod'
import { recomputedNumberSchema } from './recomputed.ts'
import { certificateFactsSchema, certificateFingerprintSchema } from './signing.ts'
import { verifiedTimestampSchema } from './timestamp.ts'

/** Bytes of the largest PDF that a window can hand over in place of a path: one message holds no more of it. */
export const mostHandedBytes = 3_000_000

export const verifyRequestSchema = z.strictObject({
  /** Absolute path of the PDF; only its name where `content` is given. */
  file: z.string().min(1),
  /** The PDF as base64, where it was dropped on a window, which is not told its path. */
  content: z.string().max((mostHandedBytes / 3) * 4).optional(),
  /** The evidence folder; null where only the file is at hand. */
  evidence: z.string().min(1).nullable(),
  /** Absolute path of the certificates that are trusted, as PEM; null where none are named. */
  trust: z.string().min(1).nullable(),
  /** The fingerprint of the certificate that is expected to have sealed; null where none is. */
  signer: certificateFingerprintSchema.nullable(),
  /** Absolute path of a time-stamping authority's reply; that beside the PDF where left out or null. */
  timestamp: z.string().min(1).nullable().optional(),
  /** Absolute path of the authorities that are trusted for time, as PEM; none are named where left out or null. */
  timestampTrust: z.string().min(1).nullable().optional(),
})
export type VerifyRequest = z.infer<typeof verifyRequestSchema>

export const verifiedSealSchema = z.object({
  /** valid: it holds and covers the whole file. invalid: there is one that doesn't. none: the file isn't sealed. */
  state: z.enum(['valid', 'invalid', 'none']),
  /** Why it isn't valid; null where it is. */
  why: z.string().nullable(),
  /** Whether every byte but the signature's own place is signed; null where there is no seal. */
  coversWholeFile: z.boolean().nullable(),
  /** What the certificate of the key that sealed says; null where it can't be read. */
  certificate: certificateFactsSchema.nullable(),
  fingerprint: certificateFingerprintSchema.nullable(),
  /** As asserted by the computer that sealed: 2026-11-24T09:30:00Z. */
  sealedAt: z.string().nullable(),
})
export type VerifiedSeal = z.infer<typeof verifiedSealSchema>

export const verifiedAttachmentSchema = z.object({
  name: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  mimeType: z.string().nullable(),
  relationship: z.string().nullable(),
  /**
   * The SHA-256 that another attachment states for it: evidence.json for the histogram, the review for evidence.json
   * and the policy. Null where only the pages do, or nothing.
   */
  stated: z.string().nullable(),
  matches: z.boolean(),
  /** Why it doesn't match; null where it does. */
  why: z.string().nullable(),
})
export type VerifiedAttachment = z.infer<typeof verifiedAttachmentSchema>

export const verifiedSignatureSchema = z.object({
  role: z.string(),
  /** The name in the review. */
  person: z.string(),
  meaning: z.string(),
  /** As asserted by the computer that signed. */
  at: z.string(),
  fingerprint: certificateFingerprintSchema,
  /** Whose certificate it is; `self-asserted` where nobody else vouches for the name. */
  assurance: z.enum(['self-asserted', 'certificate']).nullable(),
  /** Why it counts no more; null where it stands. */
  void: z.string().nullable(),
})

export const verifiedChainSchema = z.object({
  /** whole: every entry follows the one before, keeps the rules, and every signature verifies. none: no review is attached. */
  state: z.enum(['whole', 'broken', 'none']),
  why: z.string().nullable(),
  reviewId: z.string().nullable(),
  entries: z.number(),
  /** Hash of the last entry. */
  head: z.string().nullable(),
  status: z.string().nullable(),
  signatures: z.array(verifiedSignatureSchema),
  /** Whether every role that signed is another person with another key; null where fewer than two signed. */
  distinct: z.boolean().nullable(),
  /** Whether the review is the one that the report was made from; null where there is none. */
  ofThisReport: z.boolean().nullable(),
})
export type VerifiedChain = z.infer<typeof verifiedChainSchema>

/** How a report was found. `valid` means integrity; whether its signer is believed is `trusted`. */
export const verificationSchema = z.object({
  valid: z.boolean(),
  /** not-checked where nobody said whom to trust. */
  trusted: z.union([z.boolean(), z.literal('not-checked')]),
  seal: verifiedSealSchema,
  attachments: z.array(verifiedAttachmentSchema),
  chain: verifiedChainSchema,
  /** The pages made again from the attachments, against those before the seal. */
  pages: z.enum(['identical', 'differ', 'not-rendered']),
  /** Why they weren't made, or how they differ; null where they are identical. */
  pagesWhy: z.string().nullable(),
  recomputed: z.object({
    /** Whether nothing differs; false where nothing could be computed. */
    matches: z.boolean(),
    exact: z.number(),
    bounded: z.number(),
    notChecked: z.number(),
    differences: z.array(recomputedNumberSchema),
    /** What the numbers were held against; null where nothing could be computed. */
    against: z.enum(['histogram', 'table', 'folder']).nullable(),
    sentence: z.string(),
  }),
  /** Why the report isn't valid, most telling first; empty where it is. */
  problems: z.array(z.string()),
  /** The version that made the report, and the one that verified it. */
  madeBy: z.string().nullable(),
  verifiedBy: z.string(),
  /** What an authority attests of the time; null where the computer that sealed alone asserts it. Not part of `valid`. */
  timestamp: verifiedTimestampSchema.nullable(),
})
export type Verification = z.infer<typeof verificationSchema>
