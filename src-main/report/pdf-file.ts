import { expectWord, readPdfValue, skipSpace } from './pdf-parser.ts'
import type { PdfCursor } from './pdf-parser.ts'
import { PdfError } from './pdf-value.ts'
import type { PdfDictionary, PdfStream, PdfValue } from './pdf-value.ts'

/** One writing of a file: where its objects begin, and its trailer. */
export interface PdfRevision {
  /** Byte offsets by object number. */
  readonly offsets: ReadonlyMap<number, number>
  readonly trailer: PdfDictionary
  /** Where its cross-reference table begins. */
  readonly table: number
}

/** A file of one writing, as the report is compiled to. */
export interface PdfFile {
  readonly bytes: Uint8Array
  readonly trailer: PdfDictionary
  /** Where the cross-reference table begins. */
  readonly table: number
  /** One more than the highest object number. */
  readonly size: number
  /** The object of a number. @throws PdfError where there is none */
  readonly object: (number: number) => PdfValue
}

/** No report comes near it; it bounds what a hostile file can make this reader keep. */
const mostObjects = 1_000_000

/**
 * Opens a PDF that was written in one go with a plain cross-reference table that reaches to the end of the file, as
 * the report compiler writes it. Anything else is refused: readers that repair a file may see another one.
 * @throws PdfError
 */
export function openPdfFile(bytes: Uint8Array): PdfFile {
  expectWord({ bytes, at: 0 }, '%PDF-1.7\n')
  const { offsets, trailer, table } = readRevision(bytes, lastTable(bytes))
  if (trailer.entries.has('Prev')) throw new PdfError('was written in more than one go.')
  const size = numberOf(trailer.entries.get('Size'))
  if (offsets.size !== size - 1) throw new PdfError('has a cross-reference table with gaps.')
  return {
    bytes,
    trailer,
    table,
    size,
    object: (number) => {
      const at = offsets.get(number)
      if (at === undefined) throw new PdfError(`has no object ${number}.`)
      return readObject(bytes, number, at, (length) => numberOf(readObject(bytes, length, offsets.get(length) ?? -1, refuse)))
    },
  }
}

/** Where the last cross-reference table begins, as the very end of the file says. */
export function lastTable(bytes: Uint8Array): number {
  const end = Buffer.from(bytes.subarray(-40)).toString('latin1')
  const [, offset] = /(?:^|\n)startxref\n(\d{1,10})\n%%EOF\n?$/.exec(end) ?? []
  if (offset === undefined) throw new PdfError('does not end as a PDF does.')
  return Number(offset)
}

/** Reads a cross-reference table with its trailer and what ends it. */
export function readRevision(bytes: Uint8Array, table: number): PdfRevision {
  const cursor = { bytes, at: table }
  expectWord(cursor, 'xref\n')
  const offsets = new Map<number, number>()
  for (let section = sectionAt(cursor); section !== null; section = sectionAt(cursor)) {
    for (let index = 0; index < section.count; index += 1) readEntry(cursor, section.first + index, offsets)
  }
  expectWord(cursor, 'trailer\n')
  const trailer = readPdfValue(cursor)
  if (trailer.kind !== 'dictionary') throw new PdfError('has no trailer.')
  for (const unexpected of ['Encrypt', 'XRefStm']) if (trailer.entries.has(unexpected)) throw new PdfError(`has a trailer with ${unexpected}.`)
  skipSpace(cursor)
  expectWord(cursor, `startxref\n${table}\n%%EOF`)
  return { offsets, trailer, table }
}

function sectionAt(cursor: PdfCursor): { first: number; count: number } | null {
  const line = Buffer.from(cursor.bytes.subarray(cursor.at, cursor.at + 24)).toString('latin1')
  const [all, first, count] = /^(\d{1,8}) (\d{1,8})\n/.exec(line) ?? []
  if (all === undefined) return null
  if (Number(first) + Number(count) > mostObjects) throw new PdfError('has too many objects.')
  cursor.at += all.length
  return { first: Number(first), count: Number(count) }
}

function readEntry(cursor: PdfCursor, number: number, offsets: Map<number, number>): void {
  const line = Buffer.from(cursor.bytes.subarray(cursor.at, cursor.at + 20)).toString('latin1')
  const [, offset, generation, use] = /^(\d{10}) (\d{5}) ([nf])\r\n$/.exec(line) ?? []
  const free = number === 0 && use === 'f' && generation === '65535'
  const used = number > 0 && use === 'n' && generation === '00000' && !offsets.has(number)
  if (!free && !used) throw new PdfError(`has a cross-reference table with a line that can not be read, at byte ${cursor.at}.`)
  if (used) offsets.set(number, Number(offset))
  cursor.at += 20
}

/** Reads the object of a number at its place in the file. */
export function readObject(bytes: Uint8Array, number: number, at: number, lengthOf: (reference: number) => number = refuse): PdfValue {
  if (at < 0 || at >= bytes.length) throw new PdfError(`has no object ${number}.`)
  const cursor = { bytes, at }
  expectWord(cursor, `${number} 0 obj`)
  const value = readPdfValue(cursor)
  skipSpace(cursor)
  if (value.kind !== 'dictionary' || bytes[cursor.at] !== 's'.charCodeAt(0)) {
    expectWord(cursor, 'endobj')
    return value
  }
  return readStream(cursor, value, lengthOf)
}

function readStream(cursor: PdfCursor, dictionary: PdfDictionary, lengthOf: (reference: number) => number): PdfStream {
  expectWord(cursor, 'stream\n')
  const stated = dictionary.entries.get('Length')
  const length = stated?.kind === 'reference' ? lengthOf(stated.object) : numberOf(stated)
  const start = cursor.at
  if (!Number.isSafeInteger(length) || length < 0 || start + length > cursor.bytes.length) throw new PdfError('has a stream of an impossible length.')
  cursor.at += length
  skipSpace(cursor)
  expectWord(cursor, 'endstream')
  skipSpace(cursor)
  expectWord(cursor, 'endobj')
  return { kind: 'stream', dictionary, start, length }
}

/** The number that a value is. @throws PdfError where it is none */
export function numberOf(value: PdfValue | undefined): number {
  if (value?.kind !== 'number') throw new PdfError('has something else where a number belongs.')
  return value.value
}

function refuse(): never {
  throw new PdfError('has a stream whose length can not be read.')
}

/** A value, followed to the object that it refers to. */
export function resolved(file: PdfFile, value: PdfValue | undefined): PdfValue {
  return value?.kind === 'reference' ? file.object(value.object) : (value ?? { kind: 'null' })
}

/** An entry of a dictionary, followed. @throws PdfError where the value isn't a dictionary */
export function entryOf(file: PdfFile, value: PdfValue, name: string): PdfValue {
  const dictionary = value.kind === 'stream' ? value.dictionary : value
  if (dictionary.kind !== 'dictionary') throw new PdfError(`has something else where a dictionary with ${name} belongs.`)
  return resolved(file, dictionary.entries.get(name))
}
