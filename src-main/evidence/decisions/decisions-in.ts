import type { ScannedDecisions } from '../../contract/scan.ts'
import type { LabelCount } from '../predictions/label-counts.ts'
import type { BinaryColumn, ExaminedTable, ScoreColumn } from '../predictions/examined-table.ts'
import { likelyClasses } from '../predictions/likely-classes.ts'
import { namesAgree } from '../predictions/name-hints.ts'
import { countOf } from '../predictions/table-session.ts'
import { impliedCut } from './implied-cut.ts'
import type { ImpliedCut } from './implied-cut.ts'

/** A decision in a table, without what it shares with the table. */
export type DecisionColumn = Omit<ScannedDecisions, 'path' | 'rows' | 'sha256'>

/** More contradicting rows than this share, and a single cut explains nothing. */
const mostContradicting = 0.01
/** A column whose name says nothing is a decision only if it cuts this many rows of each side without fault. */
const fewestUnnamed = 20

/**
 * The columns of `table` that a single cut of one of its scores explains: those named like a decision with up to
 * 1 % of contradicting rows; others, unless they are named like a label, without any. Positive means score >= cut, or
 * score <= cut where the words of the decision say which side is positive and this fits better.
 */
export async function decisionsIn(table: ExaminedTable): Promise<DecisionColumn[]> {
  const found: DecisionColumn[] = []
  for (const decision of table.binary) {
    if (!decision.hints.decision && (decision.hints.label || decision.hints.outcome)) continue
    const best = await bestScore(table, decision)
    if (best !== null) found.push(best)
  }
  return found
}

async function bestScore(table: ExaminedTable, decision: BinaryColumn): Promise<DecisionColumn | null> {
  let best: { column: DecisionColumn; agrees: boolean } | null = null
  for (const score of table.scores) {
    if (score.twoValued || score.name === decision.name) continue
    const column = await explainedBy(table, decision, score)
    if (column === null) continue
    const agrees = namesAgree(decision.name, score.name)
    const fewer = best === null || column.contradictions < best.column.contradictions
    if (fewer || (agrees && !best?.agrees && column.contradictions === best?.column.contradictions)) best = { column, agrees }
  }
  return best?.column ?? null
}

type Orientation = 'high' | 'low'

async function explainedBy(table: ExaminedTable, decision: BinaryColumn, score: ScoreColumn): Promise<DecisionColumn | null> {
  const [one, other] = decision.labels
  const classes = likelyClasses(one.label, other.label)
  const ordered = classes === null || classes.positive === one.label ? ([one, other] as const) : ([other, one] as const)
  // Where the words don't say which side is positive, the low cut of one side is the high cut of the other.
  const readings: readonly (readonly [LabelCount, LabelCount, Orientation])[] =
    classes === null ? [[one, other, 'high'], [other, one, 'high']] : [[...ordered, 'high'], [...ordered, 'low']]
  let best: DecisionColumn | null = null
  for (const [yes, no, orientation] of readings) {
    const sides = await sidesOf(table, decision, score, yes.label)
    // Only a decision by name may be contradicted, and only then all scores are needed.
    const cut = faultless(sides, orientation) ?? (decision.hints.decision ? await closestCut(table, decision, score, [yes.label, no.label], orientation) : null)
    if (cut === null || !convincing(decision, sides.yes, sides.no, cut)) continue
    if (best !== null && best.contradictions <= cut.contradictions) continue
    best = {
      score: score.name,
      decision: decision.name,
      positives: yes.rows,
      impliedThreshold: { above: cut.above, atMost: cut.atMost },
      contradictions: cut.contradictions,
      orientation,
    }
  }
  return best
}

function convincing(decision: BinaryColumn, yes: number, no: number, { contradictions }: ImpliedCut): boolean {
  if (yes === 0 || no === 0) return false
  if (!decision.hints.decision) return contradictions === 0 && yes >= fewestUnnamed && no >= fewestUnnamed
  // A cut that contradicts a whole side explains nothing, however small that side is.
  return contradictions <= mostContradicting * (yes + no) && contradictions < Math.min(yes, no)
}

interface Sides {
  readonly yes: number
  readonly no: number
  readonly lowestYes: number | null
  readonly highestYes: number | null
  readonly lowestNo: number | null
  readonly highestNo: number | null
}

async function sidesOf({ session }: ExaminedTable, decision: BinaryColumn, score: ScoreColumn, yes: string): Promise<Sides> {
  const [row = {}] = await session.rows(
    `select count(*) filter (${decision.sql} = $1) as yes, count(*) filter (${decision.sql} <> $1) as no,
       min(${score.sql}) filter (${decision.sql} = $1) as "lowestYes", max(${score.sql}) filter (${decision.sql} = $1) as "highestYes",
       min(${score.sql}) filter (${decision.sql} <> $1) as "lowestNo", max(${score.sql}) filter (${decision.sql} <> $1) as "highestNo"
     from examined where isfinite(${score.sql})`,
    [yes],
  )
  const numberAt = (name: string) => {
    const value = row[name]
    return typeof value === 'number' ? value : null
  }
  return {
    yes: countOf(row['yes']),
    no: countOf(row['no']),
    lowestYes: numberAt('lowestYes'),
    highestYes: numberAt('highestYes'),
    lowestNo: numberAt('lowestNo'),
    highestNo: numberAt('highestNo'),
  }
}

function faultless({ lowestYes, highestYes, lowestNo, highestNo }: Sides, orientation: Orientation): ImpliedCut | null {
  const [above, atMost] = orientation === 'high' ? [highestNo, lowestYes] : [highestYes, lowestNo]
  if (above === null || atMost === null || above >= atMost) return null
  return { above, atMost, contradictions: 0 }
}

async function closestCut(
  table: ExaminedTable,
  decision: BinaryColumn,
  score: ScoreColumn,
  [yes, no]: readonly [string, string],
  orientation: Orientation,
): Promise<ImpliedCut> {
  const [accepted, others] = [await scoresOf(table, decision, score, yes), await scoresOf(table, decision, score, no)]
  if (orientation === 'high') return impliedCut(accepted, others)
  const { above, atMost, contradictions } = impliedCut(mirrored(accepted), mirrored(others))
  return { above: opposite(atMost), atMost: opposite(above), contradictions }
}

function mirrored(scores: Float64Array): Float64Array {
  return scores.map((score) => 0 - score).reverse()
}

function opposite(score: number | null): number | null {
  return score === null ? null : 0 - score
}

async function scoresOf({ session }: ExaminedTable, decision: BinaryColumn, score: ScoreColumn, label: string): Promise<Float64Array> {
  const batches: Float64Array[] = []
  let length = 0
  await session.doubles(
    `select ${score.sql} from examined where ${decision.sql} = $1 and isfinite(${score.sql})`,
    [label],
    (count, at) => {
      batches.push(Float64Array.from({ length: count }, (_, index) => at(index)))
      length += count
    },
  )
  const scores = new Float64Array(length)
  let filled = 0
  for (const batch of batches) {
    scores.set(batch, filled)
    filled += batch.length
  }
  return scores.sort()
}
