import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { artifactUri, seedCase, systemTags, type SeedRun } from './seed-case.ts'

/** Writes the runs of the case as an MLflow file store at `root`; no artifact of either run is there. */
export async function writeFileStore(root: string): Promise<void> {
  for (const experiment of seedCase.experiments) {
    await writeText(path.join(root, experiment.id, 'meta.yaml'), [
      `artifact_location: ${seedCase.artifactRoot}/${experiment.id}`,
      `creation_time: ${experiment.createdAt}`,
      `experiment_id: '${experiment.id}'`,
      `last_update_time: ${experiment.createdAt}`,
      'lifecycle_stage: active',
      `name: ${experiment.name}`,
    ])
  }
  for (const run of seedCase.runs) await writeRun(path.join(root, run.experimentId, run.id), run)
}

async function writeRun(folder: string, run: SeedRun): Promise<void> {
  await writeText(path.join(folder, 'meta.yaml'), [
    `artifact_uri: ${artifactUri(run)}`,
    `end_time: ${run.endedAt}`,
    "entry_point_name: ''",
    `experiment_id: '${run.experimentId}'`,
    'lifecycle_stage: active',
    `run_id: ${run.id}`,
    `run_name: ${run.name}`,
    "source_name: ''",
    'source_type: 4',
    "source_version: ''",
    `start_time: ${run.startedAt}`,
    'status: 3',
    'tags: []',
    `user_id: ${seedCase.user}`,
  ])
  for (const [key, value] of Object.entries(run.metrics)) {
    await writeText(path.join(folder, 'metrics', key), [`${run.endedAt} ${value} 0`])
  }
  for (const [key, value] of Object.entries(run.params)) await writeValue(path.join(folder, 'params', key), value)
  for (const [key, value] of Object.entries(systemTags(run))) await writeValue(path.join(folder, 'tags', key), value)
  if (run.experimentId === '6') await mkdir(path.join(folder, 'artifacts', 'models'), { recursive: true })
}

async function writeText(file: string, lines: readonly string[]): Promise<void> {
  await writeValue(file, `${lines.join('\n')}\n`)
}

/** Parameters and tags of a file store end without a line break. */
async function writeValue(file: string, value: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, value)
}
