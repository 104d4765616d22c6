import { countOf, textAt } from './table-session.ts'
import type { TableSession } from './table-session.ts'

export interface LabelCount {
  readonly label: string
  readonly rows: number
}

/** The labels of a column with their rows, most frequent first, equals by name; at most `limit` of them. */
export async function countLabels(session: TableSession, table: string, column: string, limit: number): Promise<LabelCount[]> {
  const rows = await session.rows(
    `select ${column} as label, count(*) as n from ${table} where ${column} is not null group by 1 order by n desc, label limit ${limit}`,
  )
  return rows.map((row) => ({ label: textAt(row, 'label'), rows: countOf(row['n']) }))
}
