/**
 * The relational tables that every tracking store becomes, whatever its kind and version. Each also has the column
 * `store`, the position of its store in the folder. Times are milliseconds since 1970 UTC.
 *
 * `source` is the file, relative to the folder, that states the value; `canonical` is the value in the form in which
 * it is compared; `printed` is the value as the file spells it.
 */
export const storeTables = {
  experiments: {
    id: 'text',
    name: 'text',
    artifact_location: 'text?',
    lifecycle: 'text',
    creation_time: 'integer?',
  },
  runs: {
    id: 'text',
    name: 'text',
    experiment_id: 'text',
    status: 'text',
    lifecycle: 'text',
    start_time: 'integer?',
    end_time: 'integer?',
    user_id: 'text?',
    artifact_uri: 'text?',
  },
  params: { run_id: 'text', key: 'text', value: 'text', canonical: 'text', source: 'text' },
  metrics: {
    run_id: 'text',
    key: 'text',
    value: 'double',
    printed: 'text',
    timestamp: 'integer',
    step: 'integer',
    source: 'text',
  },
  tags: { run_id: 'text', key: 'text', value: 'text', canonical: 'text', source: 'text' },
  artifacts: {
    run_id: 'text?',
    model_id: 'text?',
    /** Relative to the artifact location; empty for the location itself. */
    path: 'text',
    /** Relative to the folder; null unless present. */
    file: 'text?',
    bytes: 'integer?',
    /** present, missing (nothing in the folder is it) or outside (a remote location, never looked at). */
    state: 'text',
    location: 'text',
  },
  datasets: {
    id: 'text',
    experiment_id: 'text',
    name: 'text',
    digest: 'text',
    source_type: 'text?',
    source: 'text?',
    schema: 'text?',
    profile: 'text?',
  },
  inputs: {
    id: 'text',
    source_type: 'text',
    source_id: 'text',
    destination_type: 'text',
    destination_id: 'text',
  },
  input_tags: { input_id: 'text', key: 'text', value: 'text' },
  logged_models: {
    id: 'text',
    experiment_id: 'text',
    name: 'text',
    artifact_location: 'text?',
    lifecycle: 'text',
    model_type: 'text?',
    source_run_id: 'text?',
  },
  logged_model_params: { model_id: 'text', key: 'text', value: 'text' },
  logged_model_tags: { model_id: 'text', key: 'text', value: 'text' },
  /** Prompts share MLflow's registry with models; `is_prompt` tells them apart. */
  registered_models: { name: 'text', is_prompt: 'boolean', description: 'text?', creation_time: 'integer?' },
  model_versions: {
    name: 'text',
    version: 'text',
    run_id: 'text?',
    source: 'text?',
    storage_location: 'text?',
    stage: 'text?',
    status: 'text?',
    creation_time: 'integer?',
  },
  aliases: { name: 'text', alias: 'text', version: 'text' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, ColumnKind>>>>

export type ColumnKind = 'text' | 'text?' | 'integer' | 'integer?' | 'double' | 'boolean'

type ValueOf<Kind extends ColumnKind> = {
  text: string
  'text?': string | null
  integer: number
  'integer?': number | null
  double: number
  boolean: boolean
}[Kind]

export type StoreTable = keyof typeof storeTables
export type StoreRow<Table extends StoreTable> = {
  -readonly [Column in keyof (typeof storeTables)[Table]]: (typeof storeTables)[Table][Column] extends ColumnKind
    ? ValueOf<(typeof storeTables)[Table][Column]>
    : never
}

/** What one store holds. */
export type StoreContent = { [Table in StoreTable]: StoreRow<Table>[] }

export function emptyContent(): StoreContent {
  return {
    experiments: [],
    runs: [],
    params: [],
    metrics: [],
    tags: [],
    artifacts: [],
    datasets: [],
    inputs: [],
    input_tags: [],
    logged_models: [],
    logged_model_params: [],
    logged_model_tags: [],
    registered_models: [],
    model_versions: [],
    aliases: [],
  }
}
