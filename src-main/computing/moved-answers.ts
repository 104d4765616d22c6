import { randomUUID } from 'node:crypto'
import { changesBetween, type Changes } from '../contract/changes.ts'
import type { MovedAnswer, MovedCosts } from '../contract/moved-costs.ts'
import { keepLatest } from '../domain/keep-latest.ts'

/** As many as windows may have in hand, with those of each that were replaced before they arrived. */
const kept = 16

/**
 * Gives answers to moved costs as they travel, and keeps the last of them: of an answer that the window has, most stands in the
 * next one too.
 */
export function createMovedAnswers(): (since: string | null, answer: MovedCosts) => MovedAnswer {
  const given = new Map<string, MovedCosts>()
  return (since, answer) => {
    const before = since === null ? undefined : given.get(since)
    // Never the same twice, not after the worker was started anew either: a window may still hold what another one gave.
    const id = randomUUID()
    keepLatest(given, id, answer, kept)
    return { id, since: before === undefined ? null : since, changes: changesText(before ?? null, answer) }
  }
}

/** How an answer differs from another, or from none, as JSON. */
export function changesText(before: MovedCosts | null, answer: MovedCosts): string {
  const changes: Changes | null = before === null ? [answer] : changesBetween(before, answer)
  return JSON.stringify(changes)
}
