import { describe, expect, it } from 'vitest'
import type { ScoreQuality } from '../../../src-main/contract/score-quality.ts'
import { thresholdRows } from '../threshold/recorded-rows.ts'
import { tenRows } from '../threshold/threshold-view.test-kit.ts'
import { decisionChart, precisionChart, reliabilityChart, rocChart } from './quality-charts.ts'

const observed = { value: 0.1, low: 0.08, high: 0.13, count: 10, of: 100 }
const bins = [
  { low: 0.1, high: 0.3, rows: 100, predicted: 0.2, observed },
  { low: 0.3, high: 0.6, rows: 100, predicted: 0.45, observed: { ...observed, value: 0.4, low: 0.3, high: 0.5, count: 40 } },
]
const prevalence = { value: 0.25, low: 0.2, high: 0.3, count: 50, of: 200 }

/** The parts of a quality that charts read. */
function calibrationWith(band: { low: number; high: number } | null): Pick<ScoreQuality, 'calibration'> {
  const [bin] = bins
  if (bin === undefined) throw new Error('no bin')
  return {
    calibration: {
      bins, meanPredicted: 0.325, prevalence, intercept: null, slope: null, interceptAtSlopeOne: null, withoutLogit: 0, brier: 0.1, reliability: 0,
      resolution: 0, uncertainty: 0, withinBins: 0, skill: 0, band: band === null ? null : { ...bin, ...band, agrees: false }, sentence: '',
    },
  }
}

describe('reliability', () => {
  it('puts each bin at its mean prediction with its interval, against the line as predicted', () => {
    const drawn = reliabilityChart(calibrationWith({ low: 0.45, high: 0.5 }))
    expect(drawn?.input.estimates).toEqual([
      { x: 0.2, value: 0.1, low: 0.08, high: 0.13 },
      { x: 0.45, value: 0.4, low: 0.3, high: 0.5 },
    ])
    // The highest interval ends at 0.5; 5 % more.
    expect(drawn?.input.x).toEqual([0, 0.525])
    expect(drawn?.input.column).toEqual([0.45, 0.5])
    expect(drawn?.finding).toContain('in 2 bins: on average 32.5\u202f% predicted, 25.0\u202f% observed')
    expect(drawn?.table.rows[1]).toEqual(['0.3000', '0.6000', '100', '45.0\u202f%', '40.0\u202f% (30.0–50.0)'])
  })

  it('is none for scores that are no probabilities, and has no column without a band', () => {
    expect(reliabilityChart({ calibration: null })).toBeNull()
    expect(reliabilityChart(calibrationWith(null))?.input.column).toBeUndefined()
  })
})

describe('the decision curve', () => {
  const thresholds = [0.01, 0.1, 0.5]
  const curve = { thresholds, netBenefit: [0.2, 0.15, 0.01], flagEverybody: [0.24, 0.16, -0.5], atCosts: { threshold: 0.1, netBenefit: 0.15, flagEverybody: 0.16 } }

  it('stands against refusing everybody and nobody, at the probability of these costs', () => {
    const drawn = decisionChart({ decisionCurve: curve })
    expect(drawn?.input.lines.map(({ name, kind }) => [name, kind])).toEqual([
      ['this score', 'main'], ['refuse everybody', 'comparison'], ['refuse nobody', 'comparison'],
    ])
    expect(drawn?.input.marks?.[0]).toMatchObject({ kind: 'reference', x: 0.1, y: 0.15 })
    expect(drawn?.finding).toContain('Net benefit at 10.0\u202f%, where these costs put it: 0.1500; refusing everybody 0.1600')
    expect(drawn?.table.rows).toHaveLength(3)
  })

  it('is none without probabilities', () => {
    expect(decisionChart({ decisionCurve: null })).toBeNull()
  })
})

describe('operating points', () => {
  const view = tenRows()
  const rows = thresholdRows(view)
  const { positives, negatives } = view.recommendation

  it('lie on the ROC curve at their shares of the two classes, reference points left out', () => {
    const { input } = rocChart(view, rows)
    const shown = rows.filter(({ kind }) => kind !== 'reference')
    expect(input.marks).toEqual(shown.map(({ kind, cut, digits }) => ({ kind, x: cut.fp / negatives, y: cut.tp / positives, name: digits })))
    expect(input.lines[1]).toMatchObject({ name: 'chance', points: [[0, 0], [1, 1]] })
  })

  it('give precision and recall, and none where nobody is refused', () => {
    const { input, table } = precisionChart(view, rows)
    // The ROC of the view: (0, 0) refuses nobody; (0, 0.5), (0.5, 1) and (1, 1) of its two classes.
    const flagged = [[0.5, 0], [1, 0.5], [1, 1]].map(([recall = 0, rate = 0]) => [recall, (recall * positives) / (recall * positives + rate * negatives)])
    expect(input.lines[0]?.points).toEqual(flagged)
    expect(table.rows).toHaveLength(3)
    const [base] = input.lines[1]?.points ?? []
    expect(base).toEqual([0, positives / (positives + negatives)])
  })
})
