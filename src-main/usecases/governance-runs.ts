import { readFile } from 'node:fs/promises'
import type { RunSummary } from '../contract/comparison.ts'
import type { Problem } from '../contract/problem.ts'
import { parse } from 'yaml'
import { packagesIn } from '../domain/governance/checks/run.ts'
import type { HashedFile, RunFacts } from '../domain/governance/facts.ts'
import type { StatedWeighting } from '../domain/statistics/weighting.ts'
import { walkFolder } from '../evidence/folder/walk-folder.ts'
import { queryRows } from '../evidence/mlflow/duckdb-tables.ts'
import { gatherRun } from '../evidence/mlflow/gather-run-facts.ts'
import type { EvidenceFolder } from '../evidence/mlflow/gather-run-facts.ts'
import { findRuns, listRuns } from '../evidence/mlflow/list-runs.ts'
import { openStores } from '../evidence/mlflow/open-stores.ts'
import type { Stores } from '../evidence/mlflow/open-stores.ts'
import type { HashedArtifact } from '../evidence/mlflow/run-artifacts.ts'

/** A number that a run logged. */
export interface RunMetric {
  readonly runId: string
  readonly name: string
  readonly printed: string
  /** "run final, metric roc_auc". */
  readonly run: string
  readonly file: HashedFile
}

/** What the runs that a decision rests on state. */
export interface GovernanceRuns {
  readonly runs: readonly RunFacts[]
  readonly inFolder: number
  /** Ids of the runs that the decision doesn't rest on; none where it rests on no run. */
  readonly others: ReadonlySet<string>
  readonly weightings: readonly StatedWeighting[]
  readonly corrections: readonly StatedWeighting[]
  readonly metrics: readonly RunMetric[]
}

/** A decision that rests on more runs than this rests on none in particular. */
const mostRuns = 10
const mostText = 1024 * 1024
const weighting = /(class_weight|scale_pos_weight|is_unbalance|smote|sampling_strategy|auto_class_weights)$/i
const correction = /prior[_ -]?correct|calibrat/i
const environmentFile = /(^|\/)(requirements[^/]*\.txt|conda\.ya?ml|python_env\.ya?ml)$/i

interface MetricRow {
  run_id: string
  key: string
  printed: string
  source: string
}

/**
 * Reads what the runs with these ids say of themselves: where, by whose code, with which model, parameters, packages and metrics.
 * Rejects as `openStores` does, and with `run-missing` for an id that no run has.
 */
export async function governanceRuns(folder: string, ids: readonly string[], { signal }: { readonly signal: AbortSignal }): Promise<GovernanceRuns> {
  const walked = await walkFolder(folder, { signal })
  const stores = await openStores(walked.files, { signal, load: 'none' })
  try {
    const all = listRuns(stores)
    const runs = findRuns(all, ids.slice(0, mostRuns))
    await stores.load(new Set(runs.map(({ id }) => id)))
    const evidence: EvidenceFolder = { root: walked.root, files: new Map(walked.files.map((file) => [file.path, file])) }
    const gathered = []
    for (const run of runs) gathered.push(await runFacts(stores, run, evidence))
    const names = new Map(runs.map((run) => [run.id, run.name]))
    const metrics = await queryRows<MetricRow>(stores.connection, 'SELECT DISTINCT run_id, key, printed, source FROM latest_metrics ORDER BY ALL')
    return {
      inFolder: all.length,
      others: new Set(runs.length === 0 ? [] : all.map(({ id }) => id).filter((id) => runs.every((run) => run.id !== id))),
      runs: gathered.map(({ facts }) => facts),
      weightings: gathered.flatMap(({ weightings }) => weightings),
      corrections: gathered.flatMap(({ corrections }) => corrections),
      metrics: metrics
        .filter(({ run_id }) => names.has(run_id))
        .map(({ run_id, key, printed, source }) => ({
          runId: run_id,
          name: key,
          printed,
          run: `run ${names.get(run_id) ?? run_id}, metric ${key}`,
          file: { path: source, sha256: stores.sha256Of(source) ?? '' },
        })),
    }
  } finally {
    await stores.close()
  }
}

async function runFacts(stores: Stores, run: RunSummary, folder: EvidenceFolder) {
  const problems: Problem[] = []
  const { facts, artifacts } = await gatherRun(stores, run, folder, problems)
  const tags = new Map((facts.tags ?? []).map(({ key, value }) => [key, value]))
  const store = stores.opened.find(({ path }) => path === run.stores[0])
  const dirty = (facts.tags ?? []).find(({ key, value }) => /(^|[._])dirty$/i.test(key) && /^(true|1|yes)$/i.test(value.trim()))
  const stated = (pattern: RegExp) => facts.parameters.filter(({ key }) => pattern.test(key)).map(({ key, value, source }) => ({ name: key, value, source: `run ${run.name}, ${source}` }))
  const result: RunFacts = {
    id: run.id,
    name: run.name,
    experiment: run.experiment,
    status: run.status,
    lifecycle: run.lifecycle,
    start: run.startTime,
    end: run.endTime,
    store: { path: store?.path ?? '', sha256: store?.sha256 ?? '' },
    commit: tags.get('mlflow.source.git.commit') ?? null,
    dirty: dirty === undefined ? null : `tag ${dirty.key} ${dirty.value}`,
    models: [...(await modelNames(stores, run.id)), ...loggedFolders(artifacts)],
    modelFiles: facts.modelFiles.map(({ file, sha256 }) => ({ path: file, sha256 })),
    parameters: facts.parameters.length,
    packages: await packagesOf(artifacts, folder),
    signature: (await signatureOf(artifacts, folder)) ?? signatureInHistory(tags.get('mlflow.log-model.history'), run),
  }
  return { facts: result, weightings: stated(weighting), corrections: stated(correction) }
}

async function modelNames(stores: Stores, run: string): Promise<string[]> {
  const rows = await queryRows<{ words: string }>(
    stores.connection,
    `SELECT DISTINCT 'logged model ' || name AS words FROM logged_models WHERE source_run_id = $run
     UNION SELECT DISTINCT name || ' version ' || version FROM model_versions WHERE run_id = $run ORDER BY words`,
    { run },
  )
  return rows.map(({ words }) => words)
}

/** Up to MLflow 2 a run keeps its model in a folder of its artifacts, and nothing else names it. */
function loggedFolders(artifacts: readonly HashedArtifact[]): string[] {
  return artifacts.flatMap(({ name }) => (/(^|\/)MLmodel$/.test(name) ? [`artifact ${name.replace(/\/?MLmodel$/, '') || '.'}`] : []))
}

async function textOf(artifact: HashedArtifact, folder: EvidenceFolder): Promise<string | null> {
  const file = folder.files.get(artifact.file)
  return file === undefined || file.bytes > mostText ? null : readFile(file.absolute, 'utf8')
}

async function packagesOf(artifacts: readonly HashedArtifact[], folder: EvidenceFolder): Promise<RunFacts['packages']> {
  const found: RunFacts['packages'][number][] = []
  for (const artifact of artifacts.filter(({ name }) => environmentFile.test(name))) {
    const text = await textOf(artifact, folder)
    const file = { path: artifact.file, sha256: artifact.sha256 }
    for (const each of packagesIn(text ?? '')) {
      if (found.every(({ name, version }) => name !== each.name || version !== each.version)) found.push({ ...each, file })
    }
  }
  return found
}

async function signatureOf(artifacts: readonly HashedArtifact[], folder: EvidenceFolder): Promise<RunFacts['signature']> {
  for (const artifact of artifacts.filter(({ name }) => /(^|\/)MLmodel$/.test(name))) {
    const text = await textOf(artifact, folder)
    const names = text === null ? [] : inputNames(parsed(() => parse(text, { maxAliasCount: 100, logLevel: 'silent' })))
    if (names.length > 0) return { names, source: artifact.file }
  }
  return null
}

function signatureInHistory(text: string | undefined, run: RunSummary): RunFacts['signature'] {
  const history = text === undefined ? null : parsed(() => JSON.parse(text))
  const names = Array.isArray(history) ? history.map(inputNames).findLast((each) => each.length > 0) : undefined
  return names === undefined ? null : { names, source: `run ${run.name}, tag mlflow.log-model.history` }
}

/** The names of the input columns in the description of a logged model; empty where it states none. */
function inputNames(description: unknown): string[] {
  const inputs = member(member(description, 'signature'), 'inputs')
  const columns = typeof inputs === 'string' ? parsed(() => JSON.parse(inputs)) : null
  return Array.isArray(columns) ? columns.map((column) => member(column, 'name')).filter((name) => typeof name === 'string') : []
}

function parsed(read: () => unknown): unknown {
  try {
    return read()
  } catch {
    return null
  }
}

function member(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>)[name] : undefined
}
