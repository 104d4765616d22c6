import { mkdirSync, symlinkSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { labelValues, nameTable } from './name-table.ts'
import { tableFolder } from './tables.test-kit.ts'

const folder = tableFolder()
const root = folder.path('.')
const rows = (name: string) => folder.write(name, `y,p\n${'1,0.5\n0,0.1\n'.repeat(10)}`)
mkdirSync(folder.path('parts/deep'), { recursive: true })
rows('parts/a.csv')
rows('parts/deep/b.csv')
rows('plain.csv')

describe('a table that a person names', () => {
  it.each([
    ['plain.csv', ['plain.csv']],
    ['parts', ['parts/a.csv', 'parts/deep/b.csv']],
    ['parts/*.csv', ['parts/a.csv']],
    ['**/*.csv', ['parts/a.csv', 'parts/deep/b.csv', 'plain.csv']],
  ])('%s stands for files inside the folder', async (path, files) => {
    const named = await nameTable(root, path, {})
    expect(named).toMatchObject({ files, fileCount: files.length, table: { path, rows: 20 * files.length, candidates: [{ label: 'y', score: 'p' }] } })
  })

  it('may have no pair of label and score', async () => {
    folder.write('features.csv', 'city,age\nBern,41\nOslo,52\nRome,33\n')
    const { table } = await nameTable(root, 'features.csv', {})
    expect(table).toMatchObject({ rows: 3, candidates: [], columns: [{ name: 'city' }, { name: 'age' }] })
  })

  it.each([
    ['/etc/*', 'usage'],
    ['../*.csv', 'usage'],
    ['parts/*/../../../*', 'usage'],
    ['C:\\data\\*.csv', 'usage'],
    ['a\u0000*.csv', 'usage'],
    ['*a*a*a*a*a*a*a*a*a*a*a*b', 'usage'],
    ['absent.csv', 'file-missing'],
    ['absent/*.csv', 'file-missing'],
    ['parts/*.parquet', 'file-missing'],
    ['[', 'file-missing'],
  ])('%j is refused with a reason', async (path, kind) => {
    await expect(nameTable(root, path, {})).rejects.toMatchObject({ problem: { kind } })
  })

  it.skipIf(process.platform === 'win32')('never lies behind a link that leads out', async () => {
    symlinkSync('/etc', folder.path('out'))
    await expect(nameTable(root, 'out/*', {})).rejects.toMatchObject({ problem: { kind: 'usage' } })
    symlinkSync('/etc/passwd', folder.path('parts/out.csv'))
    expect(await nameTable(root, 'parts/*.csv', {})).toMatchObject({ files: ['parts/a.csv'] })
  })
})

describe('the values of a column that may be a label', () => {
  it('are counted in the form in which a reading names them, the first 20', async () => {
    folder.write('labels.csv', `y,p\n${['1', '1.0', 'TRUE', 'good', 'good', '', 'nan'].map((label) => `${label},0.5`).join('\n')}\n`)
    expect(await labelValues(root, 'labels.csv', 'y', {})).toEqual({
      labels: [{ label: '1', rows: 2 }, { label: 'good', rows: 2 }, { label: 'true', rows: 1 }],
      more: false,
    })
    folder.write('many.csv', `y,p\n${Array.from({ length: 25 }, (_, index) => `v${index},0.5`).join('\n')}\n`)
    const many = await labelValues(root, 'many.csv', 'y', {})
    expect([many.labels.length, many.more]).toEqual([20, true])
    await expect(labelValues(root, 'many.csv', 'z', {})).rejects.toMatchObject({ problem: { kind: 'column-missing' } })
  })
})
