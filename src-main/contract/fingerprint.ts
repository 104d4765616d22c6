import { z } from 'zod'
import { tableFormSchema } from './reading.ts'

export const fingerprintColumnSchema = z.object({
  name: z.string(),
  /** What the values are, however the file types them; `empty` where no row has one, `mixed` in JSON lines only. */
  type: z.enum(['number', 'boolean', 'text', 'date', 'timestamp', 'instant', 'bytes', 'nested', 'mixed', 'empty', 'other']),
})
export type FingerprintColumn = z.infer<typeof fingerprintColumnSchema>

/** A digest that MLflow recorded for a dataset, where the folder's stores hold any. */
export const mlflowDigestSchema = z.object({ store: z.string(), dataset: z.string(), digest: z.string() })
export type MlflowDigest = z.infer<typeof mlflowDigestSchema>

/** Countersign's own fingerprint of the content of a table: of every row and every column, whatever the file format. */
export const tableFingerprintSchema = z.object({
  path: z.string(),
  /** Version of the canonical form (`domain/fingerprint/canonical-form.ts`); only equal versions may be compared. */
  version: z.number(),
  rows: z.number(),
  columns: z.array(fingerprintColumnSchema),
  /** 64 hexadecimal digits; equal where rows and columns are equal and stand in the same order. */
  ordered: z.string(),
  /** 64 hexadecimal digits; equal where the same rows, as often each, stand in any order, and so the columns. */
  unordered: z.string(),
  /** SHA-256 of the file, or of the list of files, whose content this is. */
  sha256: z.string(),
  form: tableFormSchema,
  /** Dataset digests in the folder's stores. They are shown beside, never matched. */
  mlflowDigests: z.array(mlflowDigestSchema),
  /** Why such a digest does not prove that a table is the same, one sentence each. */
  whyMlflowDigestIsNoProof: z.array(z.string()),
})
export type TableFingerprint = z.infer<typeof tableFingerprintSchema>

export const fingerprintComparisonSchema = z.object({
  one: tableFingerprintSchema,
  other: tableFingerprintSchema,
  /**
   * same: equal content in equal order; reordered: the same rows and columns in another order; different: another
   * content; incomparable: fingerprints of different versions of the canonical form.
   */
  verdict: z.enum(['same', 'reordered', 'different', 'incomparable']),
  because: z.string(),
})
export type FingerprintComparison = z.infer<typeof fingerprintComparisonSchema>
