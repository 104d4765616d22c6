import type { ThresholdView } from '../../contract/recommendation.ts'
import { countAt, type CutTable } from './cut-table.ts'
import { oncePerTable } from './once-per-table.ts'

/** About this many points are drawn, evenly along the curve. */
const POINTS = 400

/** Points of the ROC curve from (0, 0) to (1, 1), each exact; all of them where there are few. */
export const rocCurve: (table: CutTable) => ThresholdView['roc'] = oncePerTable((table) => {
  const { tp, fp, positives, negatives } = table
  const falsePositiveRate: number[] = []
  const truePositiveRate: number[] = []
  const last = tp.length - 1
  const stride = last <= POINTS ? 0 : 2 / POINTS
  let reached = -Infinity
  for (let cut = 0; cut <= last; cut += 1) {
    const across = countAt(fp, cut) / negatives
    const up = countAt(tp, cut) / positives
    if (across + up < reached + stride && cut !== last) continue
    reached = across + up
    falsePositiveRate.push(across)
    truePositiveRate.push(up)
  }
  return { falsePositiveRate, truePositiveRate }
})
