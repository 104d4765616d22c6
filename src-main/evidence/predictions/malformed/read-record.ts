import { isUtf8 } from 'node:buffer'
import type { MalformedCause } from '../../../contract/reading.ts'

const lineFeed = 10
const carriageReturn = 13
const space = 32
const tabulator = 9
const quote = 34

/** A longer row isn't read: DuckDB takes none above two million bytes. */
export const mostRowBytes = 1_990_000

export type LineEnd = 'lf' | 'crlf' | 'cr'

interface Line {
  /** Where its own bytes end. */
  readonly contentEnd: number
  /** Where the next begins. */
  readonly end: number
  /** How it ends; null where the text does. */
  readonly lineEnd: LineEnd | null
}

/** What stands at one place of a delimited text. */
export interface TextRecord extends Line {
  readonly kind: 'blank' | 'row' | 'malformed'
  readonly cause: MalformedCause | null
  /** Lines that it takes up. */
  readonly lines: number
}

export interface RecordRules {
  /** The byte between values. */
  readonly delimiter: number
  /** Values of a row; null accepts any number. */
  readonly columns: number | null
}

/**
 * Reads the record that begins at `start` of a piece of UTF-8 text; null where the piece ends before it can be told
 * (`last` says that nothing follows). A row is what DuckDB reads as one: as many values as columns (more where they are
 * empty), each plain or in quotes that close where the value ends. A quote that doesn't would take what follows into
 * one value: its record is malformed, and the next begins after the line in which that quote stands.
 */
export function readRecord(bytes: Buffer, start: number, last: boolean, rules: RecordRules): TextRecord | null {
  const found = splitRecord(bytes, start, last, rules.delimiter)
  if (found === null) return null
  if (found.openQuote) return malformed(found, found.lines, 'openQuote')
  if (found.blank) return { ...found, kind: 'blank', cause: null }
  const cause = causeOf(bytes, start, found, rules)
  if (cause === null) return { ...found, kind: 'row', cause }
  if (found.lines > 1 && (cause === 'tooFewValues' || cause === 'tooManyValues')) {
    const first = lineAt(bytes, start, found.end)
    if (isRow(bytes.subarray(0, found.end), first.end, rules)) return malformed(first, 1, 'openQuote')
  }
  return malformed(found, found.lines, cause)
}

function malformed({ contentEnd, end, lineEnd }: Line, lines: number, cause: MalformedCause): TextRecord {
  return { kind: 'malformed', cause, contentEnd, end, lines, lineEnd }
}

function causeOf(bytes: Buffer, start: number, { contentEnd, values, stated }: SplitRecord, { columns }: RecordRules): MalformedCause | null {
  if (contentEnd - start > mostRowBytes) return 'tooLong'
  if (columns !== null && values < columns) return 'tooFewValues'
  if (columns !== null && stated > columns) return 'tooManyValues'
  return isUtf8(bytes.subarray(start, contentEnd)) ? null : 'encoding'
}

/** Whether the line at `start` is a row by itself: then a stray quote has joined it to the one before. */
function isRow(bytes: Buffer, start: number, rules: RecordRules): boolean {
  const found = splitRecord(bytes, start, true, rules.delimiter)
  return found !== null && !found.openQuote && !found.blank && found.lines === 1 && causeOf(bytes, start, found, rules) === null
}

interface SplitRecord extends Line {
  readonly lines: number
  readonly blank: boolean
  readonly openQuote: boolean
  readonly values: number
  /** Values up to the last that isn't empty. */
  readonly stated: number
}

function splitRecord(bytes: Buffer, start: number, last: boolean, delimiter: number): SplitRecord | null {
  let values = 1
  let stated = 0
  let blank = true
  let valueStart = start
  let at = start
  const ended = (line: Line, endOfLines: number, openQuote: boolean): SplitRecord | null => {
    // The other half of CR LF may follow.
    const cut = line.lineEnd === null || (line.lineEnd === 'cr' && line.end === bytes.length)
    return cut && !last ? null : { ...line, lines: lineEndsIn(bytes, start, endOfLines) + 1, blank, openQuote, values, stated }
  }
  for (;;) {
    const byte = bytes[at]
    if (byte === undefined || byte === lineFeed || byte === carriageReturn) return ended(lineAt(bytes, at, bytes.length), at, false)
    if (byte === delimiter) {
      values += 1
      blank = false
      at += 1
      valueStart = at
    } else if (byte === quote && isSpaces(bytes, valueStart, at)) {
      blank = false
      const closing = closingQuote(bytes, at + 1)
      if (closing === null) {
        return last || bytes.length - start > mostRowBytes ? ended(lineAt(bytes, at, bytes.length), at, true) : null
      }
      if (closing > at + 1) stated = values
      let after = closing + 1
      while (bytes[after] === space) after += 1
      const next = bytes[after]
      if (next === undefined && !last) return null
      const closes = next === undefined || next === delimiter || next === lineFeed || next === carriageReturn
      // DuckDB takes no line end into a value whose quote stands behind spaces.
      if (!closes || (at > valueStart && lineEndsIn(bytes, at, closing) > 0)) return ended(lineAt(bytes, at, bytes.length), at, true)
      at = after
    } else {
      if (byte !== space && byte !== tabulator) blank = false
      stated = values
      at += 1
    }
  }
}

function isSpaces(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== space) return false
  return true
}

/** Where the quote stands that closes a value; null where none does. Two quotes are one that belongs to it. */
function closingQuote(bytes: Buffer, from: number): number | null {
  for (let at = bytes.indexOf(quote, from); at >= 0; at = bytes.indexOf(quote, at + 2)) {
    if (bytes[at + 1] !== quote) return at
  }
  return null
}

/** The rest of the line at `start`, up to `limit` where it doesn't end before. */
export function lineAt(bytes: Buffer, start: number, limit: number): Line {
  for (let at = start; at < limit; at++) {
    const byte = bytes[at]
    if (byte === lineFeed) return { contentEnd: at, end: at + 1, lineEnd: 'lf' }
    if (byte === carriageReturn) {
      const pair = bytes[at + 1] === lineFeed
      return { contentEnd: at, end: at + (pair ? 2 : 1), lineEnd: pair ? 'crlf' : 'cr' }
    }
  }
  return { contentEnd: limit, end: limit, lineEnd: null }
}

/** The line ends in a piece, CR LF counted once. */
function lineEndsIn(bytes: Buffer, from: number, to: number): number {
  let lines = 0
  for (let at = from; at < to; at++) {
    const byte = bytes[at]
    if (byte === lineFeed || (byte === carriageReturn && bytes[at + 1] !== lineFeed)) lines += 1
  }
  return lines
}
