import type { ReportFacts } from '../../contract/report-facts.ts'
import type { Cut } from '../../contract/recommendation.ts'
import { hexFloat } from './hex-float.ts'

/** The version of the record that this program writes and reads. */
export const evidenceFormatVersion = 2

/** What an evidence record is made of. */
export interface EvidenceParts {
  /** As `publicFacts` gives them. */
  readonly facts: ReportFacts
  readonly histogram: { readonly sha256: string; readonly orientation: 'high' | 'low'; readonly minimumCell: number; readonly cells: number }
}

/**
 * The record that reproduces the report, as data for canonical JSON: what was read, how it was meant, how the numbers
 * were made, and every fact that is printed. It holds no applicant's row: of the scores only thresholds.
 *
 * It names no review: a review freezes the hash of this record before its own file is complete, so the review names
 * the record and not the other way round.
 */
export function evidenceRecord({ facts, histogram }: EvidenceParts): unknown {
  const { view, table } = facts
  const high = table.reading.orientation === 'high'
  return {
    format: 'countersign-evidence',
    formatVersion: evidenceFormatVersion,
    product: { name: 'Countersign', version: facts.version },
    attachments: { histogram },
    semantics: {
      positive: table.positive,
      negative: table.negative,
      operator: high ? '>=' : '<=',
      missingScore: 'excluded and counted',
      objective: 'cost FN * FN + cost FP * FP',
      candidates: 'every distinct score, and flag nobody',
      tieRule: high ? 'highest score of least cost' : 'lowest score of least cost',
      threshold: exact(view.recommendation.optimum),
      numbers: 'shortest decimal that gives the IEEE 754 double again',
    },
    facts,
  }
}

/** The threshold without any rounding: null flags nobody. */
function exact(cut: Cut): { decimal: string; hexadecimal: string } | null {
  return cut.threshold === null ? null : { decimal: String(cut.threshold), hexadecimal: hexFloat(cut.threshold) }
}
