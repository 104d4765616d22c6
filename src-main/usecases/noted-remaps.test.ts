import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { exampleComparison } from '../domain/report/report-input.test-kit.ts'
import type { Comparison } from '../contract/comparison.ts'
import { withNotedRemaps } from './noted-remaps.ts'
import { openCaseIn } from './open-case.ts'

let data: string
let folder: string
beforeEach(async () => {
  data = await mkdtemp(path.join(os.tmpdir(), 'remaps-data-'))
  folder = await mkdtemp(path.join(os.tmpdir(), 'remaps-folder-'))
})
afterEach(async () => {
  await chmod(data, 0o700)
  await rm(data, { recursive: true })
  await rm(folder, { recursive: true })
})

const rules = { custom: [{ pattern: 's3://bucket/', replacement: 'mlruns/' }], disabled: ['backslashes'] }
const moved = { run: 'a', model: null, store: 'mlflow.db', recorded: 's3://bucket/1/a/artifacts', state: 'elsewhere', resolved: 'mlruns/1/a/artifacts', rules: 'custom-1' } as const
const present = { ...moved, run: 'b', recorded: './mlruns/1/b/artifacts', state: 'present', resolved: 'mlruns/1/b/artifacts', rules: '' } as const
const comparisonWith = (places: NonNullable<Comparison['places']>): Comparison => ({ ...exampleComparison(), places })

it('each location that was found elsewhere is noted once, with the pattern of its rules', async () => {
  const openCase = openCaseIn(data, { name: 'ana' })
  const comparison = comparisonWith([moved, present])
  expect(await withNotedRemaps(folder, comparison, rules, openCase)).toBe(comparison)
  await withNotedRemaps(folder, comparison, rules, openCase)
  await withNotedRemaps(folder, comparisonWith([moved, { ...moved, run: 'c' }]), rules, openCase)
  const entries = (await (await openCase(folder)).entries()).filter(({ kind }) => kind === 'artifacts-remapped')
  const note = {
    run: 'a', model: null, store: 'mlflow.db', recorded: 's3://bucket/1/a/artifacts', resolved: 'mlruns/1/a/artifacts',
    rules: [{ id: 'custom-1', pattern: 's3://bucket/', replacement: 'mlruns/' }],
  }
  expect(entries.map(({ payload }) => payload)).toEqual([{ remaps: [note] }, { remaps: [{ ...note, run: 'c' }] }])
})

it('nothing is noted where nothing was found elsewhere', async () => {
  const openCase = openCaseIn(data)
  await withNotedRemaps(folder, comparisonWith([present]), rules, openCase)
  expect(await (await openCase(folder)).entries()).toEqual([])
})

it('a case that can not be written is a problem of the comparison, which is given all the same', async () => {
  await writeFile(path.join(data, 'cases'), 'a file where the folder should be')
  const told = await withNotedRemaps(folder, comparisonWith([moved]), rules, openCaseIn(data))
  expect(told.problems.at(-1)?.kind).toMatch(/write-refused|file-unreadable/)
  expect(told.places).toEqual([moved])
})
