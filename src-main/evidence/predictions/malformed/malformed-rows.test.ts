import { gzipSync } from 'node:zlib'
import { readdir } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MalformedCause, TableReading } from '../../../contract/reading.ts'
import { fingerprintTable } from '../../fingerprint/fingerprint-table.ts'
import { privateFolder } from '../../mlflow/private-copy.ts'
import { examineTable } from '../examine-table.ts'
import { readCountedTable } from '../large/read-counted-table.ts'
import { largeLimits, readLargeTable } from '../large/read-large-table.ts'
import { readExtraColumns } from '../read-extra-columns.ts'
import { readPredictionTable } from '../read-prediction-table.ts'
import { readingOf, tableFolder } from '../tables.test-kit.ts'

const folder = tableFolder()
const read = (file: string, changes: Partial<TableReading> = {}) => readPredictionTable(file, readingOf(file, changes), {})
const cause = (name: MalformedCause, ...lines: number[]) => ({ cause: name, rows: lines.length, places: lines.map((number) => ({ file: null, number })) })

describe('malformed rows of a delimited text', () => {
  it('are counted by cause with their lines, and the others are read', async () => {
    const file = folder.write('each.csv', 'y,p\n1,0.5\n1\n0,0.1\n0,0.1,7\n1,0.7\n0,"0.2\n0,0.3\n"1"x,0.4\n0,nan\n')
    const table = await read(file)
    expect([...table.rows.positives, ...table.rows.negatives]).toEqual([0.5, 0.7, 0.1, 0.3])
    expect(table.malformed).toEqual({ rows: 4, causes: [cause('tooFewValues', 3), cause('tooManyValues', 5), cause('openQuote', 7, 9)] })
    expect(table).toMatchObject({ rowCount: 9, excluded: { nanScore: 1, malformedRow: 4 }, excludedLines: { nanScore: [{ file: null, number: 10 }] } })
  })

  it('stand alone where a quote is never closed, whatever follows', async () => {
    const rows = Array.from({ length: 50_000 }, (_, index) => `${index % 2},0.${index}`)
    const table = await read(folder.write('open.csv', `y,p\n${rows.slice(0, 10).join('\n')}\n1,"0.9\n${rows.slice(10).join('\n')}\n`))
    expect(table.malformed).toEqual({ rows: 1, causes: [cause('openQuote', 12)] })
    expect([table.rowCount, table.rows.positives.length, table.rows.negatives.length]).toEqual([50_001, 25_000, 25_000])
  })

  it('stand alone where a quote of a later row closes it', async () => {
    const table = await read(folder.write('later.csv', 'note,y,p\n"a,1,0.5\nb,0,0.1\nc,1,0.6\n"d",0,0.2\n'))
    expect(table.malformed).toEqual({ rows: 1, causes: [cause('openQuote', 2)] })
    expect(table.rowCount).toBe(4)
    const joined = await read(folder.write('joined.csv', 'y,p,note\n1,0.5,"a\n0,0.1,b\n1,0.6,c",7\n1,0.2,d\n'))
    expect(joined.malformed).toEqual({ rows: 2, causes: [cause('tooManyValues', 4), cause('openQuote', 2)] })
    expect(joined.rowCount).toBe(4)
  })

  it('take up the lines of their quoted values', async () => {
    const table = await read(folder.write('several.csv', 'note,y,p\n"two\nlines",1\nx,1,0.5\n"three\r\n\rlines",0,0.1\nx,0,\n'))
    expect(table.malformed).toEqual({ rows: 1, causes: [cause('tooFewValues', 2)] })
    expect(table).toMatchObject({ rowCount: 4, excluded: { nullScore: 1 }, excludedLines: { nullScore: [{ number: 8 }] } })
  })

  it('are those whose bytes are no text in the encoding', async () => {
    const bytes = (text: string) => Buffer.concat(text.split('@').flatMap((part, index) => (index === 0 ? [Buffer.from(part)] : [Buffer.of(0xe9), Buffer.from(part)])))
    const utf8 = await read(folder.write('utf8.csv', bytes('nom,y,p\nZoé,1,0.5\nRené,0,0.1\nAndr@,1,0.9\nNoël,0,0.2\n')))
    expect(utf8).toMatchObject({ rowCount: 4, malformed: { rows: 1, causes: [cause('encoding', 4)] }, form: { encoding: 'UTF-8' } })
    const marked = await read(folder.write('marked.csv', bytes('\ufeffy,p\n1,0.5\n0,0.1\n@,0.9\n')))
    expect(marked).toMatchObject({ rowCount: 3, malformed: { causes: [cause('encoding', 4)] }, form: { encoding: 'UTF-8 with byte order mark' } })
    const unassigned = await read(folder.write('unassigned.csv', Buffer.concat([Buffer.from('y,p\n1,0.5\n0,0.1\n1,'), Buffer.of(0x81), Buffer.from('\n')])))
    expect(unassigned).toMatchObject({ rowCount: 3, malformed: { causes: [cause('encoding', 4)] } })
    const halves = Buffer.from('\ufeffy,p\n1,0.5\n0,0.1\n1,\ud800\n0,\u{1f600}\n', 'utf16le')
    expect(await read(folder.write('halves.csv', halves))).toMatchObject({ rowCount: 4, excluded: { textScore: 1 }, malformed: { causes: [cause('encoding', 4)] } })
    const late = `${bytes('nom,y,p\n').toString()}${'Zoé,1,0.5\nRené,0,0.1\n'.repeat(20_000)}`
    const found = await read(folder.write('late.csv', Buffer.concat([Buffer.from(late), bytes('Andr@,1,0.9\n')])))
    expect(found).toMatchObject({ rowCount: 40_001, malformed: { causes: [cause('encoding', 40_002)] } })
  })

  it('hold a NUL only where a value of them does', async () => {
    expect(await read(folder.write('nul.csv', `y,p\n${'1,0.5\n0,0.1\n'.repeat(9)}1,0.\u00009\n`))).toMatchObject({ rowCount: 19, excluded: { textScore: 1 } })
  })

  it('may be longer than any row', async () => {
    const long = (length: number) => 'x'.repeat(length)
    const table = await read(folder.write('long.csv', `y,p\n1,0.5\n1,${long(2_100_000)}\n0,0.1\n1,${long(5_000_000)}\n0,0.2\n1,"${long(3_000_000)}`))
    expect(table.malformed).toEqual({ rows: 3, causes: [cause('tooLong', 3, 5, 7)] })
    expect(table.rowCount).toBe(6)
  })

  it('are found in packed files and named by file', async () => {
    folder.write('part-1.csv.gz', gzipSync('y,p\n1,0.5\n0\n'))
    folder.write('part-2.csv.gz', gzipSync('y,p\n0,0.1\n0,1,2\n1\n'))
    const table = await read(folder.path('part-*.csv.gz'))
    expect(table.malformed).toEqual({
      rows: 3,
      causes: [
        { cause: 'tooFewValues', rows: 2, places: [{ file: 'part-1.csv.gz', number: 3 }, { file: 'part-2.csv.gz', number: 4 }] },
        { cause: 'tooManyValues', rows: 1, places: [{ file: 'part-2.csv.gz', number: 3 }] },
      ],
    })
    expect((await readdir(privateFolder())).filter((name) => name.startsWith(`${process.pid}-`))).toEqual([])
  })

  it('name the first 20 of a cause', async () => {
    const table = await read(folder.write('many.csv', `y,p\n1,0.5\n0,0.1\n${'1\n'.repeat(30)}`))
    expect(table.malformed?.causes).toEqual([{ ...cause('tooFewValues', ...Array.from({ length: 20 }, (_, index) => index + 4)), rows: 30 }])
  })

  it('leave nothing where all are', async () => {
    const file = folder.write('all.csv', 'y,p\n1\n0\n')
    await expect(read(file)).rejects.toMatchObject({ problem: { kind: 'no-usable-row', message: 'No row of the file can be read: malformed are all 2.' } })
  })

  it('are empty lines or spaces where they hold nothing, and then no rows', async () => {
    expect(await read(folder.write('blank.csv', 'y,p\n1,0.5\n  \n\n0,0.1\n0\n'))).toMatchObject({ rowCount: 3, malformed: { causes: [cause('tooFewValues', 6)] } })
  })
})

describe('lines that end in different ways', () => {
  it.each([
    ['a CR LF among LF', 'y,p\n1,0.5\r\n0,0.1\n', { lf: 2, crlf: 1, cr: 0 }],
    ['LF among CR LF', 'y,p\r\n1,0.5\n0,0.1\n', { lf: 2, crlf: 1, cr: 0 }],
    ['CR too', 'y,p\r1,0.5\n0,0.1\r\n', { lf: 1, crlf: 1, cr: 1 }],
  ])('%s: all rows are read, and it is told', async (_, text, lineEnds) => {
    const table = await read(folder.write('ends.csv', text))
    expect([...table.rows.positives, ...table.rows.negatives]).toEqual([0.5, 0.1])
    expect(table).toMatchObject({ rowCount: 2, form: { lineEnds } })
    expect(table.malformed).toBeUndefined()
    expect(table.excluded).not.toHaveProperty('malformedRow')
  })
})

describe('malformed JSON lines', () => {
  it('are counted with their lines, and the others are read', async () => {
    const good = '{"y":1,"p":0.5}\n{"y":0,"p":0.1}\n{"y":0,"p":NaN}\n{"y":1,"p":0.7,}\n'
    const bad = '{"y":0,"p":\n\n5\n[1]\n{"y":1,"p":0.1,"p":0.2}\n{"y":1} {"y":0}\n'
    const table = await read(folder.write('bad.jsonl', Buffer.concat([Buffer.from(good + bad + '{"é":"é","y":1,"p":"'), Buffer.of(0xff), Buffer.from('"}\r\n{"y":0,"p":0.2}')])))
    expect(table.malformed).toEqual({ rows: 6, causes: [cause('encoding', 11), cause('notJson', 5, 7, 8, 9, 10)] })
    expect(table).toMatchObject({ rowCount: 11, excluded: { nanScore: 1, malformedRow: 6 }, excludedLines: { nanScore: [{ number: 3 }] } })
    expect([...table.rows.positives, ...table.rows.negatives]).toEqual([0.5, 0.7, 0.1, 0.2])
  })
})

describe('every way of reading a table with malformed rows', () => {
  const text = `y,p,part\n${'1,0.5,a\n0,0.1,b\n'.repeat(50)}1,0.5\n0,0.2,a\n`

  it('counts them among its rows', async () => {
    const file = folder.write('ways.csv', text)
    const { predictions } = await examineTable(file)
    expect(predictions).toMatchObject({ rows: 102, malformed: { rows: 1, causes: [cause('tooFewValues', 102)] } })
    const large = await readLargeTable(file, readingOf(file), {}, { ...largeLimits, inMemory: 0 })
    expect(large).toMatchObject({ rowCount: 102, excluded: { malformedRow: 1 }, malformed: { rows: 1 } })
    const before = await read(file)
    const columns = await readExtraColumns(file, readingOf(file), [{ name: 'part', use: 'segment' }], before, {})
    expect(columns.scores).toHaveLength(101)
  })

  it('refuses what needs every row', async () => {
    const file = folder.write('whole.csv', text)
    await expect(fingerprintTable(file)).rejects.toMatchObject({ problem: { kind: 'file-corrupt' } })
    const counts = folder.write('counts.csv', 'p,n,y\n0.5,2,1\n0.1,3\n')
    await expect(readCountedTable(counts, { ...readingOf(counts), weight: 'n' }, {})).rejects.toMatchObject({ problem: { kind: 'file-corrupt' } })
  })
})

describe('whatever stands between sound rows', () => {
  it('a line of blanks is no row, as an empty one is none', async () => {
    const file = folder.write('blanks.csv', 'y,p\n1,0.5\n \n0,0.1\n\n1,0.6\n')
    const table = await read(file, { positive: '1', negative: '0' })
    expect([table.rowCount, table.rows.positives.length, table.rows.negatives.length, table.malformed ?? null]).toEqual([3, 2, 1, null])
  })

  it('no row is lost: read is used and excluded, and lines are true', async () => {
    const noise = fc.array(fc.constantFrom('"', ',', '1', 'x', ' ', '""', 'é'), { maxLength: 8 }).map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(fc.array(noise, { minLength: 1, maxLength: 6 }), async (lines) => {
        const file = folder.write('noise.csv', `y,p\n1,0.5\n${lines.join('\n')}\n0,0.1\n1,0.6\n0,0.2\n`)
        const table = await read(file, { positive: '1', negative: '0' })
        const excluded = Object.values(table.excluded).reduce((sum, rows) => sum + rows, 0)
        expect(table.rowCount).toBe(table.rows.positives.length + table.rows.negatives.length + excluded)
        for (const { places } of table.malformed?.causes ?? []) {
          for (const { number } of places) expect(number >= 3 && number < 3 + lines.length, `line ${number}`).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })
})
