import { realpath } from 'node:fs/promises'
import { relative, sep } from 'node:path'
import type { LabelValues, NamedTable } from '../../contract/named-table.ts'
import { describeAnyTable } from './examine-table.ts'
import { evidencePath } from './evidence-path.ts'
import { countLabels } from './label-counts.ts'
import { withTable } from './lend-table.ts'
import { requireColumn } from './read-prediction-table.ts'
import { labelExpression } from './row-expressions.ts'
import { tableFiles } from './table-files.ts'
import { fileSystemProblem, tableProblems } from './table-problems.ts'
import { withTableSession } from './table-session.ts'
import { columnsOf } from './table-source.ts'
import { withDecimalCommas } from './decimal-comma.ts'

const mostFiles = 200
const mostLabels = 20

/** More wildcards than any layout of files needs; each may multiply the time to match a long name. */
const mostWildcards = 10

/**
 * The table that a person named inside an evidence folder: a file, a folder of parts or a pattern, and the files that it
 * stands for. Throws the ProblemErrors of `evidencePath` and `describeAnyTable`; `file-missing` where nothing matches.
 */
export async function nameTable(folder: string, path: string, options: { readonly signal?: AbortSignal }): Promise<NamedTable> {
  const problem = tableProblems(path)
  if ((path.match(/[*?[]/g) ?? []).length > mostWildcards) {
    throw problem('usage', `The pattern has more than ${mostWildcards} wildcards.`, 'Use "**" for folders in folders, and "*" for the rest of a name.')
  }
  const file = await evidencePath(folder, path)
  try {
    const { files } = await tableFiles(file, problem)
    if (files.length === 0) throw problem('file-missing', 'No file matches this pattern.', 'Check the path and the pattern.')
    const root = await realpath(folder)
    const names = files.slice(0, mostFiles).map((each) => relative(root, each).replaceAll(sep, '/'))
    const table = await describeAnyTable(file, { ...options, path })
    return { table, files: names, fileCount: files.length }
  } catch (error) {
    throw fileSystemProblem(error, problem) ?? error
  }
}

/** The values of a column of a table inside an evidence folder, in the form in which a reading names them. */
export async function labelValues(folder: string, path: string, label: string, { signal }: { readonly signal?: AbortSignal }): Promise<LabelValues> {
  const problem = tableProblems(path)
  return withTable(await evidencePath(folder, path), problem, signal, (source) =>
    withTableSession(problem, signal, async (session) => {
      const [column] = await withDecimalCommas(session, source, [requireColumn(await columnsOf(session, source, problem), label, problem)])
      if (column === undefined) throw new RangeError('a column is missing')
      await session.run(`create temp table named as select ${labelExpression(column, source.format)} as label from ${source.relation([label])}`, [source.parameter])
      const labels = await countLabels(session, 'named', 'label', mostLabels + 1)
      return { labels: labels.slice(0, mostLabels), more: labels.length > mostLabels }
    }),
  )
}
