import { ProblemError } from '../../contract/problem.ts'
import type { TableReading } from '../../contract/reading.ts'
import type { Costs } from '../../contract/recommendation.ts'
import type { Mention, PredictionCandidate, Scan, ScannedPredictions } from '../../contract/scan.ts'
import { statedCosts, type Mistake } from './stated-costs.ts'

/** What the command line was given; null where it wasn't. */
export interface GivenOptions {
  /** Path of the prediction table, relative to the evidence folder. */
  readonly predictions: string | null
  readonly label: string | null
  readonly score: string | null
  readonly positive: string | null
  readonly negative: string | null
  readonly orientation: TableReading['orientation'] | null
  readonly costFn: string | null
  readonly costFp: string | null
}

export interface ResolvedOptions {
  readonly reading: TableReading
  readonly costs: Costs
  /** What was taken from the folder: "cost_fn 10, assumed from config.yaml:21, unconfirmed". */
  readonly assumed: readonly string[]
}

/**
 * Completes what was given from what the folder states, where it states exactly one.
 * @throws ProblemError `not-stated` where it states none or several; the choices are in its action
 */
export function resolveAssumptions(scan: Scan, given: GivenOptions): ResolvedOptions {
  const table = given.label !== null && given.score !== null && given.predictions !== null
    ? { reading: { path: given.predictions, label: given.label, score: given.score, positive: given.positive, negative: given.negative }, assumed: [] }
    : statedTable(scan, given)
  const fn = costOf(scan, 'fn', given.costFn)
  const fp = costOf(scan, 'fp', given.costFp)
  const orientation = given.orientation ?? 'high'
  return {
    reading: { ...table.reading, orientation },
    costs: { fn: fn.value, fp: fp.value },
    assumed: [
      ...table.assumed,
      ...(given.orientation === null ? ['orientation high, assumed: the folder does not state it, unconfirmed'] : []),
      ...fn.assumed,
      ...fp.assumed,
    ],
  }
}

function statedTable(scan: Scan, given: GivenOptions) {
  const tables = scan.predictions
    .filter((table) => given.predictions === null || table.path === given.predictions)
    .map((table) => ({ table, candidates: table.candidates.filter((item) => fits(item, given)) }))
    .filter(({ candidates }) => candidates.length > 0)
  const [only, ...others] = tables
  if (only === undefined) {
    throw notStated(given.predictions, 'No prediction table with a label and a score was found.', 'Give --predictions FILE --label L --score S.')
  }
  if (others.length > 0) {
    throw notStated(null, `The folder holds ${tables.length} prediction tables.`, `Give --predictions with one of ${tables.map(({ table }) => table.path).join(', ')}.`)
  }
  const [candidate] = only.candidates
  if (candidate === undefined) throw new RangeError('A table without candidates was kept.')
  return readingOf(only.table, candidate, only.candidates.length, given)
}

/** A label of three values or more is no statement of which two are meant. */
function fits(candidate: PredictionCandidate, given: GivenOptions): boolean {
  const several = (candidate.labels?.length ?? 0) > 2 && (given.positive === null || given.negative === null)
  return !several && (given.label === null || candidate.label === given.label) && (given.score === null || candidate.score === given.score)
}

function readingOf(table: ScannedPredictions, candidate: PredictionCandidate, candidates: number, given: GivenOptions) {
  const positive = given.positive ?? candidate.positive
  if (positive === null) {
    throw notStated(table.path, `Which value of ${candidate.label} is the positive class is not stated.`, 'Give --positive V.')
  }
  const negative = given.negative ?? (given.positive === null ? candidate.negative : null)
  const from = `assumed from ${table.path}`
  const likeliest = candidates === 1 ? '' : ` as the likeliest of ${candidates} pairs of columns`
  const columns = [given.label === null ? `label ${candidate.label}` : '', given.score === null ? `score ${candidate.score}` : '']
    .filter((part) => part !== '')
    .join(' and ')
  return {
    reading: { path: table.path, label: candidate.label, score: candidate.score, positive, negative },
    assumed: [
      ...(given.predictions === null ? [`prediction table ${table.path}, assumed as the only one of the folder, unconfirmed`] : []),
      ...(columns === '' ? [] : [`${columns}, ${from}${likeliest}, unconfirmed`]),
      ...(given.positive === null ? [`positive class ${positive}, ${from}, unconfirmed`] : []),
    ],
  }
}

function costOf(scan: Scan, mistake: Mistake, given: string | null): { value: string; assumed: string[] } {
  if (given !== null) return { value: given, assumed: [] }
  const stated = statedCosts(scan, mistake)
  const [first] = stated
  const option = `--cost-${mistake}`
  const what = mistake === 'fn' ? 'false negative' : 'false positive'
  if (first === undefined) throw notStated(null, `The folder states no cost of a ${what}.`, `Give ${option} N.`)
  if (stated.some((mention) => mention.value !== first.value)) {
    throw notStated(null, `The folder states several costs of a ${what}.`, `Give ${option} N; stated are ${stated.map(place).join(', ')}.`)
  }
  if (!/^\d+(\.\d+)?$/.test(first.printed)) {
    throw notStated(first.path, `Line ${first.line} states ${first.printed} as the cost of a ${what}.`, `Give ${option} N, a number such as 10 or 0.5.`)
  }
  return { value: first.printed, assumed: [`cost_${mistake} ${first.printed}, assumed from ${first.path}:${first.line}, unconfirmed`] }
}

const place = (mention: Mention) => `${mention.printed} (${mention.path}:${mention.line})`

function notStated(path: string | null, message: string, action: string): ProblemError {
  return new ProblemError({ kind: 'not-stated', path, message, action })
}
