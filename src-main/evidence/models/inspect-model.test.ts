import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { ScannedModel } from '../../contract/scan.ts'
import { temporaryFolder } from '../folder/folder.test-kit.ts'
import { readFolder } from '../folder/read-folder.ts'
import { inspectModel, looksLikeModel } from './inspect-model.ts'
import { bytes, dict, dtype, global, instance, int, list, pickle, proto, str, tuple } from './pickle/pickle-bytes.test-kit.ts'

async function inspected(name: string, content: Uint8Array | string): Promise<ScannedModel> {
  const folder = await temporaryFolder({ [name]: content })
  const { files } = await readFolder(folder)
  const [file] = files.filter(looksLikeModel)
  if (file === undefined) throw new Error(`${name} was not taken for a model`)
  return inspectModel(file)
}

function summary({ format, className, features }: ScannedModel): unknown[] {
  return [format, className, features]
}

const classifier = instance('lightgbm.sklearn', 'LGBMClassifier', ['_n_features', int(189)])

describe('inspectModel on pickles', () => {
  it('gives class, features and hash', async () => {
    const content = pickle(proto(4), classifier, '.')
    expect(await inspected('models/m.pkl', content)).toEqual({
      path: 'models/m.pkl',
      format: 'pickle',
      className: 'LGBMClassifier',
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
    ['bzip2', Buffer.from('BZh91AY&SY'), 'file-unreadable'],
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
    ['m.pt', 'PK\u0003\u0004', 'zip'],
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

const data = path.resolve('..', 'shared', 'data')

describe.skipIf(!existsSync(data))('inspectModel on real models (skipped where ../shared/data is absent)', () => {
  // What each file holds is stated in the README of the data; features of the rest by Python's pickletools.
  it.each([
    ['home-credit-filestore', 'api/lightgbm_model_f.joblib', ['joblib', 'LGBMClassifier', 624]],
    ['german-credit-models', 'models/xgboost.pkl', ['pickle', 'XGBClassifier', 26]],
    ['german-credit-models', 'models/logistic_regression.pkl', ['pickle', 'Pipeline', 26]],
    ['churn-lightgbm-text', 'models/lgbm_model.txt', ['lightgbm-text', 'Booster', 12]],
    ['loan-risk-3.x', 'deploy/artifacts/xgb_model.json', ['xgboost-json', 'Booster', 60]],
    ['model-lfs-pointer', 'models/model_compressed.joblib', ['git-lfs-pointer', null, null]],
    ['model-gzip', 'models/model.pkl.gz', ['pickle+gzip', 'GridSearchCV', 7]],
    ['model-python2', 'final_project/my_classifier.pkl', ['pickle', 'AdaBoostClassifier', null]],
    ['churn-predictions', 'models/best_churn_model.joblib', ['joblib', 'Pipeline', 20]],
    ['scoring-enhanced', 'data/processed/scaler.joblib', ['joblib', 'StandardScaler', 189]],
  ])('%s/%s', async (folder, name, expected) => {
    const { files } = await readFolder(path.join(data, folder))
    const file = files.find((candidate) => candidate.path === name)
    if (file === undefined) throw new Error('The file is missing.')
    expect(summary(await inspectModel(file))).toEqual(expected)
  })

  it('reads every model of every folder to its end', async () => {
    const { files } = await readFolder(data)
    const broken: string[] = []
    for (const file of files.filter(looksLikeModel)) {
      const { problems } = await inspectModel(file)
      if (problems.some((problem) => problem.kind === 'file-corrupt')) broken.push(file.path)
    }
    expect(broken).toEqual([])
  })
})

function length(text: string): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(text.length))
  return bytes
}
