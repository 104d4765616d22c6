import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { tableFingerprintSchema } from '../contract/fingerprint.ts'
import type { TableSummary } from '../contract/reading.ts'
import { temporaryFolder } from '../evidence/folder/folder.test-kit.ts'
import { createFingerprints } from './fingerprint.ts'

const work = { signal: new AbortController().signal, onProgress: () => {} }

describe('createFingerprints', () => {
  it('fingerprints files, folders and patterns inside the folder only', async () => {
    const folder = await temporaryFolder({ 'a.csv': 'y,p\n0,0.1\n1,0.2\n', 'parts/part-0.csv': 'y,p\n0,0.1\n', 'parts/part-1.csv': 'y,p\n1,0.2\n' })
    const { of } = createFingerprints()
    const [file, parts, pattern] = [await of(folder, 'a.csv', work), await of(folder, 'parts', work), await of(folder, 'parts/part-*.csv', work)]
    expect(tableFingerprintSchema.parse(file)).toEqual(file)
    expect([parts.ordered, pattern.ordered]).toEqual([file.ordered, file.ordered])
    expect(file).toMatchObject({ path: 'a.csv', rows: 2, mlflowDigests: [] })
    for (const outside of ['../a.csv', '/etc/hosts', 'parts/../../*.csv']) {
      await expect(of(folder, outside, work), outside).rejects.toMatchObject({ problem: { kind: 'usage' } })
    }
  })

  it('compares two tables of the folder', async () => {
    const folder = await temporaryFolder({ 'a.csv': 'y,p\n0,0.1\n1,0.2\n', 'b.csv': 'p;y\n0.2;1\n0.1;0\n', 'c.csv': 'y,p\n0,0.1\n1,0.3\n' })
    const { compare } = createFingerprints()
    expect(await compare(folder, ['a.csv', 'b.csv'], work)).toMatchObject({ verdict: 'reordered', one: { path: 'a.csv' }, other: { path: 'b.csv' } })
    expect(await compare(folder, ['a.csv', 'c.csv'], work)).toMatchObject({ verdict: 'different' })
  })

  it('adds what is known to the summary of the same bytes', async () => {
    const folder = await temporaryFolder({ 'a.csv': 'y,p\n0,0.1\n1,0.2\n' })
    const { of, added } = createFingerprints()
    const { sha256, version, ordered, unordered } = await of(folder, 'a.csv', work)
    const summary = { sha256 } as TableSummary
    expect(added(summary).fingerprint).toEqual({ version, ordered, unordered })
    expect(added({ ...summary, sha256: '0'.repeat(64) })).not.toHaveProperty('fingerprint')
  })
})

const database = path.resolve('..', 'shared', 'data', 'churn-2x-datasets', 'mlruns.db')

describe.skipIf(!existsSync(database))('a real store (skipped where ../shared/data is absent)', () => {
  it('shows the digests that MLflow recorded beside, and why they prove nothing', async () => {
    const folder = await temporaryFolder({ 'a.csv': 'y,p\n0,0.1\n1,0.2\n', 'mlruns.db': await readFile(database) })
    const { mlflowDigests, whyMlflowDigestIsNoProof } = await createFingerprints().of(folder, 'a.csv', work)
    // 36 datasets by the README of the data; sqlite3: select count(distinct name || digest) from datasets.
    expect(mlflowDigests).toHaveLength(36)
    expect(mlflowDigests[0]).toMatchObject({ store: 'mlruns.db', dataset: 'dataset', digest: expect.stringMatching(/^[0-9a-f]{8}$/) as string })
    expect(whyMlflowDigestIsNoProof[0]).toContain('10,000')
  })
})
