import type { MalformedCause, MalformedRows, RowPlace } from '../../../contract/reading.ts'
import { malformedCauses } from '../../../contract/reading.ts'
import type { LineEnd } from './read-record.ts'

/** Places that are told of each cause. */
const mostPlaces = 20

/** What a text holds beside its rows. */
export interface TextFaults {
  /** Malformed rows by cause, with the lines (from 1) of the first of them. */
  readonly malformed: ReadonlyMap<MalformedCause, { readonly rows: number; readonly lines: readonly number[] }>
  /** Lines by how they end, those within quoted values left out. */
  readonly lineEnds: Readonly<Record<LineEnd, number>>
}

/** Counts the malformed rows of one text. */
export class FaultCounter implements TextFaults {
  /** The text can't be read by its header then. */
  headerIsMalformed = false
  /** Whether a line of nothing but blanks became an empty one: DuckDB takes the one for a row and the other for none. */
  blankedLines = false
  readonly malformed = new Map<MalformedCause, { rows: number; lines: number[] }>()
  readonly lineEnds: Record<LineEnd, number> = { lf: 0, crlf: 0, cr: 0 }

  add(cause: MalformedCause, line: number): void {
    const found = this.malformed.get(cause) ?? { rows: 0, lines: [] }
    found.rows += 1
    if (found.lines.length < mostPlaces) found.lines.push(line)
    this.malformed.set(cause, found)
  }
}

/** The malformed rows of all files of a table; null where there is none. `names` are the files' where there are several. */
export function malformedRowsOf(texts: readonly TextFaults[], names: readonly string[] | null): MalformedRows | null {
  const causes = malformedCauses.flatMap((cause) => {
    const found = texts.map(({ malformed }, index) => ({ file: names?.[index] ?? null, ...(malformed.get(cause) ?? { rows: 0, lines: [] }) }))
    const rows = found.reduce((sum, each) => sum + each.rows, 0)
    const places: RowPlace[] = found.flatMap(({ file, lines }) => lines.map((number) => ({ file, number })))
    return rows === 0 ? [] : [{ cause, rows, places: places.slice(0, mostPlaces) }]
  })
  return causes.length === 0 ? null : { rows: causes.reduce((sum, { rows }) => sum + rows, 0), causes }
}

/** Lines of all files by how they end; null where all end alike. */
export function mixedLineEnds(texts: readonly TextFaults[]): Record<LineEnd, number> | null {
  const sum = (end: LineEnd) => texts.reduce((total, { lineEnds }) => total + lineEnds[end], 0)
  const ends = { lf: sum('lf'), crlf: sum('crlf'), cr: sum('cr') }
  return Object.values(ends).filter((lines) => lines > 0).length > 1 ? ends : null
}
