import { describe, expect, it } from 'vitest'
import { categoryColumn, numberColumn } from '../../domain/threshold/aligned-rows.ts'
import { describeExtraColumns } from './describe-extra-columns.ts'
import { readExtraColumns } from './read-extra-columns.ts'
import { readPredictionTable } from './read-prediction-table.ts'
import { readingOf, tableFolder } from './tables.test-kit.ts'

const folder = tableFolder()

const text = `y,p,amount,customer,fold,day,age
1,0.9,100.5,ann,a,2017-06-30,31
0,0.2,,ben,b,2017-07-01,32
1,,7,ann,a,2017-06-30,33
0,0.4,-3,,b,2017-08-01,34
,0.5,1,cem,a,2017-06-30,35
1,0.7,250,ann,,someday,36
`

async function read(name: string, content: string) {
  const file = folder.write(name, content)
  const reading = readingOf(name)
  const before = await readPredictionTable(file, reading, {})
  return { file, reading, before }
}

describe('columns beside label and score', () => {
  it('stand beside their own scores, for the usable rows alone', async () => {
    const { file, reading, before } = await read('extra.csv', text)
    const amount = { name: 'amount', use: 'amount' } as const
    const customer = { name: 'customer', use: 'customer' } as const
    const fold = { name: 'fold', use: 'part' } as const
    const day = { name: 'day', use: 'date' } as const
    const rows = await readExtraColumns(file, reading, [amount, customer, fold, day], before, {})
    const order = [...rows.scores.keys()].sort((a, b) => (rows.scores[a] ?? 0) - (rows.scores[b] ?? 0))
    const inOrder = <Value>(values: ArrayLike<Value>) => order.map((index) => values[index])
    expect(inOrder(rows.scores)).toEqual([0.2, 0.4, 0.7, 0.9])
    expect(inOrder(rows.positive)).toEqual([0, 0, 1, 1])
    expect(inOrder(numberColumn(rows, amount))).toEqual([NaN, -3, 250, 100.5])
    const customers = categoryColumn(rows, customer)
    expect(customers).toMatchObject({ count: 2, names: [] })
    // ann has two rows, ben one, one row has no customer.
    expect(inOrder(customers.codes)).toEqual([1, -1, 0, 0])
    expect(categoryColumn(rows, fold).names).toEqual(['b', 'a'])
    expect(inOrder(categoryColumn(rows, fold).codes)).toEqual([0, 0, -1, 1])
    expect(inOrder(numberColumn(rows, day))).toEqual([Date.UTC(2017, 6, 1), Date.UTC(2017, 7, 1), NaN, Date.UTC(2017, 5, 30)])
  })

  it('are the same from Parquet and JSON lines', async () => {
    const query = `select * from (values (1, 0.9, 3.5, 'x'), (0, 0.1, 4.5, 'y')) as t(y, p, amount, "the group")`
    const parquet = await folder.parquet('extra.parquet', query)
    const json = folder.write('extra.jsonl', '{"y":1,"p":0.9,"amount":3.5,"the group":"x"}\n{"y":0,"p":0.1,"amount":4.5,"the group":"y"}\n')
    const requests = [{ name: 'amount', use: 'amount' }, { name: 'the group', use: 'segment' }, { name: 'the group', use: 'part' }] as const
    for (const file of [parquet, json]) {
      const reading = readingOf(file)
      const rows = await readExtraColumns(file, reading, requests, await readPredictionTable(file, reading, {}), {})
      expect([...rows.scores].toSorted()).toEqual([0.1, 0.9])
      expect([...numberColumn(rows, requests[0])].toSorted()).toEqual([3.5, 4.5])
      expect(categoryColumn(rows, requests[1]).names.toSorted()).toEqual(['x', 'y'])
    }
  })

  it('keep a number of many values as a number when it makes segments, to be banded', async () => {
    const lines = Array.from({ length: 40 }, (_, k) => `${k % 2},0.${10 + k},${k},${k % 3}`)
    const { file, reading, before } = await read('bands.csv', `y,p,age,children\n${lines.join('\n')}\n`)
    const age = { name: 'age', use: 'segment' } as const
    const children = { name: 'children', use: 'segment' } as const
    const rows = await readExtraColumns(file, reading, [age, children], before, {})
    expect(numberColumn(rows, age).reduce((a, b) => a + b, 0)).toBe(780)
    expect(categoryColumn(rows, children).names.toSorted()).toEqual(['0', '1', '2'])
  })

  it('refuse a column that is missing, empty for its use, or of another file', async () => {
    const { file, reading, before } = await read('refused.csv', text)
    const refused = (name: string, use: 'amount' | 'date', changed = before) =>
      expect(readExtraColumns(file, reading, [{ name, use }], changed, {})).rejects
    const counted = { ...reading, weight: 'amount' }
    await expect(readExtraColumns(file, counted, [{ name: 'age', use: 'amount' }], before, {})).rejects.toMatchObject({ problem: { kind: 'usage' } })
    await refused('limit', 'amount').toMatchObject({ problem: { kind: 'column-missing' } })
    await refused('customer', 'amount').toMatchObject({ problem: { kind: 'usage' } })
    await refused('customer', 'date').toMatchObject({ problem: { kind: 'usage' } })
    await refused('amount', 'amount', { ...before, sha256: 'other' }).toMatchObject({ problem: { kind: 'file-unreadable' } })
  })

  it('are described over the usable rows, with the uses that their values allow', async () => {
    const { file, reading, before } = await read('described.csv', text)
    const described = await describeExtraColumns(file, reading, before, {})
    expect(described.map(({ name, missing, distinct, uses }) => ({ name, missing, distinct, uses }))).toEqual([
      { name: 'amount', missing: 1, distinct: 3, uses: ['part', 'segment'] },
      { name: 'customer', missing: 1, distinct: 2, uses: ['part', 'segment'] },
      { name: 'fold', missing: 1, distinct: 2, uses: ['part', 'segment'] },
      { name: 'day', missing: 0, distinct: 4, uses: ['segment'] },
      { name: 'age', missing: 0, distinct: 4, uses: ['segment'] },
    ])
  })
})
