import type { ColumnUse, ExtraColumn } from '../../contract/extra-columns.ts'
import type { TableReading } from '../../contract/reading.ts'
import { withDecimalCommas } from './decimal-comma.ts'
import { withTable } from './lend-table.ts'
import { mostNames, mostNumericGroups, refuseCounted } from './read-extra-columns.ts'
import type { ReadBefore } from './read-extra-columns.ts'
import { requireColumn, rowsQuery, scoreStates } from './read-prediction-table.ts'
import type { ReadOptions } from './read-table.ts'
import { labelExpression, numberOfText } from './row-expressions.ts'
import { tableProblems } from './table-problems.ts'
import { countOf, textAt, withTableSession } from './table-session.ts'
import type { TableSession } from './table-session.ts'
import { columnsOf } from './table-source.ts'

/**
 * The columns of a table beside label and score, over its usable rows, and what the values of each allow. Throws
 * ProblemErrors as `readPredictionTable` does.
 */
export async function describeExtraColumns(
  file: string,
  reading: TableReading,
  { positive, negative }: ReadBefore,
  options: ReadOptions,
): Promise<ExtraColumn[]> {
  const problem = tableProblems(reading.path)
  refuseCounted(reading, problem)
  return withTable(file, problem, options.signal, (source) =>
    withTableSession(problem, options.signal, async (session) => {
      const columns = await columnsOf(session, source, problem)
      const others = columns.filter(({ name }) => name !== reading.label && name !== reading.score)
      const named = [reading.label, reading.score, ...others.map(({ name }) => name)].map((name) => requireColumn(columns, name, problem))
      const [label, score, ...extras] = await withDecimalCommas(session, source, named)
      if (label === undefined || score === undefined) throw new RangeError('label and score are the first two columns')
      const further = extras.map((column, index) => ({
        column: column.name,
        alias: `text${index}`,
        expression: labelExpression(column, source.format),
      }))
      await session.run(
        `create temp table usable as select * from (${rowsQuery(source, label, score, further)})
         where state = ${scoreStates.usable} and label in ($2, $3)`,
        [source.parameter, positive, negative],
      )
      await session.lock()
      const described: ExtraColumn[] = []
      for (const [index, { name, type }] of extras.entries()) {
        described.push({ name, type, ...(await describe(session, `text${index}`)) })
        options.onProgress?.({ stage: 'Looking at columns', done: index + 1, total: extras.length, unit: 'columns' })
      }
      return described
    }),
  )
}

async function describe(session: TableSession, text: string): Promise<Omit<ExtraColumn, 'name' | 'type'>> {
  const groups = await session.rows(
    `select ${text} as text from usable where ${text} is not null group by 1 order by count(*) desc, 1 limit ${mostNames + 1}`,
  )
  const number = numberOfText(text)
  const [row = {}] = await session.rows(
    `select count(*) as rows, count(${text}) as stated, count(*) filter (isfinite(${number})) as numbers,
       count(*) filter (${number} < 0) as negatives, count(try_cast(${text} as timestamp)) as dates from usable`,
  )
  const count = (name: string) => countOf(row[name])
  const distinct = groups.length > mostNames ? null : groups.length
  const facts = { distinct, rows: count('rows'), stated: count('stated'), numbers: count('numbers'), dates: count('dates') }
  return {
    missing: facts.rows - facts.stated,
    distinct,
    examples: groups.slice(0, 4).map((group) => textAt(group, 'text')),
    uses: usesOf({ ...facts, negatives: count('negatives') }),
  }
}

/** What of a column decides its uses. */
export interface ColumnFacts {
  readonly distinct: number | null
  readonly rows: number
  readonly stated: number
  readonly numbers: number
  readonly dates: number
  readonly negatives: number
}

/** A use is offered where the values allow it, never chosen. */
export function usesOf({ distinct, rows, stated, numbers, dates, negatives }: ColumnFacts): ColumnUse[] {
  if (stated === 0 || distinct === 1) return []
  const uses: ColumnUse[] = []
  const numeric = numbers === stated
  if (numeric && negatives === 0 && (distinct === null || distinct > mostNumericGroups)) uses.push('amount')
  if (!numeric && dates === stated) uses.push('date')
  if (distinct !== null && distinct <= 50 && distinct < rows) uses.push('part')
  if (numeric || (distinct !== null && distinct <= 200)) uses.push('segment')
  if (distinct === null || distinct > 50) uses.push('customer')
  return uses
}
