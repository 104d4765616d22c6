import { resolve } from 'node:path'
import { reviewFile } from '../casefile/review-file.ts'
import type { ReadReview, ReviewAddition, ReviewAuthor } from '../casefile/review-file.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Problem } from '../contract/problem.ts'
import type { ReviewEvent } from '../contract/review-events.ts'
import type { ReviewState, ReviewView } from '../contract/review.ts'
import { allowed } from '../domain/review/who-may.ts'
import { nextIds } from '../domain/review/next-ids.ts'
import { dayOf } from '../domain/review/review-entry.ts'
import { statusOn } from '../domain/review/review-state.ts'
import { reviewSteps } from '../domain/review/steps.ts'
import { divergence } from './review-heads.ts'
import type { ReviewHeads, SeenReview } from './review-heads.ts'
import { hashRule, verifySignatures } from './review-integrity.ts'

export interface SessionOptions {
  readonly heads: ReviewHeads
  /** The account of the computer. */
  readonly account: string
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number
}

/** A review that was read, verified and held against what this computer saw of it before. */
export interface OpenedReview extends ReadReview {
  readonly path: string
  /** Why nothing may be added to this copy; null where it may. */
  readonly readOnly: Problem | null
  readonly folder: string | null
}

/** Reading and writing review files, each time with every check: chain, rules, hashes, signatures, and the head seen last. */
export interface ReviewSession {
  open(file: string): Promise<OpenedReview>
  /** Adds what `work` adds, unless this copy must not be written or its head isn't `expectedHead`. */
  append(file: string, expectedHead: string | null, work: (addition: SessionAddition) => void | Promise<void>): Promise<OpenedReview>
  /** Goes on with a copy that `open` calls read-only; gives it as it then is. */
  continueWith(file: string, reason: string): Promise<OpenedReview>
  remember(opened: OpenedReview, folder: string | null): Promise<void>
  view(opened: OpenedReview): ReviewView
  author(person: string | null): ReviewAuthor
  now(): number
}

export interface SessionAddition {
  readonly state: ReviewState
  readonly add: (event: ReviewEvent, person: string | null, at?: number) => ReviewState
}

export function reviewSession({ heads, account, now }: SessionOptions): ReviewSession {
  const verified = new Set<string>()
  const author = (person: string | null): ReviewAuthor => ({ name: account, person })

  const standing = async (path: string, read: ReadReview): Promise<OpenedReview> => {
    await verifySignatures(path, read, verified)
    const seen = await heads.of(read.state.reviewId)
    const known = isSeen(seen) ? seen : null
    const readOnly = known === null ? null : divergence(path, read.entries, known)
    const warnings = [...read.warnings, ...(seen === null || isSeen(seen) ? [] : [seen]), ...(readOnly === null ? [] : [readOnly])]
    return { ...read, path, warnings, readOnly, folder: known?.folder ?? null }
  }
  const remembered = async (opened: OpenedReview): Promise<OpenedReview> => {
    if (opened.readOnly !== null) return opened
    try {
      await heads.remember(opened.path, opened, now())
      return opened
    } catch {
      const message = 'This computer could not note the head of the review, so that a shortened copy would not be noticed here.'
      const problem: Problem = { kind: 'write-refused', path: null, message, action: 'See that the data folder can be written to.' }
      return { ...opened, warnings: [...opened.warnings, problem] }
    }
  }
  const session: ReviewSession = {
    author,
    now,
    async open(file) {
      const path = resolve(file)
      return remembered(await standing(path, await reviewFile(path, hashRule).read()))
    },
    async append(file, expectedHead, work) {
      const path = resolve(file)
      const read = await reviewFile(path, hashRule).append(async (addition) => {
        const before = await standing(path, addition.read)
        if (before.readOnly !== null) throw new ProblemError(before.readOnly)
        assertHead(path, before.state, expectedHead)
        await work(additionOf(addition, author, now))
      })
      return remembered(await standing(path, read))
    },
    async continueWith(file, reason) {
      const path = resolve(file)
      const read = await reviewFile(path, hashRule).append(async (addition) => {
        const before = await standing(path, addition.read)
        const seen = await heads.of(addition.read.state.reviewId)
        const hash = isSeen(seen) ? seen.hashes.at(-1) : undefined
        if (before.readOnly === null || !isSeen(seen) || hash === undefined) {
          throw new ProblemError({ kind: 'not-allowed', path, message: 'This copy is the review as this computer saw it last: there is nothing to go on from.', action: 'Nothing was added to the review.' })
        }
        addition.add({ kind: 'note-continued', payload: { seen: { seq: seen.hashes.length, hash }, reason } }, author(null), now())
      })
      await heads.remember(path, read, now())
      return standing(path, read)
    },
    remember: (opened, folder) => heads.remember(opened.path, opened, now(), folder),
    view: (opened) => viewOf(opened, dayOf(now())),
  }
  return session
}

function isSeen(seen: SeenReview | Problem | null): seen is SeenReview {
  return seen !== null && 'hashes' in seen
}

function additionOf({ read, add }: ReviewAddition, author: (person: string | null) => ReviewAuthor, now: () => number): SessionAddition {
  return { state: read.state, add: (event, person, at = now()) => add(event, author(person), at) }
}

function assertHead(path: string, state: ReviewState, expectedHead: string | null): void {
  if (expectedHead === null || expectedHead === state.head.hash) return
  throw new ProblemError({
    kind: 'not-allowed',
    path,
    message: `The review went on since it was shown: it has ${state.head.seq} entries now.`,
    action: 'Look at it as it is now, and do it again.',
  })
}

const heavy = new Set(['frozen', 'checks-evaluated'])

function viewOf({ path, state, entries, warnings, readOnly, folder }: OpenedReview, today: string): ReviewView {
  const people = [null, ...state.people.map(({ id }) => id)]
  return {
    path,
    state,
    status: statusOn(state, today),
    today,
    steps: reviewSteps(state, today),
    allowed: Object.fromEntries(people.map((person) => [person ?? '', allowed(state, person)])),
    nextIds: nextIds(state),
    warnings: [...warnings],
    readOnly,
    evidence: folder,
    entries: entries.map(({ seq, at, actor, kind, payload, hash }) => ({
      seq,
      at,
      actor: { name: actor.name, person: actor.person ?? null },
      kind,
      payload: heavy.has(kind) ? null : payload,
      hash,
    })),
  }
}
