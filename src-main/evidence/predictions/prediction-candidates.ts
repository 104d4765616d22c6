import type { PredictionCandidate } from '../../contract/scan.ts'
import type { BinaryColumn, ExaminedTable, ScoreColumn } from './examined-table.ts'
import { candidateWarnings } from './candidate-warnings.ts'
import { likelyClasses } from './likely-classes.ts'
import { namesAgree } from './name-hints.ts'

const mostCandidates = 12
const rankedRows = 20_000

/**
 * The pairs of columns that can be read as label and score, likeliest first. `decisions` are the columns that
 * were found to be a cut of a score: they are no labels. Where no column is named like a label, the columns
 * of 0 and 1 or of true and false are offered.
 */
export async function predictionCandidates(table: ExaminedTable, decisions: ReadonlySet<string>): Promise<PredictionCandidate[]> {
  const possible = table.binary.filter((column) => !column.hints.decision && !decisions.has(column.name) && !column.hints.identifier)
  const named = possible.filter(({ hints }) => hints.label || hints.outcome)
  const plain = possible.filter((column) => classesOf(column) !== null)
  const labels = named.some(({ hints }) => hints.label) ? named : [...new Set([...named, ...plain])]
  const ranked: { candidate: PredictionCandidate; points: number }[] = []
  for (const label of labels) {
    for (const score of table.scores) {
      if (score.name === label.name) continue
      const order = await sampledOrder(table, label, score)
      const points = namePoints(label, score) + 3 * Math.abs(2 * order.auc - 1)
      ranked.push({ candidate: candidateOf(label, score, order, { labels, scores: table.scores }), points })
    }
  }
  const binary = ranked.toSorted((a, b) => b.points - a.points).map(({ candidate }) => candidate)
  return [...binary, ...candidatesOfSeveral(table)].slice(0, mostCandidates)
}

/** Labels of three values or more with every score: which two are meant is for a person to say. */
function candidatesOfSeveral({ several, scores }: ExaminedTable): PredictionCandidate[] {
  return several.flatMap(({ name, labels }) =>
    scores
      .filter((score) => score.name !== name)
      .map((score) => ({
        label: name,
        score: score.name,
        positives: 0,
        positive: null,
        negative: null,
        scoreRange: [...score.range] as [number, number],
        reason: `${name} is named like a label and holds ${labels.length} values: ${labels.map(({ label }) => label).join(', ')}; ${scoreReason(score)}.`,
        examples: [...score.examples],
        labels: labels.map(({ label, rows }) => ({ label, rows })),
        auc: null,
        suggestedOrientation: null,
        warnings: [`${name} holds more than two values: choose the positive and the negative one. Rows with another are left out and counted.`],
      })),
  )
}

function namePoints(label: BinaryColumn, score: ScoreColumn): number {
  const share = score.range[0] >= 0 && score.range[1] <= 1
  return (
    (label.hints.label ? 4 : 0) +
    (label.hints.outcome ? 2 : 0) +
    (score.hints.score ? 4 : 0) +
    (share ? 2 : 0) +
    (namesAgree(label.name, score.name) ? 2 : 0) -
    (score.twoValued ? 4 : 0) -
    (score.hints.identifier ? 4 : 0)
  )
}

function classesOf(label: BinaryColumn): { positive: string; negative: string } | null {
  const [one, other] = label.labels
  return likelyClasses(one.label, other.label)
}

interface Others {
  readonly labels: readonly BinaryColumn[]
  readonly scores: readonly ScoreColumn[]
}

function candidateOf(label: BinaryColumn, score: ScoreColumn, order: SampledOrder, others: Others): PredictionCandidate {
  const classes = classesOf(label)
  const [most, least] = label.labels
  const mostIsPositive = classes?.positive === most.label
  const auc = classes === null ? null : mostIsPositive ? order.auc : 1 - order.auc
  const suggestedOrientation = auc === null || !order.telling ? null : auc > 0.5 ? 'high' : 'low'
  return {
    label: label.name,
    score: score.name,
    positives: mostIsPositive ? most.rows : least.rows,
    positive: classes?.positive ?? null,
    negative: classes?.negative ?? null,
    scoreRange: [...score.range],
    reason: reasonFor(label, score, classes !== null),
    examples: [...score.examples],
    labels: label.labels.map(({ label: text, rows }) => ({ label: text, rows })),
    auc,
    suggestedOrientation,
    warnings: candidateWarnings({ label, score, order, auc, positive: classes?.positive ?? null, ...others }),
  }
}

function reasonFor(label: BinaryColumn, score: ScoreColumn, polarityKnown: boolean): string {
  const [most, least] = label.labels
  const ofLabel = `${label.name} ${label.hints.label || label.hints.outcome ? 'is named like a label and ' : ''}holds ${most.label} and ${least.label}`
  const polarity = polarityKnown ? '' : ', of which none is plainly the positive class'
  return `${ofLabel}${polarity}; ${scoreReason(score)}.`
}

function scoreReason(score: ScoreColumn): string {
  return score.twoValued
    ? `${score.name} holds two values only: a decision rather than a score`
    : `${score.name} ${score.hints.score ? 'is named like a score and ' : ''}holds numbers from ${short(score.range[0])} to ${short(score.range[1])}${score.decimalComma ? ', written with decimal commas' : ''}`
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)))
}

/** How a score orders the two labels, on evenly spaced rows. */
export interface SampledOrder {
  /** Area under the ROC curve if the more frequent label were positive and high scores meant positive, ties counted half. */
  readonly auc: number
  /** False where the order is within three standard errors of no order at all, sqrt((n + m + 1) / 12nm) without ties. */
  readonly telling: boolean
  readonly rows: number
}

async function sampledOrder({ session, rows }: ExaminedTable, label: BinaryColumn, score: ScoreColumn): Promise<SampledOrder> {
  const step = Math.max(1, Math.ceil(rows / rankedRows))
  const [row = {}] = await session.rows(
    `select sum(place) filter (one) as places, (count(*) filter (one))::double as n, (count(*) filter (not one))::double as m
     from (select ${label.sql} = $1 as one, rank() over (order by ${score.sql}) + (count(*) over (partition by ${score.sql}) - 1) / 2.0 as place
       from examined where ${label.sql} is not null and isfinite(${score.sql}) and rowid % ${step} = 0)`,
    [label.labels[0].label],
  )
  const places = Number(row['places'])
  const n = Number(row['n'])
  const m = Number(row['m'])
  if (n === 0 || m === 0) return { auc: 0.5, telling: false, rows: n + m }
  const auc = (places - (n * (n + 1)) / 2) / (n * m)
  return { auc, telling: Math.abs(auc - 0.5) > 3 * Math.sqrt((n + m + 1) / (12 * n * m)), rows: n + m }
}
