import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countAt, cutAt, prepareCuts } from '../threshold/cut-table.ts'
import type { Orientation } from '../threshold/cut-table.ts'
import { cellsOfCsv, histogramCsv } from './histogram-csv.ts'
import { histogramCuts } from './histogram-cuts.ts'
import { scoreHistogram } from './score-histogram.ts'
import { shortestDecimalAbove, shortestDecimalBelow } from './shortest-decimal.ts'

const table = (positives: readonly number[], negatives: readonly number[], orientation: Orientation = 'high') => prepareCuts({
  positives: Float64Array.from(positives).sort(), negatives: Float64Array.from(negatives).sort(),
}, orientation)

/** Every row by itself: what a person counts who has the rows. */
function counted(scores: readonly number[], threshold: number, orientation: Orientation): number {
  return scores.filter((score) => (orientation === 'high' ? score >= threshold : score <= threshold)).length
}

const scores = fc.array(fc.double({ min: -2, max: 2, noNaN: true }).map((value) => Math.round(value * 1e6) / 1e6), { minLength: 1, maxLength: 120 })
const orientations = fc.constantFrom<Orientation>('high', 'low')

describe('scoreHistogram', () => {
  it('counts at every edge what the rows give, and holds every row once', () => {
    fc.assert(fc.property(scores, scores, orientations, fc.array(fc.double({ min: -2.5, max: 2.5, noNaN: true }), { maxLength: 6 }), fc.integer({ min: 1, max: 12 }),
      (positives, negatives, orientation, thresholds, minimumCell) => {
        const { cells } = scoreHistogram(table(positives, negatives, orientation), thresholds, minimumCell)
        expect(cells.reduce((sum, cell) => sum + cell.positives, 0)).toBe(positives.length)
        expect(cells.reduce((sum, cell) => sum + cell.negatives, 0)).toBe(negatives.length)
        for (const { from, to, positives: own, negatives: others } of cells) {
          expect(positives.filter((score) => score >= from && score <= to).length).toBe(own)
          expect(negatives.filter((score) => score >= from && score <= to).length).toBe(others)
        }
        for (const [index, cell] of cells.entries()) expect(cell.from).toBeGreaterThan(cells[index - 1]?.to ?? -Infinity)
      }))
  })

  it('makes no cell smaller than the minimum unless the table is', () => {
    fc.assert(fc.property(scores, scores, orientations, fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { maxLength: 20 }), fc.integer({ min: 1, max: 30 }),
      (positives, negatives, orientation, thresholds, minimumCell) => {
        const { cells } = scoreHistogram(table(positives, negatives, orientation), thresholds, minimumCell)
        const rows = cells.map((cell) => cell.positives + cell.negatives)
        expect(Math.min(...rows)).toBeGreaterThanOrEqual(Math.min(minimumCell, positives.length + negatives.length))
      }))
  })

  it('gives the counts at a threshold that has an edge, as flagging the rows gives them', () => {
    fc.assert(fc.property(scores, scores, orientations, fc.double({ min: -2, max: 2, noNaN: true }), (positives, negatives, orientation, threshold) => {
      const cuts = histogramCuts(scoreHistogram(table(positives, negatives, orientation), [threshold], 1))
      const cut = cutAt(cuts, threshold)
      expect(countAt(cuts.tp, cut)).toBe(counted(positives, threshold, orientation))
      expect(countAt(cuts.fp, cut)).toBe(counted(negatives, threshold, orientation))
    }))
  })

  it('keeps the edge of the weightier of two thresholds that are too near each other', () => {
    const positives = Array.from({ length: 40 }, (_, index) => index / 100)
    const cuts = (thresholds: number[]) => histogramCuts(scoreHistogram(table(positives, [0.005]), thresholds, 10))
    expect([...cuts([0.2, 0.23]).scores]).toContain(0.2)
    expect([...cuts([0.2, 0.23]).scores]).not.toContain(0.23)
    expect([...cuts([0.23, 0.2]).scores]).toContain(0.23)
  })

  it('names no score of a row where a shorter decimal parts the cells', () => {
    const rows = Array.from({ length: 500 }, (_, index) => (index + Math.SQRT2 / 2) / 500)
    const { cells } = scoreHistogram(table(rows, [0.0001234567]), [], 10)
    expect(cells.length).toBeGreaterThan(10)
    for (const { from } of cells) expect(rows).not.toContain(from)
    for (const { to } of cells) expect(rows).not.toContain(to)
  })
})

describe('histogramCsv', () => {
  it('is read back to the same cells, and only as it was written', () => {
    const { cells } = scoreHistogram(table([0.1, 0.5, 0.9], [0.2, 0.5]), [0.5], 1)
    const text = histogramCsv(cells)
    expect(cellsOfCsv(text)).toEqual(cells)
    for (const changed of [`${text}\n`, text.trimEnd(), text.replace('score_to', 'to'), text.replace(/\n0\./, '\n00.'), text.replace(/,1\n$/, ',-1\n'), `${text}1,2,a,1\n`]) {
      expect(cellsOfCsv(changed)).toBeNull()
    }
  })
})

describe('shortestDecimalBelow', () => {
  it.each([
    [0.4759632941, 0.4759636133379771], [0.1, 0.2], [0.11, 0.19], [-0.2, -0.11], [5, 5], [-1, 0.5], [12.3, 12.9],
  ])('lies in [%d, %d]', (low, high) => {
    const found = shortestDecimalBelow(low, high)
    expect(found).toBeGreaterThanOrEqual(low)
    expect(found).toBeLessThanOrEqual(high)
  })

  it('takes the fewest digits: a hand-made list', () => {
    expect(shortestDecimalBelow(0.4759632941, 0.4759636133379771)).toBe(0.4759636)
    expect(shortestDecimalBelow(0.91, 1.04)).toBe(1)
    expect(shortestDecimalAbove(0.4759632941, 0.4759636133379771)).toBe(0.4759633)
    expect(shortestDecimalAbove(-0.4759636133379771, -0.4759632941)).toBe(-0.4759636)
  })
})
