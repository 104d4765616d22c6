import type { Derivation } from '../../contract/derivation.ts'
import type { TableReading } from '../../contract/reading.ts'
import type { Costs } from '../../contract/recommendation.ts'
import type { ScoreQuality } from '../../contract/score-quality.ts'
import { entry, type CutTable } from '../threshold/cut-table.ts'
import { exactCosts } from '../threshold/exact-costs.ts'
import { aucInterval, giniInterval } from './auc-interval.ts'
import { calibration } from './calibration.ts'
import { decisionCurve } from './decision-curve.ts'
import { groupTables } from './group-tables.ts'
import { kolmogorovSmirnov } from './kolmogorov-smirnov.ts'
import { isProbability } from './probability.ts'
import { seedText } from '../threshold/resample.ts'
import type { SegmentColumn } from './segments.ts'
import { stability } from './stability.ts'
import { weighting, type StatedWeighting } from './weighting.ts'

export interface ScoreQualityInput {
  readonly cuts: CutTable
  readonly reading: TableReading
  readonly sha256: string
  /** The query, verbatim, that read the rows. */
  readonly query: string
  readonly costs: Costs
  /** One or more; the first is judged. */
  readonly thresholds: readonly number[]
  readonly segments: readonly SegmentColumn[]
  readonly reference: { readonly cuts: CutTable; readonly reading: TableReading; readonly sha256: string } | null
  readonly stated: readonly StatedWeighting[]
  readonly minimumCell: number
  readonly seed: number
}

const KS_RESAMPLES = 2000

/** Whether a score is good for the decision: discrimination, calibration, weighting, benefit, stability, segments. */
export function scoreQuality(input: ScoreQualityInput): ScoreQuality {
  const { cuts, reading, thresholds, reference } = input
  const groups = groupTables(input)
  const costs = exactCosts(input.costs)
  const threshold = entry(thresholds, 0)
  const probability = isProbability(cuts)
  return {
    reading,
    threshold,
    discrimination: { auc: aucInterval(cuts), gini: giniInterval(cuts), ks: kolmogorovSmirnov(cuts, KS_RESAMPLES, input.seed) },
    calibration: probability ? calibration(cuts, threshold) : null,
    weighting: weighting(cuts, costs, input.stated),
    decisionCurve: probability ? decisionCurve(cuts, costs) : null,
    stability: reference === null ? null : stability(cuts, reference.cuts, reference.reading),
    segments: groups.segments,
    impactNote: groups.impactNote,
    derivations: { ...derivations(input), segments: groups.derivation },
  }
}

function derivations({ reading, sha256, query, cuts, reference, seed }: ScoreQualityInput): Record<string, Derivation> {
  const files = [{ path: reading.path, sha256 }]
  const rows = `${cuts.positives + cuts.negatives} usable rows, ${cuts.positives} positive, ${cuts.negatives} negative`
  const about = (title: string, formula: string, tieRule: string | null = null): Derivation => ({ title, query, formula, rows, files, tieRule })
  return {
    auc: about(
      'AUC and Gini with interval',
      'AUC: share of pairs of a positive and a negative row that the score orders rightly. Standard error by DeLong, DeLong and Clarke-Pearson 1988; interval AUC ± 1.96 standard errors. Gini = 2 · AUC − 1.',
      'A pair with equal scores counts half.',
    ),
    ks: about(
      'Kolmogorov-Smirnov distance',
      `Greatest TPR − FPR over all cuts. Percentile interval at 95 % over ${KS_RESAMPLES} stratified resamples, ${seedText(seed)}, moved down by twice what their mean exceeds the distance: a greatest distance is too high in every sample.`,
      'Of equal distance, the strictest threshold.',
    ),
    calibration: about(
      'Calibration',
      'Ten bins of about equally many rows; observed shares with Wilson intervals at 95 %. logit(P) = intercept + slope · logit(score) by maximum likelihood (Cox 1958), Wald intervals. Brier = reliability − resolution + uncertainty + what lies within bins (Murphy 1973). Band: the nearest 5 % of the rows, at least 200.',
      'Equal scores are never parted.',
    ),
    weighting: about(
      'Class weighting and its correction',
      'Weighting each positive w times multiplies the odds by w (King and Zeng 2001). ln w is minus the intercept of the recalibration with the slope held at 1; balanced weights are negatives / positives. Not weighted: odds off by less than a tenth; consistent with balanced: w within a factor of 1.5 of it.',
    ),
    decisionCurve: about('Decision curve', 'Net benefit = TP/n − FP/n · t/(1 − t), flagged where the score states at least t (Vickers and Elkin 2006).'),
    stability: {
      ...about(
        'Population stability index',
        'Σ (current − reference) · ln(current / reference) over tenths of the reference; an empty bin counts as half a row. Level by chance: (1/n + 1/m) · chi-square of bins − 1 degrees of freedom.',
      ),
      files: reference === null ? files : [...files, { path: reference.reading.path, sha256: reference.sha256 }],
    },
  }
}
