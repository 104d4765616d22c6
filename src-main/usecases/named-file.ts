import { readFile, stat } from 'node:fs/promises'
import { ProblemError } from '../contract/problem.ts'
import { mostPdfBytes } from '../report/read-sealed-pdf.ts'
import { certificatesInPem } from '../signing/chains-to.ts'

type Kind = 'file-missing' | 'file-unreadable' | 'too-large'

/** A file that a person named, whole. `what` says what it should be, for the one line of a problem. */
async function namedFile(path: string, what: string, mostBytes: number): Promise<Uint8Array> {
  const problem = (kind: Kind, message: string, action: string, cause?: unknown) => new ProblemError({ kind, path, message, action }, { cause })
  const facts = await stat(path).catch((error: unknown) => {
    throw problem('file-missing', 'There is no such file.', 'Check the path.', error)
  })
  if (!facts.isFile()) throw problem('file-unreadable', 'This is not a file.', `Name ${what}.`)
  if (facts.size > mostBytes) throw problem('too-large', `The file has ${facts.size} bytes; ${mostBytes} is the most that can be read here.`, `Name ${what}.`)
  return readFile(path).catch((error: unknown) => {
    throw problem('file-unreadable', 'The file can not be read.', 'Give your account access to it.', error)
  })
}

/**
 * The bytes of a report.
 * @throws ProblemError `file-missing`, `file-unreadable` or `too-large`
 */
export function namedPdf(path: string): Promise<Uint8Array> {
  return namedFile(path, 'the PDF', mostPdfBytes)
}

/**
 * The bytes of a request for a time stamp, or of the reply to one.
 * @throws ProblemError `file-missing`, `file-unreadable` or `too-large`
 */
export function namedExchange(path: string, what: string): Promise<Uint8Array> {
  return namedFile(path, what, 1 << 20)
}

/**
 * Certificates that a person trusts, as PEM.
 * @throws ProblemError `file-unreadable`, or `file-corrupt` where there is none in the file or one can't be read
 */
export async function namedTrust(path: string): Promise<string> {
  const pem = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new ProblemError({ kind: 'file-unreadable', path, message: 'The file of trusted certificates can not be read.', action: 'Check the path.' }, { cause: error })
  })
  certificatesInPem(pem, path)
  return pem
}
