import { ProblemError } from '../../contract/problem.ts'
import type { Problem } from '../../contract/problem.ts'
import { openPrivateCopy } from './private-copy.ts'
import { openSqliteCopy } from './sqlite-database.ts'
import type { SqliteDatabase } from './sqlite-database.ts'
import { readRunRows } from './sqlite-run-rows.ts'
import { integer, key, reason, tableReader, text } from './sqlite-values.ts'
import type { ReadTable } from './sqlite-values.ts'
import { emptyContent, linkVersions } from './store-tables.ts'
import type { RunRows, Selection, StoreContent } from './store-tables.ts'

export interface SqliteStore {
  /** Without the run tables. */
  readonly content: StoreContent
  /** The Alembic revision of the schema; null where the database doesn't state one. */
  readonly schemaRevision: string | null
  readonly sha256: string
  /** Grows with what later reads find damaged. */
  readonly problems: readonly Problem[]
  /** About as many rows as the run tables hold. */
  readonly rows: number
  readonly read: (selection: Selection, signal?: AbortSignal) => Promise<RunRows>
  /** Walks through every page and adds what is damaged to `problems`. */
  readonly check: () => void
  /** Deletes the private copy. */
  readonly close: () => Promise<void>
}

/**
 * Opens an MLflow database through a private copy, to be closed. Tables and columns are probed: what a version doesn't
 * have is empty. Tables of users and secrets are never read. A damaged page costs the rows behind it, and is told.
 *
 * @returns null for a sound database that isn't a tracking store.
 * @throws ProblemError `store-unreadable`, `file-corrupt` or `disk-full` where nothing can be read.
 */
export async function openSqliteStore(absolute: string, shownPath: string, signal?: AbortSignal): Promise<SqliteStore | null> {
  const copy = await openPrivateCopy(absolute, shownPath, signal)
  let database: SqliteDatabase | null = null
  const close = (): Promise<void> => {
    database?.close()
    database = null
    return copy.close()
  }
  try {
    const opened = open(copy.database, shownPath)
    const sqlite = opened.database
    database = sqlite
    const { tables } = opened
    if (!isTracking(sqlite, tables)) {
      await close()
      return null
    }
    const problems: Problem[] = []
    const table = tableReader(sqlite, tables, shownPath, problems, signal)
    return {
      content: await readContent(table),
      schemaRevision: text((await table('alembic_version', ['version_num']))[0]?.['version_num']),
      sha256: copy.sha256,
      problems,
      rows: ['metrics', 'params', 'tags'].reduce((sum, name) => sum + (tables.includes(name) ? sqlite.greatestRow(name) : 0), 0),
      read: (selection, readSignal) =>
        readRunRows(sqlite, tables, tableReader(sqlite, tables, shownPath, problems, readSignal), selection, shownPath),
      check: () => {
        problems.unshift(...damageProblems(sqlite, shownPath))
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Other tools have tables of these names too; the ids are called like this in every version of MLflow. */
function isTracking(database: SqliteDatabase, tables: readonly string[]): boolean {
  return [['experiments', 'experiment_id'], ['runs', 'run_uuid']].every(
    ([table = '', id = '']) => tables.includes(table) && database.columns(table).includes(id),
  )
}

function open(file: string, shownPath: string): { database: SqliteDatabase; tables: readonly string[] } {
  let database: SqliteDatabase | null = null
  try {
    database = openSqliteCopy(file)
    return { database, tables: database.tables() }
  } catch (error) {
    database?.close()
    if (error instanceof ProblemError) throw error
    throw new ProblemError(
      {
        kind: 'file-corrupt',
        path: shownPath,
        message: `It starts like a SQLite database but can't be opened: ${reason(error)}.`,
        action: 'Copy it again from its source; the rest of the folder is used without it.',
      },
      { cause: error },
    )
  }
}

function damageProblems(database: SqliteDatabase, path: string): Problem[] {
  let damage: string | null
  try {
    damage = database.damage()
  } catch (error) {
    damage = reason(error)
  }
  if (damage === null) return []
  return [
    {
      kind: 'store-partly-unreadable',
      path,
      message: `The database is damaged: ${damage.replaceAll(/\s+/g, ' ')}. Rows may be missing.`,
      action: 'Copy it again from its source.',
    },
  ]
}

async function readContent(table: ReadTable): Promise<StoreContent> {
  const content = emptyContent()
  content.experiments = await table(
    'experiments',
    ['experiment_id', 'name', 'artifact_location', 'lifecycle_stage', 'creation_time', 'workspace'],
    {
      keep: (row) => ({
        id: key(row['experiment_id']),
        name: key(row['name']),
        artifact_location: text(row['artifact_location']),
        lifecycle: text(row['lifecycle_stage']) ?? 'active',
        stated_lifecycle: text(row['lifecycle_stage']),
        creation_time: integer(row['creation_time']),
        workspace: text(row['workspace']) ?? 'default',
      }),
    },
  )
  content.experiment_tags = await table('experiment_tags', ['experiment_id', 'key', 'value'], {
    keep: (row) => ({ experiment_id: key(row['experiment_id']), key: key(row['key']), value: key(row['value']) }),
  })
  content.runs = await table(
    'runs',
    ['run_uuid', 'name', 'experiment_id', 'status', 'lifecycle_stage', 'start_time', 'end_time', 'user_id', 'artifact_uri'],
    {
      keep: (row) => ({
        id: key(row['run_uuid']),
        name: text(row['name']) ?? '',
        experiment_id: key(row['experiment_id']),
        status: text(row['status']) ?? 'UNKNOWN',
        lifecycle: text(row['lifecycle_stage']) ?? 'active',
        stated_lifecycle: text(row['lifecycle_stage']),
        start_time: integer(row['start_time']),
        end_time: integer(row['end_time']),
        user_id: text(row['user_id']) || null,
        artifact_uri: text(row['artifact_uri']) || null,
      }),
    },
  )
  await nameRuns(table, content)
  await readRegistry(table, content)
  return content
}

/** Before MLflow 1.29 the name of a run was a tag only. */
async function nameRuns(table: ReadTable, content: StoreContent): Promise<void> {
  if (content.runs.every((run) => run.name !== '')) return
  const rows = await table('tags', ['run_uuid', 'value'], { where: { column: 'key', values: ['mlflow.runName'] } })
  const names = new Map(rows.map((row) => [key(row['run_uuid']), key(row['value'])]))
  for (const run of content.runs) if (run.name === '') run.name = names.get(run.id) ?? ''
}

async function readRegistry(table: ReadTable, content: StoreContent): Promise<void> {
  content.logged_models = await table(
    'logged_models',
    ['model_id', 'experiment_id', 'name', 'artifact_location', 'lifecycle_stage', 'model_type', 'source_run_id'],
    {
      keep: (row) => ({
        id: key(row['model_id']),
        experiment_id: key(row['experiment_id']),
        name: key(row['name']),
        artifact_location: text(row['artifact_location']) || null,
        lifecycle: text(row['lifecycle_stage']) ?? 'active',
        model_type: text(row['model_type']) || null,
        source_run_id: text(row['source_run_id']) || null,
      }),
    },
  )
  const tags = await table('registered_model_tags', ['workspace', 'name', 'key', 'value'])
  const prompts = new Set(
    tags
      .filter((row) => row['key'] === 'mlflow.prompt.is_prompt' && key(row['value']).toLowerCase() === 'true')
      .map((row) => JSON.stringify([text(row['workspace']) ?? 'default', key(row['name'])])),
  )
  content.registered_models = await table('registered_models', ['workspace', 'name', 'description', 'creation_time'], {
    keep: (row) => {
      const [workspace, name] = [text(row['workspace']) ?? 'default', key(row['name'])]
      return {
        workspace,
        name,
        is_prompt: prompts.has(JSON.stringify([workspace, name])),
        description: text(row['description']) || null,
        creation_time: integer(row['creation_time']),
      }
    },
  })
  content.model_versions = await table(
    'model_versions',
    ['workspace', 'name', 'version', 'run_id', 'source', 'storage_location', 'current_stage', 'status', 'creation_time'],
    {
      keep: (row) => ({
        workspace: text(row['workspace']) ?? 'default',
        name: key(row['name']),
        version: key(row['version']),
        run_id: text(row['run_id']) || null,
        model_id: null,
        source: text(row['source']) || null,
        storage_location: text(row['storage_location']) || null,
        stage: text(row['current_stage']) || null,
        status: text(row['status']) || null,
        creation_time: integer(row['creation_time']),
      }),
    },
  )
  content.aliases = await table('registered_model_aliases', ['workspace', 'name', 'alias', 'version'], {
    keep: (row) => ({
      workspace: text(row['workspace']) ?? 'default',
      name: key(row['name']),
      alias: key(row['alias']),
      version: key(row['version']),
    }),
  })
  linkVersions(content)
}
