import { setImmediate } from 'node:timers/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import type { DuckDBAppender, DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import { throwIfStopped } from '../folder/folder-problem.ts'
import { runTables, storeTables } from './store-tables.ts'
import type { ColumnKind, RunRows, StoreContent, StoreTable } from './store-tables.ts'

const sqlTypes: Readonly<Record<ColumnKind, string>> = {
  text: 'VARCHAR NOT NULL',
  'text?': 'VARCHAR',
  integer: 'BIGINT NOT NULL',
  'integer?': 'BIGINT',
  double: 'DOUBLE NOT NULL',
  boolean: 'BOOLEAN NOT NULL',
}

/**
 * The last value of each metric by MLflow's own rule: the greatest (step, timestamp, value). MLflow's database keeps
 * NaN as 0, so NaN ranks as 0.
 */
const latestMetricsView = `CREATE VIEW latest_metrics AS
SELECT store, run_id, key, value, printed, timestamp, step, source
FROM metrics
QUALIFY row_number() OVER (
  PARTITION BY store, run_id, key
  ORDER BY step DESC, timestamp DESC, CASE WHEN isnan(value) THEN 0 ELSE value END DESC, isnan(value)
) = 1`

/** One run's datasets by what they were used for; a run may read many of one name. */
const runDatasetsView = `CREATE VIEW run_datasets AS
SELECT i.store, i.destination_id AS run_id, coalesce(t.value || ': ', '') || d.name AS key,
  string_agg(DISTINCT d.digest, ', ' ORDER BY d.digest) AS value
FROM inputs AS i
JOIN datasets AS d ON d.store = i.store AND d.id = i.source_id
LEFT JOIN input_tags AS t ON t.store = i.store AND t.input_id = i.id AND t.key = 'mlflow.data.context'
WHERE i.source_type = 'DATASET' AND i.destination_type = 'RUN'
GROUP BY ALL`

/** What else the inputs are tagged with. */
const runDatasetTagsView = `CREATE VIEW run_dataset_tags AS
SELECT i.store, i.destination_id AS run_id, coalesce(c.value || ': ', '') || d.name AS key, t.key AS tag,
  string_agg(DISTINCT t.value, ', ' ORDER BY t.value) AS value
FROM inputs AS i
JOIN datasets AS d ON d.store = i.store AND d.id = i.source_id
JOIN input_tags AS t ON t.store = i.store AND t.input_id = i.id AND t.key <> 'mlflow.data.context'
LEFT JOIN input_tags AS c ON c.store = i.store AND c.input_id = i.id AND c.key = 'mlflow.data.context'
WHERE i.source_type = 'DATASET' AND i.destination_type = 'RUN'
GROUP BY ALL`

/** Rows are handed over on the engine's own thread, so that it must let others go on now and then. */
const rowsAtOnce = 10_000

export interface DuckdbTables {
  readonly connection: DuckDBConnection
  readonly close: () => void
}

/** The tables of tracking stores, empty, in an in-memory DuckDB that can reach neither files nor the network. */
export async function createDuckdbTables(): Promise<DuckdbTables> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: '1GB',
    temp_directory: '',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  })
  const connection = await instance.connect()
  const close = (): void => {
    connection.closeSync()
    instance.closeSync()
  }
  try {
    await connection.run('SET enable_external_access = false')
    await connection.run('SET lock_configuration = true')
    for (const [table, columns] of Object.entries(storeTables) as [StoreTable, Readonly<Record<string, ColumnKind>>][]) {
      const definitions = Object.entries(columns).map(([name, kind]) => `"${name}" ${sqlTypes[kind]}`)
      await connection.run(`CREATE TABLE ${table} (store INTEGER NOT NULL, ${definitions.join(', ')})`)
    }
    await connection.run(latestMetricsView)
    await connection.run(runDatasetsView)
    await connection.run(runDatasetTagsView)
    return { connection, close }
  } catch (error) {
    close()
    throw error
  }
}

/**
 * Adds rows of the store at this position: its runs and run tables, and where it has none yet all that stands in no run
 * table.
 */
export async function appendStore(
  connection: DuckDBConnection,
  store: number,
  content: StoreContent,
  rows: RunRows,
  signal?: AbortSignal,
): Promise<void> {
  const [known] = await queryRows<{ n: number }>(
    connection,
    `SELECT count(*)::INTEGER AS n FROM (SELECT store FROM experiments UNION ALL SELECT store FROM runs) WHERE store = ${store}`,
  )
  const isNew = (known?.n ?? 0) === 0
  for (const table of Object.keys(storeTables) as StoreTable[]) {
    const isRunTable = (runTables as readonly string[]).includes(table)
    if (isRunTable) await appendTable(connection, table, store, rows[table as keyof RunRows], signal)
    else if (isNew || table === 'runs') await appendTable(connection, table, store, content[table], signal)
  }
}

async function appendTable(
  connection: DuckDBConnection,
  table: StoreTable,
  store: number,
  rows: readonly Readonly<Record<string, unknown>>[],
  signal: AbortSignal | undefined,
): Promise<void> {
  if (rows.length === 0) return
  const columns = Object.entries(storeTables[table] as Readonly<Record<string, ColumnKind>>)
  const appender = await connection.createAppender(table)
  for (const [index, row] of rows.entries()) {
    appender.appendInteger(store)
    for (const [name, kind] of columns) append(appender, kind, row[name])
    appender.endRow()
    if ((index + 1) % rowsAtOnce !== 0) continue
    await setImmediate()
    throwIfStopped(signal)
  }
  appender.closeSync()
}

function append(appender: DuckDBAppender, kind: ColumnKind, value: unknown): void {
  if (value === null || value === undefined) appender.appendNull()
  else if (typeof value === 'string') appender.appendVarchar(value)
  else if (typeof value === 'boolean') appender.appendBoolean(value)
  else if (typeof value !== 'number') throw new TypeError(`A ${typeof value} can't be a column of kind ${kind}.`)
  else if (kind === 'double') appender.appendDouble(value)
  else appender.appendBigInt(BigInt(Math.min(Math.max(Math.trunc(value), Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER)))
}

/** The result of a query as objects; BIGINT columns arrive as `bigint`. */
export async function queryRows<Row>(
  connection: DuckDBConnection,
  query: string,
  parameters?: Readonly<Record<string, DuckDBValue>>,
): Promise<Row[]> {
  const reader = await connection.runAndReadAll(query, parameters === undefined ? undefined : { ...parameters })
  return reader.getRowObjectsJS() as Row[]
}
