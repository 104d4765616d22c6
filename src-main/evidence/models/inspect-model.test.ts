import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { modelInspectionSchema } from '../../contract/model.ts'
import type { ModelInspection } from '../../contract/model.ts'
import { temporaryFolder } from '../folder/folder.test-kit.ts'
import { readFolder } from '../folder/read-folder.ts'
import { inspectModel, looksLikeModel } from './inspect-model.ts'
import { bytes, dict, dtype, global, instance, int, list, pickle, proto, str, tuple } from './pickle/pickle-bytes.test-kit.ts'

async function inspected(name: string, content: Uint8Array | string): Promise<ModelInspection> {
  const folder = await temporaryFolder({ [name]: content })
  const { files } = await readFolder(folder)
  const [file] = files.filter(looksLikeModel)
  if (file === undefined) throw new Error(`${name} was not taken for a model`)
  return inspectModel(file)
}

function summary({ format, className, features }: ModelInspection): unknown[] {
  return [format, className, features]
}

const classifier = instance('lightgbm.sklearn', 'LGBMClassifier', ['_n_features', int(189)])

describe('inspectModel on pickles', () => {
  it('gives class, features and hash', async () => {
    const content = pickle(proto(4), classifier, '.')
    const inspection = await inspected('models/m.pkl', content)
    expect(modelInspectionSchema.parse(inspection)).toEqual(inspection)
    expect(inspection).toMatchObject({
      path: 'models/m.pkl',
      bytes: content.length,
      format: 'pickle',
      formatVersion: 'protocol 4',
      className: 'LGBMClassifier',
      module: 'lightgbm.sklearn',
      library: 'lightgbm',
      features: 189,
      sha256: createHash('sha256').update(content).digest('hex'),
      problems: [],
    })
  })

  it('knows a pickle by its content, whatever its name', async () => {
    expect(summary(await inspected('model', pickle(proto(2), classifier, '.')))).toEqual(['pickle', 'LGBMClassifier', 189])
  })

  it('looks into a dictionary that wraps a model, and passes over its plain values', async () => {
    const scaler = instance('sklearn.preprocessing', 'StandardScaler', ['n_features_in_', int(3)])
    const wrapped = dict(['threshold', str('0.5')], ['scaler', scaler], ['model', classifier])
    expect(summary(await inspected('m.joblib', pickle(proto(4), wrapped, '.')))).toEqual(['joblib', 'LGBMClassifier', 189])
  })

  it('takes the features of a pipeline from its first step and of a search from its best estimator', async () => {
    const scaler = instance('sklearn.preprocessing', 'StandardScaler', ['n_features_in_', int(7)])
    const pipeline = instance('sklearn.pipeline', 'Pipeline', ['steps', list(tuple(str('s'), scaler), tuple(str('c'), classifier))])
    const search = instance('sklearn.model_selection', 'GridSearchCV', ['best_estimator_', pipeline])
    expect(summary(await inspected('m.pkl', pickle(proto(4), search, '.')))).toEqual(['pickle', 'GridSearchCV', 7])
  })

  it('reads a count that is pickled as a numpy scalar', async () => {
    const scalar = pickle(global('numpy.core.multiarray', 'scalar'), tuple(dtype('i8', '<'), bytes(Buffer.from('7002000000000000', 'hex'))), 'R')
    const model = instance('sklearn.svm', 'SVC', ['n_features_in_', scalar])
    // 0x270 = 624
    expect(summary(await inspected('m.pkl', pickle(proto(4), model, '.')))).toEqual(['pickle', 'SVC', 624])
  })

  it('never guesses a number of features', async () => {
    const model = instance('sklearn.svm', 'SVC', ['n_support_', int(7)])
    expect(summary(await inspected('m.pkl', pickle(proto(4), model, '.')))).toEqual(['pickle', 'SVC', null])
  })

  it('reads protocol 0 with copy_reg, as Python 2 wrote it', async () => {
    const text =
      'ccopy_reg\n_reconstructor\np0\n(csklearn.svm.classes\nSVC\np1\nc__builtin__\nobject\np2\nNtp3\nRp4\n' +
      "(dp5\nS'n_features_in_'\np6\nI4\nsb."
    expect(summary(await inspected('m.pkl', text))).toEqual(['pickle', 'SVC', 4])
  })

  it('names the class whose method restores a Keras model', async () => {
    const method = pickle(global('builtins', 'getattr'), tuple(global('keras.models', 'Sequential'), str('_unpickle_model')), 'R')
    expect(summary(await inspected('m.pkl', pickle(proto(4), method, tuple(), 'R.')))).toEqual(['pickle', 'Sequential', null])
  })

  it.each([
    ['gzip', gzipSync],
    ['zlib', deflateSync],
  ])('reads one compressed with %s', async (name, compress) => {
    const model = await inspected('m.joblib', compress(pickle(proto(4), classifier, '.')))
    expect(summary(model)).toEqual([`joblib+${name}`, 'LGBMClassifier', 189])
  })

  it.each([
    ['broken compression', gzipSync(pickle(proto(4), classifier, '.')).subarray(0, 30), 'file-corrupt'],
    ['broken bzip2', Buffer.from('BZh91AY&SY'), 'file-corrupt'],
    ['an empty file', Buffer.alloc(0), 'file-empty'],
    ['a truncated pickle', pickle(proto(4), classifier), 'file-corrupt'],
    ['text', Buffer.from('not a pickle'), 'file-corrupt'],
    ['a dictionary of parameters', pickle(proto(4), dict(['max_depth', int(4)]), '.'), 'not-stated'],
    ['bytes after the end', pickle(proto(4), classifier, '.', 'rest'), 'file-corrupt'],
  ])('says what is wrong with %s', async (_, content, kind) => {
    const model = await inspected('m.pkl', content)
    expect(model.problems.map((problem) => [problem.kind, problem.path])).toEqual([[kind, 'm.pkl']])
  })

  it('knows a git-lfs pointer and says what it stands for', async () => {
    const oid = '4d'.repeat(32)
    const model = await inspected('m.pkl', `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 12345\n`)
    expect(summary(model)).toEqual(['git-lfs-pointer', null, null])
    expect(model.problems[0]?.message).toContain(`12345 bytes and SHA-256 ${oid}`)
  })
})

describe('inspectModel on other formats', () => {
  it('reads LightGBM text', async () => {
    const text = 'tree\nversion=v4\nnum_class=1\nmax_feature_idx=11\nobjective=binary sigmoid:1\n\nTree=0\nthreshold=0.5\n'
    expect(summary(await inspected('model.txt', text))).toEqual(['lightgbm-text', 'Booster', 12])
  })

  it('reads XGBoost JSON', async () => {
    const text = JSON.stringify({ learner: { learner_model_param: { num_feature: '60' } }, version: [3, 2, 0] })
    expect(summary(await inspected('model.json', text))).toEqual(['xgboost-json', 'Booster', 60])
  })

  it('reads XGBoost UBJSON, also inside a pickle', async () => {
    const key = (name: string): Buffer => Buffer.concat([Buffer.from('L'), length(name), Buffer.from(name)])
    const learner = [key('learner_model_param'), '{', key('num_feature'), 'S', key('26'), '}']
    const model = pickle('{', key('learner'), '{', ...learner, '}}')
    expect(summary(await inspected('model.ubj', model))).toEqual(['xgboost-ubjson', 'Booster', 26])
    const raw = pickle(global('builtins', 'bytearray'), tuple(bytes(model)), 'R')
    const booster = instance('xgboost.core', 'Booster', ['handle', raw])
    const wrapper = instance('xgboost.sklearn', 'XGBClassifier', ['_Booster', booster])
    expect(summary(await inspected('m.pkl', pickle(proto(4), wrapper, '.')))).toEqual(['pickle', 'XGBClassifier', 26])
  })

  it('reads the header of the legacy XGBoost format', async () => {
    // "binf", base_score 0.5 as float32, num_feature 29, num_class 0
    const header = Buffer.from('62696e660000003f1d00000000000000', 'hex')
    expect(summary(await inspected('model.xgb', header))).toEqual(['xgboost-binary', 'Booster', 29])
  })

  it('reads the input of an ONNX model', async () => {
    const field = (number: number, content: Buffer): Buffer => Buffer.concat([Buffer.from([number * 8 + 2, content.length]), content])
    const dimension = field(1, Buffer.from([0x08, 12]))
    const unknown = field(1, field(2, Buffer.from('N')))
    const tensor = Buffer.concat([Buffer.from([0x08, 1]), field(2, Buffer.concat([unknown, dimension]))])
    const input = Buffer.concat([field(1, Buffer.from('x')), field(2, field(1, tensor))])
    const model = Buffer.concat([Buffer.from([0x08, 8]), field(7, field(11, input))])
    expect(summary(await inspected('m.onnx', model))).toEqual(['onnx', null, 12])
  })

  it.each([
    ['m.h5', '\u0089HDF\r\n\u001a\n', 'hdf5'],
    ['m.onnx', 'nonsense', 'unknown'],
  ])('only hashes %s and says so', async (name, content, format) => {
    const model = await inspected(name, Buffer.from(content, 'latin1'))
    expect(summary(model)).toEqual([format, null, null])
    expect(model.problems.map((problem) => problem.kind)).toEqual(['not-stated'])
  })

  it('leaves plain text and JSON alone', async () => {
    const folder = await temporaryFolder({ 'a.json': '{"threshold": 0.5}', 'b.txt': 'tree of life' })
    await writeFile(path.join(folder, 'c.csv'), 'a,b\n')
    expect((await readFolder(folder)).files.filter(looksLikeModel)).toEqual([])
  })
})

function length(text: string): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(text.length))
  return bytes
}
