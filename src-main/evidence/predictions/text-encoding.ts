import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { constants, createGunzip, gunzipSync } from 'node:zlib'

/** How the text of a file is encoded. Windows-1252 holds all of Latin-1 and stands for any other single-byte text. */
export type TextEncoding = 'UTF-8' | 'UTF-8 with byte order mark' | 'UTF-16LE' | 'UTF-16BE' | 'Windows-1252'

const headBytes = 1 << 18

/** The first 256 KiB of a file, unpacked where it is gzip. */
export async function readHead(file: string): Promise<Buffer> {
  const handle = await open(file, 'r')
  try {
    const buffer = Buffer.alloc(headBytes)
    const { bytesRead } = await handle.read(buffer, 0, headBytes, 0)
    const head = buffer.subarray(0, bytesRead)
    return head[0] === 0x1f && head[1] === 0x8b ? unpacked(head) : head
  } finally {
    await handle.close()
  }
}

function unpacked(head: Buffer): Buffer {
  try {
    // The head ends in the middle of the packed data: take what it gives.
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH })
  } catch {
    return head
  }
}

/**
 * The encoding of a text by its first bytes: by its byte order mark; by where its NUL bytes stand; UTF-8 where it is
 * valid, else Windows-1252. Null for what is no text.
 */
export function encodingOf(head: Buffer): TextEncoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'UTF-8 with byte order mark'
  if (head[0] === 0xff && head[1] === 0xfe) return 'UTF-16LE'
  if (head[0] === 0xfe && head[1] === 0xff) return 'UTF-16BE'
  const guess = head.includes(0) ? encodingByNuls(head) : isValidUtf8(head) ? 'UTF-8' : 'Windows-1252'
  if (guess === null || guess === 'UTF-8') return guess
  // Bytes that happen to fit are no text where they hold control characters.
  return /[\u0000-\u0008\u000e-\u001f]/.test(decodeHead(head, guess)) ? null : guess
}

function isValidUtf8(head: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return true
  } catch {
    return false
  }
}

/** The first byte of nearly every UTF-16 unit of a table is NUL, or the second: separators, digits, Latin letters. */
function encodingByNuls(head: Buffer): TextEncoding | null {
  const nuls = [0, 0]
  head.forEach((byte, index) => {
    if (byte === 0) nuls[index % 2] = (nuls[index % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = nuls
  const most = head.length / 2
  if (odd > 0.7 * most && even === 0) return 'UTF-16LE'
  if (even > 0.7 * most && odd === 0) return 'UTF-16BE'
  return null
}

/** The text of the first bytes, without a byte order mark. */
export function decodeHead(head: Buffer, encoding: TextEncoding): string {
  return new TextDecoder(labelOf(encoding)).decode(head, { stream: true })
}

/** Whether DuckDB reads the encoding as it stands: in JSON it takes no byte order mark. */
export function isReadAsIs(encoding: TextEncoding, json: boolean): boolean {
  return encoding === 'UTF-8' || (encoding === 'UTF-8 with byte order mark' && !json)
}

/** The bytes of a file in pieces, unpacked where its name says gzip. */
export async function* unpackedBytes(file: string, signal?: AbortSignal): AsyncGenerator<Buffer> {
  const bytes = createReadStream(file, { highWaterMark: 1 << 20, ...(signal === undefined ? {} : { signal }) })
  const packed = /\.gz$/i.test(file)
  if (!packed) {
    for await (const piece of bytes) yield piece as Buffer
    return
  }
  const unzip = createGunzip()
  bytes.on('error', (error) => unzip.destroy(error))
  for await (const piece of bytes.pipe(unzip)) yield piece as Buffer
}

/** Writes a text as UTF-8 to the absolute path `copy`, line ends as they are; malformed UTF-16 becomes U+FFFD. */
export async function transcode(file: string, encoding: TextEncoding, copy: string, signal?: AbortSignal): Promise<void> {
  const decoder = new TextDecoder(labelOf(encoding))
  async function* decoded(): AsyncGenerator<string> {
    for await (const piece of unpackedBytes(file, signal)) yield decoder.decode(piece, { stream: true })
    yield decoder.decode()
  }
  await pipeline(decoded, createWriteStream(copy, { flags: 'wx', mode: 0o600 }))
}

function labelOf(encoding: TextEncoding): string {
  return encoding === 'UTF-8 with byte order mark' ? 'utf-8' : encoding.toLowerCase()
}
