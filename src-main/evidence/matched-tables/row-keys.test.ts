import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agreeOnRows, readKeyOverlap, readRowDates, readRowKeys, readSideDates } from './row-keys.ts'
import type { RowTable } from './row-keys.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'row-keys-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function table(name: string, text: string): Promise<RowTable> {
  const absolute = join(folder, name)
  await writeFile(absolute, text)
  return { path: name, absolute }
}

const evaluated = 'id,day,part,y\n1,2024-01-31,train,0\n2,2024-02-29,train,1\n3,2024-03-01,test,0\n3,2024-04-02,test,1\n,2024-04-01,test,0\n'

// Every expected value was counted by hand in the rows above.
describe('the rows of a table', () => {
  it('counts the different names of rows and those without one', async () => {
    expect(await readRowKeys(await table('a.csv', evaluated), 'id')).toEqual({ column: 'id', distinct: 3, missing: 1 })
  })

  it('refuses a column that is not there, by its name', async () => {
    await expect(readRowKeys(await table('a.csv', evaluated), 'key')).rejects.toThrow('There is no column key.')
  })

  it('gives the first and the last day, and leaves out a column without dates', async () => {
    expect(await readRowDates(await table('a.csv', evaluated), ['day', 'part'])).toEqual([{ column: 'day', from: '2024-01-31', to: '2024-04-02' }])
  })

  it('gives the days of two sides, by parts and by a day', async () => {
    const rows = await table('a.csv', evaluated)
    const expected = { chosenTo: '2024-02-29', judgedFrom: '2024-03-01', judgedTo: '2024-04-02' }
    expect(await readSideDates(rows, 'day', { kind: 'parts', column: 'part', choose: ['train'], judge: ['test'] })).toEqual(expected)
    expect(await readSideDates(rows, 'day', { kind: 'date', column: 'day', from: '2024-03-01' })).toEqual(expected)
    expect(await readSideDates(rows, 'day', { kind: 'date', column: 'day', from: '2025-01-01' })).toBeNull()
  })

  it('counts the rows that another table names too, however a number is written', async () => {
    expect(await readKeyOverlap(await table('a.csv', evaluated), await table('b.csv', 'id\n3.0\n9\n'), 'id')).toEqual({ rows: 5, overlap: 2 })
  })
})

describe('the rows of several tables', () => {
  const labelled = async (name: string, text: string) => ({ ...(await table(name, text)), label: 'y' })

  it('matches by the column that names a row, and counts what differs', async () => {
    const first = await labelled('c.csv', 'id,y\n1,0\n2,1\n3,0\n')
    const other = await labelled('d.csv', 'id,y\n3,1\n2,1.0\n1,0\n4,0\n')
    expect(await agreeOnRows([first, other], 'id')).toEqual({ kind: 'matched', rows: 3, unmatched: 1, differentLabels: 1, matchedBy: 'column id' })
  })

  it('takes the order only where every label agrees', async () => {
    const first = await labelled('c.csv', 'y\n0\n1\n0\n')
    expect(await agreeOnRows([first, await labelled('d.csv', 'y\n0\n1\n0\n')], null)).toMatchObject({ kind: 'matched', rows: 3, unmatched: 0, differentLabels: 0 })
    expect((await agreeOnRows([first, await labelled('e.csv', 'y\n1\n1\n0\n')], null)).kind).toBe('unmatched')
    expect((await agreeOnRows([first, await labelled('e.csv', 'y\n0\n1\n')], null)).kind).toBe('unmatched')
  })

  it('does not match by a column that names a row twice, or that is not there', async () => {
    const first = await labelled('c.csv', 'id,y\n1,0\n1,1\n')
    expect(await agreeOnRows([first, first], 'id')).toEqual({ kind: 'unmatched', why: 'column id does not name each row once' })
    expect(await agreeOnRows([first, first], 'key')).toEqual({ kind: 'unmatched', why: 'There is no column key' })
  })
})
