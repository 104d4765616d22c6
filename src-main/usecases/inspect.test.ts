import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { modelInspectionSchema } from '../contract/model.ts'
import { temporaryFolder } from '../evidence/folder/folder.test-kit.ts'
import { dict, instance, int, pickle, proto } from '../evidence/models/pickle/pickle-bytes.test-kit.ts'
import { inspectModelFile, inspectModelIn } from './inspect.ts'
import { scanFolder } from './scan.ts'

// 0.338 as a big-endian double
const threshold = 'G\x3f\xd5\xa1\xca\xc0\x83\x12\x6f'
const wrapped = pickle(proto(4), dict(['model', instance('sklearn.svm', 'SVC', ['n_features_in_', int(3)])], ['decision_threshold', threshold]), '.')

describe('inspectModelFile', () => {
  it('gives what the model states, in the form of the contract', async () => {
    const folder = await temporaryFolder({ 'model.pkl': wrapped })
    const file = path.join(folder, 'model.pkl')
    const inspection = await inspectModelFile(file)
    expect(modelInspectionSchema.parse(inspection)).toEqual(inspection)
    expect(inspection).toMatchObject({ path: file, format: 'pickle', className: 'SVC', library: 'sklearn', features: 3, parameters: {}, thresholds: [{ name: 'decision_threshold', value: 0.338 }] })
  })

  it('says what is wrong with a path', async () => {
    const folder = await temporaryFolder()
    await expect(inspectModelFile(path.join(folder, 'none.pkl'))).rejects.toMatchObject({ problem: { kind: 'file-missing' } })
    await expect(inspectModelFile(folder)).rejects.toMatchObject({ problem: { kind: 'file-unreadable', action: 'Name a model file.' } })
  })
})

describe('inspectModelIn', () => {
  it('names files relative to the folder, and stays inside it', async () => {
    const folder = await temporaryFolder({ 'models/model.pkl': wrapped, 'models/torn.pkl': wrapped.slice(0, 20) })
    expect(await inspectModelIn(folder, 'models/model.pkl')).toMatchObject({ path: 'models/model.pkl', className: 'SVC' })
    const torn = await inspectModelIn(folder, 'models/torn.pkl')
    expect(torn.problems.map((problem) => problem.path)).toEqual(['models/torn.pkl'])
    await expect(inspectModelIn(folder, '../model.pkl')).rejects.toMatchObject({ problem: { kind: 'usage' } })
    await expect(inspectModelIn(folder, 'none.pkl')).rejects.toMatchObject({ problem: { kind: 'file-missing', path: 'none.pkl' } })
  })
})

describe('scanFolder', () => {
  it('adds the thresholds inside model files to the recorded ones', async () => {
    const { thresholds, models } = await scanFolder(await temporaryFolder({ 'models/model.pkl': wrapped }))
    expect(models).toMatchObject([{ path: 'models/model.pkl', className: 'SVC', features: 3 }])
    expect(thresholds).toMatchObject([
      { value: 0.338, origin: 'model', source: 'model file models/model.pkl, decision_threshold', path: 'models/model.pkl', printed: '0.338', interval: [0.3375, 0.3385], run: null },
    ])
  })
})
