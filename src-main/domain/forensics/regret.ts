import { countAt, cutAt, entry, type CutTable } from '../threshold/cut-table.ts'
import { hullCuts } from '../threshold/ratio-map.ts'
import { allScores } from './candidate-set.ts'
import { ratioSteps, type ParameterStep } from './parameter-steps.ts'

/** The least of (cost − least cost) / least cost over all FN:FP ratios, and the ratio where it occurs. */
export interface LeastRelativeRegret {
  readonly value: number
  readonly ratio: number
}

/**
 * The least relative regret of a cut over all FN:FP ratios above 0. Between two neighbouring bends of the lower
 * envelope of costs it is a quotient of linear functions, so it is least at a bend. null where no ratio has a bend
 * or the least cost is 0 at all of them.
 */
export function leastRelativeRegret(table: CutTable, cut: number): LeastRelativeRegret | null {
  const hull = hullCuts(table)
  const cost = (at: number, ratio: number) => ratio * (table.positives - countAt(table.tp, at)) + countAt(table.fp, at)
  let least: LeastRelativeRegret | null = null
  let edge = 0
  for (let index = 1; index < hull.length; index += 1) {
    const [before, after] = [entry(hull, index - 1), entry(hull, index)]
    const gained = countAt(table.tp, after) - countAt(table.tp, before)
    const ratio = (countAt(table.fp, after) - countAt(table.fp, before)) / gained
    if (gained === 0 || ratio === 0) continue
    const best = cost(after, ratio)
    if (best <= 0) continue
    // On the hull the two costs are equal but for rounding.
    const value = before === cut || after === cut ? 0 : Math.max(0, (cost(cut, ratio) - best) / best)
    if (least !== null && value >= least.value) continue
    least = { value, ratio }
    edge = index
  }
  // No ratio is nearer on rows that aren't listed: they can only make the least cost lower.
  if (least === null) table.asked?.hull()
  else table.asked?.edge(entry(hull, edge - 1), entry(hull, edge))
  return least
}

/** The FN:FP ratios for which a threshold's own cut is optimal, ties counted; null for none. */
export function ratiosOfCut(table: CutTable, threshold: number): [number, number | null] | null {
  const cut = cutAt(table, threshold)
  const steps = ratioSteps(allScores(table))
  askOwnEdges(table, cut)
  const own = steps.find((step) => step.cut === cut)
  if (own !== undefined) return [own.from, own.to]
  // A cut on an edge of the hull ties with both ends at the edge's ratio.
  const edge = steps.findIndex((step) => step.cut > cut)
  const [before, after] = [steps[edge - 1], steps[edge]]
  if (before === undefined || after === undefined || before.to === null) return null
  return onEdge(table, before, cut, after) ? [before.to, before.to] : null
}

function onEdge({ tp, fp }: CutTable, before: ParameterStep, cut: number, after: ParameterStep): boolean {
  const rise = countAt(tp, after.cut) - countAt(tp, before.cut)
  const run = countAt(fp, after.cut) - countAt(fp, before.cut)
  return (countAt(tp, cut) - countAt(tp, before.cut)) * run === (countAt(fp, cut) - countAt(fp, before.cut)) * rise
}

/** Asks for the edges of the hull that end at a cut, or for the one above it. */
function askOwnEdges(table: CutTable, cut: number): void {
  const hull = hullCuts(table)
  const at = hull.findLastIndex((vertex) => vertex <= cut)
  if (hull[at] === cut && at > 0) table.asked?.edge(entry(hull, at - 1), cut)
  const next = hull[at + 1]
  if (next !== undefined) table.asked?.edge(entry(hull, at), next)
}
