import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { KeptComparison } from '../contract/comparison.ts'
import { keptComparisons } from './kept-comparison.ts'

let data: string
let folder: string
beforeEach(async () => {
  data = await mkdtemp(path.join(os.tmpdir(), 'kept-data-'))
  folder = await mkdtemp(path.join(os.tmpdir(), 'kept-folder-'))
})
afterEach(async () => {
  await rm(data, { recursive: true })
  await rm(folder, { recursive: true })
})

const comparison: KeptComparison = {
  runs: ['a', 'b'],
  options: { baseline: 'b', tolerance: { absolute: 0, relative: 0.01 }, artifactRules: { custom: [{ pattern: 's3://b/', replacement: 'mlruns/' }], disabled: [] } },
  differencesOnly: false,
}

it('is there after a restart, for this folder alone, and by whatever path', async () => {
  await keptComparisons(data).keep(folder, comparison)
  const restarted = keptComparisons(data)
  expect(await restarted.of(folder)).toEqual(comparison)
  expect(await restarted.of(data)).toBeNull()
  const link = path.join(data, 'link')
  await symlink(folder, link)
  expect(await restarted.of(link)).toEqual(comparison)
  expect(await readdir(folder)).toEqual([])
})

it('is the last of several that were kept at once', async () => {
  const kept = keptComparisons(data)
  await Promise.all([true, false, true].map((differencesOnly) => kept.keep(folder, { ...comparison, differencesOnly })))
  expect((await kept.of(folder))?.differencesOnly).toBe(true)
})

it('counts as nothing where the file is damaged', async () => {
  const kept = keptComparisons(data)
  await kept.keep(folder, comparison)
  const [file] = await readdir(path.join(data, 'comparisons'))
  await writeFile(path.join(data, 'comparisons', file ?? ''), '{"runs": 7}')
  expect(await kept.of(folder)).toBeNull()
})
