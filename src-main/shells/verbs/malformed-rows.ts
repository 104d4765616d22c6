import type { MalformedRows } from '../../contract/reading.ts'
import { integer } from './plain-table.ts'

/** Malformed rows by cause: the cause, the number of rows, and the first of their lines. */
export function malformedCells(malformed: MalformedRows | undefined): [cause: string, rows: string, lines: string][] {
  return (malformed?.causes ?? []).map(({ cause, rows, places }) => {
    const named = places.map(({ file, number }) => `${file === null ? '' : `${file}:`}${number}`).join(', ')
    return [cause, integer(rows), `${named}${rows > places.length ? ', …' : ''}`]
  })
}
