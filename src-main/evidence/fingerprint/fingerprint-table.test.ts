import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareFingerprints } from '../../domain/fingerprint/compare-fingerprints.ts'
import { realData, tableFolder } from '../predictions/tables.test-kit.ts'
import { fingerprintTable } from './fingerprint-table.ts'

const folder = tableFolder()
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** A fingerprint by the definition alone: columns as [name, type], rows as canonical cells. */
function byDefinition(columns: readonly (readonly [string, string])[], rows: readonly (readonly string[])[]) {
  const byName = columns.map((column, index) => ({ column, index })).toSorted((a, b) => (a.column[0] < b.column[0] ? -1 : 1))
  const digests = rows.map((row) => sha256(byName.map(({ index }) => row[index] ?? '').join('')))
  const hash = (order: string, of: readonly unknown[], lines: readonly string[]) =>
    sha256(`countersign table 1 ${order}\n${JSON.stringify(of)}\n${lines.length}\n${lines.map((line) => `${line}\n`).join('')}`)
  return { ordered: hash('ordered', columns, digests), unordered: hash('unordered', byName.map(({ column }) => column), digests.toSorted()) }
}

/** printf's %.16e by exact integer arithmetic, ties to even. */
function printed(value: number): string {
  if (value === 0) return '0.0000000000000000e+00'
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, Math.abs(value))
  const bits = view.getBigUint64(0)
  const power = Number(bits >> 52n)
  const fraction = bits & 0xfffffffffffffn
  const top = (power === 0 ? fraction : fraction | (1n << 52n)) << BigInt(Math.max(0, (power || 1) - 1075))
  const bottom = 1n << BigInt(Math.max(0, 1075 - (power || 1)))
  let exponent = Math.floor(Math.log10(Math.abs(value))) + 1
  for (;;) {
    const [n, d] = exponent <= 16 ? [top * 10n ** BigInt(16 - exponent), bottom] : [top, bottom * 10n ** BigInt(exponent - 16)]
    const [whole, rest] = [n / d, n % d]
    const rounded = 2n * rest > d || (2n * rest === d && whole % 2n === 1n) ? whole + 1n : whole
    const digits = String(rounded)
    if (digits.length === 17 || (digits.length === 18 && whole < 10n ** 17n)) {
      const shift = digits.length - 17
      const e = exponent + shift
      return `${value < 0 ? '-' : ''}${digits[0] ?? ''}.${digits.slice(1, 17)}e${e < 0 ? '-' : '+'}${String(Math.abs(e)).padStart(2, '0')}`
    }
    exponent += digits.length > 17 ? 1 : -1
  }
}
const number = (value: number) => `d${printed(value)},`
const text = (value: string) => `t${Buffer.byteLength(value)}:${value},`

describe('the canonical form', () => {
  it('prints doubles as C and Python do', () => {
    // By Python: '%.16e' % x; the third lies half-way between two and goes to the even one.
    expect([0.1, 1e23, 2 ** -25, 5e-324, -123456789.125].map(printed)).toEqual([
      '1.0000000000000001e-01', '9.9999999999999992e+22', '2.9802322387695312e-08', '4.9406564584124654e-324', '-1.2345678912500000e+08',
    ])
  })

  it('is that of its definition, for any numbers and texts of a delimited file', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 6 }).map((value) => `x${value.replaceAll('\r', '').replaceAll('\0', '')}`)
    const row = fc.tuple(fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })), fc.option(cell))
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
        const all = [...rows, [0.5, 'x'] as const]
        const quoted = (value: string | null) => (value === null ? '' : `"${value.replaceAll('"', '""')}"`)
        const plain = (value: number | null) => (value === null ? '' : Math.abs(value) < 2 ** 53 ? String(value) : value.toExponential())
        const file = folder.write('any.csv', `"b, 2",a\n${all.map(([value, word]) => `${plain(value)},${quoted(word)}`).join('\n')}\n`)
        const cells = all.map(([value, word]) => [value === null ? '-,' : number(value), word === null ? '-,' : text(word)])
        expect(await fingerprintTable(file)).toMatchObject(byDefinition([['b, 2', 'number'], ['a', 'text']], cells))
      }),
      { numRuns: 20 },
    )
  })

  it('of every type of Parquet', async () => {
    const file = await folder.parquet(
      'types.parquet',
      `select * from (values (1::tinyint, -0.0::double, 0.1::float, true, date '2024-01-31', timestamp '2024-01-31 10:00:00.5', 'ä,'::blob, [1, 2],
        9007199254740993::bigint, 0.10::decimal(18, 2), 123456789012345678.9::decimal(20, 2), 'ä', null::integer),
        (null, 'nan', 'inf', null, null, null, null, null, 7, null, null, '', null)) t(a, b, c, d, e, f, g, h, i, j, k, l, m)`.replace(`'ä,'::blob`, `'\\x00\\xFF'::blob`),
    )
    const columns = [
      ['a', 'number'], ['b', 'number'], ['c', 'number'], ['d', 'boolean'], ['e', 'date'], ['f', 'timestamp'], ['g', 'bytes'],
      ['h', 'nested'], ['i', 'number'], ['j', 'number'], ['k', 'number'], ['l', 'text'], ['m', 'empty'],
    ] as const
    const one = [
      number(1), number(0), number(Math.fround(0.1)), 'b1,', 'D2024-01-31,', 'T2024-01-31 10:00:00.5,', 'h00FF,',
      'j5:[1,2],', 'i9007199254740993,', number(0.1), 'x123456789012345678.9,', text('ä'), '-,',
    ]
    const two = ['-,', 'dnan,', 'dinf,', '-,', '-,', '-,', '-,', '-,', number(7), '-,', '-,', 't0:,', '-,']
    expect(await fingerprintTable(file)).toMatchObject({ rows: 2, ...byDefinition(columns, [one, two]) })
    const whole = folder.write('whole.csv', 'i\n9007199254740993\n9007199254740994\n7\n')
    const cells = [['i9007199254740993,'], [number(9007199254740994)], [number(7)]]
    expect(await fingerprintTable(whole)).toMatchObject(byDefinition([['i', 'number']], cells))
  })
})

describe('equal content', () => {
  const query = `select range as id, (range % 97) / 97 as "a score", range % 3 = 0 as flag, case when range % 5 = 0 then null else 'Zoë, "' || range end as name,
    date '2024-01-01' + (range % 400)::int as day, timestamp '2024-01-01 00:00:00' + to_seconds(range) as stamp, null::double as nothing from range(500)`

  it('in Parquet, CSV, TSV with decimal commas, UTF-16 and several files has one fingerprint', async () => {
    const parquet = await folder.parquet('equal.parquet', query)
    const expected = await fingerprintTable(parquet)
    expect(expected.columns.map(({ type }) => type)).toEqual(['number', 'number', 'boolean', 'text', 'date', 'timestamp', 'empty'])
    mkdirSync(folder.path('split'))
    const csv = await folder.csv('equal.csv', query)
    const commas = `select id, replace(cast("a score" as varchar), '.', ',') as "a score", flag, name, day, stamp, nothing from (${query})`
    const files = [
      csv,
      await folder.csv('commas.tsv', commas, `delim '\t'`),
      folder.write('wide.csv', Buffer.from(`\ufeff${readFileSync(csv, 'utf8')}`, 'utf16le')),
    ]
    await folder.parquet('split/1.parquet', `${query} where range < 200`)
    await folder.parquet('split/2.parquet', `${query} where range >= 200`)
    for (const file of [...files, folder.path('split')]) {
      const found = await fingerprintTable(file)
      expect([found.ordered, found.unordered, found.columns], file).toEqual([expected.ordered, expected.unordered, expected.columns])
    }
  })

  it('in JSON lines too, whose types are number, boolean, text and nested', async () => {
    const file = folder.write('lines.jsonl', '{"a":1,"b":"x","c":true}\n{"c":false,"a":2.50,"d":{"k":[1, 2]}}\n')
    expect(await fingerprintTable(file)).toMatchObject(
      byDefinition([['a', 'number'], ['b', 'text'], ['c', 'boolean'], ['d', 'nested']], [
        [number(1), text('x'), 'b1,', '-,'],
        [number(2.5), '-,', 'b0,', 'j11:{"k":[1,2]},'],
      ]),
    )
    const parquet = await folder.parquet('lines.parquet', `select * from (values (1.0, 'x', true), (2.5, null, false)) t(a, b, c)`)
    const json = folder.write('plain.jsonl', '{"a":1,"b":"x","c":true}\n{"a":2.50,"c":false}\n')
    expect((await fingerprintTable(json)).ordered).toBe((await fingerprintTable(parquet)).ordered)
  })

  it('in another order of rows or columns differs in the ordered fingerprint only', async () => {
    const base = await fingerprintTable(folder.write('base.csv', 'a,b\n1,x\n2,y\n2,y\n'))
    const rows = await fingerprintTable(folder.write('rows.csv', 'a,b\n2,y\n1,x\n2,y\n'))
    const columns = await fingerprintTable(folder.write('columns.csv', 'b,a\nx,1\ny,2\ny,2\n'))
    for (const other of [rows, columns]) {
      expect(other.unordered).toBe(base.unordered)
      expect(compareFingerprints(base, other).verdict).toBe('reordered')
    }
    expect(compareFingerprints(base, base).verdict).toBe('same')
  })
})

describe('other content has another fingerprint', () => {
  const base = 'a,b\n1,x\n2,y\n2,y\n'
  it.each([
    ['a row twice instead of once', 'a,b\n1,x\n1,x\n2,y\n'],
    ['a row more', `${base}3,z\n`],
    ['the last digit of a number', 'a,b\n1.0000000000000002,x\n2,y\n2,y\n'],
    ['a missing value', 'a,b\n1,x\n2,y\n2,\n'],
    ['a letter', 'a,b\n1,x\n2,y\n2,Y\n'],
    ['the name of a column', base.replace('b', 'c')],
    ['text instead of numbers', 'a,b\n01,x\n2,y\n2,y\n'],
    ['values moved between columns', 'a,b\n1,x\n2,y\n2,"y,"\n'],
  ])('%s', async (_, content) => {
    const [one, other] = [await fingerprintTable(folder.write('one.csv', base)), await fingerprintTable(folder.write('other.csv', content))]
    expect(one.ordered).not.toBe(other.ordered)
    expect(one.unordered).not.toBe(other.unordered)
    expect(compareFingerprints(one, other).verdict).toBe('different')
  })

  it('and so has a change after the rows or in the columns that MLflow reads', async () => {
    const table = (late: number, day: string) =>
      `select range as id, case when range = 10500 then ${late} else 0.5 end as p, date '${day}' as day from range(11000)`
    const files = await Promise.all([table(0.5, '2024-01-01'), table(0.6, '2024-01-01'), table(0.5, '2024-01-02')].map((query, index) => folder.parquet(`late-${index}.parquet`, query)))
    const found = []
    for (const file of files) found.push((await fingerprintTable(file)).unordered)
    expect(new Set(found).size).toBe(3)
  })
})

describe('a table', () => {
  it('of many rows is sorted in parts, with the same result', async () => {
    const file = await folder.parquet('many.parquet', 'select (range * 7919) % 5003 as a from range(5003)')
    const back = await folder.parquet('many-back.parquet', 'select 5002 - range as a from range(5003)')
    const found = [await fingerprintTable(file), await fingerprintTable(file, { sortedAtOnce: 100 }), await fingerprintTable(back, { sortedAtOnce: 100 })]
    expect(new Set(found.map(({ unordered }) => unordered)).size).toBe(1)
    expect(new Set(found.map(({ ordered }) => ordered)).size).toBe(2)
  })

  it('that is empty, missing or stopped is a problem', async () => {
    await expect(fingerprintTable(folder.write('empty.csv', 'a,b\n'))).rejects.toMatchObject({ problem: { kind: 'file-empty' } })
    await expect(fingerprintTable(folder.path('absent.csv'), { path: 'absent.csv' })).rejects.toMatchObject({ problem: { kind: 'file-missing', path: 'absent.csv' } })
    const file = folder.write('stop.csv', 'a\n1\n')
    const stop = new AbortController()
    await expect(fingerprintTable(file, { signal: stop.signal, onProgress: () => { stop.abort() } })).rejects.toMatchObject({ problem: { kind: 'stopped' } })
    await expect(fingerprintTable(file, { onProgress: () => { appendFileSync(file, '2\n') } })).rejects.toMatchObject({ problem: { kind: 'file-unreadable' } })
  })
})

describe.skipIf(!existsSync(realData))('real tables (skipped where ../shared/data is absent)', () => {
  it('scores exported to CSV keep the fingerprint of their Parquet file', async () => {
    const file = join(realData, 'scoring-enhanced/results/static_model_predictions.parquet')
    const found = await fingerprintTable(file)
    expect(found).toMatchObject({ rows: 307_511, columns: [{ name: 'TARGET', type: 'number' }, { name: 'PROBABILITY', type: 'number' }] })
    const csv = await fingerprintTable(await folder.csv('export.csv', `select * from '${file}'`))
    expect([csv.ordered, csv.unordered]).toEqual([found.ordered, found.unordered])
  })

  it('submission.csv has the fingerprints that a script of 10 lines in Python gives', async () => {
    // csv.reader, '%.16e' % float(cell), hashlib.sha256, sorted(); written from the definition alone.
    expect(await fingerprintTable(join(realData, 'scoring-enhanced/results/submission.csv'))).toMatchObject({
      rows: 48_744,
      ordered: '6fbf6cb1c5c15284258d66cab500a85a0ef3a86ab4c864f7e1dda087ccba1bc0',
      unordered: '75d6636595c427baecbd888bf59fe7c242d544478c099b85990013eae9064d5c',
    })
  })

  it('two models over the same applicants have other content', async () => {
    const [one, two] = [
      await fingerprintTable(join(realData, 'loan-3models-predictions/results/lgbm_test_preds.csv')),
      await fingerprintTable(join(realData, 'loan-3models-predictions/results/nn_best_test_preds.csv')),
    ]
    expect(compareFingerprints(one, two)).toMatchObject({ verdict: 'different', because: expect.stringContaining('but other values') as string })
  })
})
