import { stat } from 'node:fs/promises'
import type { Problem } from '../../contract/problem.ts'
import { ProblemError } from '../../contract/problem.ts'
import type { ReportProgress } from '../../contract/progress.ts'
import { evidenceHash } from './evidence-hash.ts'
import { folderProblem } from './folder-problem.ts'
import { hashFiles } from './hash-files.ts'
import type { HashedFile } from './hash-files.ts'
import { walkFolder } from './walk-folder.ts'

/** The files of an evidence folder and their hashes. */
export interface FolderListing {
  /** The canonical absolute path of the folder. */
  readonly root: string
  /** Sorted by path. */
  readonly files: readonly HashedFile[]
  readonly evidenceSha256: string
  readonly problems: readonly Problem[]
}

/**
 * Lists and hashes every file of the folder, without writing anything.
 *
 * @throws ProblemError `folder-missing` (also where it vanishes meanwhile), `folder-unreadable` or `stopped`.
 */
export async function readFolder(
  folder: string,
  options: { signal?: AbortSignal; onProgress?: ReportProgress } = {},
): Promise<FolderListing> {
  const walked = await walkFolder(folder, options)
  const hashed = await hashFiles(walked.files, options)
  await assertStillThere(folder, walked.root)
  return {
    root: walked.root,
    files: hashed.files,
    evidenceSha256: evidenceHash(hashed.files),
    problems: [...walked.problems, ...hashed.problems],
  }
}

/** @throws ProblemError `folder-missing` where the folder has vanished since it was opened. */
export async function assertStillThere(folder: string, root: string): Promise<void> {
  try {
    await stat(root)
  } catch (error) {
    throw new ProblemError(folderProblem(folder, error), { cause: error })
  }
}
