import type { BinaryColumn, ScoreColumn } from './examined-table.ts'
import type { SampledOrder } from './prediction-candidates.ts'

export interface CandidateFacts {
  readonly label: BinaryColumn
  readonly score: ScoreColumn
  readonly order: SampledOrder
  /** Area under the ROC curve if high scores meant `positive`; null where the positive class is open. */
  readonly auc: number | null
  readonly positive: string | null
  /** All columns that may be labels, and all that may be scores. */
  readonly labels: readonly BinaryColumn[]
  readonly scores: readonly ScoreColumn[]
}

/** What speaks against reading two columns as label and score, or needs a second look: one sentence each, gravest first. */
export function candidateWarnings({ label, score, order, auc, positive, labels, scores }: CandidateFacts): string[] {
  const warnings: string[] = []
  const [most, least] = label.labels
  if (isNumber(label.name) && isNumber(score.name)) {
    warnings.push('The columns are named by numbers: the file may have no header. Its first line is taken for one and is no row.')
  }
  if (score.twoValued) {
    warnings.push(`${score.name} holds ${twoValues(score)} only: a decision, not a score. No other threshold can be tried on it.`)
  }
  if (positive === null) {
    warnings.push(`Nothing in ${label.name} says whether ${most.label} or ${least.label} is the positive class: choose it.`)
  }
  if (auc !== null && order.telling && auc < 0.5) {
    warnings.push(
      `Low values of ${score.name} go with ${positive ?? ''} (AUC ${auc.toFixed(3)} on ${counted(order.rows)} rows): ` +
        'choose "low score = positive" or the other positive class.',
    )
  }
  if (!order.telling) {
    warnings.push(`${score.name} hardly orders the labels of ${label.name} (on ${counted(order.rows)} rows): they may not belong together.`)
  }
  if (Math.max(order.auc, 1 - order.auc) > 0.999 && !score.twoValued) {
    warnings.push(`${score.name} separates the labels all but perfectly: it may have been made from ${label.name}.`)
  }
  warnings.push(...nameWarnings(label, score, labels, scores))
  const [low, high] = score.range
  if (low >= 0 && high > 1 && high <= 100) {
    warnings.push(`${score.name} goes up to ${short(high)}: perhaps percentages or points. Thresholds are in the same unit.`)
  } else if (low < 0 || high > 1) {
    warnings.push(`${score.name} goes from ${short(low)} to ${short(high)}: no probabilities, so the theoretical threshold does not apply.`)
  }
  return warnings
}

function isNumber(name: string): boolean {
  return name.trim() !== '' && Number.isFinite(Number(name))
}

function nameWarnings(label: BinaryColumn, score: ScoreColumn, labels: readonly BinaryColumn[], scores: readonly ScoreColumn[]): string[] {
  const warnings: string[] = []
  const named = labels.find((other) => other.hints.label && other.name !== label.name)
  if (!label.hints.label && named !== undefined) {
    warnings.push(`${label.name} may be a feature: ${named.name} is named like the label.`)
  } else if (!label.hints.label && !label.hints.outcome) {
    warnings.push(`${label.name} is not named like a label; it is offered because it holds two values.`)
  }
  if (!score.hints.score && scores.length > 0) {
    warnings.push(`${score.name} is not named like a score; it is offered because it holds shares between 0 and 1.`)
  }
  return warnings
}

function twoValues({ range: [low, high] }: ScoreColumn): string {
  return low === high ? short(low) : `${short(low)} and ${short(high)}`
}

function counted(rows: number): string {
  return rows.toLocaleString('en')
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)))
}
