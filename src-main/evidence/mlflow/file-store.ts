import { createHash } from 'node:crypto'
import type { Problem } from '../../contract/problem.ts'
import { createFileStoreReader, partly } from './file-store-reader.ts'
import type { FileStoreReader } from './file-store-reader.ts'
import { readRegistryDirectory } from './file-store-registry.ts'
import { readRunDirectories } from './file-store-run-rows.ts'
import type { StoreDirectories } from './file-store-run-rows.ts'
import { filesBelow } from './folder-tree.ts'
import type { Directory } from './folder-tree.ts'
import { emptyContent, linkVersions } from './store-tables.ts'
import type { RunRows, Selection, StoreContent } from './store-tables.ts'

export interface FileStore {
  /** Without the run tables. */
  readonly content: StoreContent
  /** SHA-256 of the sorted lines "sha256  path" of the files read so far; paths are relative to the folder. */
  readonly sha256: () => string
  /** SHA-256 of each of these files. */
  readonly hashes: ReadonlyMap<string, string>
  /** Grows with what later reads can't use. */
  readonly problems: readonly Problem[]
  /** The number of its files, artifacts not among them. */
  readonly rows: number
  readonly ownFiles: ReadonlySet<string>
  readonly read: (selection: Selection, signal?: AbortSignal) => Promise<RunRows>
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
 * Opens an MLflow file store whose experiments lie directly in `root`: what its meta.yaml files say. Whatever lies in
 * `.trash` is deleted, whatever its meta.yaml says. A directory without a usable meta.yaml is told and the rest is read.
 */
export async function openFileStore(root: Directory, signal?: AbortSignal): Promise<FileStore> {
  const reader = createFileStoreReader(signal)
  const content = emptyContent()
  const directories: StoreDirectories = { runs: new Map(), models: new Map(), datasets: new Map() }
  const [registry, trash] = ['models', '.trash'].map((name) => root.directories.get(name))
  for (const directory of root.directories.values()) {
    if (directory === registry) await readRegistryDirectory(reader, content, directory)
    else if (directory !== trash) await readExperiment(reader, content, directories, directory, false)
  }
  for (const directory of trash?.directories.values() ?? []) await readExperiment(reader, content, directories, directory, true)
  linkVersions(content)
  const ownFiles = filesOfStore(root, directories)
  return {
    content,
    sha256: () => {
      const lines = [...reader.hashes].map(([path, sha256]) => `${sha256}  ${path}\n`).sort()
      return createHash('sha256').update(lines.join('')).digest('hex')
    },
    hashes: reader.hashes,
    problems: reader.problems,
    rows: ownFiles.size,
    ownFiles,
    read: (selection, readSignal) => readRunDirectories(reader, directories, selection, readSignal),
  }
}

/** Every file of the store but those below the `artifacts` of a run or logged model, and below directories that are no store's. */
function filesOfStore(root: Directory, directories: StoreDirectories): Set<string> {
  const own = new Set<string>()
  const add = (directory: Directory | undefined): void => {
    if (directory !== undefined) for (const { file } of filesBelow(directory)) own.add(file.path)
  }
  const addMeta = (directory: Directory): void => {
    const meta = directory.files.get('meta.yaml')
    if (meta !== undefined) own.add(meta.path)
  }
  for (const directory of [...root.directories.values(), ...(root.directories.get('.trash')?.directories.values() ?? [])]) {
    addMeta(directory)
    add(directory.directories.get('datasets'))
    add(directory.directories.get('tags'))
    // The registry.
    if (directory === root.directories.get('models')) add(directory)
  }
  for (const directory of [...directories.runs.values(), ...[...directories.models.values()].map((model) => model.directory)]) {
    addMeta(directory)
    for (const part of ['metrics', 'params', 'tags', 'inputs', 'outputs']) add(directory.directories.get(part))
  }
  return own
}

async function readExperiment(
  reader: FileStoreReader,
  content: StoreContent,
  directories: StoreDirectories,
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
      stated_lifecycle: meta['lifecycle_stage'] ?? null,
      creation_time: milliseconds(meta['creation_time']),
      workspace: 'default',
    })
    for (const { key, value } of await reader.values(directory.directories.get('tags'))) {
      content.experiment_tags.push({ experiment_id: meta['experiment_id'] ?? id, key, value })
    }
  }
  for (const run of runDirectories) await readRun(reader, content, directories, run, id, trashed)
  for (const model of directory.directories.get('models')?.directories.values() ?? []) {
    await readLoggedModel(reader, content, directories, model, id, trashed)
  }
  for (const dataset of directory.directories.get('datasets')?.directories.values() ?? []) {
    directories.datasets.set(lastPart(dataset.path), { directory: dataset, experimentId: id })
  }
}

async function readRun(
  reader: FileStoreReader,
  content: StoreContent,
  directories: StoreDirectories,
  directory: Directory,
  experimentId: string,
  trashed: boolean,
): Promise<void> {
  const meta = await reader.meta(directory)
  if (meta === null) return
  const id = lastPart(directory.path)
  const stated = meta['run_id'] ?? meta['run_uuid'] ?? id
  if (stated !== id) reader.problems.push(partly(`${directory.path}/meta.yaml`, `It names run ${stated} in the directory of ${id}.`))
  if (directories.runs.has(id)) {
    reader.problems.push(partly(directory.path, `Run ${id} lies in two directories of this store; this one is left out.`))
    return
  }
  const status = meta['status'] ?? 'UNKNOWN'
  const tags = meta['run_name'] ? [] : await reader.values(directory.directories.get('tags'), (key) => key === 'mlflow.runName')
  content.runs.push({
    id,
    name: meta['run_name'] || tags[0]?.value || meta['name'] || '',
    experiment_id: meta['experiment_id'] ?? experimentId,
    status: statusNames[status] ?? status,
    lifecycle: trashed ? 'deleted' : (meta['lifecycle_stage'] ?? 'active'),
    stated_lifecycle: meta['lifecycle_stage'] ?? null,
    start_time: milliseconds(meta['start_time']),
    end_time: milliseconds(meta['end_time']),
    user_id: meta['user_id'] || null,
    artifact_uri: meta['artifact_uri'] || null,
  })
  directories.runs.set(id, directory)
}

async function readLoggedModel(
  reader: FileStoreReader,
  content: StoreContent,
  directories: StoreDirectories,
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
  directories.models.set(id, { directory, runId: meta['source_run_id'] ?? null })
}

function milliseconds(value: string | null | undefined): number | null {
  const number = Number(value ?? NaN)
  return value === '' || !Number.isFinite(number) ? null : Math.trunc(number)
}

export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
