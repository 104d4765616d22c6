import type { Problem } from '../contract/problem.ts'
import type { RunFacts, TableMatch } from '../domain/comparison/run-facts.ts'
import { fileProblem, throwIfStopped } from '../evidence/folder/folder-problem.ts'
import { matchTables } from '../evidence/matched-tables/match-tables.ts'
import type { KeptTable } from '../evidence/matched-tables/match-tables.ts'
import type { EvidenceFolder } from '../evidence/mlflow/gather-run-facts.ts'
import { describeAnyTable, examineTable, isTableName } from '../evidence/predictions/examine-table.ts'
import { nameHints } from '../evidence/predictions/name-hints.ts'
import { isNumericType } from '../evidence/predictions/row-expressions.ts'

/** Of the tables that one run kept, as many are looked into. */
const mostTables = 4

/** What the tables of predictions and decisions that the runs kept tell when their rows are matched; null where not all kept one. */
export interface KeptTableMatches {
  readonly predictions: TableMatch | null
  readonly decisions: TableMatch | null
}

/** Looks into the tables among the runs' artifacts and compares them row by row. One that can't be read becomes a problem. */
export async function matchKeptTables(
  runs: readonly RunFacts[],
  folder: EvidenceFolder,
  problems: Problem[],
  signal?: AbortSignal,
): Promise<KeptTableMatches> {
  const found: { predictions: KeptTable[]; decisions: KeptTable[] }[] = []
  for (const run of runs) found.push(await tablesOf(run, folder, problems, signal))
  const match = (of: 'predictions' | 'decisions', what: 'scores' | 'decisions'): Promise<TableMatch> | null => {
    const tables = aligned(found.map((tables) => tables[of]))
    return tables === null ? null : matchTables(tables, what, signal)
  }
  return { predictions: await match('predictions', 'scores'), decisions: await match('decisions', 'decisions') }
}

async function tablesOf(
  run: RunFacts,
  folder: EvidenceFolder,
  problems: Problem[],
  signal: AbortSignal | undefined,
): Promise<{ predictions: KeptTable[]; decisions: KeptTable[] }> {
  const predictions: KeptTable[] = []
  const decisions: KeptTable[] = []
  const files = new Map([...run.predictionFiles, ...run.decisionFiles].map((file) => [file.file, file]))
  for (const { file, sha256 } of [...files.values()].filter(({ file }) => isTableName(file)).slice(0, mostTables)) {
    const absolute = folder.files.get(file)?.absolute
    if (absolute === undefined) continue
    try {
      const uses = await examineTable(absolute, { path: file, sha256, ...(signal === undefined ? {} : { signal }) })
      const label = uses.predictions?.candidates[0]?.label ?? null
      for (const { score, label: own } of uses.predictions?.candidates ?? []) predictions.push({ path: file, absolute, column: score, label: own })
      for (const { decision } of uses.decisions) decisions.push({ path: file, absolute, column: decision, label })
      if (predictions.length > 0 && decisions.length > 0) continue
      // Without labels a table can't be judged, but its rows can be compared.
      const { columns } = await describeAnyTable(absolute, { path: file, sha256, ...(signal === undefined ? {} : { signal }) })
      const named = columns.map(({ name, type }) => ({ name, use: useByName(name, type) }))
      const push = (list: KeptTable[], use: 'score' | 'decision') => {
        const known = list.some(({ path }) => path === file)
        if (!known) list.push(...named.filter((column) => column.use === use).map(({ name }) => ({ path: file, absolute, column: name, label })))
      }
      push(predictions, 'score')
      push(decisions, 'decision')
    } catch (error) {
      throwIfStopped(signal)
      problems.push(fileProblem(file, error))
    }
  }
  return { predictions, decisions }
}

/** What a column holds by its name and type: "prediction" with decimals is a score, else a decision. */
function useByName(name: string, type: string): 'score' | 'decision' | null {
  const { score, decision, identifier, metric, label } = nameHints(name)
  if (identifier || metric || label) return null
  if (score && isNumericType(type) && !/INT/.test(type)) return 'score'
  return decision ? 'decision' : null
}

/** One table a run: of the same column in all runs where there is one, else the likeliest of each. */
function aligned(found: readonly (readonly KeptTable[])[]): KeptTable[] | null {
  const [first, ...others] = found
  if (first === undefined || found.some((tables) => tables.length === 0)) return null
  for (const table of first) {
    const same = others.map((tables) => tables.find(({ column }) => column === table.column))
    if (same.every((other) => other !== undefined)) return [table, ...same]
  }
  return found.flatMap((tables) => tables.slice(0, 1))
}
