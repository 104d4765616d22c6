import { boundedJson } from './bounded-json.ts'
import { FlatTable } from './flat-table.ts'
import { classWeightingIn, factsOf } from './model-facts.ts'
import type { ModelFacts } from './model-facts.ts'

const mostFeatures = 100_000
const mostParameters = 1_000

export function isCatboost(head: Buffer): boolean {
  return head.subarray(0, 4).toString('latin1') === 'CBM1'
}

/** Whether the file begins like CatBoost's JSON export. */
export function isCatboostJson(head: Buffer): boolean {
  return /^\s*\{\s*"(?:ctr_data|features_info|model_info|oblivious_trees)"\s*:/.test(head.toString('latin1'))
}

/**
 * What a CatBoost binary model states: "CBM1", a length, then a FlatBuffers table TModelCore {FormatVersion, ModelTrees,
 * InfoMap}. Fields: catboost/libs/model/flatbuffers/{model,features}.fbs.
 */
export function catboostFacts(bytes: Buffer): ModelFacts {
  const core = FlatTable.root(bytes.subarray(8))
  const trees = core.table(1)
  const info = new Map(core.tables(2, 1000).map((entry) => [entry.text(0) ?? '', entry.text(1) ?? '']))
  // TFloatFeature {HasNans, Index, FlatIndex, Borders, FeatureId}, TCatFeature {Index, FlatIndex, FeatureId}
  const floats = trees?.tables(5, mostFeatures).map((feature) => ({ flat: feature.int(2) ?? -1, name: feature.text(4) ?? '' })) ?? []
  const categories = trees?.tables(4, mostFeatures).map((feature) => ({ flat: feature.int(1) ?? -1, name: feature.text(2) ?? '' })) ?? []
  const features = [...floats, ...categories].sort((a, b) => a.flat - b.flat)
  return described(factsOf('catboost', { formatVersion: core.text(0) ?? null }), {
    features: features.map((feature) => feature.name),
    trees: trees === undefined ? null : trees.length(2),
    params: boundedJson(info.get('params') ?? ''),
    version: info.get('catboost_version_info'),
  })
}

/** What CatBoost's JSON export states; null where it isn't whole. */
export function catboostJsonFacts(bytes: Buffer): ModelFacts | null {
  const model = boundedJson(bytes)
  if (model === undefined) return null
  const features = ['float_features', 'categorical_features']
    .flatMap((key) => items(property(property(model, 'features_info'), key)))
    .sort((a, b) => Number(property(a, 'flat_feature_index')) - Number(property(b, 'flat_feature_index')))
  const info = property(model, 'model_info')
  const version = property(info, 'catboost_version_info')
  return described(factsOf('catboost-json'), {
    features: features.map((feature) => text(property(feature, 'feature_id')) ?? text(property(feature, 'feature_name')) ?? ''),
    trees: (items(property(model, 'oblivious_trees')).length || items(property(model, 'trees')).length),
    params: property(info, 'params'),
    version: text(version) ?? undefined,
  })
}

interface Stated {
  readonly features: readonly string[]
  readonly trees: number | null
  readonly params: unknown
  readonly version: string | undefined
}

function described(facts: ModelFacts, { features, trees, params, version }: Stated): ModelFacts {
  const options = typeof params === 'string' ? boundedJson(params) : params
  const parameters = flattened(options)
  const loss = property(property(options, 'loss_function'), 'type')
  return {
    ...facts,
    library: 'catboost',
    className: 'CatBoost',
    module: 'catboost.core',
    libraryVersion: /\d+\.\d+(?:\.\d+)?/.exec(version ?? '')?.[0] ?? null,
    features: features.length > 0 ? features.length : null,
    featureNames: features.some((name) => name !== '') ? [...features].slice(0, 10_000) : [],
    trees,
    parameters,
    objective: typeof loss === 'string' ? loss : null,
    classWeighting: classWeightingIn(parameters),
  }
}

/** The options of the training as CatBoost nests them, as one level: the sections' names say nothing. */
function flattened(options: unknown): ModelFacts['parameters'] {
  const found: ModelFacts['parameters'] = {}
  const visit = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || depth > 3 || Object.keys(found).length > mostParameters) return
    for (const [key, inner] of Object.entries(value).slice(0, 200)) {
      if (typeof inner === 'string' || typeof inner === 'number' || typeof inner === 'boolean') found[key] = inner
      else if (Array.isArray(inner) && inner.length < 20 && inner.every((item) => typeof item === 'number' || typeof item === 'string')) found[key] = inner
      else visit(inner, depth + 1)
    }
  }
  visit(options, 0)
  return found
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function items(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
