import { describe, expect, it } from 'vitest'
import type { MetricHistory } from '../../../src-main/contract/comparison.ts'
import { testFrame } from '../../charts/test-frame.test-kit.ts'
import { historyCounts, historyFinding, historyTable } from './metric-history.ts'
import { metricHistoryDrawing } from './metric-history.drawing.ts'

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
    // The plot runs from 36 to 570 across for steps 0 to 2 and from 262 up to 12 for values 1 to 2; the baseline in front.
    const { lines, marks } = metricHistoryDrawing(history, 1, testFrame(600, 300))
    expect(lines.map(({ path, dash }) => [path, dash === undefined])).toEqual([['M36 12M570 262', false], ['', false], ['M36 262', true]])
    const dots = marks.flatMap((mark) => (mark.type === 'circle' ? [[mark.shape.cx, mark.shape.cy]] : []))
    expect(dots).toEqual([[36, 12], [570, 262], [36, 262]])
  })

  it('stands in the order of logging where every point is at one step', () => {
    const once: MetricHistory = { key: 'k', series: [{ run: 'a', store: null, points: [point(0, 3), point(0, 1), point(0, 2)], leftOut: 0 }] }
    const { lines } = metricHistoryDrawing(once, 0, testFrame(600, 300))
    // The first, second and third point at the left, the middle and the right; 3 at the top, 1 at the bottom, 2 between.
    expect(lines.map(({ path }) => path)).toEqual(['M36 12L303 262L570 137'])
  })

  it('draws a run without a number', () => {
    expect(() => metricHistoryDrawing({ key: 'k', series: [{ run: 'a', store: null, points: [], leftOut: 0 }] }, 0, testFrame(600, 300))).not.toThrow()
  })
})
