import type { Calibration } from '../../contract/score-quality.ts'
import type { Estimate } from '../../contract/statistic.ts'
import { countAt, type CutTable } from '../threshold/cut-table.ts'
import { oncePerTable } from '../threshold/once-per-table.ts'
import { Z_975 } from '../threshold/paired-test.ts'
import { logistic, logit, probabilityAt } from './probability.ts'

export type Recalibration = Pick<Calibration, 'intercept' | 'slope' | 'interceptAtSlopeOne' | 'withoutLogit'>

/** Rows grouped by the logit of their score. */
interface Grouped {
  readonly logits: Float64Array
  readonly positives: Float64Array
  readonly rows: Float64Array
  readonly withoutLogit: number
}

/**
 * Logistic recalibration (Cox 1958): logit(P) = intercept + slope · logit(score), fitted by maximum likelihood (Newton),
 * with Wald intervals at 95 %, and the intercept with the slope held at 1. Null where the fit has no finite maximum.
 * For scores that are probabilities.
 */
export const recalibrate: (table: CutTable) => Recalibration = oncePerTable((table) => {
  const grouped = groupByLogit(table)
  const both = fit(grouped, false)
  const shift = fit(grouped, true)
  return {
    intercept: both === null ? null : estimate(both.intercept, both.interceptVariance),
    slope: both === null ? null : estimate(both.slope, both.slopeVariance),
    interceptAtSlopeOne: shift === null ? null : estimate(shift.intercept, shift.interceptVariance),
    withoutLogit: grouped.withoutLogit,
  }
})

function estimate(value: number, variance: number): Estimate {
  const half = Z_975 * Math.sqrt(variance)
  return { value, low: value - half, high: value + half }
}

function groupByLogit(table: CutTable): Grouped {
  const { scores, tp, fp } = table
  const size = scores.length
  const logits = new Float64Array(size)
  const positives = new Float64Array(size)
  const rows = new Float64Array(size)
  let filled = 0
  let withoutLogit = 0
  for (let index = 0; index < size; index += 1) {
    const probability = probabilityAt(table, index)
    const positivesHere = countAt(tp, index + 1) - countAt(tp, index)
    const here = positivesHere + countAt(fp, index + 1) - countAt(fp, index)
    if (probability <= 0 || probability >= 1) {
      withoutLogit += here
      continue
    }
    logits[filled] = logit(probability)
    positives[filled] = positivesHere
    rows[filled] = here
    filled += 1
  }
  return { logits: logits.subarray(0, filled), positives: positives.subarray(0, filled), rows: rows.subarray(0, filled), withoutLogit }
}

interface Fit {
  readonly intercept: number
  readonly slope: number
  readonly interceptVariance: number
  readonly slopeVariance: number
}

const mostSteps = 50
/** A step shorter than this moves no printed digit. */
const settled = 1e-10
/** Beyond this a coefficient has run away, as it does where the classes can be parted. */
const runaway = 50

function fit(grouped: Grouped, slopeHeld: boolean): Fit | null {
  let intercept = 0
  let slope = 1
  for (let step = 0; step < mostSteps; step += 1) {
    const { gradient, hessian } = derivatives(grouped, intercept, slope)
    const [g0, g1] = gradient
    const [h00, h01, h11] = hessian
    const determinant = h00 * h11 - h01 * h01
    // Equal logits leave the slope open: the determinant is then rounding alone.
    if (h00 <= 0 || (!slopeHeld && determinant <= 1e-12 * h00 * h11)) return null
    const byIntercept = slopeHeld ? g0 / h00 : (h11 * g0 - h01 * g1) / determinant
    const bySlope = slopeHeld ? 0 : (h00 * g1 - h01 * g0) / determinant
    intercept += byIntercept
    slope += bySlope
    if (Math.abs(intercept) > runaway || Math.abs(slope) > runaway) return null
    if (Math.abs(byIntercept) < settled && Math.abs(bySlope) < settled) {
      return {
        intercept,
        slope,
        interceptVariance: slopeHeld ? 1 / h00 : h11 / determinant,
        slopeVariance: slopeHeld ? 0 : h00 / determinant,
      }
    }
  }
  return null
}

/** Gradient and information of the log likelihood. */
function derivatives(
  { logits, positives, rows }: Grouped,
  intercept: number,
  slope: number,
): { gradient: [number, number]; hessian: [number, number, number] } {
  let g0 = 0
  let g1 = 0
  let h00 = 0
  let h01 = 0
  let h11 = 0
  for (let index = 0; index < logits.length; index += 1) {
    const x = logits[index] ?? 0
    const here = rows[index] ?? 0
    const probability = logistic(intercept + slope * x)
    const residual = (positives[index] ?? 0) - here * probability
    const weight = here * probability * (1 - probability)
    g0 += residual
    g1 += residual * x
    h00 += weight
    h01 += weight * x
    h11 += weight * x * x
  }
  return { gradient: [g0, g1], hessian: [h00, h01, h11] }
}
