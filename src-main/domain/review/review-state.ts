import type { Problem } from '../../contract/problem.ts'
import { reviewOpenedSchema } from '../../contract/review-events.ts'
import type { ReviewEvent } from '../../contract/review-events.ts'
import type { ReviewState, ReviewStatus } from '../../contract/review.ts'
import { applyEvent } from './apply-event.ts'
import { firstState } from './first-state.ts'
import { contradiction } from './payload-rules.ts'
import { dayOf, eventOf, isNote } from './review-entry.ts'
import type { ReviewEntry } from './review-entry.ts'
import { mayNot } from './who-may.ts'

/** The state after an entry, or why the entry can't stand where it does; `newer` where a later program wrote it. */
export type NextState = { readonly state: ReviewState } | { readonly refused: string; readonly newer: boolean }

/** Why an event may not be written by a person at a time (milliseconds since 1970 UTC), as a sentence; null where it may. */
export function refusal(state: ReviewState, event: ReviewEvent, person: string | null, at: number): string | null {
  return mayNot(state, event.kind, person) ?? contradiction(state, event, person, dayOf(at))
}

/** The same as {@link refusal}, as a problem. */
export function refuse(state: ReviewState, event: ReviewEvent, person: string | null, at: number): Problem | null {
  const why = refusal(state, event, person, at)
  return why === null ? null : { kind: 'not-allowed', path: null, message: why, action: 'Nothing was added to the review.' }
}

/**
 * The state after one entry more; `before` null takes the first entry. Every rule is checked again, so that an entry
 * that another program wrote against the rules is found.
 */
export function nextState(before: ReviewState | null, entry: ReviewEntry): NextState {
  if (before === null) {
    const opened = reviewOpenedSchema.safeParse(entry.payload)
    if (entry.kind !== 'review-opened' || !opened.success) return { refused: 'It does not open a review.', newer: false }
    return { state: firstState(opened.data, entry) }
  }
  const { seq, at, hash, actor } = entry
  const event = eventOf(entry)
  if (event === null && isNote(entry.kind)) return { state: { ...before, head: { seq, hash, at } } }
  if (event === null) return { refused: `Its kind, ${entry.kind}, is not known.`, newer: true }
  if (typeof event === 'string') return { refused: `It is no ${entry.kind}: ${event}.`, newer: false }
  const person = actor.person ?? null
  const why = refusal(before, event, person, at)
  if (why !== null) return { refused: why, newer: false }
  return { state: applyEvent(before, event, { seq, at, hash, by: { name: actor.name, person }, chainHead: before.head.hash }) }
}

/**
 * The state of a review after all its entries.
 *
 * @throws RangeError where there is none, or one breaks a rule; readers of files tell that with the line
 */
export function reviewState(entries: readonly ReviewEntry[]): ReviewState {
  let state: ReviewState | null = null
  for (const entry of entries) {
    const next = nextState(state, entry)
    if ('refused' in next) throw new RangeError(`Entry ${entry.seq}: ${next.refused}`)
    state = next.state
  }
  if (state === null) throw new RangeError('A review has at least one entry.')
  return state
}

/** The status on a UTC day (2026-11-24): what was approved expires after its last day. */
export function statusOn(state: ReviewState, today: string): ReviewStatus {
  const holds = state.status === 'approved' || state.status === 'effective'
  return holds && state.expiresOn !== null && today > state.expiresOn ? 'expired' : state.status
}
