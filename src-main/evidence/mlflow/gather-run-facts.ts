import { readFile } from 'node:fs/promises'
import type { RunSummary } from '../../contract/comparison.ts'
import type { Problem } from '../../contract/problem.ts'
import { featuresInName, modelFamily, statesFamily, statesFeatures } from '../../domain/comparison/model-family.ts'
import type { KeptFile, RunFacts, StatedParameter, Statement } from '../../domain/comparison/run-facts.ts'
import { unfoldParameters } from '../../domain/comparison/unfold-rows.ts'
import { queryRows } from './duckdb-tables.ts'
import type { FolderFile } from './folder-tree.ts'
import { parseMlmodel, parseModelHistory } from './logged-model.ts'
import type { LoggedModelDescription } from './logged-model.ts'
import type { Stores } from './open-stores.ts'
import { runArtifacts, runFolderWords } from './run-artifacts.ts'
import type { ArtifactPlace, HashedArtifact } from './run-artifacts.ts'
import { lineageOf } from './run-lineage.ts'

export interface GatheredRun {
  readonly facts: RunFacts
  readonly artifacts: readonly HashedArtifact[]
  readonly places: readonly ArtifactPlace[]
  /** What is at the place where the run says that its artifacts are, in words; "not found" for nothing. */
  readonly runFolder: string
  /** Libraries that the run's logged models name. */
  readonly flavors: readonly string[]
  readonly classNames: readonly string[]
}

/** The evidence folder as it was walked. */
export interface EvidenceFolder {
  /** Absolute. */
  readonly root: string
  readonly files: ReadonlyMap<string, FolderFile>
  /** Ends the reading with `stopped`. */
  readonly signal?: AbortSignal | undefined
}

const modelFile = /\.(pkl|pickle|joblib|dill|cloudpickle|onnx|ubj|xgb|lgb|cbm|cb|h5|keras|pt|pth|pmml|bin)$|(^|\/)(model|booster)[^/]*\.(txt|json)$/i
const predictionFile = /(^|[^a-z])(predictions?|predicted|preds?|oof|proba|probabilities|scores|scored)(?![a-z])[^/]*\.(csv|tsv|parquet|pq|jsonl|ndjson|npy)(\.gz)?$/i
const decisionFile = /(^|[^a-z])(decisions?|submission)(?![a-z])[^/]*\.(csv|tsv|parquet|pq|jsonl|ndjson|npy)(\.gz)?$/i

const keyedQuery = (table: 'params' | 'tags') => `SELECT key, arg_min(value, store) AS value, arg_min(canonical, store) AS canonical, min(store) AS store
FROM ${table} WHERE run_id = $run GROUP BY key ORDER BY key`

const datasetQuery = `SELECT key, arg_min(value, store) AS value, min(store) AS store
FROM run_datasets WHERE run_id = $run GROUP BY key ORDER BY key`

/** The queries, verbatim, that read the parameters, tags and datasets that a run states. */
export const statementQuery = [keyedQuery('params'), keyedQuery('tags'), datasetQuery].join(';\n')

/** Model files of the folder, by their names, that are an artifact of no run. */
export function strayModelFiles(stores: Stores, folder: EvidenceFolder): string[] {
  const kept = stores.keptFiles()
  return [...folder.files.keys()].filter((file) => modelFile.test(file) && !kept.has(file) && !stores.ownFiles.has(file))
}

/** Reads what the stores and the artifacts say about the model of a run. Artifacts are hashed, never loaded. */
export async function gatherRun(
  stores: Stores,
  run: RunSummary,
  folder: EvidenceFolder,
  problems: Problem[],
): Promise<GatheredRun> {
  const { files } = folder
  const parameters = await keyed(stores, 'params', run.id)
  const tags = await keyed(stores, 'tags', run.id)
  const kept = await runArtifacts(stores, run.id, folder, problems)
  const artifacts = kept.files
  const described = await describedModels(artifacts, files, tags)
  const families: Statement[] = []
  const features: Statement[] = []
  const state = (list: Statement[], value: string | null, source: string): void => {
    if (value !== null) list.push({ value, source })
  }
  for (const { key, value, canonical, source } of [...unfoldParameters(parameters), ...tags]) {
    if (statesFamily(key)) state(families, modelFamily(value), source)
    if (statesFeatures(key) && /^\d+$/.test(canonical)) state(features, canonical, source)
  }
  for (const { description, source } of described) {
    const named = description.className ?? description.flavors.find((flavor) => modelFamily(flavor) !== null) ?? null
    state(families, named === null ? null : modelFamily(named), source)
    state(features, description.features === null ? null : String(description.features), source)
  }
  // A name is the weakest statement: it counts only where nothing else speaks.
  if (families.length === 0) state(families, modelFamily(run.name), `name of the run (${run.stores[0] ?? ''})`)
  if (features.length === 0) state(features, featuresInName(run.name), `name of the run (${run.stores[0] ?? ''})`)
  const modelFiles = ofLoggedModels(artifacts, described)
  return {
    facts: {
      id: run.id,
      name: run.name,
      families,
      features,
      parameters: unfoldParameters(parameters),
      tags,
      lineage: await lineageOf(stores, run, [...parameters, ...tags]),
      datasets: await datasetsOf(stores, run.id),
      modelFiles,
      predictionFiles: artifacts.filter((file) => file.bytes > 0 && predictionFile.test(file.name)),
      decisionFiles: artifacts.filter((file) => file.bytes > 0 && decisionFile.test(file.name)),
    },
    artifacts,
    places: kept.places,
    runFolder: await runFolderWords(stores, run, kept, folder.root),
    flavors: [...new Set(described.flatMap(({ description }) => description.flavors))].sort(),
    classNames: [...new Set(described.flatMap(({ description }) => description.className ?? []))].sort(),
  }
}

async function keyed(stores: Stores, table: 'params' | 'tags', runId: string): Promise<StatedParameter[]> {
  const word = table === 'params' ? 'parameter' : 'tag'
  const rows = await queryRows<{ key: string; value: string; canonical: string; store: number }>(
    stores.connection,
    keyedQuery(table),
    { run: runId },
  )
  return rows.map(({ key, value, canonical, store }) => ({
    key,
    value,
    canonical,
    source: `${word} ${key} (${stores.opened[store]?.path ?? ''})`,
  }))
}

async function datasetsOf(stores: Stores, runId: string): Promise<StatedParameter[]> {
  const rows = await queryRows<{ key: string; value: string; store: number }>(
    stores.connection,
    datasetQuery,
    { run: runId },
  )
  return rows.map(({ key, value, store }) => ({
    key,
    value,
    canonical: value,
    source: `dataset ${key} (${stores.opened[store]?.path ?? ''})`,
  }))
}

interface DescribedModel {
  readonly description: LoggedModelDescription
  readonly source: string
  /** The directory of the MLmodel file among the run's artifacts, with a slash; null for a history entry. */
  readonly directory: string | null
}

async function describedModels(
  artifacts: readonly HashedArtifact[],
  files: ReadonlyMap<string, FolderFile>,
  tags: readonly StatedParameter[],
): Promise<DescribedModel[]> {
  const described: DescribedModel[] = []
  for (const artifact of artifacts) {
    if (!/(^|\/)MLmodel$/.test(artifact.name) || artifact.bytes > 1024 * 1024) continue
    const absolute = files.get(artifact.file)?.absolute
    const description = absolute === undefined ? null : parseMlmodel(await readFile(absolute, 'utf8'))
    if (description === null) continue
    described.push({ description, source: artifact.file, directory: artifact.name.slice(0, -'MLmodel'.length) })
  }
  for (const tag of tags) {
    if (tag.key !== 'mlflow.log-model.history') continue
    for (const description of parseModelHistory(tag.value)) {
      described.push({ description, source: tag.source, directory: null })
    }
  }
  return described
}

/** The files that an MLmodel file names as the model; where no run artifact is one, whatever looks like a model file. */
function ofLoggedModels(artifacts: readonly HashedArtifact[], described: readonly DescribedModel[]): KeptFile[] {
  const named = new Set(
    described.flatMap(({ description, directory }) =>
      directory === null ? [] : description.files.map((file) => directory + file),
    ),
  )
  // Two empty files are equal byte for byte, and no model.
  const full = artifacts.filter((artifact) => artifact.bytes > 0)
  const declared = full.filter((artifact) => named.has(artifact.name))
  return declared.length > 0 ? declared : full.filter((artifact) => modelFile.test(artifact.name))
}
