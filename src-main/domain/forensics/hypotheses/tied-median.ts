import { cutAt } from '../../threshold/cut-table.ts'
import { shownAt, type Criterion } from '../criterion.ts'
import { curveOf, tryOn, type Finding } from '../finding.ts'
import type { Inquiry } from '../inquiry.ts'
import { holds } from '../recorded.ts'
import { asTitle, numberText, theInterval } from '../words.ts'

interface Median {
  readonly criterion: Criterion
  /** Of all scores that attain the optimum, the lowest first. */
  readonly tied: readonly number[]
  readonly threshold: number
  readonly best: number
}

/**
 * The median of tied thresholds, as cutpointr reports it by default; it need not attain the optimum itself. null where
 * nothing that is usually optimised ties.
 */
export function tiedMedianFinding(inquiry: Inquiry): Finding | null {
  const { recorded, usual, all, table } = inquiry
  const medians = usual.map((criterion) => medianOf(inquiry, criterion)).filter((median) => median !== null)
  const hit = medians.find(({ threshold }) => holds(recorded, threshold))
  const decisive = hit ?? medians[0]
  if (decisive === undefined) return null
  const { criterion, tied, threshold, best } = decisive
  const there = criterion.text(shownAt(all, criterion, cutAt(table, threshold)))
  return {
    id: 'rounding tied-median',
    kind: 'rounding',
    title: 'Median of tied thresholds',
    parameters: {},
    threshold,
    verdict: hit === undefined ? 'refuted' : 'reproduces',
    because:
      `${asTitle(criterion.words)} is best, ${criterion.text(best)}, at ${tied.length} scores from ${numberText(tied[0] ?? null)} to ` +
      `${numberText(tied.at(-1) ?? null)}; their median, as cutpointr reports it, is ${numberText(threshold)}, ` +
      `${hit === undefined ? 'outside' : 'inside'} ${theInterval(recorded)}, and gives ${there}.`,
    variant: null,
    variants: [],
    curve: curveOf(criterion, asTitle(criterion.words)),
    parameterShare: null,
    reachable: [...new Set(medians.map((median) => median.threshold))],
    onHull: false,
    simplicity: 4,
    corroboration: [],
  }
}

function medianOf({ all, recorded }: Inquiry, criterion: Criterion): Median | null {
  const { found } = tryOn(all, criterion, recorded)
  const tied = found.thresholds.filter((threshold) => threshold !== null).sort((a, b) => a - b)
  const [low, high] = [tied[Math.ceil(tied.length / 2) - 1], tied[Math.floor(tied.length / 2)]]
  if (tied.length < 2 || low === undefined || high === undefined) return null
  return { criterion, tied, threshold: low + (high - low) / 2, best: found.value }
}
