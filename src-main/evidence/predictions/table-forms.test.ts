import { mkdirSync, symlinkSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { TableReading } from '../../contract/reading.ts'
import { privateFolder } from '../mlflow/private-copy.ts'
import { examineTable } from './examine-table.ts'
import { readPredictionTable } from './read-prediction-table.ts'
import { readingOf, tableFolder } from './tables.test-kit.ts'

const folder = tableFolder()

const read = (file: string, changes: Partial<TableReading> = {}) => readPredictionTable(file, readingOf(file, changes), {})
const noLines = { nullScore: [], nanScore: [], infiniteScore: [], textScore: [], nullLabel: [], foreignLabel: [] }

async function ownPrivateFolders(): Promise<string[]> {
  const names = await readdir(privateFolder()).catch(() => [])
  return names.filter((name) => name.startsWith(`${process.pid}-`))
}

describe('encodings', () => {
  const text = 'Défaut;p\noui;0.75\nnon;0.25\noui;x\n'
  const swapped = Buffer.from(`\ufeff${text}`, 'utf16le').swap16()

  it.each<[string, Buffer, string]>([
    ['utf8.csv', Buffer.from(text), 'UTF-8'],
    ['mark.csv', Buffer.from(`\ufeff${text}`), 'UTF-8 with byte order mark'],
    ['little.csv', Buffer.from(`\ufeff${text}`, 'utf16le'), 'UTF-16LE'],
    ['bare-little.csv', Buffer.from(text.replace('é', 'e').replace('e', 'é'), 'utf16le'), 'UTF-16LE'],
    ['big.csv', swapped, 'UTF-16BE'],
    ['latin.csv', Buffer.from(text, 'latin1'), 'Windows-1252'],
    ['packed.csv.gz', gzipSync(Buffer.from(text, 'latin1')), 'Windows-1252'],
  ])('%s is read and told', async (name, bytes, encoding) => {
    const file = folder.write(name, bytes)
    const table = await read(file, { label: 'Défaut', positive: 'oui' })
    expect(table).toMatchObject({ form: { format: 'delimited', encoding, delimiter: ';', files: 1 }, negative: 'non', rowCount: 3 })
    expect([...table.rows.positives, ...table.rows.negatives]).toEqual([0.75, 0.25])
    expect(table.excludedLines).toEqual({ unit: 'line', ...noLines, textScore: [{ file: null, number: 4 }] })
    expect(await ownPrivateFolders()).toEqual([])
  })

  it('takes the signs that Windows-1252 has beyond Latin-1', async () => {
    const file = folder.write('euro.csv', Buffer.concat([Buffer.from('y,p\n'), Buffer.of(0x80), Buffer.from(',0.5\nno,0.1\n')]))
    expect(await read(file, { positive: '€' })).toMatchObject({ positive: '€', negative: 'no' })
  })

  it('finds out late that a text is not UTF-8', async () => {
    const rows = Array.from({ length: 60_000 }, (_, index) => `${index % 2},0.${index}`)
    const file = folder.write('late.csv', Buffer.from(`y,p\n${rows.join('\n')}\n1,\xe9\n`, 'latin1'))
    const table = await read(file)
    expect(table).toMatchObject({ rowCount: 60_001, form: { encoding: 'Windows-1252' }, excludedLines: { textScore: [{ number: 60_002 }] } })
  })

  it('reads JSON lines behind a byte order mark', async () => {
    const file = folder.write('mark.jsonl', '\ufeff{"y":1,"p":0.5}\n{"y":0,"p":0.1}\n{"y":0,"p":null}\n')
    expect(await read(file)).toMatchObject({ rowCount: 3, form: { encoding: 'UTF-8 with byte order mark' }, excludedLines: { nullScore: [{ number: 3 }] } })
  })

  it('leaves no copy behind when it is stopped', async () => {
    const file = folder.write('stopped.csv', Buffer.from(`\ufeffy,p\n${'0,0.1\n1,0.2\n'.repeat(50_000)}`, 'utf16le'))
    const stop = new AbortController()
    const reading = readPredictionTable(file, readingOf(file), { signal: stop.signal, onProgress: () => { stop.abort() } })
    await expect(reading).rejects.toMatchObject({ problem: { kind: 'stopped' } })
    expect(await ownPrivateFolders()).toEqual([])
  })

  it('reads JSON lines in UTF-16', async () => {
    const file = folder.write('wide.jsonl', Buffer.from('\ufeff{"y":1,"p":0.5}\n{"y":0,"p":0.1}\n', 'utf16le'))
    expect(await read(file)).toMatchObject({ rowCount: 2, form: { format: 'json-lines', encoding: 'UTF-16LE', delimiter: null } })
  })
})

describe('decimal commas', () => {
  it.each([
    ['semicolon.csv', 'y;p\n1,0;0,75\n0,0;0,25\n1,0;,5\n0,0;1\n1,0;0.3\n'],
    ['quoted.csv', 'y,p\n"1,0","0,75"\n"0,0","0,25"\n"1,0",",5"\n"0,0",1\n"1,0",x\n'],
  ])('%s: is read where no score has a point in the sample, and told', async (name, text) => {
    const file = folder.write(name, text.replace('0.3', 'n/a'))
    const table = await read(file)
    expect(table).toMatchObject({ decimalComma: true, positive: '1', negative: '0', excluded: { textScore: 1 } })
    expect([...table.rows.positives, ...table.rows.negatives]).toEqual([0.5, 0.75, 0.25, 1])
    expect(table.excludedLines.textScore).toEqual([{ file: null, number: 6 }])
  })

  it('are text beside points, and where they part thousands', async () => {
    const mixed = await read(folder.write('mixed.csv', 'y;p\n1;0,75\n0;0.25\n1;0.5\n'))
    expect(mixed).toMatchObject({ decimalComma: false, excluded: { textScore: 1 } })
    const thousands = await read(folder.write('thousands.csv', 'y;p\n1;1,234\n0;12,345\n1;7\n0;8\n'))
    expect(thousands).toMatchObject({ decimalComma: false, excluded: { textScore: 2 } })
  })

  it('are seen when a table is examined', async () => {
    const rows = Array.from({ length: 100 }, (_, index) => `${index % 4 === 0 ? 1 : 0};0,${String(index).padStart(3, '0')}`)
    const { predictions } = await examineTable(folder.write('seen.csv', `défaut;score client\n${rows.join('\n')}\n`))
    expect(predictions).toMatchObject({
      columns: [{ name: 'défaut' }, { name: 'score client', type: 'DOUBLE' }],
      candidates: [{ label: 'défaut', score: 'score client', scoreRange: [0, 0.099], reason: expect.stringContaining('decimal commas') as string }],
    })
  })
})

describe('headers', () => {
  it('after empty lines or a line that states the separator', async () => {
    expect(await read(folder.write('blank.csv', '\n\ny,p\n1,0.5\n0,\n0,0.1\n'))).toMatchObject({ rowCount: 3, excludedLines: { nullScore: [{ number: 5 }] } })
    expect(await read(folder.write('sep.csv', 'sep=|\ny|p\n1|0.5\n0|0.1\n'))).toMatchObject({ rowCount: 2, form: { delimiter: '|' } })
  })

  it('in quotes, with blanks and separators', async () => {
    const file = folder.write('quoted-names.csv', '"the label","score, of 2"\n1,0.5\n0,0.1\n')
    expect(await read(file, { label: 'the label', score: 'score, of 2' })).toMatchObject({ rowCount: 2 })
  })
})

describe('rows that cannot be used', () => {
  it('are told by line, with line ends inside values and over several files', async () => {
    folder.write('lines-1.csv', 'note,y,p\n"two\nlines",1,0.5\nx,0,\n')
    folder.write('lines-2.csv', 'note,y,p\n\nx,,0.5\nx,2,0.5\nx,0,0.1\nx,1,nan\n')
    const table = await read(folder.path('lines-*.csv'), { positive: '1', negative: '0' })
    expect(table.excludedLines).toEqual({
      unit: 'line',
      ...noLines,
      nullScore: [{ file: 'lines-1.csv', number: 4 }],
      nullLabel: [{ file: 'lines-2.csv', number: 3 }],
      foreignLabel: [{ file: 'lines-2.csv', number: 4 }],
      nanScore: [{ file: 'lines-2.csv', number: 6 }],
    })
  })

  it('are told by row in Parquet, the first 20 of a cause', async () => {
    mkdirSync(folder.path('rows'))
    await folder.parquet('rows/a.parquet', 'select range % 2 as y, 0.5::double as p from range(10)')
    await folder.parquet('rows/b.parquet', `select range % 2 as y, case when range >= 5 then 'inf'::double else 0.1 end as p from range(50)`)
    const { excludedLines, excluded } = await read(folder.path('rows/*.parquet'))
    expect(excluded.infiniteScore).toBe(45)
    expect(excludedLines).toEqual({ unit: 'row', ...noLines, infiniteScore: Array.from({ length: 20 }, (_, index) => ({ file: 'b.parquet', number: index + 6 })) })
  })
})

describe('several files as one table', () => {
  const rows = 'y,p\n0,0.1\n1,0.2\n'

  it('in folders in folders, by pattern or by folder', async () => {
    mkdirSync(folder.path('deep/a/b'), { recursive: true })
    folder.write('deep/one.csv', rows)
    folder.write('deep/a/b/two.csv', rows)
    folder.write('deep/a/b/_SUCCESS', '')
    folder.write('deep/a/b/.hidden.csv', 'not,a\ntable\n')
    for (const name of ['deep', 'deep/**/*.csv']) expect(await read(folder.path(name)), name).toMatchObject({ rowCount: 4, form: { files: 2 } })
    expect(await read(folder.path('deep/*/b/*.csv'))).toMatchObject({ rowCount: 2, form: { files: 1 } })
  })

  it('takes the columns that folders add', async () => {
    for (const part of ['y=0', 'y=1']) mkdirSync(folder.path(`parted/${part}`), { recursive: true })
    await folder.parquet('parted/y=0/part-0.parquet', 'select range / 10.0 as p from range(3)')
    await folder.parquet('parted/y=1/part-0.parquet', 'select range / 5.0 as p from range(4)')
    const table = await read(folder.path('parted/**/part-*.parquet'))
    expect([table.rows.negatives.length, table.rows.positives.length]).toEqual([3, 4])
  })

  it('refuses files of different columns, in Parquet too', async () => {
    mkdirSync(folder.path('unlike'))
    await folder.parquet('unlike/a.parquet', 'select 1 as y, 0.5::double as p')
    await folder.parquet('unlike/b.parquet', `select 1 as y, 'x' as p`)
    await expect(read(folder.path('unlike'))).rejects.toMatchObject({ problem: { kind: 'file-corrupt', message: 'The columns of b.parquet are not those of a.parquet.' } })
  })

  it.skipIf(process.platform === 'win32')('follows no link out of its folder', async () => {
    mkdirSync(folder.path('linked'))
    folder.write('outside.csv', rows)
    folder.write('linked/inside.csv', rows)
    symlinkSync(folder.path('outside.csv'), folder.path('linked/out.csv'))
    symlinkSync(folder.path('linked/inside.csv'), folder.path('linked/in.csv'))
    expect(await read(folder.path('linked/*.csv'))).toMatchObject({ rowCount: 4, form: { files: 2 } })
    expect(await read(join(folder.path('linked'), 'out.csv'))).toMatchObject({ rowCount: 2 })
  })
})
