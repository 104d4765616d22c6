import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bruteOptimum, scoredRows, table, type Matrix } from './brute-force.test-kit.ts'
import { prepareCuts, thresholdOf } from './cut-table.ts'
import { optimumFor, type Objective } from './objectives.ts'
import { orientations, smallTables } from './random-rows.test-kit.ts'

type Fraction = readonly [numerator: bigint, denominator: bigint]

const compareFractions = ([a, b]: Fraction, [c, d]: Fraction) => Number(a * d - c * b)

/** The textbook definitions as exact fractions; those with a root as their signed square. 0 for 0/0. */
function textbook(objective: Objective, matrix: Matrix): Fraction {
  const [tp, fp, fn, tn] = [matrix.tp, matrix.fp, matrix.fn, matrix.tn].map(BigInt) as [bigint, bigint, bigint, bigint]
  const n = tp + fp + fn + tn
  const over = (numerator: bigint, denominator: bigint): Fraction =>
    denominator === 0n ? [0n, 1n] : [numerator, denominator]
  switch (objective.kind) {
    case 'f-beta': {
      // Betas of the tests have one decimal: square in hundredths.
      const square = BigInt(Math.round(Number(objective.beta) * 10)) ** 2n
      return over((100n + square) * tp, (100n + square) * tp + square * fn + 100n * fp)
    }
    case 'youden':
      return over(tp * (tn + fp) + tn * (tp + fn) - (tp + fn) * (tn + fp), (tp + fn) * (tn + fp))
    case 'balanced-accuracy':
      return over(tp * (tn + fp) + tn * (tp + fn), 2n * (tp + fn) * (tn + fp))
    case 'g-mean':
      return over(tp * tn, (tp + fn) * (tn + fp))
    case 'accuracy':
      return over(tp + tn, n)
    case 'kappa': {
      const expected = (tp + fp) * (tp + fn) + (fn + tn) * (fp + tn)
      return over(n * (tp + tn) - expected, n * n - expected)
    }
    case 'mcc': {
      const covariance = tp * tn - fp * fn
      return over(
        covariance * (covariance < 0n ? -covariance : covariance),
        (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn),
      )
    }
  }
}

const isSquared = (objective: Objective) => objective.kind === 'mcc' || objective.kind === 'g-mean'

const objectives: Objective[] = [
  { kind: 'f-beta', beta: '1' },
  { kind: 'f-beta', beta: '2' },
  { kind: 'f-beta', beta: '3.2' },
  { kind: 'f-beta', beta: '0.5' },
  { kind: 'f-beta', beta: '0' },
  { kind: 'youden' },
  { kind: 'g-mean' },
  { kind: 'mcc' },
  { kind: 'kappa' },
  { kind: 'accuracy' },
  { kind: 'balanced-accuracy' },
]

describe('optimumFor', () => {
  it.each(objectives)('agrees with the textbook definition of $kind $beta as exact fractions', (objective) => {
    fc.assert(
      fc.property(smallTables, orientations, (rows, orientation) => {
        const cuts = prepareCuts(scoredRows(rows), orientation)
        const found = optimumFor(cuts, objective)
        const expected = bruteOptimum(rows, orientation, (matrix) => textbook(objective, matrix), (a, b) => compareFractions(b, a))
        expect({ threshold: thresholdOf(cuts, found.cut), tied: found.tied }).toEqual({
          threshold: expected.threshold,
          tied: expected.tied,
        })
        const fraction = Number(expected.value[0]) / Number(expected.value[1])
        expect(found.value).toBeCloseTo(isSquared(objective) ? Math.sign(fraction) * Math.sqrt(Math.abs(fraction)) : fraction, 12)
      }),
    )
  })

  it('refuses a negative beta', () => {
    const cuts = prepareCuts(scoredRows(table('10', [0.9, 0.1])), 'high')
    expect(() => optimumFor(cuts, { kind: 'f-beta', beta: '-1' })).toThrow(/negative/)
  })
})
