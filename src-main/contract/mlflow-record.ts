import { z } from 'zod'
import { tableReadingSchema } from './reading.ts'
import { costsSchema } from './recommendation.ts'

/** The reviewed threshold of a table and two costs, to be written to a run of a tracking store by someone else. */
export const mlflowRecordRequestSchema = z.strictObject({
  folder: z.string().min(1),
  reading: tableReadingSchema,
  costs: costsSchema,
  /** The id of the run that is to carry the tags. */
  run: z.string().min(1).max(500),
})
export type MlflowRecordRequest = z.infer<typeof mlflowRecordRequestSchema>

/** A patch of one run: it sets tags named `countersign.*` and nothing else. */
export const mlflowPatchSchema = z.object({
  run: z.string(),
  tags: z.array(z.object({ key: z.string(), value: z.string() })),
  /** A Python program that uses the MLflow client. */
  python: z.string(),
  /** The same as calls of MLflow's REST interface, for a POSIX shell with curl. */
  shell: z.string(),
  /** SHA-256 of each text in UTF-8. */
  pythonSha256: z.string(),
  shellSha256: z.string(),
})
export type MlflowPatch = z.infer<typeof mlflowPatchSchema>

export const mlflowOfferRequestSchema = z.strictObject({
  ...mlflowRecordRequestSchema.shape,
  form: z.enum(['python', 'shell']),
  /** Absolute path of the file to write, outside the evidence folder; null where the text was copied. */
  out: z.string().min(1).nullable(),
})
export type MlflowOfferRequest = z.infer<typeof mlflowOfferRequestSchema>

/** What was handed over; the same is kept with the case. */
export const mlflowOfferSchema = z.object({ path: z.string().nullable(), sha256: z.string() })
export type MlflowOffer = z.infer<typeof mlflowOfferSchema>
