import { describe, expect, it } from 'vitest'
import type { MetricHistory } from '../../../src-main/contract/comparison.ts'
import { testFrame } from '../../charts/test-frame.test-kit.ts'
import { historyCounts, historyFinding, historyTable } from './metric-history.ts'
import { metricHistoryOption } from './metric-history.option.ts'

const point = (step: number, value: number | null, printed = String(value)) => ({ step, timestamp: 1764000000000, value, printed })
const history: MetricHistory = {
  key: 'loss',
  series: [
    { run: 'a', store: 'mlflow.db', points: [point(0, 2), point(1, null, 'nan'), point(2, 1)], leftOut: 5 },
    { run: 'b', store: 'mlflow.db', points: [point(0, 1)], leftOut: 0 },
    { run: 'c', store: null, points: [], leftOut: 0 },
  ],
}

describe('the history of a metric', () => {
  it('is told in a sentence and in counts', () => {
    expect(historyFinding(history)).toBe('loss: A goes from 2 at step 0 to 1 at step 2; B has one point, 1; C has no point.')
    expect(historyCounts(history)).toBe(
      '9 logged points; 5 in between left out; the first, last, least and greatest never are; 1 NaN or infinite, a gap in the curve',
    )
  })

  it('is a table of every point, NaN in words', () => {
    expect(historyTable(history).rows.map((row) => row.slice(0, 3))).toEqual([['A', '0', '2'], ['A', '1', 'nan'], ['A', '2', '1'], ['B', '0', '1']])
  })

  it('is a curve a run with a gap where a value is NaN, the baseline solid', () => {
    const { series } = metricHistoryOption(history, 1, testFrame(600, 300))
    const drawn = series as { data: unknown; lineStyle: { type?: unknown } }[]
    expect(drawn.map(({ data }) => data)).toEqual([[[0, 2], [1, null], [2, 1]], [[0, 1]], []])
    expect(drawn.map(({ lineStyle }) => lineStyle.type === undefined)).toEqual([false, true, false])
  })

  it('stands in the order of logging where every point is at one step', () => {
    const once: MetricHistory = { key: 'k', series: [{ run: 'a', store: null, points: [point(0, 3), point(0, 1), point(0, 2)], leftOut: 0 }] }
    const { series } = metricHistoryOption(once, 0, testFrame(600, 300))
    expect((series as { data: unknown }[])[0]?.data).toEqual([[1, 3], [2, 1], [3, 2]])
  })

  it('draws a run without a number', () => {
    expect(() => metricHistoryOption({ key: 'k', series: [{ run: 'a', store: null, points: [], leftOut: 0 }] }, 0, testFrame(600, 300))).not.toThrow()
  })
})
