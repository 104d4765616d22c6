import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { ProblemError } from '../contract/problem.ts'
import type { MadeKey, MakeKeyRequest } from '../contract/review.ts'
import { makeSelfAssertedKey } from '../signing/make-key.ts'

/**
 * Makes a self-asserted identity and writes it as a PKCS#12 file that only this account may read.
 *
 * @throws ProblemError `usage` for an empty name or a short passphrase, `write-refused` where the file can't be made
 */
export async function makeKeyFile({ name, out, passphrase }: MakeKeyRequest, now: () => number = Date.now): Promise<MadeKey> {
  const path = resolve(out)
  const { pkcs12, facts } = await makeSelfAssertedKey(name, { passphrase, at: now() })
  await writeFile(path, pkcs12, { flag: 'wx', mode: 0o600, flush: true }).catch((error: unknown) => {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    const message = exists ? 'There is a file of this name already.' : 'The key file can not be written.'
    throw new ProblemError({ kind: 'write-refused', path, message, action: 'Choose another name or folder.' }, { cause: error })
  })
  return {
    path,
    certificate: facts,
    sentence: `This is a self-asserted identity: it shows that one key signed, not that it is that of ${facts.name}. With it the segregation of duties can not be assessed.`,
  }
}
