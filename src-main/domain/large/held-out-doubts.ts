import type { Parting } from '../../contract/uncertainty.ts'
import { thresholdOf, type Orientation } from '../threshold/cut-table.ts'
import { decidePair, type GroundPair, type HeldOutTerms, type PartedGrounds } from '../uncertainty/held-out.ts'
import { partsOfDay, partsOfNames, type PartPair } from '../uncertainty/row-parts.ts'
import { cutsAtBorders, cutsToCheapest } from './choice-doubts.ts'
import { constraintRange } from '../choices/constraint-range.ts'
import { cutsOfCodes, type CodedCuts, type CodedGroups } from './coded-groups.ts'
import { partedBy } from './unlisted-thresholds.ts'

/** The rows of a table that was counted by ranges of scores and parts. */
export interface CodedParts {
  readonly groups: CodedGroups
  readonly orientation: Orientation
  /** The names of the codes; rows without a value have the code after the last. */
  readonly names: readonly string[]
  /** Usable rows by code, with and without an amount. */
  readonly rows: readonly number[]
  /** The day that parts the rows where a date does. */
  readonly day: string | null
  /** The query, verbatim, that counted them. */
  readonly query: string
}

function pairsOf({ names, day }: CodedParts, parting: Parting, path: string): { pairs: readonly PartPair[]; used: Parting } {
  return parting.kind === 'date' ? partsOfDay(day ?? '', parting) : partsOfNames(names, parting, path)
}

/** The parts as `heldOut` takes them. Raises `usage` where the column doesn't part the rows as asked. */
export function groundsOfCodes(parts: CodedParts, parting: Parting, path: string): PartedGrounds {
  const { pairs, used } = pairsOf(parts, parting, path)
  const isIn = (code: number) => pairs.some(({ choose, judge }) => choose(code) || judge(code))
  return {
    query: parts.query,
    rows: parts.rows.reduce((sum, rows) => sum + rows, 0),
    leftOut: parts.rows.reduce((sum, rows, code) => sum + (isIn(code) ? 0 : rows), 0),
    used,
    pairs: pairs.map(({ name, oneClass, choose, judge }): GroundPair => {
      const side = (holds: (code: number) => boolean) => () => cutsOfCodes(parts.groups, parts.orientation, holds)?.sums ?? null
      return { name, oneClass, choose: side(choose), judge: side(judge) }
    }),
  }
}

/**
 * The groups, ascending, whose scores must be listed before what is chosen on each part, what it costs on the other and the best
 * there are exact; none once they are. Raises what `heldOut` raises, but for constraints that no threshold meets.
 */
export function heldOutDoubts(parts: CodedParts, parting: Parting, terms: HeldOutTerms, path: string): number[] {
  const found = new Set<number>()
  for (const pair of pairsOf(parts, parting, path).pairs) {
    const choosing = cutsOfCodes(parts.groups, parts.orientation, pair.choose)
    const judging = cutsOfCodes(parts.groups, parts.orientation, pair.judge)
    if (choosing === null || judging === null) throw pair.oneClass(path)
    const add = ({ groups }: CodedCuts, ends: Iterable<number | null>) => {
      for (const end of ends) if (end !== null) found.add(groups[end - 1] ?? 0)
    }
    const decided = decidePair(terms, { ...pair, choose: () => choosing.sums, judge: () => judging.sums }, path)
    const { cuts } = choosing.sums
    for (const constraint of terms.constraints) add(choosing, cutsAtBorders(cuts, constraintRange(constraint, cuts, decided.choosing.weights)))
    add(choosing, cutsToCheapest(decided.choosing.cost, choosing.sums, decided.allowed, decided.cut))
    const all = { from: 0, to: judging.sums.cuts.scores.length }
    add(judging, cutsToCheapest(decided.judging.cost, judging.sums, all, decided.best))
    const threshold = decided.cut === null ? null : thresholdOf(cuts, decided.cut)
    if (threshold !== null) add(judging, [partedBy(judging.sums.cuts, threshold)])
  }
  return [...found].sort((a, b) => a - b)
}
