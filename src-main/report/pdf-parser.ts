import { PdfError } from './pdf-value.ts'
import type { PdfDictionary, PdfValue } from './pdf-value.ts'

/** A place in the bytes of a file, moved on by reading. */
export interface PdfCursor {
  readonly bytes: Uint8Array
  at: number
}

const deepest = 32
const longestToken = 1 << 16

const whiteSpace = new Set([0, 9, 10, 12, 13, 32])
const delimiters = new Set('()<>[]{}/%'.split('').map((sign) => sign.charCodeAt(0)))

/**
 * Reads one value at the cursor and leaves the cursor behind it. A stream is read as its dictionary.
 * @throws PdfError where there is none; it never guesses
 */
export function readPdfValue(cursor: PdfCursor, depth = 0): PdfValue {
  if (depth > deepest) throw new PdfError('nests its objects too deeply.')
  skipSpace(cursor)
  const sign = signAt(cursor)
  if (sign === '/') return { kind: 'name', name: readName(cursor) }
  if (sign === '(') return { kind: 'string', bytes: readLiteral(cursor) }
  if (sign === '[') return readArray(cursor, depth)
  if (sign === '<') return signAt(cursor, 1) === '<' ? readDictionary(cursor, depth) : { kind: 'string', bytes: readHex(cursor) }
  return readWord(cursor)
}

/** Moves the cursor behind white space. Comments are no white space here: Countersign writes none behind the header. */
export function skipSpace(cursor: PdfCursor): void {
  while (whiteSpace.has(cursor.bytes[cursor.at] ?? -1)) cursor.at += 1
}

/** Moves the cursor behind a word, which has to be there. */
export function expectWord(cursor: PdfCursor, word: string): void {
  if (Buffer.from(cursor.bytes.subarray(cursor.at, cursor.at + word.length)).toString('latin1') !== word) {
    throw new PdfError(`has no “${word.trim()}” at byte ${cursor.at}.`)
  }
  cursor.at += word.length
}

function signAt({ bytes, at }: PdfCursor, ahead = 0): string {
  const byte = bytes[at + ahead]
  if (byte === undefined) throw new PdfError('ends in the middle of an object.')
  return String.fromCharCode(byte)
}

function token(cursor: PdfCursor): string {
  const from = cursor.at
  for (;;) {
    const byte = cursor.bytes[cursor.at]
    if (byte === undefined || whiteSpace.has(byte) || delimiters.has(byte)) break
    cursor.at += 1
    if (cursor.at - from > longestToken) throw new PdfError('has a word that is too long.')
  }
  return Buffer.from(cursor.bytes.subarray(from, cursor.at)).toString('latin1')
}

function readName(cursor: PdfCursor): string {
  cursor.at += 1
  const raw = token(cursor)
  if (/#(?![0-9A-Fa-f]{2})/.test(raw)) throw new PdfError('has a name that can not be read.')
  return raw.replace(/#([0-9A-Fa-f]{2})/g, (_all, code: string) => String.fromCharCode(parseInt(code, 16)))
}

/** null, true, false, a number, or a reference, which is two numbers and an R. */
function readWord(cursor: PdfCursor): PdfValue {
  const word = token(cursor)
  if (word === 'null') return { kind: 'null' }
  if (word === 'true' || word === 'false') return { kind: 'boolean', value: word === 'true' }
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) throw new PdfError(`has something unknown at byte ${cursor.at - word.length}.`)
  const behind = cursor.at
  if (/^\d{1,10}$/.test(word)) {
    skipSpace(cursor)
    if (token(cursor) === '0') {
      skipSpace(cursor)
      if (token(cursor) === 'R') return { kind: 'reference', object: Number(word) }
    }
  }
  cursor.at = behind
  return { kind: 'number', value: Number(word), text: word }
}

function readArray(cursor: PdfCursor, depth: number): PdfValue {
  cursor.at += 1
  const items: PdfValue[] = []
  for (;;) {
    skipSpace(cursor)
    if (signAt(cursor) === ']') {
      cursor.at += 1
      return { kind: 'array', items }
    }
    items.push(readPdfValue(cursor, depth + 1))
  }
}

function readDictionary(cursor: PdfCursor, depth: number): PdfDictionary {
  cursor.at += 2
  const entries = new Map<string, PdfValue>()
  for (;;) {
    skipSpace(cursor)
    if (signAt(cursor) === '>') {
      expectWord(cursor, '>>')
      return { kind: 'dictionary', entries }
    }
    if (signAt(cursor) !== '/') throw new PdfError(`has a dictionary without a name at byte ${cursor.at}.`)
    const name = readName(cursor)
    // Readers differ in which of two they take, so that one file could show two things.
    if (entries.has(name)) throw new PdfError(`has a dictionary with ${name} twice.`)
    entries.set(name, readPdfValue(cursor, depth + 1))
  }
}

function readHex(cursor: PdfCursor): Uint8Array {
  const end = cursor.bytes.indexOf(0x3e, cursor.at)
  const hex = end < 0 ? '' : Buffer.from(cursor.bytes.subarray(cursor.at + 1, end)).toString('latin1')
  if (end < 0 || hex.length % 2 !== 0 || !/^[0-9A-Fa-f]*$/.test(hex)) throw new PdfError('has a string that can not be read.')
  cursor.at = end + 1
  return Uint8Array.from(Buffer.from(hex, 'hex'))
}

const escapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12, '(': 40, ')': 41, '\\': 92 }

function readLiteral(cursor: PdfCursor): Uint8Array {
  cursor.at += 1
  const found: number[] = []
  let open = 1
  for (;;) {
    const sign = signAt(cursor)
    cursor.at += 1
    if (sign === '\\') {
      readEscape(cursor, found)
      continue
    }
    if (sign === '(') open += 1
    if (sign === ')') open -= 1
    if (open === 0) return Uint8Array.from(found)
    found.push(sign.charCodeAt(0))
    if (found.length > longestToken) throw new PdfError('has a string that is too long.')
  }
}

function readEscape(cursor: PdfCursor, found: number[]): void {
  const sign = signAt(cursor)
  cursor.at += 1
  const plain = escapes[sign]
  if (plain !== undefined) {
    found.push(plain)
    return
  }
  const digits = /^[0-7]{1,3}/.exec(sign + Buffer.from(cursor.bytes.subarray(cursor.at, cursor.at + 2)).toString('latin1'))?.[0]
  if (digits === undefined) throw new PdfError('has a string with an escape that can not be read.')
  cursor.at += digits.length - 1
  found.push(parseInt(digits, 8) & 0xff)
}
