import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { writeEvidenceFolder } from './evidence-folder.ts'

/** Runs that `writeManyRuns` adds: more than a window draws or asks for at once. */
export const manyRuns = 450

/** The id of one of them. */
export function manyId(index: number): string {
  return `7${index.toString(16).padStart(31, '0')}`
}

/** The folder of evidence with `manyRuns` more runs, a model with two versions, and a prompt. */
export async function writeStoreFolder(): Promise<string> {
  const folder = await writeEvidenceFolder()
  const database = new DatabaseSync(path.join(folder, 'mlflow.db'))
  const run = database.prepare(
    `INSERT INTO runs VALUES (?, ?, 'LOCAL', '', '', 'ben', 'FINISHED', ?, ?, '', 'active', ?, 1, NULL)`,
  )
  database.exec('BEGIN')
  for (let index = 0; index < manyRuns; index += 1) run.run(manyId(index), `sweep ${index}`, 1000 + index, 2000 + index, `mlruns/1/${manyId(index)}/artifacts`)
  database.exec(`COMMIT;
    CREATE TABLE registered_models (name TEXT PRIMARY KEY, creation_time BIGINT, description TEXT);
    INSERT INTO registered_models VALUES ('scorecard', 1, ''), ('greeting', 1, '');
    CREATE TABLE registered_model_tags (key TEXT, value TEXT, name TEXT);
    INSERT INTO registered_model_tags VALUES ('mlflow.prompt.is_prompt', 'true', 'greeting');
    CREATE TABLE model_versions (name TEXT, version INTEGER, creation_time BIGINT, current_stage TEXT, source TEXT, run_id TEXT, status TEXT);
    INSERT INTO model_versions VALUES ('scorecard', 1, 1, 'Archived', 'runs:/x/model', '${manyId(7)}', 'READY'),
      ('scorecard', 2, 2, 'Production', 'models:/scorecard/1', '', 'READY'), ('greeting', 1, 1, 'None', '', '', 'READY');
    CREATE TABLE registered_model_aliases (alias TEXT, version INTEGER, name TEXT);
    INSERT INTO registered_model_aliases VALUES ('champion', 2, 'scorecard');
  `)
  database.close()
  return folder
}
