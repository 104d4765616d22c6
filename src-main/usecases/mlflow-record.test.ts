import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mlflowPatchSchema } from '../contract/mlflow-record.ts'
import { exampleComparison, exampleTable, exampleView, sha } from '../domain/report/report-input.test-kit.ts'
import { mlflowPatch, offerMlflowPatch } from './mlflow-record.ts'
import type { MlflowRecordParts } from './mlflow-record.ts'
import { openCaseIn } from './open-case.ts'

let place = ''
let folder = ''
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'countersign-mlflow-record-test-'))
  folder = join(place, 'evidence')
  await mkdir(folder)
})
afterEach(() => rm(place, { recursive: true, force: true }))

const [run] = exampleComparison().runs
const id = run?.id ?? ''
const parts: MlflowRecordParts = {
  analysis: { load: () => Promise.resolve(exampleTable()), recommend: () => Promise.resolve(exampleView().recommendation) },
  listRuns: () => Promise.resolve(exampleComparison().runs),
  evidenceSha256: () => Promise.resolve(sha('f')),
  version: '1.2.3',
}
const request = (change = {}) => ({ folder, reading: exampleTable().reading, costs: { fn: '10', fp: '1' }, run: id, ...change })

describe('mlflowPatch', () => {
  it('sets tags of this product on the run and names the hash of each text', async () => {
    const patch = mlflowPatchSchema.parse(await mlflowPatch(request(), parts))
    expect(patch.tags).toContainEqual({ key: 'countersign.threshold', value: '0.4759636133379771' })
    expect(patch.python).toContain(`RUN_ID = "${id}"`)
    expect(patch.pythonSha256).toBe(createHash('sha256').update(patch.python).digest('hex'))
    expect(patch.shellSha256).toBe(createHash('sha256').update(patch.shell).digest('hex'))
  })

  it('refuses a run that is not in the folder', async () => {
    await expect(mlflowPatch(request({ run: 'other' }), parts)).rejects.toMatchObject({ problem: { kind: 'run-missing' } })
  })
})

describe('offerMlflowPatch', () => {
  const openCase = () => openCaseIn(join(place, 'data'), { name: 'ana' })

  it('writes what was previewed, and keeps its hash with the case', async () => {
    const out = join(place, 'countersign_tags.py')
    const { python, pythonSha256 } = await mlflowPatch(request(), parts)
    const offer = await offerMlflowPatch({ ...request(), form: 'python', out }, parts, openCase())
    expect(offer).toMatchObject({ path: expect.stringMatching(/countersign_tags\.py$/) as unknown, sha256: pythonSha256 })
    expect(await readFile(out, 'utf8')).toBe(python)
    const entries = await (await openCase()(folder)).entries()
    expect(entries.at(-1)).toMatchObject({ kind: 'mlflow-patch-offered', payload: { run: id, form: 'python', sha256: pythonSha256, handedOver: 'saved' } })
  })

  it('keeps that a text was copied', async () => {
    await offerMlflowPatch({ ...request(), form: 'shell', out: null }, parts, openCase())
    const entries = await (await openCase()(folder)).entries()
    expect(entries.at(-1)).toMatchObject({ payload: { form: 'shell', handedOver: 'copied' } })
  })

  it('writes nothing into the evidence', async () => {
    const inside = { ...request(), form: 'python' as const, out: join(folder, 'patch.py') }
    await expect(offerMlflowPatch(inside, parts, openCase())).rejects.toMatchObject({ problem: { kind: 'inside-evidence' } })
    expect(await readdir(folder)).toEqual([])
    expect(await (await openCase()(folder)).entries()).toEqual([])
  })
})
