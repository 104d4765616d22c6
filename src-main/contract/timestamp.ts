import { z } from 'zod'
import { certificateFactsSchema } from './signing.ts'

/** The reply of a time-stamping authority over a sealed report. */
export const verifiedTimestampSchema = z.object({
  /** attested: the authority saw this very file at `time`. unsound: a reply is there and does not hold. */
  state: z.enum(['attested', 'unsound']),
  /** Why it doesn't hold; null where it does. */
  why: z.string().nullable(),
  /** As the authority attests: 2026-11-24T09:30:00Z. Null where it can't be read. */
  time: z.string().nullable(),
  /** How far from `time` the true one may be, as the authority states; null where it doesn't. */
  accuracySeconds: z.number().nullable(),
  /** What the authority's certificate says; null where it can't be read. */
  authority: certificateFactsSchema.nullable(),
  /** The number of the time stamp at its authority, and the object identifier of the rules by which that works. */
  serialNumber: z.string().nullable(),
  policy: z.string().nullable(),
  /** Whether the certificate was issued by an authority that is trusted for time; not-checked where none was named. */
  trusted: z.union([z.boolean(), z.literal('not-checked')]),
  /** Whether the time that the seal asserts comes after the one that is attested, which can't be; null where one is unknown. */
  sealedLater: z.boolean().nullable(),
})
export type VerifiedTimestamp = z.infer<typeof verifiedTimestampSchema>

export const timestampRequestSchema = z.strictObject({
  /** Absolute path of the sealed PDF, and of the request to write. */
  file: z.string().min(1),
  out: z.string().min(1),
})
export type TimestampRequest = z.infer<typeof timestampRequestSchema>

/** A request that was written. */
export const writtenTimestampRequestSchema = z.object({
  path: z.string(),
  bytes: z.number(),
  /** SHA-256 of the sealed file, which is all that the request says of it. */
  sha256: z.string(),
})
export type WrittenTimestampRequest = z.infer<typeof writtenTimestampRequestSchema>

export const timestampCheckSchema = z.strictObject({
  /** Absolute paths of the sealed PDF and of the authority's reply. */
  file: z.string().min(1),
  reply: z.string().min(1),
  /** The request that was answered; null where it isn't at hand. */
  request: z.string().min(1).nullable(),
  /** Authorities that are trusted for time, as PEM; null where none are named. */
  trust: z.string().min(1).nullable(),
  /** Whether a reply that holds is kept beside the PDF, as its name with .tsr behind it. */
  keep: z.boolean(),
})
export type TimestampCheck = z.infer<typeof timestampCheckSchema>

/** A reply that was checked, and where it is kept; null where it isn't. */
export const checkedTimestampSchema = verifiedTimestampSchema.extend({ kept: z.string().nullable() })
export type CheckedTimestamp = z.infer<typeof checkedTimestampSchema>
