import { reviewPayloadSchemas } from '../../contract/review-events.ts'
import type { ReviewEvent, ReviewKind } from '../../contract/review-events.ts'

/** An entry of a review file, as far as the rules need it. */
export interface ReviewEntry {
  readonly seq: number
  /** Milliseconds since 1970 UTC, as the clock of the computer said. */
  readonly at: number
  readonly actor: { readonly name: string; readonly person?: string | undefined }
  readonly kind: string
  readonly payload: unknown
  readonly hash: string
}

/** Whether a kind belongs to those that change nothing; a later program may add others of them. */
export function isNote(kind: string): boolean {
  return kind.startsWith('note-')
}

export function isReviewKind(kind: string): kind is ReviewKind {
  return Object.hasOwn(reviewPayloadSchemas, kind)
}

/** The event of an entry; null where its kind is unknown, and a sentence where its payload isn't one of that kind. */
export function eventOf({ kind, payload }: { readonly kind: string; readonly payload: unknown }): ReviewEvent | string | null {
  if (!isReviewKind(kind)) return null
  const parsed = reviewPayloadSchemas[kind].safeParse(payload)
  if (parsed.success) return { kind, payload: parsed.data } as ReviewEvent
  const [issue] = parsed.error.issues
  const where = issue === undefined || issue.path.length === 0 ? 'its payload' : issue.path.join('.')
  return `${where}: ${issue?.message ?? 'not allowed'}`
}

/** The UTC day of a time: 2026-11-24. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
