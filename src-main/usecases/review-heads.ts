import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { ReadReview } from '../casefile/review-file.ts'
import type { Problem } from '../contract/problem.ts'
import { sha256Schema } from '../contract/review-events.ts'
import { reviewStatusSchema } from '../contract/review.ts'
import type { Copies, ReviewState } from '../contract/review.ts'
import { replaceKept } from './kept-json.ts'

const seenSchema = z.object({
  reviewId: z.uuid(),
  path: z.string(),
  model: z.string(),
  status: reviewStatusSchema,
  /** The hash of each entry as it was seen last, oldest first. */
  hashes: z.array(sha256Schema).min(1),
  seenAt: z.number(),
  /** The evidence folder on this computer; null where none was found. */
  folder: z.string().nullable(),
})
export type SeenReview = z.infer<typeof seenSchema>

/**
 * What this computer saw last of each review. A chain of hashes doesn't show that its end was cut off, or that all of
 * it was written anew: only what lies outside the file does.
 */
export interface ReviewHeads {
  /** Null where the review was never seen here; a problem where what was seen can't be read any more. */
  of(reviewId: string): Promise<SeenReview | Problem | null>
  remember(path: string, read: Pick<ReadReview, 'entries' | 'state'>, at: number, folder?: string | null): Promise<void>
  list(): Promise<SeenReview[]>
}

export function reviewHeads(dataFolder: string): ReviewHeads {
  const place = join(dataFolder, 'review-heads')
  const fileOf = (reviewId: string) => join(place, `${reviewId}.json`)
  let last: Promise<void> = Promise.resolve()

  const of = async (reviewId: string): Promise<SeenReview | Problem | null> => {
    const path = fileOf(reviewId)
    try {
      return seenSchema.parse(JSON.parse(await readFile(path, 'utf8')))
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
      return {
        kind: 'file-corrupt',
        path,
        message: 'What this computer saw last of the review can not be read, so that a shortened copy would not be noticed here.',
        action: 'Compare the number of entries and the head with another copy, or with a sealed report.',
      }
    }
  }
  return {
    of,
    remember(path, { entries, state }, at, folder) {
      const next = last.then(async () => {
        const before = await of(state.reviewId)
        const known = before !== null && 'hashes' in before ? before : null
        const seen: SeenReview = {
          reviewId: state.reviewId,
          path,
          model: `${state.model.name} ${state.model.version}`,
          status: state.status,
          hashes: entries.map(({ hash }) => hash),
          seenAt: at,
          folder: folder === undefined ? (known?.folder ?? null) : folder,
        }
        await replaceKept(fileOf(state.reviewId), seen)
      })
      last = next.catch(() => {})
      return next
    },
    async list() {
      const names = await readdir(place).catch(() => [])
      const seen = await Promise.all(names.filter((name) => name.endsWith('.json')).map((name) => of(name.slice(0, -'.json'.length))))
      return seen.filter((one) => one !== null && 'hashes' in one).sort((a, b) => b.seenAt - a.seenAt)
    },
  }
}

/** How two chains of hashes stand to each other. `common` counts the entries that both begin with. */
export function relate(here: readonly string[], there: readonly string[]): { relation: Exclude<Copies['relation'], 'different-reviews'>; common: number } {
  let common = 0
  while (common < here.length && common < there.length && here[common] === there[common]) common += 1
  if (common === here.length && common === there.length) return { relation: 'same', common }
  if (common === there.length) return { relation: 'this-is-longer', common }
  return { relation: common === here.length ? 'other-is-longer' : 'forked', common }
}

/** Why nothing is added to a copy, by what was seen of the review before; null where it goes on from that. */
export function divergence(path: string, entries: readonly { readonly hash: string }[], seen: SeenReview): Problem | null {
  const { relation, common } = relate(entries.map(({ hash }) => hash), seen.hashes)
  if (relation === 'same' || relation === 'this-is-longer') return null
  const where = `${seen.path}, ${new Date(seen.seenAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`
  const action = 'Find the other copy and use it. To go on with this one nevertheless, give a reason: it is kept in the review.'
  if (relation === 'other-is-longer') {
    return {
      kind: 'review-diverged',
      path,
      message: `This copy ends after line ${entries.length}, but this computer has seen ${seen.hashes.length} lines of the review (${where}): its end was cut off, or it is an older copy.`,
      action,
    }
  }
  return {
    kind: 'review-diverged',
    path,
    message: `From line ${common + 1} on this copy differs from the review that this computer has seen (${where}): two copies were continued apart, or it was written anew.`,
    action,
  }
}

/** Whether a head that something outside holds, such as a sealed report, is that of an entry of the review. */
export function holdsHead(state: Pick<ReviewState, 'head'>, entries: readonly { readonly hash: string }[], head: { readonly seq: number; readonly hash: string }): boolean {
  return head.seq <= state.head.seq && entries[head.seq - 1]?.hash === head.hash
}
