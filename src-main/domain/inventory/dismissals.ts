import { z } from 'zod'
import { dismissedKeys, dismissRequestSchema, inventorySubjectSchema, mentionSubject, runMentionSubject, subjectKey, thresholdSubject } from '../../contract/inventory.ts'
import type { Dismissal } from '../../contract/inventory.ts'
import type { Scan } from '../../contract/scan.ts'

/** The payloads of the entries of a case that dismiss and restore. */
export const mentionDismissedSchema = z.object({ subject: inventorySubjectSchema, reason: dismissRequestSchema.shape.reason })
export const mentionRestoredSchema = z.object({ subject: inventorySubjectSchema })

/** An entry of a case, as far as dismissals need it. */
export interface DismissalEntry {
  readonly at: number
  readonly actor: { readonly name: string }
  readonly kind: string
  readonly payload: unknown
}

/** What is dismissed after all entries, in the order in which it was. */
export function foldDismissals(entries: readonly DismissalEntry[]): Dismissal[] {
  const standing = new Map<string, Dismissal>()
  for (const { at, actor, kind, payload } of entries) {
    if (kind === 'mention-dismissed') {
      const { subject, reason } = mentionDismissedSchema.parse(payload)
      standing.set(subjectKey(subject), { subject, reason, at, actor: actor.name })
    }
    if (kind === 'mention-restored') standing.delete(subjectKey(mentionRestoredSchema.parse(payload).subject))
  }
  return [...standing.values()]
}

/**
 * A scan without the recorded thresholds and mentions that were dismissed. A mention of a threshold goes with the
 * recorded threshold of the same place.
 */
export function withoutDismissed(scan: Scan, dismissals: readonly Dismissal[]): Scan {
  if (dismissals.length === 0) return scan
  const dismissed = dismissedKeys(dismissals)
  const places = new Set(dismissals.filter(({ subject }) => subject.kind === 'threshold').map(({ subject }) => placeKey(subject)))
  return {
    ...scan,
    thresholds: scan.thresholds.filter((threshold) => !dismissed.has(subjectKey(thresholdSubject(threshold)))),
    ...(scan.runMentions === undefined
      ? {}
      : { runMentions: scan.runMentions.filter((mention) => !dismissed.has(subjectKey(runMentionSubject(mention)))) }),
    mentions: scan.mentions.filter((mention) =>
      mention.kind === 'threshold' ? !places.has(placeKey(mention)) : !dismissed.has(subjectKey(mentionSubject(mention))),
    ),
  }
}

function placeKey({ path, line, printed }: { path: string; line: number | null; printed: string }): string {
  return JSON.stringify([path, line, printed])
}
