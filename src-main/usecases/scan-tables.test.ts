import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../evidence/folder/folder.test-kit.ts'
import { scanFolder } from './scan.ts'

/** 100 rows from `start` of a label, a score in hundredths and, where wanted, a decision. */
function rows(start: number, header: string, row: (index: number) => string): string {
  return `${header}\n${Array.from({ length: 100 }, (_, index) => row(start + index)).join('\n')}\n`
}
const labelled = (start: number) => rows(start, 'y_true,score', (i) => `${i % 4 === 0 ? 1 : 0},${((i * 37) % 200) / 200}`)

describe('tables in a scanned folder', () => {
  it('of parts are one table, and one by one where their columns differ', async () => {
    const scan = await scanFolder(
      await temporaryFolder({
        'job/_SUCCESS': '',
        'job/part-00000-ab.csv': labelled(0),
        'job/part-00001-ab.csv': labelled(100),
        'month/m=1/a.csv': labelled(0),
        'month/m=2/a.csv': labelled(100),
        'unlike/part-0.csv': labelled(0),
        'unlike/part-1.csv': labelled(0).replace('score', 'p_score'),
      }),
    )
    expect(scan.predictions.map(({ path, rows: count, form, columns }) => [path, count, form?.files, columns.length])).toEqual([
      ['job/part-*.csv', 200, 2, 2],
      ['month/**/*.csv', 200, 2, 3],
      ['unlike/part-0.csv', 100, 1, 2],
      ['unlike/part-1.csv', 100, 1, 2],
    ])
    expect(scan.predictions[0]?.candidates[0]).toMatchObject({ label: 'y_true', positives: 50 })
    expect(scan.problems).toEqual([])
  })

  it('without label but with decisions give a recorded threshold, of the score that was decided positive', async () => {
    const high = rows(0, 'id;score;prediction', (i) => `${i};0,${String(i).padStart(2, '0')};${i >= 40 ? 'TRUE' : 'FALSE'}`)
    const low = rows(0, 'id,credit_score,reject', (i) => `${i},${300 + i},${i <= 39 ? 'yes' : 'no'}`)
    const scan = await scanFolder(await temporaryFolder({ 'high.csv': high, 'low.csv': low }))
    expect(scan.predictions).toEqual([])
    expect(scan.decisions).toMatchObject([
      { path: 'high.csv', orientation: 'high', positives: 60, impliedThreshold: { above: 0.39, atMost: 0.4 } },
      { path: 'low.csv', orientation: 'low', positives: 40, impliedThreshold: { above: 339, atMost: 340 } },
    ])
    const recorded = scan.thresholds.map(({ path, value, interval }) => [path, value, interval])
    expect(recorded).toContainEqual(['high.csv', 0.4, [0.39, 0.4]])
    expect(recorded).toContainEqual(['low.csv', 339, [339, 340]])
  })

  it('that cannot be read cost only themselves', async () => {
    const { predictions, problems } = await scanFolder(
      await temporaryFolder({ 'good.csv': labelled(0), 'ragged.csv': `${labelled(0)}1,0.5,7\n`, 'empty.csv': '', 'cut.parquet': 'PAR1' }),
    )
    expect(predictions.map(({ path, malformed }) => [path, malformed?.rows])).toEqual([['good.csv', undefined], ['ragged.csv', 1]])
    expect(problems.map(({ path, kind }) => [path, kind]).toSorted()).toEqual([['cut.parquet', 'file-corrupt'], ['empty.csv', 'file-empty']])
  })
})
