import { describe, expect, it } from 'vitest'
import type { CountedReading } from './read-counted-table.ts'
import { readCountedTable } from './read-counted-table.ts'
import { tableFolder } from '../tables.test-kit.ts'

const folder = tableFolder()
const reading: CountedReading = { path: 'counts', label: 'p', score: 's', scoreTo: 't', weight: 'n', positive: null, negative: null, orientation: 'high' }
const read = (lines: string) => readCountedTable(folder.write('counts.csv', `s,t,n,p\n${lines}\n`), reading, {})

describe('a table of counts', () => {
  it('takes scores as digits or as 64-bit patterns, adds lines of one range up, and counts lost rows', async () => {
    // 0.1 is 3fb999999999999a in IEEE 754.
    const { groups, rowCount, excluded } = await read('0.5,0.75,10,4\n0x3fb999999999999a,0.1,3,1\n0.1,0.1,2,1\n0.5,0.75,1,1\n,,7,')
    expect([...groups.heads]).toEqual([0.75, 0.1])
    expect([...groups.tails]).toEqual([0.5, 0.1])
    expect([...groups.positives]).toEqual([5, 2])
    expect([...groups.negatives]).toEqual([6, 3])
    expect(rowCount).toBe(23)
    expect(excluded).toMatchObject({ nullScore: 7 })
  })

  it('finds the columns in capitals, in which Snowflake gives those of a query', async () => {
    const file = folder.write('capitals.csv', 'S,T,N,P\n0.5,0.75,10,4\n0.1,0.1,2,1\n')
    const { groups, rowCount } = await readCountedTable(file, reading, {})
    expect([...groups.positives]).toEqual([4, 1])
    expect(rowCount).toBe(12)
  })

  it.each([
    ['0.1,0.1,2,3\n0.2,0.2,2,1', 'file-corrupt', 'more positives than rows'],
    ['0.1,0.1,2.5,1\n0.2,0.2,2,1', 'file-corrupt', 'half a row'],
    ['0.1,0.1,-2,1\n0.2,0.2,2,1', 'file-corrupt', 'fewer rows than none'],
    ['0.1,0.3,2,1\n0.2,0.4,2,1', 'file-corrupt', 'ranges that overlap'],
    ['0.3,0.1,2,1\n0.4,0.4,2,1', 'file-corrupt', 'a range upside down'],
    ['0.1,0.1,2,2\n0.2,0.2,2,2', 'one-class-only', 'positives only'],
    ['0.1,0.1,2,0\n0.2,0.2,2,0', 'one-class-only', 'negatives only'],
    ['nan,nan,2,0', 'no-usable-row', 'no usable score'],
  ])('refuses %j as %s: %s', async (lines, kind) => {
    await expect(read(lines)).rejects.toMatchObject({ problem: { kind, path: 'counts' } })
  })
})
