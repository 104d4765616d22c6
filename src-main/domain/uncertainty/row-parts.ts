import { ProblemError } from '../../contract/problem.ts'
import type { Parting } from '../../contract/uncertainty.ts'
import { categoryColumn, numberColumn, type AlignedRows } from '../threshold/aligned-rows.ts'

/** Which rows, by the code of their part, choose a threshold and which judge it. */
export interface PartPair {
  readonly name: string
  readonly choose: (code: number) => boolean
  readonly judge: (code: number) => boolean
  /** The problem of a part without rows of both classes. */
  readonly oneClass: (path: string) => ProblemError
}

/** How rows are parted by codes. A code that is in no pair, such as that of a row without a value, is left out. */
export interface Parted {
  readonly pairs: readonly PartPair[]
  /** The parting with what was left open filled in. */
  readonly used: Parting
}

const MOST_FOLDS = 50
/** Milliseconds of a day. */
export const DAY = 86_400_000
/** The judging part holds at least this share of the rows, where the day is left open. */
const JUDGING_SHARE = 0.3

/** The rows of a table with the code of their part, -1 where they have none. Raises `usage` where the column doesn't part them as asked. */
export function partsOfRows(rows: AlignedRows, parting: Parting, path: string): Parted & { readonly codes: Int32Array } {
  if (parting.kind !== 'date') {
    const { names, codes } = categoryColumn(rows, { name: parting.column, use: 'part' })
    return { ...partsOfNames(names, parting, path), codes }
  }
  const times = numberColumn(rows, { name: parting.column, use: 'date' })
  const from = parting.from === null ? openDay(daysOf(times)) : Date.parse(parting.from)
  if (from === null) throw refused(path, `Column ${parting.column} holds one day only.`, 'Choose another column.')
  const codes = Int32Array.from(times, (time) => (Number.isNaN(time) ? -1 : time < from ? 0 : 1))
  return { ...partsOfDay(new Date(from).toISOString().slice(0, 10), parting), codes }
}

/** The parts that the names of a column make, each by its place. Raises `usage` where they don't part the rows as asked. */
export function partsOfNames(names: readonly string[], parting: Exclude<Parting, { kind: 'date' }>, path: string): Parted {
  return parting.kind === 'parts' ? byParts(names, parting, path) : byFolds(names, parting, path)
}

/** The two sides of a day: rows before it have code 0, the others 1. */
export function partsOfDay(day: string, parting: Extract<Parting, { kind: 'date' }>): Parted {
  return { pairs: [pair(`before ${day} chooses, from then on judges`, (code) => code === 0, (code) => code === 1)], used: { ...parting, from: day } }
}

function refused(path: string, message: string, action: string): ProblemError {
  return new ProblemError({ kind: 'usage', path, message, action })
}

function pair(name: string, choose: PartPair['choose'], judge: PartPair['judge']): PartPair {
  return {
    name,
    choose,
    judge,
    oneClass: (path) => refused(path, `${name}: a part holds rows of one class only, or none.`, 'Choose other parts.'),
  }
}

function byParts(names: readonly string[], parting: Extract<Parting, { kind: 'parts' }>, path: string): Parted {
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
  const name = `${parting.choose.join(', ')} chooses, ${parting.judge.join(', ')} judges`
  return { pairs: [pair(name, (code) => choose.has(code), (code) => judge.has(code))], used: parting }
}

function byFolds(names: readonly string[], parting: Extract<Parting, { kind: 'folds' }>, path: string): Parted {
  if (names.length < 2 || names.length > MOST_FOLDS) {
    throw refused(path, `Column ${parting.column} holds ${names.length} values.`, `Choose a column of 2 to ${MOST_FOLDS} folds.`)
  }
  const isFold = (code: number) => code >= 0 && code < names.length
  return {
    pairs: names
      .map((name, fold) => pair(`fold ${name}`, (code) => code !== fold && isFold(code), (code) => code === fold))
      .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })),
    used: parting,
  }
}

/** A day, counted from 1970, and its rows. */
export interface DayRows {
  readonly day: number
  readonly rows: number
}

function daysOf(times: Float64Array): DayRows[] {
  const found = new Map<number, number>()
  for (const time of times) {
    if (!Number.isNaN(time)) found.set(Math.floor(time / DAY), (found.get(Math.floor(time / DAY)) ?? 0) + 1)
  }
  return [...found].map(([day, rows]) => ({ day, rows })).sort((a, b) => a.day - b.day)
}

/**
 * The last day, in milliseconds since 1970, from which on at least 30 % of the dated rows lie, later than the first day; null where
 * there is none. The days are ascending.
 */
export function openDay(days: readonly DayRows[]): number | null {
  const all = days.reduce((sum, { rows }) => sum + rows, 0)
  const rank = Math.floor(all * (1 - JUDGING_SHARE))
  const [first] = days
  let before = 0
  for (const { day, rows } of days) {
    before += rows
    if (before > rank && first !== undefined && day > first.day) return day * DAY
  }
  return null
}
