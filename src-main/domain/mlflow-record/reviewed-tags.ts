import type { TableSummary } from '../../contract/reading.ts'
import type { Recommendation, Costs } from '../../contract/recommendation.ts'

export interface Tag {
  readonly key: string
  readonly value: string
}

export interface ReviewedThreshold {
  readonly recommendation: Pick<Recommendation, 'optimum' | 'used'>
  readonly costs: Costs
  readonly table: Pick<TableSummary, 'reading' | 'sha256' | 'positive'>
  readonly evidenceSha256: string
  readonly version: string
}

/** A tag's value holds at most this many characters in the oldest MLflow servers in use. */
const longestValue = 5000

/**
 * The recommended threshold with all that a reader needs to compute it again, as tags of a run. Every key begins
 * with "countersign."; the threshold has all its digits, and is "none" where it flags nobody.
 */
export function reviewedTags({ recommendation: { optimum, used }, costs, table, evidenceSha256, version }: ReviewedThreshold): Tag[] {
  const { reading } = table
  const tags: readonly (readonly [string, string])[] = [
    ['threshold', optimum.threshold === null ? 'none' : String(optimum.threshold)],
    ['operator', reading.orientation === 'high' ? '>=' : '<='],
    ['cost_fn', costs.fn],
    ['cost_fp', costs.fp],
    ['cost', String(optimum.cost)],
    ['tp', String(optimum.tp)],
    ['fp', String(optimum.fp)],
    ['fn', String(optimum.fn)],
    ['tn', String(optimum.tn)],
    ['rows', String(used)],
    ['label', reading.label],
    ['positive', table.positive],
    ['score', reading.score],
    ['predictions_path', reading.path],
    ['predictions_sha256', table.sha256],
    ['evidence_sha256', evidenceSha256],
    ['status', 'recommended, not signed'],
    ['version', version],
  ]
  return tags.map(([name, value]) => ({ key: `countersign.${name}`, value: value.toWellFormed().slice(0, longestValue).toWellFormed() }))
}
