import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Comparison } from '../../contract/comparison.ts'
import { writeDatabase } from '../../evidence/mlflow/store.test-kit.ts'
import { compareVerb } from './compare.ts'

const [a, b] = ['a'.repeat(32), 'b'.repeat(32)]
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'compare-verb-test-'))
  await writeDatabase(
    folder,
    {
      experiments: [{ id: '1', name: 'scoring' }],
      runs: [
        { id: a, name: 'one', experimentId: '1', params: { grid: "{'C': 1}" }, metrics: [{ key: 'auc', value: 0.9, step: 1 }, { key: 'auc', value: 0.8, step: 2 }] },
        { id: b, name: 'two', experimentId: '1', params: { grid: "{'C': 2}" }, metrics: [{ key: 'auc', value: 0.805, step: 2 }] },
      ],
    },
    3,
  )
})
afterAll(() => rm(folder, { recursive: true }))

const run = (...args: string[]) =>
  compareVerb.run([folder, '--runs', 'aaa', 'bbb', ...args], { signal: new AbortController().signal, onProgress: () => {} })
const auc = async (...args: string[]) => ((await run(...args)).json as Comparison).rows.find(({ key }) => key === 'auc')

describe('compare on the command line', () => {
  it('takes a tolerance, a point of the metric and a baseline', async () => {
    expect(await auc()).toMatchObject({ state: 'different', deltas: [0, 0.005] })
    expect(await auc('--absolute', '0.005')).toMatchObject({ state: 'equal', withinTolerance: true })
    expect(await auc('--relative', '0.001')).toMatchObject({ state: 'different' })
    expect(await auc('--metric', 'max', '--baseline', 'bbb')).toMatchObject({ values: ['0.9', '0.805'], deltas: [0.095, 0] })
    expect(await auc('--metric', '1')).toMatchObject({ values: ['0.9', null], state: 'missing' })
  })

  it('leaves out what it is told to, and keeps dictionaries whole on demand', async () => {
    const keys = async (...args: string[]) => ((await run(...args)).json as Comparison).rows.map(({ key }) => key)
    expect(await keys('--ignore', 'au*')).not.toContain('auc')
    expect(await keys('--preset', 'none')).toContain('Ended')
    expect(await keys()).toContain('grid.C')
    expect(await keys('--whole')).toContain('grid')
  })

  it('prints differences with their deltas', async () => {
    expect((await run()).text).toContain('0.805 (+0.005)')
  })

  it.each([
    [['--absolute', 'much'], '--absolute is much.'],
    [['--relative', '-1'], '--relative is -1.'],
    [['--metric', 'best'], '--metric is best.'],
    [['--preset', 'dates'], '--preset is dates.'],
    [['--baseline', 'ccc'], 'The baseline ccc is not one of the compared runs.'],
  ])('refuses %j', async (args, message) => {
    await expect(run(...args)).rejects.toThrow(message)
  })
})
