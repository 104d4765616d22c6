import type { ExplanationCurve } from '../../contract/explanation.ts'
import { countAt, cutAt, scoreRange } from '../threshold/cut-table.ts'
import type { Finding } from './finding.ts'
import type { Inquiry } from './inquiry.ts'

const points = 120

/**
 * The objective of a finding at even steps around the recorded value, its own optimum and that of the costs, so that
 * the curves of one recorded value share their range where they can; null where nothing is optimised.
 */
export function drawn({ table, recorded, costs }: Inquiry, { curve, threshold }: Finding): ExplanationCurve | null {
  if (curve === null) return null
  const [lowest, highest] = scoreRange(table)
  const shared = costs === null ? null : costs.optimum
  const marks = [recorded.value, threshold, shared].filter((mark) => mark !== null)
  const low = Math.min(...marks)
  const high = Math.max(...marks)
  const pad = Math.max((high - low) / 3, (highest - lowest) / 20)
  const [from, to] = [Math.max(low - pad, Math.min(lowest, low)), Math.min(high + pad, Math.max(highest, high))]
  const even = Array.from({ length: points }, (_, index) => from + (index * (to - from)) / (points - 1))
  const thresholds = [...new Set([...even, ...marks])].sort((a, b) => a - b)
  const values = thresholds.map((at) => {
    const cut = cutAt(table, at)
    return curve.shown(countAt(table.tp, cut), countAt(table.fp, cut), table.positives, table.negatives)
  })
  return { name: curve.name, thresholds, values, best: curve.best, target: curve.target }
}
