import type { CutTable } from '../threshold/cut-table.ts'
import { countAt, scoreAt } from '../threshold/cut-table.ts'
import { groupHolding } from './group-holding.ts'
import { emptyGroups, replaceGroups, type ScoreGroups } from './score-groups.ts'

/** The cuts of a whole table in groups that end where `ends` says (1 to the number of scores, ascending). */
export function grouped(table: CutTable, ends: readonly number[]): ScoreGroups {
  const groups = emptyGroups(ends.length)
  let before = 0
  ends.forEach((end, index) => {
    groups.heads[index] = scoreAt(table.scores, before)
    groups.tails[index] = scoreAt(table.scores, end - 1)
    groups.positives[index] = countAt(table.tp, end) - countAt(table.tp, before)
    groups.negatives[index] = countAt(table.fp, end) - countAt(table.fp, before)
    groups.places[index] = end - before === 1 ? -1 : index
    before = end
  })
  return groups
}

/** The groups with those that end at the given cuts listed score by score, and those that hold a threshold parted there. */
export function listed(whole: CutTable, groups: ScoreGroups, cuts: readonly number[], thresholds: readonly number[] = []): ScoreGroups {
  const parted = [...new Set(thresholds.map((threshold) => groupHolding(groups, whole.orientation, threshold)))].filter((index) => index !== null)
  const changed = [...new Set([...cuts.map((cut) => cut - 1), ...parted])].sort((a, b) => a - b)
  const parts = changed.flatMap((index) => {
    const first = whole.scores.indexOf(scoreAt(groups.heads, index))
    const last = whole.scores.indexOf(scoreAt(groups.tails, index))
    const scores = Array.from({ length: last + 1 - first }, (_, k) => first + k)
    if (cuts.includes(index + 1)) return scores.map((score): [number, number] => [score, score])
    // Scores that no threshold tells apart stay together; one at a threshold is alone.
    const side = (score: number) => thresholds.map((threshold) => Math.sign(scoreAt(whole.scores, score) - threshold)).join()
    return [...Map.groupBy(scores, side).values()].map((some): [number, number] => [some[0] ?? 0, some.at(-1) ?? 0])
  })
  const finer = emptyGroups(parts.length)
  parts.forEach(([first, last], index) => {
    finer.heads[index] = scoreAt(whole.scores, first)
    finer.tails[index] = scoreAt(whole.scores, last)
    finer.positives[index] = countAt(whole.tp, last + 1) - countAt(whole.tp, first)
    finer.negatives[index] = countAt(whole.fp, last + 1) - countAt(whole.fp, first)
    finer.places[index] = -1
  })
  return replaceGroups(groups, changed, finer)
}
