import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { thresholdViewSchema, type Costs, type ThresholdView } from '../../contract/recommendation.ts'
import type { RecordedThreshold } from '../../contract/scan.ts'
import { matrixAt, nothingExcluded, scoredRows, table, type Row } from './brute-force.test-kit.ts'
import { plainWords } from './case-words.ts'
import { prepareCuts, type Orientation } from './cut-table.ts'
import { orientations, smallTables } from './random-rows.test-kit.ts'
import { sfc32 } from './random.ts'
import { recordedInterval } from './recorded-interval.ts'
import { thresholdView, type ThresholdViewInput } from './threshold-view.ts'

function recorded(printed: string): RecordedThreshold {
  return {
    value: Number(printed),
    source: 'config.yaml:3 threshold',
    origin: 'mention',
    path: 'config.yaml',
    line: 3,
    run: null,
    printed,
    interval: recordedInterval(printed),
    sha256: 'config-hash',
  }
}

function viewOf(
  rows: readonly Row[],
  costs: Costs,
  options: { orientation?: Orientation; recorded?: string[]; excluded?: number } & Pick<ThresholdViewInput, 'words'> = {},
): ThresholdView {
  const { orientation = 'high', recorded: printed = [], excluded = 0, ...rest } = options
  return thresholdView({
    cuts: prepareCuts(scoredRows(rows), orientation),
    reading: { path: 'p.csv', label: 'y', score: 's', positive: '1', negative: '0', orientation },
    costs,
    rowCount: rows.length + excluded,
    excluded: { ...nothingExcluded, nullScore: excluded },
    sha256: 'table-hash',
    query: 'SELECT s, y FROM p',
    recorded: printed.map(recorded),
    ...rest,
  })
}

/** 3,000 rows with three-digit scores; positives score higher. */
function population(): Row[] {
  const random = sfc32(11)
  return Array.from({ length: 3000 }, () => {
    const positive = random() < 0.2
    const score = Math.round(1000 * (positive ? 1 - random() * random() : random() * random())) / 1000
    return { score, positive }
  })
}

function costAt(rows: readonly Row[], threshold: number, fn: number, fp: number): number {
  const matrix = matrixAt(rows, threshold, 'high')
  return fn * matrix.fn + fp * matrix.fp
}

describe('thresholdView', () => {
  it('fits the contract, for any table and orientation', () => {
    fc.assert(
      fc.property(smallTables, orientations, fc.nat(20), fc.integer({ min: 1, max: 20 }), (rows, orientation, fn, fp) => {
        const view = viewOf(rows, { fn: String(fn), fp: String(fp) }, { orientation, recorded: ['0.3', '0.55'] })
        expect(() => thresholdViewSchema.parse(view)).not.toThrow()
      }),
    )
  })

  it('refuses cuts of the other orientation', () => {
    const rows = table('10', [0.9, 0.1])
    expect(() =>
      thresholdView({
        cuts: prepareCuts(scoredRows(rows), 'low'),
        reading: { path: 'p', label: 'y', score: 's', positive: null, negative: null, orientation: 'high' },
        costs: { fn: '1', fp: '1' },
        rowCount: 2,
        excluded: nothingExcluded,
        sha256: 'h',
        query: '',
        recorded: [],
      }),
    ).toThrow(RangeError)
  })

  it('draws a curve that is exact at its points and passes the optimum, 0.5 and every recorded threshold', () => {
    const rows = population()
    const { curve, recommendation } = viewOf(rows, { fn: '7.5', fp: '1' }, { recorded: ['0.3385'] })
    expect(curve.thresholds).toEqual([...curve.thresholds].sort((a, b) => a - b))
    expect(new Set(curve.thresholds).size).toBe(curve.thresholds.length)
    expect(curve.thresholds.length).toBeLessThan(620)
    const scores = rows.map(({ score }) => score)
    const ends = [Math.min(...scores), Math.max(...scores)]
    for (const threshold of [...ends, recommendation.optimum.threshold, 0.5, 0.3385]) expect(curve.thresholds).toContain(threshold)
    for (let i = 0; i < curve.thresholds.length; i += 37) {
      const threshold = curve.thresholds[i] ?? NaN
      const { fn, fp } = matrixAt(rows, threshold, 'high')
      expect([curve.falseNegatives[i], curve.falsePositives[i], curve.costs[i]]).toEqual([fn, fp, 7.5 * fn + fp])
    }
  })

  it('distributes every row over the bins', () => {
    const rows = population()
    const { distribution } = viewOf(rows, { fn: '5', fp: '1' })
    const inBin = (positive: boolean, k: number) => {
      const [from = NaN, to = NaN] = distribution.edges.slice(k, k + 2)
      const last = k === distribution.positives.length - 1
      return rows.filter((row) => row.positive === positive && row.score >= from && (row.score < to || (last && row.score <= to))).length
    }
    expect(distribution.positives).toEqual(distribution.positives.map((_, k) => inBin(true, k)))
    expect(distribution.negatives).toEqual(distribution.negatives.map((_, k) => inBin(false, k)))
    expect([...distribution.positives, ...distribution.negatives].reduce((a, b) => a + b, 0)).toBe(rows.length)
  })

  it('bins scores outside [0, 1] over their own range', () => {
    const { distribution } = viewOf(table('1010', [-2, 3, 3, -1]), { fn: '1', fp: '1' })
    expect([distribution.edges[0], distribution.edges.at(-1)]).toEqual([-2, 3])
    expect(distribution.positives.reduce((a, b) => a + b, 0)).toBe(2)
    expect(viewOf(table('10', [7, 7]), { fn: '1', fp: '1' }).distribution).toEqual({
      edges: [6.5, 7.5],
      positives: [1],
      negatives: [1],
    })
  })

  it('draws the ROC curve from (0, 0) to (1, 1) in rising points', () => {
    const { roc } = viewOf(population(), { fn: '5', fp: '1' })
    expect([roc.falsePositiveRate[0], roc.truePositiveRate[0]]).toEqual([0, 0])
    expect([roc.falsePositiveRate.at(-1), roc.truePositiveRate.at(-1)]).toEqual([1, 1])
    expect(roc.truePositiveRate).toEqual([...roc.truePositiveRate].sort((a, b) => a - b))
    expect(roc.truePositiveRate.length).toBeLessThan(420)
  })

  it('sorts recorded thresholds by cost and keeps 0.5, theory, nobody and everybody as references', () => {
    const rows = population()
    const view = viewOf(rows, { fn: '5', fp: '1' }, { recorded: ['0.9', '0.3', '0.05'] })
    const costs = ['0.9', '0.3', '0.05'].map((t) => costAt(rows, Number(t), 5, 1))
    expect(view.recorded.map(({ cut }) => cut.cost)).toEqual(costs.toSorted((a, b) => a - b))
    const least = view.recommendation.optimum.cost
    expect(view.references.map(({ name, cut, regret }) => [name, cut.threshold, cut.cost, regret])).toEqual([
      ['0.5', 0.5, costAt(rows, 0.5, 5, 1), costAt(rows, 0.5, 5, 1) - least],
      ['0.1667', 1 / 6, costAt(rows, 1 / 6, 5, 1), costAt(rows, 1 / 6, 5, 1) - least],
      ['none', null, costAt(rows, 2, 5, 1), costAt(rows, 2, 5, 1) - least],
      ['all', 0, costAt(rows, 0, 5, 1), costAt(rows, 0, 5, 1) - least],
    ])
  })

  it('says that theory and two decimals do not apply to scores outside [0, 1]', () => {
    const view = viewOf(table('1010', [4.1239, 4.1231, 3.1234, -1]), { fn: '1', fp: '1' })
    expect(view.references[1]?.note).toBe('Theory does not apply: scores run outside 0 to 1')
    expect(view.shortThreshold).toBe('4.1239')
    expect(view.answer.caveat).not.toContain('digits')
  })

  it('gives the derivation of every number, with the query and the files it came from', () => {
    const { derivations } = viewOf(population(), { fn: '5', fp: '1.5' }, { recorded: ['0.3'], excluded: 4 })
    for (const key of ['optimum', 'recorded', 'grids', 'auc', 'curve', 'ratioMap', 'indistinguishable', 'withinOnePercent', 'theoretical', 'distribution']) {
      expect(derivations[key]?.query).toBe('SELECT s, y FROM p')
      expect(derivations[key]?.files[0]).toEqual({ path: 'p.csv', sha256: 'table-hash' })
      expect(derivations[key]?.rows).toContain('3,004 rows read = 3,000 used + 4 left out')
    }
    expect(derivations['recorded']?.files).toContainEqual({ path: 'config.yaml', sha256: 'config-hash' })
    expect(derivations['optimum']?.formula).toContain('5 · FN + 1.5 · FP')
    expect(derivations['optimum']?.tieRule).toContain('highest score')
  })
})

/** Every number of a text as a number: "1,250" is 1250, "0.09 %" is 0.09. */
function numbersIn(text: string): number[] {
  return [...text.matchAll(/\d[\d,]*(?:\.\d+)?/g)].map(([number]) => Number(number.replaceAll(',', '')))
}

describe('the answer', () => {
  it('says only numbers that counting all rows gives', () => {
    const rows = population()
    for (const [fn, fp] of [[5, 1], [12.5, 2], [1, 3], [40, 1]] as const) {
      const { answer, shortThreshold } = viewOf(rows, { fn: String(fn), fp: String(fp) }, { recorded: ['0.31'], excluded: 7 })
      const scores = [...new Set(rows.map(({ score }) => score))].sort((a, b) => b - a)
      const costs = scores.map((score) => costAt(rows, score, fn, fp))
      const least = Math.min(...costs)
      const threshold = scores[costs.indexOf(least)] ?? NaN
      expect(numbersIn(answer.decisive)).toEqual([threshold])
      expect(Number(shortThreshold)).toBe(threshold)

      const recordedCost = costAt(rows, 0.31, fn, fp)
      const regret = recordedCost - least
      const asPrinted = (value: number) => Math.round(1e6 * value) / 1e6
      const percent = (part: number, whole: number) => {
        const share = (100 * part) / whole
        return Number(share.toFixed(share < 1 ? 2 : 1))
      }
      const rate = (regret * 1000) / 3000
      const recordedNumbers = [regret, 0.31, percent(regret, recordedCost), recordedCost]
      expect(numbersIn(answer.rest).slice(0, 7)).toEqual([
        asPrinted(least),
        3000,
        ...recordedNumbers.map(asPrinted),
        rate >= 10 ? Math.round(rate) : Number(rate.toPrecision(2)),
      ])
      expect(numbersIn(answer.rest).slice(7)[0]).toBe(1000)

      const grid = Array.from({ length: 99 }, (_, k) => (99 - k) / 100)
      const gridCosts = grid.map((t) => costAt(rows, t, fn, fp))
      const gridLeast = Math.min(...gridCosts)
      const tied = costs.filter((cost) => cost === least).length
      const digits =
        String(threshold).length < 5
          ? []
          : gridLeast === least
            ? [grid[gridCosts.indexOf(gridLeast)]]
            : [grid[gridCosts.indexOf(gridLeast)], asPrinted(gridLeast - least), percent(gridLeast - least, least), asPrinted(least), 95]
      expect(numbersIn(answer.caveat)).toEqual([7, 3007, ...(tied > 1 ? [tied] : []), ...digits])
      expect(answer.caveat).toMatch(/Chosen and judged on the same rows\.$/)
    }
  })

  it('says that no threshold is recorded', () => {
    const { answer } = viewOf(table('10', [0.9, 0.1]), { fn: '1', fp: '1' })
    expect(answer).toEqual({
      decisive: 'Refuse an applicant whose score is 0.9 or higher.',
      rest: 'That costs 0 units on these 2 applicants. The evidence records no threshold to compare it with.',
      caveat: 'Chosen and judged on the same rows.',
    })
  })

  it('says where the recorded threshold costs the same', () => {
    const { answer } = viewOf(table('10', [0.9, 0.1]), { fn: '1', fp: '1' }, { recorded: ['0.5'] })
    expect(answer.rest).toBe('That costs 0 units on these 2 applicants, the same as the recorded 0.5.')
  })

  it('says which difference chance could make', () => {
    const { answer } = viewOf(table('1010', [0.9, 0.8, 0.7, 0.1]), { fn: '1', fp: '1' }, { recorded: ['0.75'] })
    // Best: 0.9 with one missed, or 0.7 with one false alarm. At 0.75: one missed and one false alarm.
    expect(answer.rest).toBe(
      'That costs 1 unit on these 4 applicants: 1 less than the recorded 0.75 (50.0\u202f% of 2), or about 250 units ' +
        'per 1,000 applicants. That difference cannot be told from chance on these rows (paired, 95\u202f%).',
    )
    expect(answer.caveat).toBe('2 thresholds share this least cost; the highest is reported. Chosen and judged on the same rows.')
  })

  it('flags nobody, with the tie named', () => {
    const { answer } = viewOf(table('01', [0.9, 0.8]), { fn: '1', fp: '1' })
    expect(answer.decisive).toBe('Refuse nobody.')
    expect(answer.caveat).toContain('2 thresholds share this least cost, "refuse nobody" among them, which is reported.')
  })

  it('flags everybody', () => {
    expect(viewOf(table('1101', [0.9, 0.8, 0.7, 0.6]), { fn: '9', fp: '1' }).answer.decisive).toBe('Refuse every applicant.')
  })

  it('warns where the scores run against the declared orientation', () => {
    const { answer } = viewOf(table('0011', [0.9, 0.8, 0.2, 0.1]), { fn: '1', fp: '5' })
    expect(answer.caveat).toMatch(/^The scores run against the declared orientation: AUC 0 with high scores as positive\. Check it/)
  })

  it('mirrors its words for orientation low, and takes other words for the cases', () => {
    const { answer } = viewOf(table('0011', [0.9, 0.8, 0.2, 0.1]), { fn: '1', fp: '1' }, { orientation: 'low', words: plainWords })
    expect(answer.decisive).toBe('Flag a case whose score is 0.2 or lower.')
    expect(answer.rest).toContain('on these 4 cases')
  })

  it('cuts a recorded value that is a double in full, and says so', () => {
    const rows = table('1100', [0.33827299664429217, 0.9, 0.33826157532995615, 0.1])
    const { answer } = viewOf([...rows, ...table('0', [0.5])], { fn: '1', fp: '9' }, { recorded: ['0.33827299664429217'] })
    expect(answer.rest).toContain('the recorded 0.33827299… (')
  })

  it('says that scores outside 0 to 1 are no probabilities', () => {
    const { answer } = viewOf([...table('10', [700, 300]), ...table('0', [650])], { fn: '1', fp: '1' })
    expect(answer.caveat).toContain('The scores run from 300 to 700: they are no probabilities')
  })
})
