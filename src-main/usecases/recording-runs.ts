import type { Scan } from '../contract/scan.ts'

/** Gives the ids of the runs of a folder that record a threshold, likeliest first: one set for each scan. */
export function recordingRuns(latest: (folder: string) => Promise<Scan>): (folder: string) => Promise<ReadonlySet<string>> {
  const sets = new WeakMap<Scan, ReadonlySet<string>>()
  return async (folder) => {
    const scan = await latest(folder)
    const known = sets.get(scan) ?? new Set(scan.thresholds.flatMap(({ run }) => (run === null ? [] : [run.id])))
    sets.set(scan, known)
    return known
  }
}
