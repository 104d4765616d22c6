import type { ThresholdView } from '../../../src-main/contract/recommendation.ts'
import type { ChartTable } from '../../charts/chart-table.ts'
import type { RocInput } from '../../charts/roc.drawing.ts'
import type { DistributionInput } from '../../charts/score-distribution.drawing.ts'
import { formatCount, formatFixed, formatNumber } from '../../format/number.ts'
import { words } from './case-words.ts'
import { aucWords } from './ratio-view-model.ts'
import type { ThresholdRow } from './recorded-rows.ts'

function drawnRows(rows: readonly ThresholdRow[], selected: ThresholdRow | null): ThresholdRow[] {
  return rows.filter((row) => row.kind === 'recommended' || (row.kind === 'recorded' && row.id === selected?.id))
}

/** The score distribution with the recommended and the selected recorded threshold. */
export function distributionInput(
  view: ThresholdView,
  rows: readonly ThresholdRow[],
  selected: ThresholdRow | null,
): DistributionInput {
  return {
    distribution: view.distribution,
    positiveWord: words.positives,
    negativeWord: words.negatives,
    thresholds: drawnRows(rows, selected).flatMap((row) =>
      row.cut.threshold === null || row.kind === 'reference'
        ? []
        : [{ kind: row.kind, threshold: row.cut.threshold, name: row.digits }],
    ),
    axisTitle: 'score; share of each class',
  }
}

/** What the distribution shows, in a sentence. */
export function distributionFinding(view: ThresholdView): string {
  const { positives, negatives } = view.recommendation
  return (
    `Scores of ${formatCount(positives)} who ${words.positives} and ${formatCount(negatives)} who ${words.negatives}. ` +
    `${aucWords(view)}.`
  )
}

/** The bins of the distribution as a table. */
export function distributionTable({ distribution: { edges, positives, negatives } }: ThresholdView): ChartTable {
  return {
    caption: 'Scores by class',
    columns: [
      { title: 'Score from', numeric: true },
      { title: 'to', numeric: true },
      { title: words.positives, numeric: true },
      { title: words.negatives, numeric: true },
    ],
    rows: positives.map((count, bin) => [
      formatNumber(edges[bin] ?? 0, 4),
      formatNumber(edges[bin + 1] ?? 0, 4),
      formatCount(count),
      formatCount(negatives[bin] ?? 0),
    ]),
  }
}

/** The ROC curve with the recommended and the selected threshold as operating points. */
export function rocInput(view: ThresholdView, rows: readonly ThresholdRow[], selected: ThresholdRow | null): RocInput {
  return {
    roc: view.roc,
    points: rows
      .filter((row) => row.kind === 'recommended' || row.id === selected?.id)
      .map(({ kind, digits, cut }) => ({
        kind,
        falsePositiveRate: cut.fp / (cut.fp + cut.tn),
        truePositiveRate: cut.tp / (cut.tp + cut.fn),
        name: digits,
      })),
    axisTitle: `share of those who ${words.negatives} that is refused; upwards, of those who ${words.positives}`,
  }
}

/** What the ROC curve shows, in a sentence. */
export function rocFinding(view: ThresholdView): string {
  const { optimum, positives, negatives } = view.recommendation
  const share = (count: number, total: number) => `${formatFixed((count / total) * 100, 1)}\u202f%`
  return (
    `ROC curve, ${aucWords(view)}. At ${view.shortThreshold}, ${share(optimum.tp, positives)} of those who ${words.positives} ` +
    `and ${share(optimum.fp, negatives)} of those who ${words.negatives} are refused.`
  )
}

/** The points of the ROC curve as a table. */
export function rocTable({ roc }: ThresholdView): ChartTable {
  return {
    caption: 'ROC curve',
    columns: [
      { title: 'False positive rate', numeric: true },
      { title: 'True positive rate', numeric: true },
    ],
    rows: roc.falsePositiveRate.map((rate, index) => [formatFixed(rate, 4), formatFixed(roc.truePositiveRate[index] ?? 0, 4)]),
  }
}
