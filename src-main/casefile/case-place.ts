import { createHash } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'

/**
 * Where the case of an evidence folder is kept: one file in the application's data, named after the SHA-256 of the
 * folder's canonical path, so that a folder reached through a link has the same case.
 */
export async function casePlace(dataFolder: string, folder: string): Promise<string> {
  const canonical = await realpath(folder).catch(() => resolve(folder))
  return join(dataFolder, 'cases', `${createHash('sha256').update(canonical).digest('hex').slice(0, 32)}.jsonl`)
}
