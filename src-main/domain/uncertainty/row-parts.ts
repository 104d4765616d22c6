import { ProblemError } from '../../contract/problem.ts'
import type { Parting } from '../../contract/uncertainty.ts'
import { categoryColumn, numberColumn, type AlignedRows } from '../threshold/aligned-rows.ts'

/** Which rows choose a threshold and which judge it. */
export interface RowParts {
  readonly name: string
  readonly choose: (index: number) => boolean
  readonly judge: (index: number) => boolean
  /** The problem of a part without rows of both classes. */
  readonly oneClass: (path: string) => ProblemError
}

export interface Parted {
  readonly pairs: readonly RowParts[]
  /** Rows in no part. */
  readonly leftOut: number
  /** The parting with what was left open filled in. */
  readonly used: Parting
}

const MOST_FOLDS = 50
const DAY = 86_400_000
/** The judging part holds at least this share of the rows, where the day is left open. */
const JUDGING_SHARE = 0.3

/** Parts the rows of a table. Raises `usage` where the column doesn't part them as asked. */
export function partsOf(rows: AlignedRows, parting: Parting, path: string): Parted {
  switch (parting.kind) {
    case 'parts':
      return byParts(rows, parting, path)
    case 'folds':
      return byFolds(rows, parting, path)
    case 'date':
      return byDate(rows, parting, path)
  }
}

function refused(path: string, message: string, action: string): ProblemError {
  return new ProblemError({ kind: 'usage', path, message, action })
}

function pair(name: string, choose: RowParts['choose'], judge: RowParts['judge']): RowParts {
  return {
    name,
    choose,
    judge,
    oneClass: (path) => refused(path, `${name}: a part holds rows of one class only, or none.`, 'Choose other parts.'),
  }
}

function byParts(rows: AlignedRows, parting: Extract<Parting, { kind: 'parts' }>, path: string): Parted {
  const { names, codes } = categoryColumn(rows, { name: parting.column, use: 'part' })
  const codesOf = (values: readonly string[]) =>
    values.map((value) => {
      const code = names.indexOf(value)
      if (code === -1) throw refused(path, `Column ${parting.column} holds no "${value}".`, `Its values are ${names.slice(0, 10).join(', ')}.`)
      return code
    })
  const choose = new Set(codesOf(parting.choose))
  const judge = new Set(codesOf(parting.judge))
  if ([...choose].some((code) => judge.has(code))) {
    throw refused(path, 'A part both chooses and judges.', 'Name each value on one side only.')
  }
  const leftOut = codes.reduce((sum, code) => sum + (choose.has(code) || judge.has(code) ? 0 : 1), 0)
  const name = `${parting.choose.join(', ')} chooses, ${parting.judge.join(', ')} judges`
  return {
    pairs: [pair(name, (index) => choose.has(codes[index] ?? -1), (index) => judge.has(codes[index] ?? -1))],
    leftOut,
    used: parting,
  }
}

function byFolds(rows: AlignedRows, parting: Extract<Parting, { kind: 'folds' }>, path: string): Parted {
  const { names, codes } = categoryColumn(rows, { name: parting.column, use: 'part' })
  if (names.length < 2 || names.length > MOST_FOLDS) {
    throw refused(path, `Column ${parting.column} holds ${names.length} values.`, `Choose a column of 2 to ${MOST_FOLDS} folds.`)
  }
  return {
    pairs: names
      .map((name, fold) =>
        pair(
          `fold ${name}`,
          (index) => codes[index] !== fold && codes[index] !== -1,
          (index) => codes[index] === fold,
        ),
      )
      .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })),
    leftOut: codes.reduce((sum, code) => sum + (code === -1 ? 1 : 0), 0),
    used: parting,
  }
}

function byDate(rows: AlignedRows, parting: Extract<Parting, { kind: 'date' }>, path: string): Parted {
  const times = numberColumn(rows, { name: parting.column, use: 'date' })
  const from = parting.from === null ? openDay(times) : Date.parse(parting.from)
  if (from === null) throw refused(path, `Column ${parting.column} holds one day only.`, 'Choose another column.')
  const day = new Date(from).toISOString().slice(0, 10)
  return {
    pairs: [
      pair(
        `before ${day} chooses, from then on judges`,
        (index) => (times[index] ?? NaN) < from,
        (index) => (times[index] ?? NaN) >= from,
      ),
    ],
    leftOut: times.reduce((sum, time) => sum + (Number.isNaN(time) ? 1 : 0), 0),
    used: { ...parting, from: day },
  }
}

/** The last day from which on at least 30 % of the dated rows lie, later than the first day; null where there is none. */
function openDay(times: Float64Array): number | null {
  const days = times.filter((time) => !Number.isNaN(time)).map((time) => Math.floor(time / DAY)).sort()
  const candidate = days[Math.floor(days.length * (1 - JUDGING_SHARE))]
  const first = days[0]
  if (candidate === undefined || first === undefined) return null
  const later = candidate > first ? candidate : days.find((day) => day > first)
  return later === undefined ? null : later * DAY
}
