import { createHash } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { bankChoicesSchema } from '../contract/bank-choices.ts'
import type { BankChoices, KeepChoicesRequest, KeptChoicesRequest } from '../contract/bank-choices.ts'
import type { TableReading } from '../contract/reading.ts'
import { canonicalJson } from '../domain/canonical/canonical-json.ts'
import { readKept, replaceKept } from './kept-json.ts'

/** What a bank chose for each table of each folder, kept from one start to the next. */
export interface KeptChoices {
  /** Null where nothing was chosen for the table, or what was can't be read any more. */
  readonly of: (request: KeptChoicesRequest) => Promise<BankChoices | null>
  /** Keeps the choices for their table; resolves to them once they are on the disk. */
  readonly keep: (request: KeepChoicesRequest) => Promise<BankChoices>
}

/**
 * Choices in one JSON file for each table as it is read, in `dataFolder`. Its name is the SHA-256 of the folder's canonical path
 * and the reading: another label, score or positive class is another table.
 */
export function keptChoices(dataFolder: string): KeptChoices {
  let last: Promise<unknown> = Promise.resolve()
  const place = async (folder: string, reading: TableReading) => {
    const canonical = await realpath(folder).catch(() => resolve(folder))
    const name = createHash('sha256').update(canonicalJson({ folder: canonical, reading })).digest('hex').slice(0, 32)
    return join(dataFolder, 'choices', `${name}.json`)
  }
  return {
    of: async ({ folder, reading }) => {
      await last
      return readKept(await place(folder, reading), bankChoicesSchema)
    },
    keep: ({ folder, choices }) => {
      // One after the other, so that the last choice stays.
      const next = last.then(async () => {
        await replaceKept(await place(folder, choices.reading), choices)
        return choices
      })
      last = next.catch(() => {})
      return next
    },
  }
}
