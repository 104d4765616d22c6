import type { CutTable } from '../threshold/cut-table.ts'
import { countAt, scoreAt } from '../threshold/cut-table.ts'
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

/** The groups with those that end at the given cuts listed score by score. */
export function listed(whole: CutTable, groups: ScoreGroups, cuts: readonly number[]): ScoreGroups {
  const parts = cuts.map((cut) => {
    const start = whole.scores.indexOf(scoreAt(groups.heads, cut - 1))
    const end = whole.scores.indexOf(scoreAt(groups.tails, cut - 1)) + 1
    return Array.from({ length: end - start }, (_, k) => start + k)
  })
  const indexes = parts.flat()
  const finer = emptyGroups(indexes.length)
  indexes.forEach((score, index) => {
    finer.heads[index] = finer.tails[index] = scoreAt(whole.scores, score)
    finer.positives[index] = countAt(whole.tp, score + 1) - countAt(whole.tp, score)
    finer.negatives[index] = countAt(whole.fp, score + 1) - countAt(whole.fp, score)
    finer.places[index] = -1
  })
  return replaceGroups(groups, cuts.map((cut) => cut - 1), finer)
}
