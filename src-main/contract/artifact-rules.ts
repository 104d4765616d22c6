import { z } from 'zod'

/** A rule of the user: a location that begins with `pattern` ("*" is one name) begins with `replacement` instead. */
export const customRuleSchema = z.strictObject({ pattern: z.string().min(1).max(500), replacement: z.string().max(500) })

/** Which rules turn recorded artifact locations into paths of the folder. */
export const ruleChoiceSchema = z.strictObject({
  /** Tried before the built-in rules; the first that fits is used. */
  custom: z.array(customRuleSchema).max(20),
  /** Ids of built-in rules that are switched off. */
  disabled: z.array(z.string()),
})
export type ArtifactRuleChoice = z.infer<typeof ruleChoiceSchema>

/**
 * present: the directory that the location names. elsewhere: found in the folder at another place. missing: a path of
 * which nothing is here. outside: a bucket, a server or a place above the folder; never looked at.
 */
export const locationStateSchema = z.enum(['present', 'elsewhere', 'missing', 'outside'])

export const artifactRulesPreviewSchema = z.object({
  /** The rules in force, in their order. */
  rules: z.array(z.object({ id: z.string(), words: z.string(), pattern: z.string(), replacement: z.string() })),
  counts: z.object({ present: z.number(), elsewhere: z.number(), missing: z.number(), outside: z.number() }),
  /** The locations of runs and logged models, at most 500: of each experiment some, what isn't present first. */
  locations: z.array(
    z.object({
      store: z.string(),
      /** The id of the run or logged model. */
      owner: z.string(),
      ownerKind: z.enum(['run', 'logged-model']),
      name: z.string(),
      recorded: z.string(),
      state: locationStateSchema,
      /** Relative to the folder; null where nothing is there. */
      resolved: z.string().nullable(),
      /** Ids of the rules that led there, in order. */
      rules: z.array(z.string()),
      /** Why nothing is there; empty where something is. */
      why: z.string(),
    }),
  ),
})
export type ArtifactRulesPreview = z.infer<typeof artifactRulesPreviewSchema>
