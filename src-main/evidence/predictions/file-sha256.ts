import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

async function sha256OfFile(file: string, signal: AbortSignal | undefined): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash, signal === undefined ? {} : { signal })
  return hash.digest('hex')
}

/**
 * SHA-256 of a table as lower-case hexadecimal: of the file, or for a table of several files
 * of the sorted lines "sha256  name". `names` are those of `files`, in their order.
 */
export async function sha256OfTable(files: readonly string[], names: readonly string[], signal?: AbortSignal): Promise<string> {
  const [only] = files
  if (only !== undefined && files.length === 1) return sha256OfFile(only, signal)
  const lines: string[] = []
  for (const [index, file] of files.entries()) lines.push(`${await sha256OfFile(file, signal)}  ${names[index] ?? ''}\n`)
  return createHash('sha256').update(lines.toSorted().join('')).digest('hex')
}
