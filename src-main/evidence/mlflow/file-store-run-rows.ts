import { canonicalValue } from '../../domain/comparison/canonical-value.ts'
import { throwIfStopped } from '../folder/folder-problem.ts'
import { partly } from './file-store-reader.ts'
import type { FileStoreReader } from './file-store-reader.ts'
import { filesBelow } from './folder-tree.ts'
import type { Directory } from './folder-tree.ts'
import type { MetaYaml } from './meta-yaml.ts'
import { parseMetricLine } from './metric-line.ts'
import type { MetricLine } from './metric-line.ts'
import { emptyRunRows } from './store-tables.ts'
import type { RunRows, Selection } from './store-tables.ts'

/** The directories of a file store by the id of what they hold. */
export interface StoreDirectories {
  readonly runs: Map<string, Directory>
  readonly models: Map<string, { readonly directory: Directory; readonly runId: string | null }>
  readonly datasets: Map<string, { readonly directory: Directory; readonly experimentId: string }>
}

/** Reads the selected rows of the run tables. */
export async function readRunDirectories(
  reader: FileStoreReader,
  directories: StoreDirectories,
  selection: Selection,
  signal: AbortSignal | undefined,
): Promise<RunRows> {
  const rows = emptyRunRows()
  for (const [id, directory] of directories.runs) {
    if (selection.runs !== null && !selection.runs.has(id)) continue
    throwIfStopped(signal)
    await readRun(reader, rows, directory, id, selection)
  }
  if (selection.key !== null) return rows
  const datasets = new Set(rows.inputs.map((input) => input.source_id))
  for (const [id, { directory, experimentId }] of directories.datasets) {
    if (selection.runs === null || datasets.has(id)) await readDataset(reader, rows, directory, id, experimentId)
  }
  for (const [id, { directory, runId }] of directories.models) {
    if (selection.runs === null || (runId !== null && selection.runs.has(runId))) await readModel(reader, rows, directory, id)
  }
  return rows
}

async function readRun(reader: FileStoreReader, rows: RunRows, directory: Directory, id: string, { key: wanted }: Selection): Promise<void> {
  const of = (name: string): Directory | undefined => directory.directories.get(name)
  for (const { key, value, source } of await reader.values(of('tags'), wanted)) {
    rows.tags.push({ run_id: id, key, value, canonical: canonicalValue(value), source })
  }
  for (const { key, value, source } of await reader.values(of('params'), wanted)) {
    rows.params.push({ run_id: id, key, value, canonical: canonicalValue(value), source })
  }
  for (const { key, source, lines } of await metricLines(reader, of('metrics'), wanted)) {
    for (const line of lines) rows.metrics.push({ run_id: id, key, ...line, source })
  }
  if (wanted !== null) return
  await readLinks(reader, rows, of('inputs'), id)
  await readLinks(reader, rows, of('outputs'), id)
}

/** The points of each metric file. A line that stands there twice, as some versions of MLflow write it, is one point. */
async function metricLines(
  reader: FileStoreReader,
  directory: Directory | undefined,
  wanted: ((key: string) => boolean) | null,
): Promise<{ key: string; source: string; lines: MetricLine[] }[]> {
  if (directory === undefined) return []
  const files = [...filesBelow(directory)].filter(({ name }) => wanted === null || wanted(name))
  // Read at once: on a network drive each small file costs a round trip.
  const texts = await Promise.all(files.map(({ file }) => reader.text(file)))
  return files.flatMap(({ name, file }, index) => {
    const text = texts[index]
    if (text === null || text === undefined) return []
    const written = text.split(/\r?\n/).filter((line) => line.trim() !== '')
    if (written.length === 0) reader.problems.push(partly(file.path, 'The metric file is empty.'))
    const lines = new Map<string, MetricLine>()
    let unreadable = 0
    for (const line of written) {
      const metric = parseMetricLine(line)
      if (metric === null) unreadable += 1
      else lines.set(`${metric.timestamp} ${metric.printed} ${metric.step}`, metric)
    }
    if (unreadable > 0) {
      reader.problems.push(partly(file.path, `${unreadable} of ${written.length} lines are not "timestamp value step".`))
    }
    return [{ key: name, source: file.path, lines: [...lines.values()] }]
  })
}

/** `inputs/` names the datasets and models that a run read, `outputs/` the models that it logged. */
async function readLinks(reader: FileStoreReader, rows: RunRows, directory: Directory | undefined, runId: string): Promise<void> {
  for (const link of directory?.directories.values() ?? []) {
    const meta = await reader.meta(link)
    if (meta === null) continue
    const id = link.path.slice(link.path.lastIndexOf('/') + 1)
    const isOutput = meta['source_type'] === 'RUN_OUTPUT'
    rows.inputs.push({
      id: `${runId}/${id}`,
      source_type: meta['source_type'] ?? 'DATASET',
      // MLflow writes the model's id into both ends of an output; the run is the directory that it lies in.
      source_id: isOutput ? runId : (meta['source_id'] ?? id),
      destination_type: meta['destination_type'] ?? 'RUN',
      destination_id: meta['destination_id'] ?? runId,
    })
    for (const [key, value] of Object.entries(linkTags(meta))) rows.input_tags.push({ input_id: `${runId}/${id}`, key, value })
  }
}

function linkTags(meta: MetaYaml): Readonly<Record<string, string>> {
  const tags: Record<string, string> = {}
  for (const [key, value] of Object.entries(meta)) {
    if (key.startsWith('tags.') && typeof value === 'string') tags[key.slice('tags.'.length)] = value
  }
  return tags
}

async function readDataset(
  reader: FileStoreReader,
  rows: RunRows,
  directory: Directory,
  id: string,
  experimentId: string,
): Promise<void> {
  const meta = await reader.meta(directory)
  if (meta === null) return
  rows.datasets.push({
    id,
    experiment_id: experimentId,
    name: meta['name'] ?? '',
    digest: meta['digest'] ?? '',
    source_type: meta['source_type'] ?? null,
    source: meta['source'] ?? null,
    schema: meta['schema'] ?? null,
    profile: meta['profile'] ?? null,
  })
}

async function readModel(reader: FileStoreReader, rows: RunRows, directory: Directory, id: string): Promise<void> {
  for (const { key, value } of await reader.values(directory.directories.get('params'))) {
    rows.logged_model_params.push({ model_id: id, key, value })
  }
  for (const { key, value } of await reader.values(directory.directories.get('tags'))) {
    rows.logged_model_tags.push({ model_id: id, key, value })
  }
  for (const { key, lines } of await metricLines(reader, directory.directories.get('metrics'), null)) {
    for (const line of lines) rows.logged_model_metrics.push({ model_id: id, key, ...line })
  }
}
