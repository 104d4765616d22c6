import { ProblemError } from '../contract/problem.ts'
import type { Problem } from '../contract/problem.ts'
import type { ReviewEvent, ReviewOpened } from '../contract/review-events.ts'
import type { ReviewState } from '../contract/review.ts'
import { nextState, refuse } from '../domain/review/review-state.ts'
import { eventOf } from '../domain/review/review-entry.ts'
import type { CaseEntry } from './case-entry.ts'
import { chainFile } from './chain-file.ts'
import { reviewForm } from './chain-form.ts'
import { corruptLine, newerFormat, readChain } from './read-chain.ts'
import type { ReadChain } from './read-chain.ts'

/** A review file as it was read: every entry is sound and follows the rules. */
export interface ReadReview {
  readonly entries: readonly CaseEntry[]
  readonly state: ReviewState
  /** What isn't as it should be and yet loses nothing that was kept. */
  readonly warnings: readonly Problem[]
}

/**
 * What the domain can't compute: whether the hashes that an event names are those of what it holds. Completes "Line 4
 * …"; null where they are.
 */
export type HashRule = (event: ReviewEvent, state: ReviewState) => string | null

/** Who acts: the account of the computer, and the person of the review, null where none is named. */
export interface ReviewAuthor {
  readonly name: string
  readonly person: string | null
}

export interface ReviewAddition {
  /** What the file holds before the addition. */
  readonly read: ReadReview
  /** Adds an event, where the rules allow it, and gives the state after it. @throws ProblemError `not-allowed` */
  readonly add: (event: ReviewEvent, author: ReviewAuthor, at: number) => ReviewState
}

/** A review on the disk. */
export interface ReviewFile {
  readonly path: string
  /** @throws ProblemError `file-missing`, `file-empty`, and those of `readReview` */
  readonly read: () => Promise<ReadReview>
  /**
   * Adds what `work` adds, all of it or nothing, and gives the review after it.
   *
   * @throws ProblemError `not-allowed`, and those of `read` and `chainFile`
   */
  readonly append: (work: (addition: ReviewAddition) => void | Promise<void>) => Promise<ReadReview>
}

/**
 * Makes a review file with its first entry, and `then` in the same writing.
 *
 * @throws ProblemError `write-refused` where the file is there already, and those of `chainFile`
 */
export async function createReviewFile(path: string, rule: HashRule, opened: ReviewOpened, author: ReviewAuthor, at: number, then: readonly ReviewEvent[]): Promise<ReadReview> {
  const entries = await chainFile(reviewForm, path).append(({ read, add }) => {
    if (read.wholeBytes > 0 || read.torn.length > 0) {
      throw new ProblemError({ kind: 'write-refused', path, message: 'There is a file of this name already.', action: 'Choose another name, or open that file.' })
    }
    const first = add({ kind: reviewForm.opening, payload: opened, actor: actorOf(author), at })
    let { state } = foldReview(path, [first], rule)
    for (const event of then) state = checked(path, state, event, author, at, rule, add)
  })
  return { entries, ...foldReview(path, entries, rule), warnings: [] }
}

export function reviewFile(path: string, rule: HashRule): ReviewFile {
  const chain = chainFile(reviewForm, path)
  return {
    path,
    read: async () => readReview(path, await chain.read(), rule),
    append: async (work) => {
      const entries = await chain.append(async ({ read, add }) => {
        const before = readReview(path, read, rule)
        let { state } = before
        await work({
          read: before,
          add: (event, author, at) => (state = checked(path, state, event, author, at, rule, add)),
        })
      })
      return { entries, ...foldReview(path, entries, rule), warnings: [] }
    },
  }
}

/**
 * What the bytes of a review file hold, wherever they come from.
 *
 * @throws ProblemError `file-corrupt` with the line, or `usage` where a newer program wrote it
 */
export function readReviewBytes(path: string, bytes: Uint8Array, rule: HashRule): ReadReview {
  return readReview(path, readChain(reviewForm, path, bytes), rule)
}

function readReview(path: string, { entries, torn, unended }: ReadChain, rule: HashRule): ReadReview {
  if (entries.length === 0 && torn.length === 0) {
    throw new ProblemError({ kind: 'file-missing', path, message: 'There is no review file here, or it is empty.', action: 'Choose the review file, or make a new one.' })
  }
  if (entries.length === 0) throw corruptLine(reviewForm, path, 1, 'is not an entry')
  return { entries, ...foldReview(path, entries, rule), warnings: lineWarnings(path, entries.length, torn, unended) }
}

function lineWarnings(path: string, whole: number, torn: Uint8Array, unended: boolean): Problem[] {
  if (unended) {
    return [{ kind: 'file-corrupt', path, message: `Line ${whole} is whole but its end is missing.`, action: 'Nothing is lost; the next entry mends it.' }]
  }
  if (torn.length === 0) return []
  return [
    {
      kind: 'file-corrupt',
      path,
      message: `Line ${whole + 1} was cut off while it was written: its ${torn.length} bytes are no entry. Lines 1 to ${whole} are sound.`,
      action: `See whether the last thing that was done is there, else do it again. The bytes are kept in a file whose name ends in .torn-${whole + 1} when something is added.`,
    },
  ]
}

/** The state after the entries. */
function foldReview(path: string, entries: readonly CaseEntry[], rule: HashRule): { readonly state: ReviewState } {
  let state: ReviewState | null = null
  for (const entry of entries) {
    const event = state === null ? null : eventOf(entry)
    const wrong = state === null || event === null || typeof event === 'string' ? null : rule(event, state)
    if (wrong !== null) throw corruptLine(reviewForm, path, entry.seq, wrong)
    const next = nextState(state, entry)
    if ('refused' in next) {
      if (next.newer) throw newerFormat(reviewForm, path, `line ${entry.seq} is of the kind ${entry.kind}`)
      throw corruptLine(reviewForm, path, entry.seq, `breaks a rule of the review (${next.refused})`)
    }
    state = next.state
  }
  if (state === null) throw corruptLine(reviewForm, path, 1, 'is not an entry')
  return { state }
}

function checked(
  path: string,
  state: ReviewState,
  event: ReviewEvent,
  author: ReviewAuthor,
  at: number,
  rule: HashRule,
  add: (entry: { kind: string; payload: unknown; actor: CaseEntry['actor']; at: number }) => CaseEntry,
): ReviewState {
  const problem = refuse(state, event, author.person, at)
  if (problem !== null) throw new ProblemError({ ...problem, path })
  const wrong = rule(event, state)
  if (wrong !== null) throw new ProblemError({ kind: 'not-allowed', path, message: `The ${event.kind} ${wrong}.`, action: 'Nothing was added to the review.' })
  const next = nextState(state, add({ kind: event.kind, payload: event.payload, actor: actorOf(author), at }))
  if ('refused' in next) throw new ProblemError({ kind: 'not-allowed', path, message: next.refused, action: 'Nothing was added to the review.' })
  return next.state
}

function actorOf({ name, person }: ReviewAuthor): CaseEntry['actor'] {
  return person === null ? { name } : { name, person }
}
