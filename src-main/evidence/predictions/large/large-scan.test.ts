import { describe, expect, it } from 'vitest'
import { createAnalysis } from '../../../computing/analysis.ts'
import { examineTable } from '../examine-table.ts'
import { readingOf, tableFolder } from '../tables.test-kit.ts'

const folder = tableFolder()
/** A little above the limit of what is held in memory: 2,000,500 rows, each third of them positive, score i / n. */
const rows = 2_000_500

describe('a table of more rows than are held in memory', () => {
  it('is found by a scan and answered by the worker, with progress, and stops at once', async () => {
    const file = await folder.parquet('large.parquet', `select (i % 3 = 0)::integer as y, i / ${rows}.0::double as p from range(${rows}) t(i)`)
    const { predictions } = await examineTable(file, { path: 'large.parquet', sha256: '' })
    expect(predictions).toMatchObject({ rows, candidates: [{ label: 'y', score: 'p', positives: Math.ceil(rows / 3) }] })
    const analysis = createAnalysis()
    try {
      const stages = new Set<string>()
      const summary = await analysis.load(null, readingOf(file), { onProgress: ({ stage }) => stages.add(stage) })
      expect(summary).toMatchObject({ rows, used: rows, positives: Math.ceil(rows / 3), scoreRange: [0, (rows - 1) / rows] })
      expect(summary.bounds?.map(({ of }) => of)).toEqual(['auc', 'distinctScores'])
      const answer = await analysis.recommend(null, readingOf(file), { costs: { fn: '3', fp: '1' }, grids: [], at: [0.5], bootstrap: null, onProgress: ({ stage }) => stages.add(stage) })
      // By hand: flagging everybody costs one for each of the two thirds, the row 0 being positive; nobody three thirds.
      expect(answer.optimum).toMatchObject({ threshold: 0, cost: rows - Math.ceil(rows / 3), fn: 0 })
      expect(answer.at[0]).toMatchObject({ tp: Math.floor((rows - 1) / 3) - Math.floor((rows / 2 - 1) / 3) })
      expect(stages).toEqual(new Set(['Starting the computation', 'Counting rows by score', 'Hashing the table', 'Listing the scores that decide', 'Computing']))
      const controller = new AbortController()
      const stopped = analysis.recommend(null, { ...readingOf(file), orientation: 'low' }, { costs: { fn: '3', fp: '1' }, grids: [], at: [], bootstrap: null, signal: controller.signal })
      controller.abort()
      await expect(stopped).rejects.toMatchObject({ problem: { kind: 'stopped' } })
    } finally {
      await analysis.close()
    }
  }, 60_000)
})
