import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { noOwnNames, ownNamesSchema } from '../contract/own-names.ts'
import type { OwnNames } from '../contract/own-names.ts'
import type { Problem } from '../contract/problem.ts'

/** Names that a bank adds, and what is wrong with the file that states them. */
export interface ReadNames {
  readonly names: OwnNames
  /** null where the file is absent or was read; else no name of it counts. */
  readonly problem: Problem | null
}

/** Reads the JSON file of a bank's own names; an absent file adds none. */
export async function readOwnNames(file: string): Promise<ReadNames> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { names: noOwnNames, problem: null }
    return refused('file-unreadable', 'It could not be read, so none of its names counts.')
  }
  let content: unknown
  try {
    // Windows' editors begin a UTF-8 file with a byte order mark.
    content = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return refused('file-corrupt', 'It is no JSON, so none of its names counts.')
  }
  const parsed = ownNamesSchema.safeParse(content)
  if (parsed.success) return { names: parsed.data, problem: null }
  return refused('file-corrupt', `None of its names counts: ${z.prettifyError(parsed.error).replaceAll('✖ ', '').replaceAll(/\s*\n\s*/g, ' ')}.`)
}

/** Without its full path, which would stand in reports and name the person's account. */
function refused(kind: Problem['kind'], message: string): ReadNames {
  const action = 'Give an object of lists of names: threshold, cost, objective, notThreshold. Then scan again.'
  return { names: noOwnNames, problem: { kind, path: null, message: `names.json of the data folder: ${message}`, action } }
}
