import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { StringDecoder } from 'node:string_decoder'
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
 * valid or mostly so, see {@link isMostlyUtf8}, else Windows-1252. Null for what is no text.
 */
export function encodingOf(head: Buffer): TextEncoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'UTF-8 with byte order mark'
  if (head[0] === 0xff && head[1] === 0xfe) return 'UTF-16LE'
  if (head[0] === 0xfe && head[1] === 0xff) return 'UTF-16BE'
  const valid = isValidUtf8(head)
  const nuls = head.reduce((sum, byte) => sum + Number(byte === 0), 0)
  if (nuls > mostStrayNuls * head.length) {
    const wide = encodingByNuls(head)
    return wide === null || /[\u0000-\u0008\u000e-\u001f]/.test(decodeHead(head, wide)) ? null : wide
  }
  if (valid && nuls === 0) return 'UTF-8'
  const guess = valid ? 'UTF-8' : isUtf8By(countUtf8(head)) ? 'UTF-8' : 'Windows-1252'
  // Bytes that happen to fit are no text where they hold control characters.
  return /[\u0001-\u0008\u000e-\u001f]/.test(decodeHead(head, guess)) ? null : guess
}

/** A text may hold a few damaged places. */
const mostStrayNuls = 0.05

function isValidUtf8(head: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return true
  } catch {
    return false
  }
}

/** Whether a text is UTF-8 from beginning to end. */
export async function isUtf8Throughout(bytes: AsyncIterable<Buffer>): Promise<boolean> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const piece of bytes) {
    const whole = rest.length === 0 ? piece : Buffer.concat([rest, piece])
    // The last character may go on in the next piece: it begins at the last byte that continues none.
    let cut = whole.length
    while (cut > 0 && whole.length - cut < 3 && ((whole[cut - 1] ?? 0) & 0xc0) === 0x80) cut -= 1
    if (cut > 0 && (whole[cut - 1] ?? 0) >= 0xc0) cut -= 1
    else cut = whole.length
    if (!isUtf8(whole.subarray(0, cut))) return false
    rest = whole.subarray(cut)
  }
  return isUtf8(rest)
}

/**
 * Whether a text that isn't valid UTF-8 is UTF-8 with damaged places rather than Windows-1252: more characters of
 * several bytes are valid than bytes are stray, or a stray byte stands for nothing in Windows-1252 either.
 */
export async function isMostlyUtf8(bytes: AsyncIterable<Buffer>): Promise<boolean> {
  const total: Utf8Count = { characters: 0, stray: 0, foreign: 0 }
  for await (const piece of bytes) {
    const { characters, stray, foreign } = countUtf8(piece)
    total.characters += characters
    total.stray += stray
    total.foreign += foreign
  }
  return isUtf8By(total)
}

interface Utf8Count {
  /** Valid characters of several bytes. */
  characters: number
  /** Bytes that belong to no character. */
  stray: number
  /** Of these, bytes that are unassigned in Windows-1252. */
  foreign: number
}

function isUtf8By({ characters, stray, foreign }: Utf8Count): boolean {
  return characters > stray || foreign > 0
}

/** Counts of one piece; a character that a border of pieces cuts counts as stray, or not at all. */
function countUtf8(piece: Buffer): Utf8Count {
  const count: Utf8Count = { characters: 0, stray: 0, foreign: 0 }
  for (let at = 0; at < piece.length; ) {
    const lead = piece[at] ?? 0
    const length = lead < 0x80 ? 1 : lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0
    if (length > 1 && at + length > piece.length) return count
    if (length > 0 && isUtf8(piece.subarray(at, at + length))) {
      if (length > 1) count.characters += 1
      at += length
    } else {
      count.stray += 1
      if (unassigned.has(lead)) count.foreign += 1
      at += 1
    }
  }
  return count
}

const unassigned: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])

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

/**
 * The bytes of a text as UTF-8 without a byte order mark, line ends as they are. A part that is malformed in its
 * encoding is malformed in UTF-8 too, so that the row that holds it is found.
 */
export async function* utf8Bytes(file: string, encoding: TextEncoding, signal?: AbortSignal): AsyncGenerator<Buffer> {
  const bytes = unpackedBytes(file, signal)
  if (encoding === 'UTF-8') yield* bytes
  else if (encoding === 'UTF-8 with byte order mark') yield* withoutMark(bytes)
  else if (encoding === 'Windows-1252') yield* decodedBytes(bytes)
  else yield* fromUtf16(bytes, encoding === 'UTF-16BE')
}

async function* withoutMark(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let left = 3
  for await (const piece of bytes) {
    const cut = Math.min(left, piece.length)
    left -= cut
    yield piece.subarray(cut)
  }
}

async function* decodedBytes(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder('windows-1252')
  for await (const piece of bytes) yield Buffer.from(decoder.decode(piece, { stream: true }))
}

async function* fromUtf16(bytes: AsyncIterable<Buffer>, swapped: boolean): AsyncGenerator<Buffer> {
  const decoder = new StringDecoder('utf16le')
  let first = true
  let odd: Buffer = Buffer.alloc(0)
  for await (const piece of bytes) {
    const whole = Buffer.concat([odd, piece])
    odd = whole.subarray(whole.length - (whole.length % 2))
    const units = whole.subarray(0, whole.length - odd.length)
    const text = decoder.write(swapped ? Buffer.from(units).swap16() : units)
    if (text === '') continue
    yield utf8Of(first ? text.replace(/^\ufeff/, '') : text)
    first = false
  }
  yield Buffer.concat([utf8Of(decoder.end()), ...(odd.length === 0 ? [] : [noUtf8])])
}

/** A byte that no UTF-8 text holds. */
const noUtf8 = Buffer.of(0xff)

function utf8Of(text: string): Buffer {
  if (text.isWellFormed()) return Buffer.from(text)
  // With the flag u only halves of pairs that stand alone match.
  return Buffer.concat(text.split(/\p{Surrogate}/u).flatMap((part, index) => (index === 0 ? [Buffer.from(part)] : [noUtf8, Buffer.from(part)])))
}

function labelOf(encoding: TextEncoding): string {
  return encoding === 'UTF-8 with byte order mark' ? 'utf-8' : encoding.toLowerCase()
}
