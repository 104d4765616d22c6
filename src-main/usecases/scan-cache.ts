import type { Scan } from '../contract/scan.ts'
import type { WorkOptions } from './progress-stream.ts'
import { keepLatest } from '../domain/keep-latest.ts'

export type ScanFolder = (folder: string, options: WorkOptions) => Promise<Scan>

const kept = 4

/** The latest scan of each of the folders used last. */
export interface ScanCache {
  /** Scans now and remembers the result. */
  fresh(folder: string, options: WorkOptions): Promise<Scan>
  /** The remembered scan, else a new one. */
  latest(folder: string): Promise<Scan>
}

export function createScanCache(scanFolder: ScanFolder): ScanCache {
  const scans = new Map<string, Scan>()
  const pending = new Map<string, Promise<Scan>>()

  const fresh = async (folder: string, options: WorkOptions) => {
    const scan = await scanFolder(folder, options)
    keepLatest(scans, folder, scan, kept)
    return scan
  }
  return {
    fresh,
    latest(folder) {
      const known = scans.get(folder)
      if (known !== undefined) return Promise.resolve(known)
      const shared = pending.get(folder)
      if (shared !== undefined) return shared
      const scanning = fresh(folder, { signal: new AbortController().signal, onProgress: () => {} }).finally(() =>
        pending.delete(folder),
      )
      pending.set(folder, scanning)
      return scanning
    },
  }
}
