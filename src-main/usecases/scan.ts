import type { ReportProgress } from '../contract/progress.ts'
import type { Scan } from '../contract/scan.ts'
import { readFolder } from '../evidence/folder/read-folder.ts'

export interface ScanOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: ReportProgress
}

/**
 * Everything of use in an evidence folder. What can't be read becomes a problem and the rest goes on.
 *
 * @throws ProblemError `folder-missing`, `folder-unreadable` or `stopped`.
 */
export async function scanFolder(folder: string, options: ScanOptions = {}): Promise<Scan> {
  const listing = await readFolder(folder, options)
  return {
    stores: [],
    predictions: [],
    decisions: [],
    models: [],
    mentions: [],
    thresholds: [],
    files: listing.files.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })),
    evidenceSha256: listing.evidenceSha256,
    fileCount: listing.files.length,
    problems: [...listing.problems],
  }
}
