import { z } from 'zod'

/** Where a number came from: enough for another person to compute it again. */
export const derivationSchema = z.object({
  title: z.string(),
  /** The query, verbatim, that read the rows; null where no query was needed. */
  query: z.string().nullable(),
  /** The formula in words and symbols, with its source. */
  formula: z.string(),
  rows: z.string(),
  files: z.array(z.object({ path: z.string(), sha256: z.string() })),
  /** How ties are broken; null where none can occur. */
  tieRule: z.string().nullable(),
})
export type Derivation = z.infer<typeof derivationSchema>
