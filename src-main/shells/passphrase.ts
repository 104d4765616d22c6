import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { usageError } from './verbs/verb.ts'

/** Where a passphrase is asked for. */
export interface PassphrasePlace {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean }
  readonly output: NodeJS.WritableStream
  readonly environment: Readonly<Record<string, string | undefined>>
}

const here: PassphrasePlace = { input: process.stdin, output: process.stderr, environment: process.env }

/**
 * The passphrase of a key file: COUNTERSIGN_PASSPHRASE where it is set, else what a person types, without showing it.
 * @throws ProblemError `usage` where neither is there to be had
 */
export async function passphraseFor(file: string, { input, output, environment }: PassphrasePlace = here): Promise<string> {
  const given = environment['COUNTERSIGN_PASSPHRASE']
  if (given !== undefined) return given
  if (input.isTTY !== true) {
    throw usageError(`The passphrase of ${file} is needed, and nobody is there to type it.`, 'Set COUNTERSIGN_PASSPHRASE, or run the command in a terminal.')
  }
  output.write(`Passphrase of ${file}: `)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input, output: silent, terminal: true })
  try {
    const stopped = new Promise<never>((_resolve, reject) => {
      lines.once('SIGINT', () => reject(usageError('No passphrase was given.', 'Run the command again.')))
    })
    return await Promise.race([lines.question(''), stopped])
  } finally {
    lines.close()
    output.write('\n')
  }
}
