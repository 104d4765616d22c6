import { join } from 'node:path'
import { folderKey } from '../casefile/case-place.ts'
import { keptComparisonSchema } from '../contract/comparison.ts'
import type { KeptComparison } from '../contract/comparison.ts'
import { readKept, replaceKept } from './kept-json.ts'

/** How the runs of each folder are compared, kept from one start to the next. */
export interface KeptComparisons {
  /** Null where nothing was kept for the folder, or what was can't be read any more. */
  readonly of: (folder: string) => Promise<KeptComparison | null>
  /** Resolves once it is on the disk. */
  readonly keep: (folder: string, comparison: KeptComparison) => Promise<void>
}

/** One JSON file for each folder below `dataFolder`. */
export function keptComparisons(dataFolder: string): KeptComparisons {
  let last: Promise<void> = Promise.resolve()
  const place = async (folder: string) => join(dataFolder, 'comparisons', `${await folderKey(folder)}.json`)
  return {
    of: async (folder) => {
      await last
      return readKept(await place(folder), keptComparisonSchema)
    },
    keep: (folder, comparison) => {
      // One after the other, so that the last choice stays.
      const next = last.then(async () => replaceKept(await place(folder), comparison))
      last = next.catch(() => {})
      return next
    },
  }
}
