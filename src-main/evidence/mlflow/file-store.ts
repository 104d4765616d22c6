import { createHash } from 'node:crypto'
import type { Problem } from '../../contract/problem.ts'
import { canonicalValue } from '../../domain/comparison/canonical-value.ts'
import { createFileStoreReader, partly } from './file-store-reader.ts'
import type { FileStoreReader } from './file-store-reader.ts'
import { readRegistryDirectory } from './file-store-registry.ts'
import { filesBelow } from './folder-tree.ts'
import type { Directory } from './folder-tree.ts'
import type { MetaYaml } from './meta-yaml.ts'
import { parseMetricLine } from './metric-line.ts'
import { emptyContent } from './store-tables.ts'
import type { StoreContent } from './store-tables.ts'

export interface FileStore {
  readonly content: StoreContent
  /** SHA-256 of the sorted lines "sha256  path" of the files that were read; paths are relative to the folder. */
  readonly sha256: string
  /** SHA-256 of each of these files. */
  readonly hashes: ReadonlyMap<string, string>
  readonly problems: readonly Problem[]
}

const statusNames: Readonly<Partial<Record<string, string>>> = {
  1: 'RUNNING',
  2: 'SCHEDULED',
  3: 'FINISHED',
  4: 'FAILED',
  5: 'KILLED',
}

const runDirectoryName = /^[0-9a-f]{32}$/
const reservedNames: readonly string[] = ['.trash', 'models', 'tags', 'datasets', 'traces', 'artifacts', 'assessments']

/**
 * Reads an MLflow file store whose experiments lie directly in `root`. Whatever lies in `.trash` is deleted, whatever
 * its meta.yaml says. A directory without a usable meta.yaml is told and the rest is read.
 */
export async function readFileStore(root: Directory, signal?: AbortSignal): Promise<FileStore> {
  const reader = createFileStoreReader(signal)
  const content = emptyContent()
  for (const directory of root.directories.values()) {
    if (directory === root.directories.get('models')) await readRegistryDirectory(reader, content, directory)
    else if (directory === root.directories.get('.trash')) {
      for (const trashed of directory.directories.values()) await readExperiment(reader, content, trashed, true)
    } else await readExperiment(reader, content, directory, false)
  }
  const lines = [...reader.hashes].map(([path, sha256]) => `${sha256}  ${path}\n`).sort()
  return {
    content,
    sha256: createHash('sha256').update(lines.join('')).digest('hex'),
    hashes: reader.hashes,
    problems: reader.problems,
  }
}

async function readExperiment(
  reader: FileStoreReader,
  content: StoreContent,
  directory: Directory,
  trashed: boolean,
): Promise<void> {
  const id = lastPart(directory.path)
  const runDirectories = [...directory.directories.values()].filter(
    (child) => runDirectoryName.test(lastPart(child.path)) || (reader.isDeclared(child) && !reservedNames.includes(lastPart(child.path))),
  )
  if (!reader.isDeclared(directory) && runDirectories.length === 0 && !/^\d+$/.test(id)) return
  const meta = await reader.meta(directory)
  if (meta !== null) {
    content.experiments.push({
      id: meta['experiment_id'] ?? id,
      name: meta['name'] ?? id,
      artifact_location: meta['artifact_location'] ?? null,
      lifecycle: trashed ? 'deleted' : (meta['lifecycle_stage'] ?? 'active'),
      creation_time: milliseconds(meta['creation_time']),
    })
  }
  for (const run of runDirectories) await readRun(reader, content, run, id, trashed)
  const models = directory.directories.get('models')
  for (const model of models?.directories.values() ?? []) await readLoggedModel(reader, content, model, id, trashed)
  await readDatasets(reader, content, directory.directories.get('datasets'), id)
}

async function readRun(
  reader: FileStoreReader,
  content: StoreContent,
  directory: Directory,
  experimentId: string,
  trashed: boolean,
): Promise<void> {
  const meta = await reader.meta(directory)
  if (meta === null) return
  const id = lastPart(directory.path)
  const stated = meta['run_id'] ?? meta['run_uuid'] ?? id
  if (stated !== id) reader.problems.push(partly(`${directory.path}/meta.yaml`, `It names run ${stated} in the directory of ${id}.`))
  const tags = await reader.values(directory.directories.get('tags'))
  const status = meta['status'] ?? 'UNKNOWN'
  content.runs.push({
    id,
    name: meta['run_name'] || tags.find((tag) => tag.key === 'mlflow.runName')?.value || meta['name'] || '',
    experiment_id: meta['experiment_id'] ?? experimentId,
    status: statusNames[status] ?? status,
    lifecycle: trashed ? 'deleted' : (meta['lifecycle_stage'] ?? 'active'),
    start_time: milliseconds(meta['start_time']),
    end_time: milliseconds(meta['end_time']),
    user_id: meta['user_id'] || null,
    artifact_uri: meta['artifact_uri'] || null,
  })
  for (const { key, value, source } of tags) {
    content.tags.push({ run_id: id, key, value, canonical: canonicalValue(value), source })
  }
  for (const { key, value, source } of await reader.values(directory.directories.get('params'))) {
    content.params.push({ run_id: id, key, value, canonical: canonicalValue(value), source })
  }
  await readMetrics(reader, content, directory.directories.get('metrics'), id)
  await readLinks(reader, content, directory.directories.get('inputs'), id)
  await readLinks(reader, content, directory.directories.get('outputs'), id)
}

async function readMetrics(
  reader: FileStoreReader,
  content: StoreContent,
  directory: Directory | undefined,
  runId: string,
): Promise<void> {
  if (directory === undefined) return
  for (const { name, file } of filesBelow(directory)) {
    const text = await reader.text(file)
    if (text === null) continue
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
    if (lines.length === 0) reader.problems.push(partly(file.path, 'The metric file is empty.'))
    let unreadable = 0
    for (const line of lines) {
      const metric = parseMetricLine(line)
      if (metric === null) unreadable += 1
      else content.metrics.push({ run_id: runId, key: name, ...metric, source: file.path })
    }
    if (unreadable > 0) {
      reader.problems.push(partly(file.path, `${unreadable} of ${lines.length} lines are not "timestamp value step".`))
    }
  }
}

/** `inputs/` names the datasets and models that a run read, `outputs/` the models that it logged. */
async function readLinks(
  reader: FileStoreReader,
  content: StoreContent,
  directory: Directory | undefined,
  runId: string,
): Promise<void> {
  for (const link of directory?.directories.values() ?? []) {
    const meta = await reader.meta(link)
    if (meta === null) continue
    const id = lastPart(link.path)
    const isOutput = meta['source_type'] === 'RUN_OUTPUT'
    content.inputs.push({
      id: `${runId}/${id}`,
      source_type: meta['source_type'] ?? 'DATASET',
      // MLflow writes the model's id into both ends of an output; the run is the directory that it lies in.
      source_id: isOutput ? runId : (meta['source_id'] ?? id),
      destination_type: meta['destination_type'] ?? 'RUN',
      destination_id: meta['destination_id'] ?? runId,
    })
    for (const [key, value] of Object.entries(linkTags(meta))) content.input_tags.push({ input_id: `${runId}/${id}`, key, value })
  }
}

function linkTags(meta: MetaYaml): Readonly<Record<string, string>> {
  const tags: Record<string, string> = {}
  for (const [key, value] of Object.entries(meta)) {
    if (key.startsWith('tags.') && typeof value === 'string') tags[key.slice('tags.'.length)] = value
  }
  return tags
}

async function readDatasets(
  reader: FileStoreReader,
  content: StoreContent,
  directory: Directory | undefined,
  experimentId: string,
): Promise<void> {
  for (const dataset of directory?.directories.values() ?? []) {
    const meta = await reader.meta(dataset)
    if (meta === null) continue
    content.datasets.push({
      id: lastPart(dataset.path),
      experiment_id: experimentId,
      name: meta['name'] ?? '',
      digest: meta['digest'] ?? '',
      source_type: meta['source_type'] ?? null,
      source: meta['source'] ?? null,
      schema: meta['schema'] ?? null,
      profile: meta['profile'] ?? null,
    })
  }
}

async function readLoggedModel(
  reader: FileStoreReader,
  content: StoreContent,
  directory: Directory,
  experimentId: string,
  trashed: boolean,
): Promise<void> {
  const meta = await reader.meta(directory)
  if (meta === null) return
  const id = lastPart(directory.path)
  content.logged_models.push({
    id,
    experiment_id: experimentId,
    name: meta['name'] ?? id,
    artifact_location: meta['artifact_location'] ?? null,
    lifecycle: trashed ? 'deleted' : (meta['lifecycle_stage'] ?? 'active'),
    model_type: meta['model_type'] ?? null,
    source_run_id: meta['source_run_id'] || null,
  })
  for (const { key, value } of await reader.values(directory.directories.get('params'))) {
    content.logged_model_params.push({ model_id: id, key, value })
  }
  for (const { key, value } of await reader.values(directory.directories.get('tags'))) {
    content.logged_model_tags.push({ model_id: id, key, value })
  }
}

export function milliseconds(value: string | null | undefined): number | null {
  const number = Number(value ?? NaN)
  return value === '' || !Number.isFinite(number) ? null : Math.trunc(number)
}

export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
