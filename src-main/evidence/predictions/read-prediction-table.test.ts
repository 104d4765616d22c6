import { createHash } from 'node:crypto'
import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ProblemError } from '../../contract/problem.ts'
import type { ProblemKind } from '../../contract/problem.ts'
import type { Progress } from '../../contract/progress.ts'
import type { TableReading } from '../../contract/reading.ts'
import { readPredictionTable } from './read-prediction-table.ts'
import { readingOf, realData, tableFolder } from './tables.test-kit.ts'

const folder = tableFolder()

async function problemOf(file: string, changes: Partial<TableReading> = {}): Promise<{ kind: ProblemKind; path: string | null; text: string }> {
  try {
    await readPredictionTable(file, readingOf('table', changes), {})
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    const { kind, path, message, action } = error.problem
    return { kind, path, text: `${message} ${action}` }
  }
  throw new Error('It was read.')
}

// One row per cause and two that have several: the first cause counts, score before label.
const causes = {
  rowCount: 12,
  excluded: { nullScore: 2, nanScore: 1, infiniteScore: 2, textScore: 2, nullLabel: 1, foreignLabel: 0 },
  rows: { positives: Float64Array.of(0.25, 0.75), negatives: Float64Array.of(0.1, 0.5) },
}

describe('rows that cannot be used', () => {
  it('are counted by cause in CSV', async () => {
    const file = folder.write(
      'causes.csv',
      'id,y,p\n1,1,0.75\n2,0,0.5\n3,1,0.25\n4,0,1e-1\n5,1,\n6,0,NaN\n7,1,inf\n8,1,-Infinity\n9,0,n/a\n10,1,"0,5"\n11,,0.9\n12,,\n',
    )
    expect(await readPredictionTable(file, readingOf(file), {})).toMatchObject(causes)
  })

  it('are counted by cause in JSON lines', async () => {
    const scores = ['0.75', '0.5', '"0.25"', '1e-1', 'null', 'NaN', 'Infinity', '-Infinity', '"n/a"', '{"a":0.5}']
    const lines = scores.map((score, index) => `{"y":${index % 2 === 0 ? 1 : 0},"p":${score}}`)
    const file = folder.write('causes.jsonl', [...lines, '{"y":null,"p":0.9}', '{"other":1}'].join('\n'))
    expect(await readPredictionTable(file, readingOf(file), {})).toMatchObject(causes)
  })

  it('are counted by cause in Parquet', async () => {
    const file = await folder.parquet(
      'causes.parquet',
      `select * from (values (1, '0.75'), (0, '0.5'), (1, '0.25'), (0, '0.1'), (1, null), (0, 'nan'), (1, 'inf'), (1, '-inf'),
        (0, 'n/a'), (1, '1_000'), (null, '0.9'), (null, ' ')) t(y, p)`,
    )
    expect(await readPredictionTable(file, readingOf(file), {})).toMatchObject(causes)
  })

  it('are those of other labels when both classes are named', async () => {
    const file = folder.write('foreign.csv', 'y,p\ngood,0.1\nbad,0.9\nopen,0.4\n,0.5\nopen,x\n')
    const read = await readPredictionTable(file, readingOf(file, { positive: 'bad', negative: 'good' }), {})
    expect(read.excluded).toEqual({ nullScore: 0, nanScore: 0, infiniteScore: 0, textScore: 1, nullLabel: 1, foreignLabel: 1 })
    expect(read).toMatchObject({ rowCount: 5, positive: 'bad', negative: 'good' })
  })

  it('and used rows add up to all rows, and the scores are those of an independent reading', async () => {
    const scoreText = fc.oneof(fc.double().map(String), fc.constantFrom('', 'NaN', 'x', '1e400', '-inf', '0.1', '7'))
    const row = fc.tuple(fc.constantFrom('0', '1', '1.0', '', 'nan'), scoreText)
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), async (rows) => {
        const all = [...rows, ['1', '0.5'], ['0', '0.5']] as const
        const file = folder.write('property.csv', `y,p\n${all.map((cells) => cells.join(',')).join('\n')}\n`)
        const read = await readPredictionTable(file, readingOf(file), {})
        const scoresOf = (labels: string[]) =>
          all
            .filter(([y, p]) => labels.includes(y) && p !== '' && Number.isFinite(Number(p)))
            .map(([, p]) => Number(p))
            .sort((a, b) => a - b)
        expect([...read.rows.positives].map((score) => score + 0)).toEqual(scoresOf(['1', '1.0']).map((score) => score + 0))
        expect([...read.rows.negatives].map((score) => score + 0)).toEqual(scoresOf(['0']).map((score) => score + 0))
        const excluded = Object.values(read.excluded).reduce((sum, count) => sum + count, 0)
        expect(read.rows.positives.length + read.rows.negatives.length + excluded).toBe(read.rowCount)
        expect(read.rowCount).toBe(all.length)
      }),
      { numRuns: 25 },
    )
  })
})

describe('labels', () => {
  const labelled = (name: string, type: string, one: string, other: string) =>
    folder.parquet(name, `select cast(y as ${type}) as y, p from (values (${one}, 0.9), (${other}, 0.2), (${one}, 0.4)) t(y, p)`)

  it.each([
    ['bigint', '1', '0'],
    ['tinyint', '1', '0'],
    ['double', '1.0', '0.0'],
    ['float', '1.0', '0.0'],
    ['decimal(3,1)', '1.0', '0.0'],
    ['boolean', 'true', 'false'],
    ['varchar', `'TRUE'`, `'False'`],
    ['varchar', `'1.0'`, `'0'`],
  ])('of type %s as %s and %s speak for themselves', async (type, one, other) => {
    const file = await labelled('labels.parquet', type, one, other)
    const read = await readPredictionTable(file, readingOf(file), {})
    expect([...read.rows.positives]).toEqual([0.4, 0.9])
    expect([read.positive, read.negative]).toEqual(one.toLowerCase().includes('true') ? ['true', 'false'] : ['1', '0'])
  })

  it('that are NaN are missing, as pandas writes them', async () => {
    const file = await folder.parquet('nan.parquet', `select * from (values (1.0::double, 0.9), (0.0, 0.2), ('nan'::double, 0.4)) t(y, p)`)
    expect((await readPredictionTable(file, readingOf(file), {})).excluded.nullLabel).toBe(1)
  })

  it.each([
    ['0', ['0.2']],
    ['0.0', ['0.2']],
    ['1', ['0.4', '0.9']],
  ])('may be turned round: positive %s', async (positive, expected) => {
    const file = await labelled('turned.parquet', 'bigint', '1', '0')
    const read = await readPredictionTable(file, readingOf(file, { positive }), {})
    expect([...read.rows.positives].map(String)).toEqual(expected)
  })

  it('other than 0/1 and true/false need a positive class', async () => {
    const file = folder.write('text.csv', 'y,p\ngood,0.1\nbad,0.9\n')
    expect(await problemOf(file)).toMatchObject({ kind: 'positive-ambiguous', path: 'table', text: expect.stringMatching(/bad, good.*--positive/) as string })
    expect(await readPredictionTable(file, readingOf(file, { positive: 'bad' }), {})).toMatchObject({ positive: 'bad', negative: 'good' })
  })

  it.each<[Partial<TableReading>, ProblemKind, RegExp]>([
    [{}, 'label-not-binary', /3 labels: bad, good, open/],
    [{ positive: 'bad' }, 'label-not-binary', /3 labels: bad, good, open.*--negative/],
    [{ positive: 'worst' }, 'positive-ambiguous', /No row has the label worst/],
    [{ positive: 'bad', negative: 'best' }, 'positive-ambiguous', /No row has the label best/],
    [{ positive: 'bad', negative: 'bad' }, 'usage', /both bad/],
  ])('of three values, read as %j, are refused', async (changes, kind, text) => {
    const file = folder.write('three.csv', 'y,p\ngood,0.1\ngood,0.1\nbad,0.9\nbad,0.9\nopen,0.4\n')
    expect(await problemOf(file, changes)).toMatchObject({ kind, text: expect.stringMatching(text) as string })
  })
})

describe('tables that cannot be read', () => {
  it.each<[string, string | Uint8Array, ProblemKind, RegExp]>([
    ['empty.csv', '', 'file-empty', /empty/],
    ['header.csv', 'y,p\n', 'file-empty', /empty/],
    ['empty.parquet', '', 'file-empty', /empty/],
    ['short.csv', 'y,p\n0,0.1\n1\n', 'one-class-only', /holds only 0.*Malformed and left out: 1\./],
    ['none.csv', 'y,p\n0\n"1,0.2\n', 'no-usable-row', /malformed are all 2\./],
    ['header-quote.csv', '"y,p\n0,0.1\n1,0.2\n', 'file-corrupt', /quote in the header is not closed/],
    ['control.csv', Buffer.from('y,p\n0,0.1\n\x01\xe9,\x02\n', 'latin1'), 'file-corrupt', /neither Parquet nor text/],
    ['binary.csv', Uint8Array.of(1, 0, 2, 0), 'file-corrupt', /neither Parquet nor text/],
    ['text.parquet', 'y,p\n0,0.1\n', 'file-corrupt', /not a Parquet file/],
    ['cut.parquet', 'PAR1 and no more', 'file-corrupt', /magic bytes|Parquet/],
    ['cut.jsonl', '{"y":0,"p":1}\n{"y":0,"p":\n', 'one-class-only', /Malformed and left out: 1\./],
    ['one-class.csv', 'y,p\n1,0.1\n1,0.2\n', 'one-class-only', /only 1/],
    ['one-class-usable.csv', 'y,p\n1,0.1\n0,\n', 'one-class-only', /Only rows labelled 1/],
    ['no-label.csv', 'y,p\n,0.1\n', 'no-usable-row', /holds no label/],
    ['no-score.csv', 'y,p\n1,\n0,x\n', 'no-usable-row', /1 without score, 1 with text as score/],
    ['other-columns.csv', 'Y,q\n1,0.5\n', 'column-missing', /no column y.*The columns are: Y, q/],
  ])('%s: says what is wrong', async (name, content, kind, text) => {
    expect(await problemOf(folder.write(name, content))).toMatchObject({ kind, path: 'table', text: expect.stringMatching(text) as string })
  })

  it('a missing file, a pattern that matches nothing and a folder', async () => {
    expect(await problemOf(folder.path('absent.csv'))).toMatchObject({ kind: 'file-missing' })
    expect(await problemOf(folder.path('absent-*.csv'))).toMatchObject({ kind: 'file-missing' })
    mkdirSync(folder.path('folder.csv'))
    expect(await problemOf(folder.path('folder.csv'))).toMatchObject({ kind: 'file-unreadable' })
  })

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('a file without permission (skipped for root)', async () => {
    const file = folder.write('secret.csv', 'y,p\n0,0.1\n1,0.2\n')
    chmodSync(file, 0)
    expect(await problemOf(file)).toMatchObject({ kind: 'file-unreadable', text: expect.stringContaining('permission') as string })
  })

  it('label and score in one column', async () => {
    expect(await problemOf(folder.write('same.csv', 'y,p\n0,1\n'), { score: 'y' })).toMatchObject({ kind: 'usage' })
  })

  it('a file that changes while it is read', async () => {
    const file = folder.write('changing.csv', 'y,p\n0,0.1\n1,0.2\n')
    const reading = readPredictionTable(file, readingOf(file), {
      onProgress: () => {
        appendFileSync(file, '1,0.3\n')
      },
    })
    await expect(reading).rejects.toMatchObject({ problem: { kind: 'file-unreadable', message: expect.stringContaining('changed') as string } })
  })

  it('a reading that is stopped, before and during it', async () => {
    const file = folder.write('stopped.csv', 'y,p\n0,0.1\n1,0.2\n')
    await expect(readPredictionTable(file, readingOf(file), { signal: AbortSignal.abort() })).rejects.toMatchObject({ problem: { kind: 'stopped' } })
    const controller = new AbortController()
    const reading = readPredictionTable(file, readingOf(file), { signal: controller.signal, onProgress: () => { controller.abort() } })
    await expect(reading).rejects.toMatchObject({ problem: { kind: 'stopped' } })
  })
})

describe('files', () => {
  const rows = '0,0.1\n1,0.2\n'

  it.each(['score [v2] *.csv', "it's.csv", 'a"b.csv', '$1.csv'])('named %s are read, not their neighbours', async (name) => {
    folder.write('score 2 x.csv', 'y,p\n0,7\n1,8\n')
    const file = folder.write(name, `y,p\n${rows}`)
    expect([...(await readPredictionTable(file, readingOf(file), {})).rows.positives]).toEqual([0.2])
  })

  it('in folders named like a partition keep their own columns', async () => {
    mkdirSync(folder.path('y=1'))
    const file = folder.write(join('y=1', 'part.csv'), `y,p\n${rows}`)
    const parquet = await folder.parquet(join('y=1', 'part.parquet'), 'select * from (values (0, 0.1), (1, 0.2)) t(y, p)')
    for (const each of [file, parquet]) {
      expect([...(await readPredictionTable(each, readingOf(each), {})).rows.negatives], each).toEqual([0.1])
    }
  })

  it('with columns of any name, in every format', async () => {
    const [label, score] = ['la"bel', "p'; drop table loaded; --"]
    const csv = folder.write('names.csv', `"la""bel",${score}\n${rows}`)
    const json = folder.write('names.jsonl', rows.trim().split('\n').map((line) => JSON.stringify({ [label]: Number(line[0]), [score]: Number(line.slice(2)) })).join('\n'))
    const parquet = await folder.parquet('names.parquet', `select y as "la""bel", p as "${score}" from (values (0, 0.1), (1, 0.2)) t(y, p)`)
    for (const file of [csv, json, parquet]) {
      expect([...(await readPredictionTable(file, readingOf(file, { label, score }), {})).rows.negatives]).toEqual([0.1])
    }
  })

  it('separated by semicolon, tab or bar, with byte order mark, or compressed', async () => {
    const spread = (separator: string) => `y,p\n${rows}`.replaceAll(',', separator)
    const files = [
      folder.write('semicolon.csv', spread(';')),
      folder.write('tab.tsv', spread('\t')),
      folder.write('bar.txt', spread('|')),
      folder.write('mark.csv', `\ufeff${spread(',').replaceAll('\n', '\r\n')}`),
      folder.write('packed.csv.gz', gzipSync(spread(','))),
    ]
    for (const file of files) expect([...(await readPredictionTable(file, readingOf(file), {})).rows.negatives], file).toEqual([0.1])
  })

  it('of a pattern with other columns are refused', async () => {
    folder.write('mixed-1.csv', 'y,p\n0,0.1\n')
    folder.write('mixed-2.csv', 'p,y\n0.1,0\n')
    expect(await problemOf(folder.path('mixed-*.csv'))).toMatchObject({ kind: 'file-corrupt', text: expect.stringContaining('mixed-2.csv') as string })
  })

  it('of a pattern are one table, hashed as a list', async () => {
    const contents = [`y,p\n${rows}`, 'y,p\n1,0.7\n']
    contents.forEach((content, index) => folder.write(`part-${index}.csv`, content))
    const read = await readPredictionTable(folder.path('part-*.csv'), readingOf('part-*.csv'), {})
    expect(read.rowCount).toBe(3)
    const sha256 = (content: string) => createHash('sha256').update(content).digest('hex')
    const lines = contents.map((content, index) => `${sha256(content)}  part-${index}.csv\n`)
    expect(read.sha256).toBe(sha256(lines.toSorted().join('')))
  })

  it('report progress in rows up to all of them', async () => {
    const file = await folder.parquet('progress.parquet', 'select range % 2 as y, range / 10000.0 as p from range(10000)')
    const seen: Progress[] = []
    await readPredictionTable(file, readingOf(file), { onProgress: (progress) => seen.push(progress) })
    expect(seen[0]).toMatchObject({ stage: 'Reading', total: 10_000, unit: 'rows' })
    expect(seen.at(-1)).toMatchObject({ done: 10_000, total: 10_000, unit: 'rows' })
  })
})

describe.skipIf(!existsSync(realData))('real tables (skipped where ../shared/data is absent)', () => {
  // Rows and positives of the text tables as counted by awk; of the Parquet file as its README states them.
  it.each([
    ['scoring-enhanced/results/static_model_predictions.parquet', 'TARGET', 'PROBABILITY', null, 307_511, 24_825],
    ['loan-3models-predictions/results/lgbm_test_preds.csv', 'y_true', 'y_prob', null, 34_974, 7_592],
    ['loan-3models-predictions/results/nn_best_test_preds.csv', 'y_true', 'y_prob', null, 34_974, 7_592],
    ['aml-oof-predictions/oof_predictions.csv', 'true_label', 'oof_prob', null, 51_017, 1_640],
    ['churn-predictions/reports/test_predictions.csv', 'y_true', 'churn_probability', null, 1_409, 374],
    ['credit-4models-predictions/reports/test_predictions.csv', 'actual_status', 'xgboost_default_probability', 'default', 6_482, 1_418],
    ['dcurves-binary/df_binary.csv', 'cancer', 'cancerpredmarker', null, 750, 105],
    ['aequitas-groups/src/aequitas_webapp/sample_data/adult_rf_binary.csv', 'label_value', 'score', null, 9_769, 2_352],
  ])('%s', async (path, label, score, positive, rowCount, positives) => {
    const file = join(realData, path)
    const read = await readPredictionTable(file, readingOf(path, { label, score, positive }), {})
    expect([read.rowCount, read.rows.positives.length, read.rows.negatives.length]).toEqual([rowCount, positives, rowCount - positives])
    expect(read.sha256).toBe(createHash('sha256').update(readFileSync(file)).digest('hex'))
  })
})
