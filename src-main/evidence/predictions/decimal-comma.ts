import { isNumericType, textOf } from './row-expressions.ts'
import { quoteIdentifier } from './sql-quoting.ts'
import { countOf } from './table-session.ts'
import type { TableSession } from './table-session.ts'
import type { TableColumn, TableSource } from './table-source.ts'

const sampleRows = 20_000

/**
 * The same columns, of which those are marked whose numbers are written with a decimal comma: in the first 20,000 rows
 * some value is a number with one comma, none is one with a point, and the commas don't all part thousands ("1,234").
 * In a column so marked a number with a point is text, and in any other a number with a comma.
 */
export async function withDecimalCommas(session: TableSession, source: TableSource, columns: readonly TableColumn[]): Promise<TableColumn[]> {
  const texts = columns.filter(({ type }) => source.format !== 'parquet' || (!isNumericType(type) && type !== 'BOOLEAN'))
  if (texts.length === 0) return [...columns]
  const parts = texts.flatMap(({ name }, index) => {
    const text = `trim(${textOf(name, source.format)})`
    const like = (pattern: string) => `count(*) filter (regexp_full_match(${text}, '${pattern}'))`
    return [
      `${like('[+-]?[0-9]*,[0-9]+([eE][+-]?[0-9]+)?')} as commas${index}`,
      `${like('[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+')} as thousands${index}`,
      `${like('[+-]?[0-9]*[.][0-9]+([eE][+-]?[0-9]+)?')} as points${index}`,
    ]
  })
  const names = texts.map(({ name }) => name)
  const [row = {}] = await session.rows(
    `select ${parts.join(', ')} from (select ${names.map(quoteIdentifier).join(', ')} from ${source.relation(names)} limit ${sampleRows})`,
    [source.parameter],
  )
  const marked = new Set(
    texts
      .filter((_, index) => {
        const commas = countOf(row[`commas${index}`])
        return commas > countOf(row[`thousands${index}`]) && countOf(row[`points${index}`]) === 0
      })
      .map(({ name }) => name),
  )
  return columns.map((column) => (marked.has(column.name) ? { ...column, decimalComma: true } : column))
}
