import type { RatioStep } from '../../contract/recommendation.ts'
import { countAt, entry, thresholdOf, type CutTable } from './cut-table.ts'
import { oncePerTable } from './once-per-table.ts'

/**
 * The cuts that some cost ratio makes best: the vertices of the upper convex hull of the ROC points, strictest first,
 * collinear points left out. Exact whatever the counts.
 */
export const hullCuts: (table: CutTable) => readonly number[] = oncePerTable(({ tp, fp, positives, negatives }) => {
  const safe = positives * negatives <= Number.MAX_SAFE_INTEGER
  const hull: number[] = []
  for (let cut = 0; cut < tp.length; cut += 1) {
    while (hull.length >= 2 && !turnsRight(entry(hull, hull.length - 2), entry(hull, hull.length - 1), cut)) hull.pop()
    hull.push(cut)
  }
  return hull

  /** True where the way a, b, c bends towards more false positives, so that b is a vertex. */
  function turnsRight(a: number, b: number, c: number): boolean {
    const rise = countAt(tp, b) - countAt(tp, a)
    const run = countAt(fp, b) - countAt(fp, a)
    const nextRise = countAt(tp, c) - countAt(tp, b)
    const nextRun = countAt(fp, c) - countAt(fp, b)
    return safe ? rise * nextRun > run * nextRise : BigInt(rise) * BigInt(nextRun) > BigInt(run) * BigInt(nextRise)
  }
})

/**
 * The best threshold for every FN:FP ratio above 0, ascending in the ratio (lower envelope of the cost lines). A cut
 * is best between the slopes of its two hull edges, false positives per true positive; at a ratio where two steps
 * meet, both are best and the stricter one is reported by the tie rule.
 */
export const ratioMap: (table: CutTable) => RatioStep[] = oncePerTable((table) => {
  const hull = hullCuts(table)
  const steps: RatioStep[] = []
  let from = 0
  for (let index = 0; index < hull.length; index += 1) {
    const cut = entry(hull, index)
    const next = hull[index + 1]
    const to = next === undefined ? null : edgeRatio(table, cut, next)
    if (to !== 0) steps.push({ from, to, threshold: thresholdOf(table, cut) })
    if (to === null) break
    from = to
  }
  return steps
})

/** False positives added for each true positive between two hull cuts; null where no true positive is added. */
function edgeRatio({ tp, fp }: CutTable, cut: number, next: number): number | null {
  const gained = countAt(tp, next) - countAt(tp, cut)
  return gained === 0 ? null : (countAt(fp, next) - countAt(fp, cut)) / gained
}
