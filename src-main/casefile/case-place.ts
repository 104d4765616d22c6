import { createHash } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'

/** A name for an evidence folder in the application's data: the SHA-256 of its canonical path, cut to 32 digits. */
export async function folderKey(folder: string): Promise<string> {
  const canonical = await realpath(folder).catch(() => resolve(folder))
  return createHash('sha256').update(canonical).digest('hex').slice(0, 32)
}

/**
 * Where the case of an evidence folder is kept: one file in the application's data, named after the SHA-256 of the
 * folder's canonical path, so that a folder reached through a link has the same case.
 */
export async function casePlace(dataFolder: string, folder: string): Promise<string> {
  return join(dataFolder, 'cases', `${await folderKey(folder)}.jsonl`)
}
