import type { DelimitedHeader } from './delimited-header.ts'

const lineFeed = 10
const carriageReturn = 13
const space = 32
const tabulator = 9
const quote = 34

export interface LinesOfRows {
  /** By row (from 0) the line (from 1) where it begins. */
  readonly lines: ReadonlyMap<number, number>
  /** Rows read until the last wanted one was found, or of the whole text. */
  readonly rows: number
}

/**
 * Finds the lines where the `wanted` rows (ascending, from 0) of a UTF-8 text begin. With a `header` the text is
 * delimited: quoted values may hold line ends, empty lines are no rows, the header is none either. Without, every line
 * that isn't blank is a row (JSON lines).
 */
export async function linesOfRows(bytes: AsyncIterable<Buffer>, wanted: readonly number[], header: DelimitedHeader | null): Promise<LinesOfRows> {
  const lines = new Map<number, number>()
  const delimiter = header === null ? -1 : header.delimiter.charCodeAt(0)
  const rowsFromLine = (header?.skip ?? 0) + 1
  let row = header === null ? 0 : -1
  let next = 0
  let line = 1
  let beginsAt = 1
  let blank = true
  let quoted = false
  let closed = false
  let fieldStart = true
  let afterReturn = false

  const endRecord = (): void => {
    if (!blank && line >= rowsFromLine) {
      if (row === wanted[next]) {
        lines.set(row, beginsAt)
        next += 1
      }
      row += 1
    }
    blank = true
    fieldStart = true
    closed = false
  }
  let first = true
  for await (const piece of bytes) {
    let at = first && piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf ? 3 : 0
    first = false
    for (; at < piece.length; at++) {
      const byte = piece[at] ?? 0
      const pair = afterReturn && byte === lineFeed
      afterReturn = byte === carriageReturn
      if (byte === lineFeed || byte === carriageReturn) {
        if (pair) {
          // The second half of CR LF: the line has ended already.
          if (!quoted) beginsAt = line
          continue
        }
        if (!quoted) endRecord()
        line += 1
        if (!quoted) beginsAt = line
        if (next === wanted.length && !quoted) return { lines, rows: row }
        continue
      }
      if (quoted) {
        if (byte === quote) {
          quoted = false
          closed = true
        }
        continue
      }
      if (byte === quote && delimiter >= 0 && (fieldStart || closed)) quoted = true
      if (delimiter >= 0 || (byte !== space && byte !== tabulator)) blank = false
      fieldStart = byte === delimiter
      closed = false
    }
  }
  endRecord()
  return { lines, rows: row }
}
