import { ProblemError } from '../../contract/problem.ts'
import { countAt, cutAt, entry, type CutTable } from './cut-table.ts'
import { decimalNumber, parseDecimal, type Decimal } from './decimal.ts'
import { comparableCosts, type ExactCosts } from './exact-costs.ts'
import { oncePerTable } from './once-per-table.ts'

/** A finer grid than this is no grid any more, and would only take time. */
const MOST_POINTS = 1_000_000

/**
 * The thresholds k·step for 0 < k·step < 1, ascending, each the double nearest to the exact decimal.
 * Raises a `usage` problem for a step that isn't between 0 and 1 or that gives more than a million points.
 */
export function gridThresholds(step: string): number[] {
  const exact = parseDecimal(step)
  const one = 10n ** BigInt(exact.digits)
  if (exact.units <= 0n || exact.units >= one) throw unusable(step, 'must lie between 0 and 1')
  const points = Number((one - 1n) / exact.units)
  if (points > MOST_POINTS) throw unusable(step, `gives more than ${MOST_POINTS} thresholds`)
  return Array.from({ length: points }, (_, index) => multiple(exact, index + 1))
}

function multiple({ units, digits }: Decimal, k: number): number {
  // 10^15 < 2^53, so both sides are exact integers and the division rounds once.
  return digits <= 15
    ? (k * Number(units)) / 10 ** digits
    : decimalNumber({ units: BigInt(k) * units, digits })
}

function unusable(step: string, why: string): ProblemError {
  return new ProblemError({
    kind: 'usage',
    path: null,
    message: `The grid step "${step.slice(0, 60)}" ${why}.`,
    action: 'Give a step such as 0.01.',
  })
}

interface GridCuts {
  /** Strictest first. */
  readonly thresholds: readonly number[]
  /** The cut of each. */
  readonly cuts: Uint32Array
}

// Looking up a thousand thresholds among all scores takes longer than comparing their costs.
const known = oncePerTable(() => new Map<string, GridCuts>())

function cutsOfGrid(table: CutTable, step: string): GridCuts {
  const grids = known(table)
  const found = grids.get(step)
  if (found !== undefined) return found
  const ascending = gridThresholds(step)
  const thresholds = table.orientation === 'high' ? ascending.reverse() : ascending
  const grid = { thresholds, cuts: Uint32Array.from(thresholds, (threshold) => cutAt(table, threshold)) }
  grids.set(step, grid)
  return grid
}

/** The cheapest threshold of the grid, the strictest of equals, and the cut that it makes. */
export function bestOfGrid(table: CutTable, costs: ExactCosts, step: string): { threshold: number; cut: number } {
  const { thresholds, cuts } = cutsOfGrid(table, step)
  const costOf = comparableCosts(table, costs)
  let best = null as { threshold: number; cut: number; cost: number | bigint } | null
  for (let index = 0; index < thresholds.length; index += 1) {
    const cut = countAt(cuts, index)
    if (best?.cut === cut) continue
    const cost = costOf(cut)
    if (best === null || cost < best.cost) best = { threshold: entry(thresholds, index), cut, cost }
  }
  if (best === null) throw new RangeError(`the grid of step ${step} is empty`)
  return { threshold: best.threshold, cut: best.cut }
}
