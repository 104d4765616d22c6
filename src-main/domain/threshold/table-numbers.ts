import type { TableSummary } from '../../contract/reading.ts'
import { auc } from './auc.ts'
import { scoreRange, type CutTable } from './cut-table.ts'

/** The numbers of a table's summary that follow from its usable rows. */
export function tableNumbers(
  cuts: CutTable,
): Pick<TableSummary, 'used' | 'positives' | 'negatives' | 'distinctScores' | 'scoreRange' | 'auc'> {
  return {
    used: cuts.positives + cuts.negatives,
    positives: cuts.positives,
    negatives: cuts.negatives,
    distinctScores: cuts.scores.length,
    scoreRange: scoreRange(cuts),
    auc: auc(cuts),
  }
}
