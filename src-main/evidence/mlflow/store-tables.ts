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
    /** What the store itself states: in `.trash` lies much that calls itself active. */
    stated_lifecycle: 'text?',
    creation_time: 'integer?',
    /** Since MLflow 3.10 a database holds several; "default" elsewhere. */
    workspace: 'text',
  },
  experiment_tags: { experiment_id: 'text', key: 'text', value: 'text' },
  runs: {
    id: 'text',
    name: 'text',
    experiment_id: 'text',
    status: 'text',
    lifecycle: 'text',
    stated_lifecycle: 'text?',
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
    /** Relative to the folder; null where nothing is there. */
    file: 'text?',
    bytes: 'integer?',
    /** present, elsewhere, missing or outside; see domain/artifacts. */
    state: 'text',
    /** The location as the store records it. */
    recorded: 'text',
    /** The directory that the location stands for, relative to the folder; null where it is none. */
    location: 'text?',
    /** What led from the one to the other. */
    rules: 'text',
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
  logged_model_metrics: { model_id: 'text', key: 'text', value: 'double', printed: 'text', timestamp: 'integer', step: 'integer' },
  logged_model_params: { model_id: 'text', key: 'text', value: 'text' },
  logged_model_tags: { model_id: 'text', key: 'text', value: 'text' },
  /** Prompts share MLflow's registry with models; `is_prompt` tells them apart. */
  registered_models: { workspace: 'text', name: 'text', is_prompt: 'boolean', description: 'text?', creation_time: 'integer?' },
  model_versions: {
    workspace: 'text',
    name: 'text',
    version: 'text',
    /** Stated, or that of the logged model or version which the source names. */
    run_id: 'text?',
    /** The logged model that the source names: "models:/m-…", or its directory. */
    model_id: 'text?',
    source: 'text?',
    storage_location: 'text?',
    stage: 'text?',
    status: 'text?',
    creation_time: 'integer?',
  },
  aliases: { workspace: 'text', name: 'text', alias: 'text', version: 'text' },
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

/** The tables that grow with what is logged. They are read for the runs that are asked for; the others at once. */
export const runTables = [
  'params', 'metrics', 'tags', 'artifacts', 'datasets', 'inputs', 'input_tags',
  'logged_model_metrics', 'logged_model_params', 'logged_model_tags',
] as const satisfies readonly StoreTable[]
export type RunRows = Pick<StoreContent, (typeof runTables)[number]>

/** Which rows of the run tables are wanted; null asks for all. Keys narrow parameters, metrics and tags. */
export interface Selection {
  readonly runs: ReadonlySet<string> | null
  readonly key: ((key: string) => boolean) | null
}

export const everything: Selection = { runs: null, key: null }

export function emptyContent(): StoreContent {
  return {
    experiments: [],
    experiment_tags: [],
    runs: [],
    logged_models: [],
    registered_models: [],
    model_versions: [],
    aliases: [],
    ...emptyRunRows(),
  }
}

export function emptyRunRows(): RunRows {
  return {
    params: [],
    metrics: [],
    tags: [],
    artifacts: [],
    datasets: [],
    inputs: [],
    input_tags: [],
    logged_model_metrics: [],
    logged_model_params: [],
    logged_model_tags: [],
  }
}

/** The id of the logged model that the source of a version names, as its URI or as its directory; null for any other source. */
export function loggedModelOf(source: string | null): string | null {
  return /^models:\/(m-[0-9a-zA-Z-]+)\/?$/.exec(source ?? '')?.[1] ?? /[/\\]models[/\\](m-[0-9a-f]{32})[/\\]artifacts[/\\]?$/.exec(source ?? '')?.[1] ?? null
}

/** Gives every version without a run the run of the logged model, or of the version, that it was made from. */
export function linkVersions(content: Pick<StoreContent, 'model_versions' | 'logged_models'>): void {
  const runs = new Map(content.logged_models.map((model) => [model.id, model.source_run_id]))
  for (const version of content.model_versions) {
    version.model_id ??= loggedModelOf(version.source)
    if (version.model_id !== null) version.run_id ??= runs.get(version.model_id) ?? null
  }
  const versions = new Map(content.model_versions.map((version) => [versionKey(version.workspace, version.name, version.version), version]))
  for (const version of content.model_versions) {
    let from: StoreRow<'model_versions'> | undefined = version
    const seen = new Set<unknown>()
    // MLflow copies a version under a new name or number, and names only the one before.
    while (from !== undefined && from.run_id === null && !seen.has(from)) {
      seen.add(from)
      from = versions.get(copiedKey(from))
    }
    if (from === undefined || from === version) continue
    version.run_id = from.run_id
    version.model_id ??= from.model_id
  }
}

/** The key of the version that the source names: "models:/NAME/NUMBER"; empty for any other source. */
function copiedKey({ workspace, source }: StoreRow<'model_versions'>): string {
  const [, name, number] = /^models:\/([^/]+)\/(\d+)$/.exec(source ?? '') ?? []
  return name === undefined || number === undefined ? '' : versionKey(workspace, name, number)
}

function versionKey(workspace: string, name: string, version: string): string {
  return JSON.stringify([workspace, name, version])
}
