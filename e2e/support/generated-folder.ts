import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const made: string[] = []

/** A new temporary folder for evidence that a test writes, removed when the test ends. */
export async function generatedFolder(kind: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `countersign-${kind}-`))
  made.push(folder)
  return folder
}

/** Removes the folders made since the last call. */
export async function removeGeneratedFolders(): Promise<void> {
  await Promise.all(made.splice(0).map((folder) => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })))
}
