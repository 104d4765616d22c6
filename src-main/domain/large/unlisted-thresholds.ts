import { countAt, cutAt, type CutTable } from '../threshold/cut-table.ts'
import { scaledCost, type ExactCosts } from '../threshold/exact-costs.ts'
import { gridThresholds } from '../threshold/grid.ts'

/** The cut that ends the group which a threshold parts, so that its counts aren't known; null where they are. */
export function partedBy(table: CutTable, threshold: number): number | null {
  return partedAfter(table, cutAt(table, threshold), (head) => (table.orientation === 'high' ? head >= threshold : head <= threshold))
}

/** The same for an edge that parts the scores below it from the others, whatever the orientation. */
export function partedByEdge(table: CutTable, edge: number): number | null {
  if (table.orientation === 'high') return partedBy(table, edge)
  // The scores below the edge are flagged; a score at the edge isn't one of them.
  const cut = cutAt(table, edge)
  const listed = cut > 0 && table.scores[cut - 1] === edge ? cut - 1 : cut
  return partedAfter(table, listed, (head) => head < edge)
}

function partedAfter({ heads, scores }: CutTable, cut: number, flagged: (head: number) => boolean): number | null {
  const head = heads?.[cut]
  return head !== undefined && head !== scores[cut] && flagged(head) ? cut + 1 : null
}

/** The least and the greatest scaled cost that the cut of a threshold can have. */
export function costRange(table: CutTable, costs: ExactCosts, threshold: number): { least: bigint; greatest: bigint; parted: number | null } {
  const { tp, fp, positives } = table
  const parted = partedBy(table, threshold)
  if (parted === null) {
    const cut = cutAt(table, threshold)
    const cost = scaledCost(costs, positives - countAt(tp, cut), countAt(fp, cut))
    return { least: cost, greatest: cost, parted }
  }
  return {
    least: scaledCost(costs, positives - countAt(tp, parted), countAt(fp, parted - 1)),
    greatest: scaledCost(costs, positives - countAt(tp, parted - 1), countAt(fp, parted)),
    parted,
  }
}

/**
 * The groups, by the cut that ends them, that must be read to know the best threshold of a grid: those parted by a
 * grid threshold that may be as cheap as the surest one.
 */
export function cutsOfGrid(table: CutTable, costs: ExactCosts, step: string): number[] {
  const ranges = gridThresholds(step).map((threshold) => costRange(table, costs, threshold))
  const surest = ranges.reduce((least, { greatest }) => (greatest < least ? greatest : least), ranges[0]?.greatest ?? 0n)
  const found = ranges.flatMap(({ least, parted }) => (parted !== null && least <= surest ? [parted] : []))
  return [...new Set(found)].sort((a, b) => a - b)
}
