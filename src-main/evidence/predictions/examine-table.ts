import type { ScannedDecisions, ScannedPredictions } from '../../contract/scan.ts'
import { decisionsIn } from '../decisions/decisions-in.ts'
import { examine } from './examined-table.ts'
import { withTable } from './lend-table.ts'
import { predictionCandidates } from './prediction-candidates.ts'
import { hashed } from './read-prediction-table.ts'
import { tableProblems } from './table-problems.ts'
import { withTableSession } from './table-session.ts'

export { isTableName } from './table-files.ts'

export interface ExamineOptions {
  /** How the results and problems name the file; the absolute path where left out. */
  readonly path?: string
  /** SHA-256 of the file where it is known already. */
  readonly sha256?: string
  readonly signal?: AbortSignal
}

/** What a table can be used as; both may hold for one file. */
export interface TableUses {
  readonly predictions: ScannedPredictions | null
  readonly decisions: ScannedDecisions[]
}

/**
 * Tells whether the file at an absolute path is a prediction table, a decision table, both or neither. Rows,
 * positives and implied thresholds are exact. Throws ProblemErrors for a file that can't be read.
 */
export async function examineTable(file: string, options: ExamineOptions = {}): Promise<TableUses> {
  const { table, decisions } = await examined(file, options)
  return { predictions: table.candidates.length === 0 ? null : table, decisions }
}

/** The prediction table in a file, or null; see {@link examineTable}. */
export async function describeTable(file: string, options: ExamineOptions = {}): Promise<ScannedPredictions | null> {
  return (await examineTable(file, options)).predictions
}

/** The table in a file with all its columns, also where no pair of them is a candidate; see {@link examineTable}. */
export async function describeAnyTable(file: string, options: ExamineOptions = {}): Promise<ScannedPredictions> {
  return (await examined(file, options)).table
}

async function examined(file: string, options: ExamineOptions): Promise<{ table: ScannedPredictions; decisions: ScannedDecisions[] }> {
  const path = options.path ?? file
  const problem = tableProblems(path)
  return withTable(file, problem, options.signal, async (source) => {
    const sha256 = options.sha256 ?? (await hashed(source, problem, options.signal))
    return withTableSession(problem, options.signal, async (session) => {
      const table = await examine(session, source, problem)
      const decisions = await decisionsIn(table)
      const candidates = await predictionCandidates(table, new Set(decisions.map(({ decision }) => decision)))
      const { malformed } = source
      const rows = table.rows + (malformed?.rows ?? 0)
      const leftOut = malformed === null ? {} : { malformed }
      const columns = table.columns.map(({ name, type }) => ({ name, type }))
      return {
        table: { path, rows, sha256, columns, candidates, form: source.form, ...leftOut },
        decisions: decisions.map((found) => ({ path, rows, sha256, ...found, ...leftOut })),
      }
    })
  })
}
