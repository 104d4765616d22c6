import { countAt, cutAt, scoreAt, type CutTable } from '../threshold/cut-table.ts'
import { operatorOf, type CandidateSet } from './candidate-set.ts'
import { holds, type Recorded } from './recorded.ts'

/**
 * Even steps from 0 to 1, about as many as Yellowbrick takes: a tenth of the rows. Of all steps that make one cut,
 * the strictest stands for them, and beside it the strictest of those that may be what was recorded: so many steps as
 * a large table has are never listed. Where scores aren't all listed, steps inside an open group are left out.
 */
export function evenSteps(table: CutTable, recorded: Recorded): CandidateSet {
  const { scores, tp, fp, positives, negatives, orientation } = table
  const strictEnds = table.heads ?? scores
  const points = Math.max(2, Math.round((positives + negatives) / 10))
  const high = orientation === 'high'
  const thresholds: number[] = []
  const cuts: number[] = []
  const inside = insideOf(recorded, points)
  for (let cut = 0; cut <= scores.length; cut += 1) {
    const own = cut === 0 ? (high ? Infinity : -Infinity) : scoreAt(scores, cut - 1)
    const next = cut === scores.length ? (high ? -Infinity : Infinity) : scoreAt(strictEnds, cut)
    const [from, to] = high ? [lastStepUpTo(next, points) + 1, lastStepUpTo(own, points)] : [firstStepFrom(own, points), firstStepFrom(next, points) - 1]
    if (from > to) continue
    const [least, most] = [Math.max(from, inside[0]), Math.min(to, inside[1])]
    const strictest = high ? to : from
    const chosen = least > most ? [strictest] : [strictest, high ? most : least]
    for (const step of new Set(chosen)) {
      thresholds.push(step / (points - 1))
      cuts.push(cut)
    }
  }
  if (cuts.length === 0) {
    // Every step lies in an open group: flagging as few as a step can stands for all until those are listed.
    thresholds.push(high ? 1 : 0)
    cuts.push(cutAt(table, high ? 1 : 0))
  }
  const counts = (all: Uint32Array) => {
    const found = cuts.map((cut) => countAt(all, cut))
    return Uint32Array.from([found[0] ?? 0, ...found])
  }
  const reached = { tp: counts(tp), fp: counts(fp) }
  return {
    variant: { candidates: `${points} even steps from 0 to 1`, operator: operatorOf(table, false) },
    cuts: { orientation, positives, negatives, scores: Float64Array.from(thresholds), ...reached },
    none: false,
    searched: ({ key, measure }, [best = 0]) => {
      if (table.asked === undefined) return
      const holdsStep = (group: number) => {
        const ends = [scoreAt(strictEnds, group), scoreAt(scores, group)]
        return firstStepFrom(Math.min(...ends), points) <= lastStepUpTo(Math.max(...ends), points)
      }
      // A step inside an open group is at least as good as the worst that can be there: more than the listed ones tell.
      const value = ({ tp: found, fp: wrong }: { tp: number; fp: number }) => measure.value(found, wrong, positives, negatives)
      let surest = { tp: countAt(reached.tp, best), fp: countAt(reached.fp, best) }
      for (let group = 0; group < scores.length; group += 1) {
        if (scoreAt(strictEnds, group) === scoreAt(scores, group)) continue
        const worst = { tp: countAt(tp, group), fp: countAt(fp, group + 1) }
        if (value(worst) > value(surest) && holdsStep(group)) surest = worst
      }
      table.asked.asGood(`steps ${key}`, table, measure, surest, holdsStep)
    },
  }
}

/** The first and the last step that may be what was recorded; the first above the last where none may. */
function insideOf(recorded: Recorded, points: number): [number, number] {
  const [low, high] = recorded.interval
  let first = low === null ? 0 : firstStepFrom(low, points)
  let last = high === null ? points - 1 : lastStepUpTo(high, points)
  while (first <= last && !holds(recorded, first / (points - 1))) first += 1
  while (first <= last && !holds(recorded, last / (points - 1))) last -= 1
  return [first, last]
}

/** The greatest step at or below a score; -1 for none. */
function lastStepUpTo(score: number, points: number): number {
  let step = Math.max(-1, Math.min(points - 1, Math.floor(score * (points - 1))))
  while (step >= 0 && step / (points - 1) > score) step -= 1
  while (step < points - 1 && (step + 1) / (points - 1) <= score) step += 1
  return step
}

/** The least step at or above a score; `points` for none. */
function firstStepFrom(score: number, points: number): number {
  const last = lastStepUpTo(score, points)
  return last >= 0 && last / (points - 1) === score ? last : last + 1
}
