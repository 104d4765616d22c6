import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

async function sha256OfFile(file: string, signal: AbortSignal | undefined, onRead: OnRead | undefined): Promise<string> {
  const hash = createHash('sha256')
  const stream = createReadStream(file, { highWaterMark: 1 << 20 })
  if (onRead !== undefined) stream.on('data', (chunk) => onRead(chunk.length))
  await pipeline(stream, hash, signal === undefined ? {} : { signal })
  return hash.digest('hex')
}

/** Told how many more bytes were read. */
export type OnRead = (bytes: number) => void

/**
 * SHA-256 of a table as lower-case hexadecimal: of the file, or for a table of several files
 * of the sorted lines "sha256  name". `names` are those of `files`, in their order.
 */
export async function sha256OfTable(files: readonly string[], names: readonly string[], signal?: AbortSignal, onRead?: OnRead): Promise<string> {
  const [only] = files
  if (only !== undefined && files.length === 1) return sha256OfFile(only, signal, onRead)
  const lines: string[] = []
  for (const [index, file] of files.entries()) lines.push(`${await sha256OfFile(file, signal, onRead)}  ${names[index] ?? ''}\n`)
  return createHash('sha256').update(lines.toSorted().join('')).digest('hex')
}
