import type { ReportProgress } from '../contract/progress.ts'
import type { CodedGroups } from '../domain/large/coded-groups.ts'
import type { CodedTable } from '../evidence/predictions/large/read-coded-table.ts'

interface SettleOptions {
  readonly signal: AbortSignal
  readonly onProgress: ReportProgress
}

/** The rows of a large table by ranges of scores and what a column says, listed as far as questions needed. */
export interface CodedCounts extends Omit<CodedTable, 'groups' | 'finer'> {
  /** The groups as they are listed now; their counts are exact. */
  readonly current: () => CodedGroups
  /** Lists the groups that `doubts` gives, asked anew after each listing until it gives none, and gives all groups. */
  readonly settle: (doubts: (groups: CodedGroups) => readonly number[], options: SettleOptions) => Promise<CodedGroups>
}

/** Beyond so many entries, what earlier questions needed is let go (about 100 MB). */
const mostEntries = 2_000_000

/** See {@link CodedCounts}. Questions are settled one after another. */
export function codedCounts({ groups: first, finer, ...table }: CodedTable): CodedCounts {
  let groups = first
  let last: Promise<unknown> = Promise.resolve()
  const settle = async (doubts: (groups: CodedGroups) => readonly number[], options: SettleOptions) => {
    let letGo = false
    for (;;) {
      const doubtful = options.signal.aborted ? [] : doubts(groups)
      if (doubtful.length === 0) return groups
      // Once only: what this question itself needs may be as much.
      if (groups.codes.length > Math.max(mostEntries, 2 * first.codes.length) && !letGo) {
        letGo = true
        groups = first
        continue
      }
      groups = await finer(groups, doubtful, options)
    }
  }
  return {
    ...table,
    current: () => groups,
    settle: (doubts, options) => {
      const settled = last.then(
        () => settle(doubts, options),
        () => settle(doubts, options),
      )
      last = settled.catch(() => undefined)
      return settled
    },
  }
}
