import type { Excluded, TableReading } from '../../../contract/reading.ts'
import { labelClasses, oneClass } from '../label-classes.ts'
import type { LabelClasses } from '../label-classes.ts'
import { scoreStates } from '../read-prediction-table.ts'
import type { FurtherColumn } from '../read-prediction-table.ts'
import { canonicalLabel, isNumericType, labelExpression, missingExpression, scoreExpression } from '../row-expressions.ts'
import { quoteIdentifier, quoteText } from '../sql-quoting.ts'
import type { TableProblem } from '../table-problems.ts'
import { countOf } from '../table-session.ts'
import type { TableSession } from '../table-session.ts'
import { emptyFile } from '../table-source.ts'
import type { TableColumn, TableSource } from '../table-source.ts'
import type { UsableRows } from './row-levels.ts'

/** The two columns of a large table. */
export interface LargeColumns {
  readonly label: TableColumn
  readonly score: TableColumn
}

/** What is known of a table before its rows are counted by score. */
export interface TableFacts extends LabelClasses {
  readonly rowCount: number
  /** Null where only counting the rows tells that none is left out. */
  readonly excluded: Excluded | null
  /** Lowest and highest finite score. */
  readonly range: readonly [number, number]
}

const nothingExcluded: Excluded = { nullScore: 0, nanScore: 0, infiniteScore: 0, textScore: 0, nullLabel: 0, foreignLabel: 0 }

/**
 * The facts as a Parquet file states them of itself, which spares reading it: null unless the score is a floating-point
 * column and the label an integer column of 0 and 1, without nulls and with statistics in every row group. Raises the
 * problems of `labelClasses`.
 */
export async function statedFacts(
  session: TableSession,
  source: TableSource,
  { label, score }: LargeColumns,
  reading: TableReading,
  rowCount: number,
  problem: TableProblem,
): Promise<TableFacts | null> {
  if (source.format !== 'parquet' || !/^(DOUBLE|FLOAT)$/.test(score.type) || !/^U?(TINYINT|SMALLINT|INTEGER|BIGINT)$/.test(label.type)) return null
  const rows = await session.rows(
    'select path_in_schema as name, stats_min_value as low, stats_max_value as high, stats_null_count as nulls from parquet_metadata($1) where path_in_schema in ($2, $3)',
    [source.parameter, label.name, score.name],
  )
  const rangeOf = (name: string, number: (text: string) => number): [number, number] | null => {
    let range: [number, number] = [Infinity, -Infinity]
    for (const row of rows.filter((each) => each['name'] === name)) {
      const { low, high, nulls } = row
      if (typeof low !== 'string' || typeof high !== 'string' || Number(nulls ?? 1) !== 0) return null
      range = [Math.min(range[0], number(low)), Math.max(range[1], number(high))]
    }
    return range.every((end) => Number.isFinite(end)) ? range : null
  }
  const labels = rangeOf(label.name, Number)
  const range = rangeOf(score.name, score.type === 'FLOAT' ? (text) => Math.fround(Number(text)) : Number)
  if (labels === null || range === null || labels[0] < 0 || labels[1] > 1) return null
  return { ...labelClasses([...new Set(labels)].map(String), reading, problem), rowCount, excluded: null, range }
}

/**
 * The facts by reading every row once: rows by the state of their score and by label. Raises the problems of
 * `labelClasses`, `file-empty`, and `no-usable-row`.
 */
export async function countedFacts(
  session: TableSession,
  source: TableSource,
  { label, score }: LargeColumns,
  reading: TableReading,
  problem: TableProblem,
): Promise<TableFacts> {
  const { usable, missing, text, nan, infinite } = scoreStates
  const raw = quoteIdentifier(label.name)
  const rows = await session.rows(
    `select state, ${labelExpression(label, source.format)} as label, sum(n)::bigint as n, min(low) as low, max(high) as high
from (select ${raw}, state, count(*) as n, min(score) as low, max(score) as high
  from (select ${raw}, score, case when missing then ${missing} when score is null then ${text} when isnan(score) then ${nan}
      when isinf(score) then ${infinite} else ${usable} end as state
    from (select ${raw}, ${scoreExpression(score, source.format)} as score, ${missingExpression(score, source.format)} as missing
      from ${source.relation([label.name, score.name])})) group by all) group by 1, 2 order by n desc, 2`,
    [source.parameter],
  )
  const counts = rows.map((row) => ({ state: countOf(row['state']), label: row['label'] ?? null, rows: countOf(row['n']), low: Number(row['low']), high: Number(row['high']) }))
  const sum = (some: typeof counts) => some.reduce((total, each) => total + each.rows, 0)
  const rowCount = sum(counts)
  if (rowCount === 0) throw emptyFile(problem)
  const labels = [...new Set(counts.flatMap((each) => (typeof each.label === 'string' ? [each.label] : [])))]
  if (labels.length === 0) throw problem('no-usable-row', `Column ${label.name} holds no label.`, 'Choose another label column.')
  const classes = labelClasses(labels, reading, problem)
  const ofState = (state: number) => counts.filter((each) => each.state === state)
  const usableRows = ofState(usable)
  const own = usableRows.filter((each) => each.label === classes.positive || each.label === classes.negative)
  if (own.length === 0) throw problem('no-usable-row', 'No row has a usable score and label.', 'Check the score and label columns.')
  if (new Set(own.map((each) => each.label)).size < 2) {
    throw oneClass(`Only rows labelled ${own.some((each) => each.label === classes.positive) ? classes.positive : classes.negative} have a usable score.`, problem)
  }
  return {
    ...classes,
    rowCount,
    excluded: {
      ...nothingExcluded,
      nullScore: sum(ofState(missing)),
      nanScore: sum(ofState(nan)),
      infiniteScore: sum(ofState(infinite)),
      textScore: sum(ofState(text)),
      nullLabel: sum(usableRows.filter((each) => each.label === null)),
      foreignLabel: sum(usableRows.filter((each) => each.label !== null && !own.includes(each))),
    },
    range: [Math.min(...own.map(({ low }) => low)), Math.max(...own.map(({ high }) => high))],
  }
}

/** The usable rows of a large table, as SQL, with further columns where they are asked for. */
export function usableRows(source: TableSource, { label, score }: LargeColumns, facts: TableFacts, further: readonly FurtherColumn[] = []): UsableRows {
  const positive = labelIs(source, label, facts.positive)
  // A file that states its range and no nulls can only hold NaN beside it, which no key can be made of.
  const finite = facts.excluded === null ? '' : ` where isfinite(${scoreExpression(score, source.format)})`
  const strangers = facts.excluded !== null && facts.excluded.nullLabel + facts.excluded.foreignLabel > 0
  const onlyOwn = strangers ? ` and (${positive} or ${labelIs(source, label, facts.negative)})` : ''
  return {
    select: `select ${scoreExpression(score, source.format)} as score, ${positive} as positive${further.map(({ expression, alias }) => `, ${expression} as ${alias}`).join('')}
  from ${source.relation([...new Set([label.name, score.name, ...further.map(({ column }) => column)])])}${finite}${onlyOwn}`,
    rows: 'count(*)',
    positives: 'count(*) filter (where positive)',
    columns: ['positive', ...further.map(({ alias }) => alias)],
  }
}

/** SQL that is true where a label is `canonical`; a plain comparison where the column's type allows it, for speed. */
function labelIs(source: TableSource, label: TableColumn, canonical: string): string {
  const name = quoteIdentifier(label.name)
  if (source.format === 'parquet' && /^U?(TINYINT|SMALLINT|INTEGER|BIGINT)$/.test(label.type) && /^-?\d+$/.test(canonical)) return `${name} = ${canonical}`
  if (source.format === 'parquet' && label.type === 'BOOLEAN') return canonical === 'true' ? name : `not ${name}`
  if (source.format === 'parquet' && isNumericType(label.type) && canonical === canonicalLabel(String(Number(canonical)))) {
    return `${name} = ${quoteText(canonical)}::double`
  }
  return `${labelExpression(label, source.format)} = ${quoteText(canonical)}`
}
