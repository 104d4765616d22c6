import { boundedJson } from './bounded-json.ts'
import { corrupt, factsOf } from './model-facts.ts'
import type { ModelFacts } from './model-facts.ts'
import { zipContent } from './zip.ts'
import type { ZipEntry } from './zip.ts'

const mostText = 64 << 20

/** What a `.keras` archive states: config.json and metadata.json of Keras 3. Null where the zip file is none; its problems have no path. */
export function kerasFacts(bytes: Buffer, entries: readonly ZipEntry[]): ModelFacts | null {
  const content = (name: string): string | null => {
    const entry = entries.find((each) => each.name === name)
    return entry === undefined ? null : (zipContent(bytes, entry, mostText)?.toString('utf8') ?? null)
  }
  const metadata = content('metadata.json')
  const config = content('config.json')
  if (config === null || metadata === null) return null
  const model = record(boundedJson(config))
  if (model === null) return factsOf('keras', { problems: [corrupt('', 'its configuration is not whole JSON')] })
  const layers = record(model['config'])?.['layers']
  const steps = (Array.isArray(layers) ? layers : []).slice(0, 200).flatMap((layer) => {
    const settings = record(record(layer)?.['config'])
    const className = record(layer)?.['class_name']
    if (typeof className !== 'string') return []
    const plain = Object.entries(settings ?? {}).filter(([, value]) => value === null || ['string', 'number', 'boolean'].includes(typeof value))
    return [{ path: text(settings?.['name']) ?? className, className, module: text(record(layer)?.['module']) ?? '', features: null, parameters: Object.fromEntries(plain) as ModelFacts['parameters'] }]
  })
  const version = record(boundedJson(metadata))?.['keras_version']
  const className = model['class_name']
  const lambda = steps.some((step) => step.className === 'Lambda')
  return factsOf('keras', {
    className: typeof className === 'string' ? className : null,
    module: typeof model['module'] === 'string' ? model['module'] : null,
    library: 'keras',
    libraryVersion: typeof version === 'string' ? version : null,
    features: inputWidth(model),
    steps,
    problems: lambda
      ? [{ kind: 'runs-code', path: '', message: 'This Keras model has a Lambda layer, which holds code that loading it would run.', action: 'Do not load it; ask who made it what that is for.' }]
      : [],
  })
}

/** The last extent of the input's shape, [null, 12]. */
function inputWidth(model: Readonly<Record<string, unknown>>): number | null {
  const shape = record(model['build_config'])?.['input_shape']
  const last: unknown = Array.isArray(shape) && shape.length === 2 ? shape[1] : null
  return typeof last === 'number' && last > 0 ? last : null
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function record(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null
}
