import type { BankChoices } from '../contract/bank-choices.ts'
import { ProblemError } from '../contract/problem.ts'
import type { TableSummary } from '../contract/reading.ts'
import type { Scan, ScannedPredictions } from '../contract/scan.ts'
import type { HeldOut } from '../contract/uncertainty.ts'
import type { CheckFacts, RowKeyFacts } from '../domain/governance/facts.ts'
import { evidencePath } from '../evidence/predictions/evidence-path.ts'
import { nameHints } from '../evidence/predictions/name-hints.ts'
import { agreeOnRows, readKeyOverlap, readRowDates, readRowKeys, readSideDates } from '../evidence/matched-tables/row-keys.ts'
import type { RowTable } from '../evidence/matched-tables/row-keys.ts'
import type { FactRequest } from './governance-facts.ts'
import type { ThresholdJudgement } from './judge-threshold.ts'
import type { WorkOptions } from './progress-stream.ts'

type RowFacts = Pick<CheckFacts, 'table' | 'heldOut' | 'training' | 'sameRows' | 'challengers'>

/** Columns that may name a row, and other tables, of which as many are looked into. */
const mostKeys = 3
const mostTables = 3

/** What the rows of the table say beside label and score: which they are, of when, and which other tables hold them. */
export async function governanceRows(
  request: FactRequest,
  choices: BankChoices,
  summary: TableSummary,
  scan: Scan,
  judgement: ThresholdJudgement,
  heldOut: HeldOut | null,
  work: WorkOptions,
): Promise<RowFacts> {
  const { folder } = request
  const { reading } = choices
  const scanned = scan.predictions.find(({ path }) => path === reading.path) ?? null
  const columns = reading.weight === undefined ? ((await attempt(() => judgement.columns({ folder, reading }, work))) ?? []) : []
  // Only a table of one file is asked for its rows; parts are named by a pattern.
  const table = scan.files.some(({ path }) => path === reading.path) && reading.weight === undefined ? { path: reading.path, absolute: await evidencePath(folder, reading.path) } : null
  const key = table === null ? null : await keyOf(table, request.rowKey, scanned, work)
  const dateColumns = columns.filter(({ uses }) => uses.includes('date')).map(({ name }) => name)
  const dates = table === null ? [] : ((await attempt(() => readRowDates(table, dateColumns, work))) ?? [])
  return {
    table: {
      path: reading.path,
      sha256: summary.sha256,
      rows: summary.rows,
      scannedRows: scanned?.rows ?? null,
      used: summary.used,
      excluded: summary.excluded,
      positives: summary.positives,
      negatives: summary.negatives,
      positive: summary.positive,
      orientation: reading.orientation,
      scoreRange: summary.scoreRange,
      key,
      dates,
      parts: columns.filter(({ uses }) => uses.includes('part')).map(({ name, examples }) => ({ column: name, values: examples })),
    },
    heldOut: heldOut === null ? null : await heldOutFacts(heldOut, table, dates[0]?.column ?? null, work),
    training: table === null ? null : await trainingFacts(request, table, dateColumns, scan, work),
    ...(table === null ? { sameRows: null, challengers: [] } : await otherScores(request, choices, summary, { table, scanned, key }, scan, work)),
  }
}

/** Null for what can't be read; only a stop is passed on. */
async function attempt<Answer>(ask: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof ProblemError && error.problem.kind !== 'stopped') return null
    throw error
  }
}

/** The column that was named; else one with the name of an identifier that names each row once. */
async function keyOf(table: RowTable, named: string | null, scanned: ScannedPredictions | null, work: WorkOptions): Promise<RowKeyFacts | null> {
  if (named !== null) return readRowKeys(table, named, work)
  for (const { name } of (scanned?.columns ?? []).filter((column) => nameHints(column.name).identifier).slice(0, mostKeys)) {
    const found = await attempt(() => readRowKeys(table, name, work))
    if (found !== null && found.missing === 0 && found.distinct === scanned?.rows) return found
  }
  return null
}

async function heldOutFacts(heldOut: HeldOut, table: RowTable | null, dateColumn: string | null, work: WorkOptions): Promise<CheckFacts['heldOut']> {
  const { parting, parts, chosenPerThousand, judgedPerThousand, constraints } = heldOut
  const base = { kind: parting.kind, column: parting.column, parts, chosen: parts.map(({ chosen }) => chosen.threshold), chosenPerThousand, judgedPerThousand, constraints }
  if (table === null || parting.kind === 'folds') return { ...base, dates: null }
  if (parting.kind === 'parts') {
    const { column, choose, judge } = parting
    return { ...base, dates: dateColumn === null ? null : await attempt(() => readSideDates(table, dateColumn, { kind: 'parts', column, choose, judge }, work)) }
  }
  const { column, from } = parting
  return { ...base, dates: from === null ? null : await attempt(() => readSideDates(table, column, { kind: 'date', column, from }, work)) }
}

async function trainingFacts({ folder, trainingTable, rowKey }: FactRequest, table: RowTable, dateColumns: readonly string[], scan: Scan, work: WorkOptions): Promise<CheckFacts['training']> {
  if (trainingTable === null || rowKey === null) return null
  const other = { path: trainingTable, absolute: await evidencePath(folder, trainingTable) }
  const { rows, overlap } = await readKeyOverlap(table, other, rowKey, work)
  const dates = (await Promise.all(dateColumns.map((column) => attempt(() => readRowDates(other, [column], work))))).flatMap((found) => found ?? [])
  const sha256 = scan.files.find(({ path }) => path === trainingTable)?.sha256 ?? ''
  return { file: { path: trainingTable, sha256 }, key: rowKey, overlap, rows, dates: dates[0] ?? null }
}

interface OwnTable {
  readonly table: RowTable
  readonly scanned: ScannedPredictions | null
  readonly key: RowKeyFacts | null
}

/** Scores of other models for these rows: in other columns of the table, and in other tables with as many rows. */
async function otherScores(
  { folder, trainingTable }: FactRequest,
  { reading, reference }: BankChoices,
  summary: TableSummary,
  { table, scanned, key }: OwnTable,
  scan: Scan,
  work: WorkOptions,
): Promise<Pick<CheckFacts, 'sameRows' | 'challengers'>> {
  const own = { path: reading.path, sha256: summary.sha256 }
  const decided = new Set(scan.decisions.filter(({ path }) => path === reading.path).map(({ decision }) => decision))
  const beside = (scanned?.candidates ?? []).filter(
    ({ label, score, scoreRange }) => label === reading.label && score !== reading.score && !decided.has(score) && nameHints(score).score && scoreRange[0] >= 0 && scoreRange[1] <= 1,
  )
  const challengers: CheckFacts['challengers'][number][] = beside.map(({ score }) => ({ text: `Column ${score} scores the same rows.`, source: `column ${score} of ${reading.path}`, file: own }))
  const found: NonNullable<CheckFacts['sameRows']>[] =
    beside.length === 0
      ? []
      : [{ kind: 'matched', rows: summary.rows, unmatched: 0, differentLabels: 0, matchedBy: 'standing in one row of the table', source: `columns ${[reading.score, ...beside.map(({ score }) => score)].join(', ')} of ${reading.path}`, files: [own] }]
  const others = scan.predictions.filter(({ path, rows }) => path !== reading.path && path !== reference?.path && path !== trainingTable && rows === summary.rows && scan.files.some((file) => file.path === path))
  for (const other of others.slice(0, mostTables)) {
    const candidate = other.candidates[0]
    if (candidate === undefined) continue
    const shared = key !== null && other.columns.some(({ name }) => name === key.column) ? key.column : null
    const absolute = await attempt(() => evidencePath(folder, other.path))
    if (absolute === null) continue
    const agreement = await agreeOnRows([{ ...table, label: reading.label }, { path: other.path, absolute, label: candidate.label }], shared, work)
    // Two tables of one length without a common row hold other cases: they are not compared.
    if (agreement.kind === 'unmatched' || agreement.rows === 0) continue
    const file = { path: other.path, sha256: other.sha256 }
    found.push({ ...agreement, source: `rows of ${reading.path} and ${other.path}`, files: [own, file] })
    if (agreement.unmatched === 0 && agreement.differentLabels === 0) challengers.push({ text: `Column ${candidate.score} of ${other.path} scores the same rows.`, source: other.path, file })
  }
  const unequal = found.find((each) => each.kind === 'matched' && (each.unmatched > 0 || each.differentLabels > 0))
  return { sameRows: unequal ?? found.at(-1) ?? null, challengers }
}
