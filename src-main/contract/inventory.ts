import { z } from 'zod'
import type { Mention, RecordedThreshold, RunMention } from './scan.ts'

/** One place of the inventory, told from every other by all of its members; a place that changes is another place. */
export const inventorySubjectSchema = z.strictObject({
  kind: z.enum(['threshold', 'cost', 'objective']),
  path: z.string().max(4096),
  line: z.number().int().nullable(),
  /** As `RecordedThreshold.source`, or the name of a mention. */
  source: z.string().max(4096),
  printed: z.string().max(200),
})
export type InventorySubject = z.infer<typeof inventorySubjectSchema>

/** One text for equal subjects. */
export function subjectKey({ kind, path, line, source, printed }: InventorySubject): string {
  return JSON.stringify([kind, path, line, source, printed])
}

export function thresholdSubject({ path, line, source, printed }: RecordedThreshold): InventorySubject {
  return { kind: 'threshold', path, line, source, printed }
}

export function mentionSubject({ kind, path, line, name, printed }: Mention): InventorySubject {
  return { kind, path, line, source: name, printed }
}

export function runMentionSubject({ kind, path, source, printed }: RunMention): InventorySubject {
  return { kind, path, line: null, source, printed }
}

/** Where the folder states a subject, in words: "config.yaml:23 psi_limit". */
export function subjectPlace({ kind, path, line, source }: InventorySubject): string {
  return kind === 'threshold' || line === null ? source : `${path}:${line} ${source}`
}

/** A place that a person set aside as a false hit. */
export const dismissalSchema = z.object({
  subject: inventorySubjectSchema,
  reason: z.string(),
  /** Milliseconds since 1970 UTC. */
  at: z.number(),
  /** Who did it: the name of the account of the system. */
  actor: z.string(),
})
export type Dismissal = z.infer<typeof dismissalSchema>

export const dismissRequestSchema = z.strictObject({
  folder: z.string().min(1),
  subject: inventorySubjectSchema,
  reason: z.string().trim().min(1).max(500),
})
export type DismissRequest = z.infer<typeof dismissRequestSchema>

export const restoreRequestSchema = z.strictObject({ folder: z.string().min(1), subject: inventorySubjectSchema })
export type RestoreRequest = z.infer<typeof restoreRequestSchema>

/** The keys of what is dismissed. */
export function dismissedKeys(dismissals: readonly Dismissal[]): ReadonlySet<string> {
  return new Set(dismissals.map(({ subject }) => subjectKey(subject)))
}
