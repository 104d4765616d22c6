import type { Comparison, RunSummary } from '../contract/comparison.ts'
import type { Derivation } from '../contract/derivation.ts'
import type { Problem } from '../contract/problem.ts'
import { ProblemError } from '../contract/problem.ts'
import { judgeSameModel } from '../domain/comparison/verdict.ts'
import { walkFolder } from '../evidence/folder/walk-folder.ts'
import { comparedRows, comparisonQuery } from '../evidence/mlflow/compared-rows.ts'
import type { DerivedFact } from '../evidence/mlflow/compared-rows.ts'
import { gatherRun, strayModelFiles } from '../evidence/mlflow/gather-run-facts.ts'
import type { GatheredRun } from '../evidence/mlflow/gather-run-facts.ts'
import { findRuns, listRuns as runsOf } from '../evidence/mlflow/list-runs.ts'
import { openStores } from '../evidence/mlflow/open-stores.ts'
import type { Stores } from '../evidence/mlflow/open-stores.ts'
import { disagreementProblems } from '../evidence/mlflow/store-disagreements.ts'

interface CompareOptions {
  readonly signal?: AbortSignal
}

/**
 * Every run of every tracking store in the folder, newest first.
 *
 * @throws ProblemError `folder-missing`, `folder-unreadable` or `stopped`.
 */
export async function listRuns(folder: string, options: CompareOptions = {}): Promise<RunSummary[]> {
  const walked = await walkFolder(folder, options)
  const stores = await openStores(walked.files, { ...options, load: 'none' })
  try {
    return runsOf(stores)
  } finally {
    await stores.close()
  }
}

/**
 * The runs side by side, in the order given, and whether they hold the same model. An id may be cut short as long as
 * it fits one run only.
 *
 * @throws ProblemError `usage` for fewer than two different runs, `run-missing` for an id that no run or several have;
 *   those of `listRuns`.
 */
export async function compareRuns(
  folder: string,
  ids: readonly string[],
  options: CompareOptions = {},
): Promise<Comparison> {
  const walked = await walkFolder(folder, options)
  const stores = await openStores(walked.files, { ...options, load: 'small' })
  try {
    const runs = findRuns(runsOf(stores), ids)
    if (runs.length < 2) {
      throw new ProblemError({
        kind: 'usage',
        path: null,
        message: 'A comparison needs two different runs.',
        action: 'Name two to ten run ids.',
      })
    }
    const problems: Problem[] = stores.opened.flatMap((store) => store.problems)
    await stores.load(new Set(runs.map((run) => run.id)))
    const disagreements = await stores.disagreements()
    problems.push(...disagreementProblems(stores, disagreements, runs))
    const evidence = { root: walked.root, files: new Map(walked.files.map((file) => [file.path, file])) }
    const gathered: GatheredRun[] = []
    for (const run of runs) gathered.push(await gatherRun(stores, run, evidence, problems))
    const derived = runs.flatMap((run, index) => derivedFacts(run, gathered[index]))
    const { rows, ignored } = await comparedRows(stores.connection, runs.map((run) => run.id), derived)
    return {
      runs,
      rows,
      ignored,
      verdict: judgeSameModel(
        gathered.map(({ facts }) => facts),
        strayModelFiles(stores, evidence),
      ),
      derivation: derivationOf(stores, runs, gathered, rows.length),
      problems,
    }
  } finally {
    await stores.close()
  }
}

function derivedFacts(run: RunSummary, gathered: GatheredRun | undefined): DerivedFact[] {
  if (gathered === undefined) return []
  const { facts, artifacts, flavors, classNames, runFolder } = gathered
  const fact = (section: DerivedFact['section'], place: number, key: string, text: string | null): DerivedFact[] =>
    text === null || text === '' ? [] : [{ section, place, key, runId: run.id, text }]
  const stated = (statements: readonly { value: string }[]): string =>
    [...new Set(statements.map(({ value }) => value))].join(', ')
  return [
    ...fact('identity', 1, 'Run', run.name),
    ...fact('identity', 2, 'Run id', run.id),
    ...fact('identity', 3, 'Experiment', `${run.experimentId} ${run.experiment}`),
    ...fact('identity', 4, 'Status', run.lifecycle === 'deleted' ? `${run.status}, deleted` : run.status),
    ...fact('identity', 5, 'Started', run.startTime === null ? null : utc(run.startTime)),
    ...fact('identity', 6, 'User', run.user),
    ...fact('identity', 7, 'Recorded in', run.stores.join(', ')),
    ...fact('models', 1, 'Kind of model', stated(facts.families)),
    ...fact('models', 3, 'Model class', classNames.join(', ')),
    ...fact('models', 4, 'Library', flavors.join(', ')),
    ...fact('models', 5, 'Number of features', stated(facts.features)),
    ...fact('artifacts', 1, 'Run folder', runFolder),
    { section: 'artifacts', place: 2, key: 'Model file', runId: run.id, text: modelFileWords(facts.modelFiles) },
    ...artifacts.flatMap((file) => fact('artifacts', 0, file.name, `SHA-256 ${file.sha256}`)),
  ]
}

function modelFileWords(files: readonly { name: string; sha256: string }[]): string | null {
  return files.length === 0 ? null : files.map((file) => `${file.name} (SHA-256 ${file.sha256})`).join(', ')
}

function utc(milliseconds: number): string | null {
  const date = new Date(milliseconds)
  return Number.isNaN(date.getTime()) ? null : `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

function derivationOf(
  stores: Stores,
  runs: readonly RunSummary[],
  gathered: readonly GatheredRun[],
  rows: number,
): Derivation {
  const named = stores.opened.filter((store) => runs.some((run) => run.stores.includes(store.path)))
  const modelFiles = gathered.flatMap(({ facts }) => facts.modelFiles)
  return {
    title: 'Runs side by side',
    query: comparisonQuery,
    formula:
      'Parameters and tags are equal as exact decimals where they are numbers, metrics as doubles, all else as text. A value that a run does not have is missing, not different.',
    rows: `${rows} keys of ${runs.length} runs`,
    files: [...named.map(({ path, sha256 }) => ({ path, sha256 })), ...modelFiles.map(({ file, sha256 }) => ({ path: file, sha256 }))],
    tieRule: 'Of a metric that was logged several times, the value with the greatest (step, timestamp, value) counts, as in MLflow.',
  }
}
