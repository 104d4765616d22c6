import { open } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { artifactUri, seedCase, systemTags } from './seed-case.ts'
import { schemaRevision, sqliteSchema } from './sqlite-schema.ts'

/** Writes the runs of the case as an MLflow database to `file`, which must not exist yet. */
export async function writeSqliteStore(file: string): Promise<void> {
  const database = new DatabaseSync(file)
  try {
    database.exec('PRAGMA journal_mode = MEMORY; PRAGMA page_size = 4096; BEGIN')
    database.exec(sqliteSchema)
    database.prepare('INSERT INTO alembic_version VALUES (?)').run(schemaRevision)
    insertExperiments(database)
    insertRuns(database)
    database.exec('COMMIT')
  } finally {
    database.close()
  }
  await eraseWriterVersion(file)
}

function insertExperiments(database: DatabaseSync): void {
  const insert = database.prepare(
    `INSERT INTO experiments (experiment_id, name, artifact_location, lifecycle_stage, creation_time, last_update_time)
     VALUES (?, ?, ?, 'active', ?, ?)`,
  )
  for (const { id, name, createdAt } of seedCase.experiments) {
    insert.run(Number(id), name, `${seedCase.artifactRoot}/${id}`, createdAt, createdAt)
  }
}

function insertRuns(database: DatabaseSync): void {
  const run = database.prepare(
    `INSERT INTO runs (run_uuid, name, source_type, source_name, entry_point_name, user_id, status, start_time, end_time,
       source_version, lifecycle_stage, artifact_uri, experiment_id)
     VALUES (?, ?, 'UNKNOWN', '', '', ?, 'FINISHED', ?, ?, '', 'active', ?, ?)`,
  )
  const metric = database.prepare('INSERT INTO metrics (key, value, timestamp, run_uuid) VALUES (?, ?, ?, ?)')
  const latest = database.prepare(
    'INSERT INTO latest_metrics (key, value, timestamp, step, is_nan, run_uuid) VALUES (?, ?, ?, 0, 0, ?)',
  )
  const param = database.prepare('INSERT INTO params (key, value, run_uuid) VALUES (?, ?, ?)')
  const tag = database.prepare('INSERT INTO tags (key, value, run_uuid) VALUES (?, ?, ?)')
  for (const seed of seedCase.runs) {
    const uri = artifactUri(seed)
    run.run(seed.id, seed.name, seedCase.user, seed.startedAt, seed.endedAt, uri, Number(seed.experimentId))
    for (const [key, value] of Object.entries(seed.metrics)) {
      metric.run(key, Number(value), seed.endedAt, seed.id)
      latest.run(key, Number(value), seed.endedAt, seed.id)
    }
    for (const [key, value] of Object.entries(seed.params)) param.run(key, value, seed.id)
    for (const [key, value] of Object.entries(systemTags(seed))) tag.run(key, value, seed.id)
  }
}

/** Bytes 96 to 99 of a database name the SQLite release that wrote it: the only bytes that differ between computers. */
async function eraseWriterVersion(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.write(Buffer.alloc(4), 0, 4, 96)
  } finally {
    await handle.close()
  }
}
