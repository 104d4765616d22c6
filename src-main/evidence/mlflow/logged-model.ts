import { parse } from 'yaml'

/** What an MLmodel file, or the history that a run keeps of it, says about a model. */
export interface LoggedModelDescription {
  /** Libraries that can load it, without the generic `python_function`. */
  readonly flavors: readonly string[]
  readonly className: string | null
  /** The number of input columns of the signature. */
  readonly features: number | null
  /** Files of the model that it names, relative to it. */
  readonly files: readonly string[]
}

/** Keys of a flavour that name the model's file. */
const fileKeys: readonly string[] = ['pickled_model', 'model_path', 'data', 'model_data', 'model_file', 'saved_model_dir']

/** Reads the text of an MLmodel file. Null where it is none. */
export function parseMlmodel(text: string): LoggedModelDescription | null {
  try {
    return describe(parse(text, { maxAliasCount: 100, logLevel: 'silent' }))
  } catch {
    return null
  }
}

/** Reads the tag `mlflow.log-model.history` of a run: a JSON list, the latest last. Null entries are left out. */
export function parseModelHistory(text: string): LoggedModelDescription[] {
  try {
    const list: unknown = JSON.parse(text)
    return Array.isArray(list) ? list.map(describe).filter((description) => description !== null) : []
  } catch {
    return []
  }
}

function describe(value: unknown): LoggedModelDescription | null {
  const flavors = record(record(value)?.['flavors'])
  if (flavors === null) return null
  const files = new Set<string>()
  let className: string | null = null
  for (const flavor of Object.values(flavors)) {
    const keys = record(flavor)
    for (const key of fileKeys) {
      const file = keys?.[key]
      if (typeof file === 'string' && file !== '') files.add(file)
    }
    const named = keys?.['model_class']
    if (typeof named === 'string') className = named
  }
  return {
    flavors: Object.keys(flavors).filter((name) => name !== 'python_function'),
    className,
    features: signatureFeatures(record(record(value)?.['signature'])?.['inputs']),
    files: [...files],
  }
}

/** Columns of a signature, or the last extent of its only tensor. */
function signatureFeatures(inputs: unknown): number | null {
  let columns: unknown
  try {
    columns = typeof inputs === 'string' ? JSON.parse(inputs) : null
  } catch {
    return null
  }
  if (!Array.isArray(columns) || columns.length === 0) return null
  const [only] = columns as unknown[]
  const shape: unknown = record(record(only)?.['tensor-spec'])?.['shape']
  if (shape === undefined) return columns.length
  const last: unknown = columns.length === 1 && Array.isArray(shape) && shape.length === 2 ? shape[1] : null
  return typeof last === 'number' && last > 0 ? last : null
}

function record(value: unknown): Readonly<Record<string, unknown>> | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : null
}
