import { writeFile } from 'node:fs/promises'
import { deflateRawSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ModelInspection } from '../../contract/model.ts'
import { temporaryFolder } from '../folder/folder.test-kit.ts'
import { readFolder } from '../folder/read-folder.ts'
import { inspectModel, learnedContentOf } from './inspect-model.ts'
import type { ModelFile } from './inspect-model.ts'
import { bytes, dict, global, instance, int, pickle, proto, str, tuple } from './pickle/pickle-bytes.test-kit.ts'

async function fileOf(name: string, content: Uint8Array | string): Promise<ModelFile> {
  const { files } = await readFolder(await temporaryFolder({ [name]: content }))
  const [file] = files
  if (file === undefined) throw new Error(`${name} was not found`)
  return file
}

async function inspected(name: string, content: Uint8Array | string): Promise<ModelInspection> {
  return inspectModel(await fileOf(name, content))
}

async function learned(name: string, content: Uint8Array | string): Promise<unknown> {
  return learnedContentOf(await fileOf(name, content))
}

const lightgbm = [
  'tree', 'version=v4', 'num_class=1', 'num_tree_per_iteration=1', 'label_index=0', 'max_feature_idx=1', 'objective=binary sigmoid:1',
  'feature_names=age income', 'feature_infos=[18:99] [0:1]', 'tree_sizes=40 41', '',
  'Tree=0', 'num_leaves=2', 'threshold=0.5', 'leaf_value=0.1 -0.1', '', '', 'Tree=1', 'num_leaves=2', 'threshold=30', 'leaf_value=0.2 -0.2', '', '', 'end of trees', '',
  'feature_importances:', 'age=1', '', 'parameters:', '[boosting: gbdt]', '[objective: binary]', '[is_unbalance: 0]', '[scale_pos_weight: 2.5]', '[learning_rate: 0.05]', '', 'end of parameters', '',
].join('\n')

describe('LightGBM', () => {
  it('text says what was trained and how', async () => {
    expect(await inspected('m.txt', lightgbm)).toMatchObject({
      format: 'lightgbm-text', formatVersion: 'v4', library: 'lightgbm', features: 2, featureNames: ['age', 'income'], trees: 2, objective: 'binary sigmoid:1',
      parameters: { boosting: 'gbdt', learning_rate: 0.05, scale_pos_weight: 2.5 },
      classWeighting: [{ name: 'scale_pos_weight', value: 2.5 }],
      problems: [],
    })
  })

  it('has learned the same in a text file, in a pickle, with other line ends, other parameters and compressed', async () => {
    const text = await learned('m.txt', lightgbm)
    expect(text).toMatchObject({ kind: 'lightgbm' })
    const booster = instance('lightgbm.basic', 'Booster', ['_handle', str(lightgbm)])
    const estimator = instance('lightgbm.sklearn', 'LGBMClassifier', ['num_leaves', int(2)], ['_Booster', booster])
    expect(await learned('b.pkl', pickle(proto(4), booster, '.'))).toEqual(text)
    expect(await learned('m.pkl', pickle(proto(4), estimator, '.'))).toEqual(text)
    // Before 4.0 the handle had no underscore.
    const older = instance('lightgbm.basic', 'Booster', ['handle', str(lightgbm)])
    expect(await learned('m.joblib', gzipSync(pickle(proto(2), dict(['model', older]), '.')))).toEqual(text)
    expect(await learned('m.txt', lightgbm.replaceAll('\n', '\r\n').replace('0.05', '0.06').replace('tree_sizes=40 41', 'tree_sizes=43 44'))).toEqual(text)
    expect(await learned('m.txt', lightgbm.replace('leaf_value=0.2', 'leaf_value=0.3'))).not.toEqual(text)
    // Trained on an array, the features are called by their numbers; a newer version writes more lines.
    expect(await learned('m.txt', lightgbm.replace('age income', 'Column_0 Column_1').replaceAll('num_leaves=2', 'num_leaves=2\nis_linear=0'))).toEqual(text)
  })
})

const xgboostJson = {
  learner: {
    attributes: { best_iteration: '1' },
    feature_names: ['age', 'income'],
    gradient_booster: { model: { gbtree_model_param: { num_trees: '1', num_parallel_tree: '1' }, trees: [{ split_conditions: [0.1, -2, 3], left_children: [1, -1, -1] }] }, name: 'gbtree' },
    learner_model_param: { base_score: '[5E-1]', num_class: '0', num_feature: '2' },
    objective: { name: 'binary:logistic', reg_loss_param: { scale_pos_weight: '3' } },
  },
  version: [3, 2, 0],
}

/** UBJSON as XGBoost writes it: keys with an L length, numbers in typed arrays, texts as S. */
function ubjson(value: unknown): Buffer {
  if (typeof value === 'string') return Buffer.concat([Buffer.from('S'), counted(value)])
  if (Array.isArray(value) && value.every((item) => typeof item === 'number')) {
    const whole = value.every((item) => Number.isInteger(item)) && value.length === 3 && value.includes(-1)
    const items = Buffer.alloc(4 * value.length)
    value.forEach((item, at) => (whole ? items.writeInt32BE(item, 4 * at) : items.writeFloatBE(item, 4 * at)))
    return Buffer.concat([Buffer.from(`[$${whole ? 'l' : 'd'}#L`), size(value.length), items])
  }
  if (Array.isArray(value)) return Buffer.concat([Buffer.from('['), ...value.map(ubjson), Buffer.from(']')])
  const entries = Object.entries(value as object).flatMap(([key, inner]) => [Buffer.from('L'), size(key.length), Buffer.from(key), ubjson(inner)])
  return Buffer.concat([Buffer.from('{'), ...entries, Buffer.from('}')])
}

function counted(text: string): Buffer {
  return Buffer.concat([Buffer.from('L'), size(text.length), Buffer.from(text)])
}

function size(length: number): Buffer {
  const buffer = Buffer.alloc(8)
  buffer.writeBigInt64BE(BigInt(length))
  return buffer
}

describe('XGBoost', () => {
  const expected = {
    libraryVersion: '3.2.0', features: 2, featureNames: ['age', 'income'], trees: 1, objective: 'binary:logistic',
    parameters: { booster: 'gbtree', base_score: 0.5, scale_pos_weight: 3 }, classWeighting: [{ name: 'scale_pos_weight', value: 3 }], problems: [],
  }

  it('JSON and UBJSON say the same', async () => {
    expect(await inspected('m.json', JSON.stringify(xgboostJson))).toMatchObject({ format: 'xgboost-json', ...expected })
    const { version, ...rest } = xgboostJson
    expect(await inspected('m.json', JSON.stringify({ version, ...rest }, null, 2))).toMatchObject({ format: 'xgboost-json', ...expected })
    expect(await inspected('m.ubj', ubjson(xgboostJson))).toMatchObject({ format: 'xgboost-ubjson', ...expected, libraryVersion: '3.2.0' })
  })

  it('has learned the same in JSON, UBJSON and a pickle, and not where a leaf differs', async () => {
    const json = await learned('m.json', JSON.stringify(xgboostJson))
    expect(json).toMatchObject({ kind: 'xgboost' })
    expect(await learned('m.ubj', ubjson(xgboostJson))).toEqual(json)
    const serialised = ubjson({ Config: { learner: { generic_param: { seed: '7' } } }, Model: xgboostJson })
    const raw = pickle(global('builtins', 'bytearray'), tuple(bytes(serialised)), 'R')
    const estimator = instance('xgboost.sklearn', 'XGBClassifier', ['max_depth', 'N'], ['_Booster', instance('xgboost.core', 'Booster', ['handle', raw])])
    expect(await learned('m.pkl', pickle(proto(4), estimator, '.'))).toEqual(json)
    // base_score as versions before 3.1 write it, other names of features, other attributes
    const older = { ...xgboostJson.learner, feature_names: [], attributes: {}, learner_model_param: { ...xgboostJson.learner.learner_model_param, base_score: '5E-1' } }
    expect(await learned('m.json', JSON.stringify({ learner: older, version: [1, 7, 6] }))).toEqual(json)
    expect(await learned('m.json', JSON.stringify(xgboostJson).replace('-2', '-2.5'))).not.toEqual(json)
  })

  it.each([
    ['cut JSON', JSON.stringify(xgboostJson).slice(0, 200)],
    ['cut UBJSON', ubjson(xgboostJson).subarray(0, 200)],
    ['JSON of three million arrays', `{"learner":{"a":[${'[],'.repeat(3_000_000)}[]]}}`],
    ['UBJSON that is nested too deeply', Buffer.concat([Buffer.from('{L'), size(7), Buffer.from('learner{L'), size(1), Buffer.from('a'), Buffer.alloc(100_000, '[')])],
    ['UBJSON with an array of 2^40 items', Buffer.concat([Buffer.from('{L'), size(7), Buffer.from('learner{L'), size(1), Buffer.from('a[$d#L'), size(2 ** 40)])],
  ])('ends in a clear problem on %s', async (_, content) => {
    expect((await inspected('m.model', content)).problems).toMatchObject([{ kind: 'file-corrupt', path: 'm.model' }])
  })

  it('binary format gives its header', async () => {
    // "binf"; base_score 0.5, num_feature 29, num_class 0, two flags, version 1.7, the rest of 136 bytes; names; 300 trees
    const header = Buffer.alloc(136)
    header.writeFloatLE(0.5, 0)
    header.writeUInt32LE(29, 4)
    header.writeUInt32LE(1, 20)
    header.writeUInt32LE(7, 24)
    const named = (text: string): Buffer => Buffer.concat([Buffer.from([text.length, 0, 0, 0, 0, 0, 0, 0]), Buffer.from(text)])
    const trees = Buffer.alloc(160)
    trees.writeInt32LE(300, 0)
    const model = Buffer.concat([Buffer.from('binf'), header, named('binary:logistic'), named('gbtree'), trees])
    const expectedFacts = { libraryVersion: '1.7', features: 29, trees: 300, objective: 'binary:logistic', parameters: { booster: 'gbtree', base_score: 0.5, num_class: 0 } }
    expect(await inspected('m.xgb', model)).toMatchObject({ format: 'xgboost-binary', ...expectedFacts })
    // In a pickle the configuration follows the model, whose length stands in front.
    const offset = Buffer.alloc(8)
    offset.writeBigUInt64LE(BigInt(model.length))
    const wrapped = Buffer.concat([Buffer.from('CONFIG-offset:'), offset, model, Buffer.from('{"seed": 7}')])
    expect(await inspected('m.model', wrapped)).toMatchObject(expectedFacts)
    expect(await learned('m.model', wrapped)).toEqual(await learned('m.xgb', model))
  })
})

/** A FlatBuffers table whose vtable stands right before it; `fields` are 4-byte slots, an offset counts from its slot. */
function flatTable(fields: readonly (Buffer | number | null)[]): Buffer {
  const vtable = Buffer.alloc(4 + 2 * fields.length)
  const body = Buffer.alloc(4 + 4 * fields.length)
  vtable.writeUInt16LE(vtable.length, 0)
  vtable.writeUInt16LE(body.length, 2)
  body.writeInt32LE(vtable.length, 0)
  const parts: Buffer[] = []
  let end = body.length
  fields.forEach((field, at) => {
    if (field === null) return
    vtable.writeUInt16LE(4 + 4 * at, 4 + 2 * at)
    if (typeof field === 'number') {
      body.writeInt32LE(field, 4 + 4 * at)
      return
    }
    // A table is pointed to behind its vtable, a vector or a text at its length.
    const start = field.readUInt16LE(0) === 0xffff ? 2 : field.readUInt16LE(2)
    body.writeUInt32LE(end + start - (4 + 4 * at), 4 + 4 * at)
    parts.push(field)
    end += field.length
  })
  const table = Buffer.concat([Buffer.from([0, 0, 0, 0]), vtable, body, ...parts])
  table.writeUInt16LE(4 + vtable.length, 2)
  return table
}

/** Marked, so that `flatTable` points at the length. */
function flatText(text: string): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xff, text.length, 0, 0, 0]), Buffer.from(text)])
}

function flatVector(count: number, items: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xff, count, 0, 0, 0]), items])
}

function flatTables(tables: readonly Buffer[]): Buffer {
  const offsets = Buffer.alloc(4 * tables.length)
  let end = offsets.length
  tables.forEach((table, at) => {
    offsets.writeUInt32LE(end + table.readUInt16LE(2) - 4 * at, 4 * at)
    end += table.length
  })
  return flatVector(tables.length, Buffer.concat([offsets, ...tables]))
}

describe('CatBoost', () => {
  const params = JSON.stringify({ boosting_options: { iterations: 2, learning_rate: 0.1 }, loss_function: { type: 'Logloss', params: {} }, data_processing_options: { auto_class_weights: 'Balanced' } })
  const expected = { library: 'catboost', libraryVersion: '1.2.5', features: 3, trees: 2, objective: 'Logloss', classWeighting: [{ name: 'auto_class_weights', value: 'Balanced' }] }

  it('binary says what it was trained with', async () => {
    // TFloatFeature {HasNans, Index, FlatIndex, Borders, FeatureId}; TCatFeature {Index, FlatIndex, FeatureId}
    const floats = flatTables([flatTable([null, 0, 0, null, flatText('age')]), flatTable([null, 1, 2, null, flatText('income')])])
    const categories = flatTables([flatTable([0, 1, flatText('town')])])
    // TModelTrees {ApproxDimension, TreeSplits, TreeSizes, TreeStartOffsets, CatFeatures, FloatFeatures}
    const trees = flatTable([1, null, flatVector(2, Buffer.alloc(8)), null, categories, floats])
    const info = flatTables([flatTable([flatText('catboost_version_info'), flatText('Git info: v1.2.5')]), flatTable([flatText('params'), flatText(params)])])
    const core = flatTable([flatText('FlabuffersModel_v1'), trees, info])
    const root = Buffer.alloc(4)
    root.writeUInt32LE(4 + core.readUInt16LE(2), 0)
    const length = Buffer.alloc(4)
    length.writeUInt32LE(core.length + 4, 0)
    const model = Buffer.concat([Buffer.from('CBM1'), length, root, core])
    expect(await inspected('m.cbm', model)).toMatchObject({ format: 'catboost', formatVersion: 'FlabuffersModel_v1', ...expected, featureNames: ['age', 'town', 'income'], parameters: { iterations: 2, learning_rate: 0.1 } })
    for (let cut = 8; cut < model.length; cut += 7) expect((await inspected('m.cbm', model.subarray(0, cut))).format).toBe('catboost')
  }, 30_000)

  it('JSON does too', async () => {
    const model = {
      features_info: { float_features: [{ feature_id: 'age', flat_feature_index: 0 }, { feature_id: 'income', flat_feature_index: 2 }], categorical_features: [{ feature_id: 'town', flat_feature_index: 1 }] },
      model_info: { catboost_version_info: 'v1.2.5', params: JSON.parse(params) as unknown },
      oblivious_trees: [{}, {}],
    }
    expect(await inspected('m.json', JSON.stringify(model))).toMatchObject({ format: 'catboost-json', ...expected, featureNames: ['age', 'town', 'income'] })
  })
})

/** A zip file; entries with a true flag are deflated. Format: PKWARE APPNOTE. */
function zip(entries: readonly (readonly [string, Buffer | string, boolean?])[]): Buffer {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, content, packed = false] of entries) {
    const data = Buffer.from(content)
    const stored = packed ? deflateRawSync(data) : data
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(packed ? 8 : 0, 10)
    entry.writeUInt32LE(stored.length, 20)
    entry.writeUInt32LE(data.length, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(offset, 42)
    locals.push(local, Buffer.from(name), stored)
    central.push(entry, Buffer.from(name))
    offset += 30 + name.length + stored.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, ...central, end])
}

describe('zip files', () => {
  const node = (loader: string, more: object): object => ({ __class__: 'x', __module__: 'builtins', __loader__: loader, ...more })
  const schema = (module: string): string =>
    JSON.stringify({
      __class__: 'LogisticRegression', __module__: module, __loader__: 'ObjectNode', __id__: 1, _skops_version: '0.11.0', protocol: 2,
      content: node('DictNode', {
        content: {
          C: node('JsonNode', { content: '1.5', is_json: true }), class_weight: node('JsonNode', { content: '"balanced"', is_json: true }),
          penalty: node('JsonNode', { content: 'null', is_json: true }), coef_: node('NdArrayNode', { type: 'numpy', file: '2.npy' }),
          n_features_in_: node('JsonNode', { content: '2', is_json: true }), _sklearn_version: node('JsonNode', { content: '"1.6.1"', is_json: true }),
        },
      }),
    })
  const header = "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2), }\n"
  const npy = Buffer.concat([Buffer.from('\u0093NUMPY\u0001\u0000', 'latin1'), Buffer.from([header.length, 0]), Buffer.from(header), Buffer.alloc(16)])

  it('of skops are described as the estimator, arrays included', async () => {
    const model = await inspected('m.skops', zip([['schema.json', schema('sklearn.linear_model._logistic'), true], ['2.npy', npy]]))
    expect(model).toMatchObject({
      format: 'skops', formatVersion: '0.11.0', className: 'LogisticRegression', library: 'sklearn', libraryVersion: '1.6.1', features: 2,
      parameters: { C: 1.5, class_weight: 'balanced', penalty: null }, learnedContent: { kind: 'fitted-attributes' }, problems: [],
    })
    expect(model.callables).toEqual([{ name: 'sklearn.linear_model._logistic.LogisticRegression', calls: 0, dangerous: false }])
  })

  it('of skops flag what they would import', async () => {
    const { callables } = await inspected('m.skops', zip([['schema.json', schema('subprocess')]]))
    expect(callables.map(({ name, dangerous }) => [name, dangerous])).toEqual([['subprocess.LogisticRegression', true]])
  })

  it('of Keras give layers and version, and flag a Lambda', async () => {
    const layers = [{ class_name: 'Dense', module: 'keras.layers', config: { name: 'dense', units: 8 } }, { class_name: 'Lambda', module: 'keras.layers', config: { name: 'code' } }]
    const config = JSON.stringify({ module: 'keras', class_name: 'Sequential', config: { layers }, build_config: { input_shape: [null, 21] } })
    const model = await inspected('m.keras', zip([['metadata.json', '{"keras_version": "3.10.0"}'], ['config.json', config]]))
    expect(model).toMatchObject({ format: 'keras', className: 'Sequential', library: 'keras', libraryVersion: '3.10.0', features: 21, steps: [{ path: 'dense', parameters: { units: 8 } }, { className: 'Lambda' }] })
    expect(model.problems.map(({ kind, path }) => [kind, path])).toEqual([['runs-code', 'm.keras']])
  })

  it('of PyTorch are read as the pickle inside', async () => {
    const evil = pickle(proto(2), global('os', 'system'), tuple(str('x')), 'R.')
    const model = await inspected('m.pt', zip([['archive/data.pkl', evil]]))
    expect([model.format, model.callables.map(({ name }) => name)]).toEqual(['torch-zip', ['os.system']])
  })

  it('that are no model, or cut, end in a clear problem', async () => {
    expect((await inspected('m.pt', zip([['a.txt', 'b']]))).problems).toMatchObject([{ kind: 'not-stated' }])
    expect((await inspected('m.pt', zip([['a.txt', 'b']]).subarray(0, 40))).problems).toMatchObject([{ kind: 'file-corrupt' }])
    // An entry that says it is far larger than its file is not unfolded.
    const lying = zip([['schema.json', '{}']])
    lying.writeUInt32LE(0xfffffff0, lying.indexOf(Buffer.from('PK\u0001\u0002')) + 24)
    expect((await inspected('m.skops', lying)).problems).toMatchObject([{ kind: 'not-stated' }])
  })
})

describe('a wrong extension', () => {
  const svc = pickle(proto(4), instance('sklearn.svm', 'SVC', ['n_features_in_', int(3)]), '.')

  it.each<[string, Uint8Array | string, string]>([
    ['model.pkl', lightgbm, 'lightgbm-text'],
    ['model.onnx', svc, 'pickle'],
    ['model.json', svc, 'pickle'],
    ['model.joblib', JSON.stringify(xgboostJson), 'xgboost-json'],
    ['model.txt', gzipSync(svc), 'pickle+gzip'],
  ])('%s: the content decides, and it is said', async (name, content, format) => {
    const model = await inspected(name, content)
    expect(model.format).toBe(format)
    expect(model.problems.map((problem) => problem.kind)).toEqual(['misnamed'])
  })

  it('is none where a name promises nothing', async () => {
    expect((await inspected('model.bin', svc)).problems).toEqual([])
    // Protocol 0 has no signature.
    expect(await inspected('weights.dat', '(isklearn.svm.classes\nSVC\n.')).toMatchObject({ format: 'pickle', className: 'SVC', problems: [] })
    expect((await inspected('notes.dat', 'Nothing of a model.')).format).toBe('unknown')
  })
})

describe('damaged files', () => {
  const npy = Buffer.from("\u0093NUMPY\u0001\u0000\u003c\u0000{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2), }\n", 'latin1')
  const skops = JSON.stringify({ __class__: 'SVC', __module__: 'sklearn.svm', __loader__: 'ObjectNode', content: { __loader__: 'DictNode', content: { coef_: { __loader__: 'NdArrayNode', type: 'numpy', file: '2.npy' } } } })
  // ir_version 8, graph with an input of 12 columns
  const onnx = Buffer.from('08083a1a5a180a017812130a11080112' + '0d0a0312014e0a0308' + '0c0a0108', 'hex')
  const whole: readonly (readonly [string, Buffer])[] = [
    ['m.ubj', ubjson(xgboostJson)],
    ['m.json', Buffer.from(JSON.stringify(xgboostJson))],
    ['m.txt', Buffer.from(lightgbm)],
    ['m.skops', zip([['schema.json', skops, true], ['2.npy', Buffer.concat([npy, Buffer.alloc(16)])]])],
    ['m.keras', zip([['metadata.json', '{"keras_version": "3"}'], ['config.json', '{"class_name": "Sequential", "config": {"layers": [{"class_name": "Dense", "config": {}}]}}']])],
    ['m.onnx', onnx],
    ['m.cbm', Buffer.concat([Buffer.from('CBM1'), Buffer.from([60, 0, 0, 0, 16, 0, 0, 0]), Buffer.alloc(60, 4)])],
    ['m.pkl.gz', gzipSync(pickle(proto(4), instance('sklearn.svm', 'SVC', ['n_features_in_', int(3)]), '.'))],
  ]

  it.each(whole)('like %s end in facts or problems, never in a defect', async (name, content) => {
    const file = await fileOf(name, content)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(content.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), fc.nat(content.length), async (flips, cut) => {
        const damaged = Buffer.from(content)
        for (const [at, byte] of flips) damaged[at] = byte
        const given = cut % 3 === 0 ? damaged.subarray(0, cut) : damaged
        await writeFile(file.absolute, given)
        const model = await inspectModel({ ...file, bytes: given.length, head: given.subarray(0, 256) })
        expect(typeof model.format).toBe('string')
      }),
      { numRuns: 250 },
    )
  }, 30_000)
})
