import { createHash } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson } from '../domain/canonical/canonical-json.ts'

/** What `previous` of the first entry is. */
export const noHash = '0'.repeat(64)

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/)

/** One line of a case file or of a review file. */
export const caseEntrySchema = z.strictObject({
  /** 1, 2, 3, … without a gap. */
  seq: z.number().int().positive(),
  /** Milliseconds since 1970 UTC, as the clock of the computer said. */
  at: z.number().int(),
  /** The account of the computer, and in a review the person who was said to act. */
  actor: z.strictObject({ name: z.string(), person: z.string().optional() }),
  kind: z.string().min(1),
  payload: z.unknown(),
  /** The hash of the entry before. */
  previous: hashSchema,
  /** SHA-256 of the canonical JSON of the entry without this member. */
  hash: hashSchema,
})
export type CaseEntry = z.infer<typeof caseEntrySchema>

/** SHA-256 of an entry without its hash, as lower-case hexadecimal. */
export function entryHash(entry: Omit<CaseEntry, 'hash'>): string {
  const { seq, at, actor, kind, payload, previous } = entry
  return createHash('sha256').update(canonicalJson({ seq, at, actor, kind, payload, previous })).digest('hex')
}

/** An entry with its hash. */
export function sealEntry(entry: Omit<CaseEntry, 'hash'>): CaseEntry {
  return { ...entry, hash: entryHash(entry) }
}

/** An entry as the line of a case file, with its line end. */
export function entryLine(entry: CaseEntry): string {
  return `${canonicalJson(entry)}\n`
}
