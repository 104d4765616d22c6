import { countAt, entry, type CutTable } from '../threshold/cut-table.ts'
import { hullCuts } from '../threshold/ratio-map.ts'

/** Products of counts may exceed 2^53; what they differ by less than this share is taken for equal, and read. */
const rounding = 1e-15

/**
 * Of open groups, by the cuts that end them, those that may hold a cut on or beyond the line through two cuts in the
 * ROC plane. Once there is none, the line is an edge of the hull. Where the line is upright or level, that of which
 * only its end is in doubt.
 */
export function cutsAtEdge({ tp, fp, positives }: CutTable, open: Iterable<number>, from: number, to: number): number[] {
  const rise = countAt(tp, to) - countAt(tp, from)
  const run = countAt(fp, to) - countAt(fp, from)
  const found: number[] = []
  for (const end of open) {
    if (run === 0 || rise === 0) {
      const decides = run === 0 ? countAt(fp, end - 1) === 0 && countAt(fp, end) > 0 : countAt(tp, end - 1) < positives && countAt(tp, end) === positives
      if (decides) found.push(end)
      continue
    }
    const above = (countAt(tp, end) - countAt(tp, from)) * run
    const beside = (countAt(fp, end - 1) - countAt(fp, from)) * rise
    if (above - beside >= -rounding * (Math.abs(above) + Math.abs(beside))) found.push(end)
  }
  return found
}

/** Of open groups, by the ascending cuts that end them, those that may hold a vertex of the ROC hull that isn't listed. */
export function cutsAboveHull(table: CutTable, open: Iterable<number>): number[] {
  const { tp, fp } = table
  const hull = hullCuts(table)
  const found: number[] = []
  let edge = 0
  for (const end of open) {
    const wrong = countAt(fp, end - 1)
    while (edge + 2 < hull.length && countAt(fp, entry(hull, edge + 1)) <= wrong) edge += 1
    const [from, to] = [entry(hull, edge), entry(hull, edge + 1)]
    const above = (countAt(tp, end) - countAt(tp, from)) * (countAt(fp, to) - countAt(fp, from))
    const beside = (wrong - countAt(fp, from)) * (countAt(tp, to) - countAt(tp, from))
    const size = Math.abs(above) + Math.abs(beside)
    if (above - beside > (size <= Number.MAX_SAFE_INTEGER ? 0 : -rounding * size)) found.push(end)
  }
  return found
}
