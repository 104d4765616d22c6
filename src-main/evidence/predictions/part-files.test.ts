import { describe, expect, it } from 'vitest'
import { tableGroups } from './part-files.ts'

const pathsOf = (paths: string[]) => tableGroups(paths).map(({ path, members }) => [path, members.length])

describe('tableGroups', () => {
  it.each<[string, string[], [string, number][]]>([
    ['the parts of one job', ['p/_SUCCESS', 'p/part-00000-ab.snappy.parquet', 'p/part-00001-cd.snappy.parquet'], [['p/part-*.parquet', 2]]],
    ['other separators and endings', ['part.0.parquet', 'part.1.parquet', 'q/part_1.csv.gz', 'q/part_2.csv.gz'], [['part.*.parquet', 2], ['q/part_*.csv.gz', 2]]],
    ['folders of a partition', ['d/y=1/m=2/a.parquet', 'd/y=2/m=1/b.parquet'], [['d/**/*.parquet', 2]]],
    ['one part', ['p/part-0.parquet', 'p/other.csv'], [['p/other.csv', 1], ['p/part-0.parquet', 1]]],
    ['files that only look like parts', ['part-time.csv', 'part-1.csv', 'part-2.csv'], [['part-1.csv', 1], ['part-2.csv', 1], ['part-time.csv', 1]]],
    ['a partition beside another table', ['d/y=1/a.csv', 'd/y=2/b.csv', 'd/c.csv'], [['d/c.csv', 1], ['d/y=1/a.csv', 1], ['d/y=2/b.csv', 1]]],
    ['the parts of two jobs', ['a/part-0.csv', 'a/part-1.csv', 'b/part-0.csv', 'b/part-1.csv'], [['a/part-*.csv', 2], ['b/part-*.csv', 2]]],
    ['a folder whose name holds a wildcard', ['r[1]/part-0.csv', 'r[1]/part-1.csv'], [['r[1]/part-0.csv', 1], ['r[1]/part-1.csv', 1]]],
  ])('%s', (_, paths, expected) => {
    expect(pathsOf(paths).toSorted()).toEqual(expected.toSorted())
  })
})
