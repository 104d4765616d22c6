import type { Derivation } from '../../contract/derivation.ts'
import type { Costs, Recommendation } from '../../contract/recommendation.ts'
import type { TableReading } from '../../contract/reading.ts'
import type { RecordedThreshold } from '../../contract/scan.ts'
import type { Bootstrap } from './bootstrap.ts'
import { amountText } from './number-text.ts'
import { seedText } from './resample.ts'

export const derivationKeys = [
  'optimum',
  'recorded',
  'grids',
  'auc',
  'curve',
  'ratioMap',
  'indistinguishable',
  'withinOnePercent',
  'interval95',
  'theoretical',
  'objectives',
  'distribution',
] as const
export type DerivationKey = (typeof derivationKeys)[number]

export interface DerivationInput {
  readonly reading: TableReading
  readonly costs: Costs
  readonly recommendation: Recommendation
  readonly recorded: readonly RecordedThreshold[]
  readonly bootstrap: Bootstrap | null
  /** Verbatim, as it read the rows. */
  readonly query: string
}

/** How each number of a threshold view was computed, so that another person can compute it again. */
export function thresholdDerivations(input: DerivationInput): Record<DerivationKey, Derivation> {
  const { reading, recommendation, bootstrap, query } = input
  const { rows, used, positives, negatives } = recommendation
  const high = reading.orientation === 'high'
  const flagged = high ? 'score ≥ threshold' : 'score ≤ threshold'
  const table = { path: reading.path, sha256: recommendation.sha256 }
  const rowsText =
    `${amountText(rows)} rows read = ${amountText(used)} used + ${amountText(rows - used)} left out; ` +
    `${amountText(positives)} positive, ${amountText(negatives)} negative; label ${reading.label}, score ${reading.score}`
  const cost = `Cost = ${input.costs.fn} · FN + ${input.costs.fp} · FP`
  const about = (title: string, formula: string, tieRule: string | null, files = [table]): Derivation => ({
    title,
    query,
    formula,
    rows: rowsText,
    files,
    tieRule,
  })
  const strictest = `Of equal cost, the ${high ? 'highest' : 'lowest'} score; flagging nobody before any score.`
  return {
    optimum: about(
      'Threshold of least cost',
      `Positive when ${flagged}. ${cost}, in integers, at every distinct score and at "flag nobody"; the least.`,
      strictest,
    ),
    recorded: about(
      'Cost of recorded thresholds',
      `Positive when ${flagged}, at each threshold as it is recorded. ${cost}. Against the best: cost minus the least cost.`,
      null,
      distinctFiles([table, ...input.recorded.map(({ path, sha256 }) => ({ path, sha256 }))]),
    ),
    grids: about(
      'Best threshold of a grid',
      'Thresholds k · step for 0 < k · step < 1, as exact decimals; the least cost among them.',
      `Of equal cost, the ${high ? 'highest' : 'lowest'} threshold of the grid.`,
    ),
    auc: about(
      'Area under the ROC curve',
      'Share of pairs of a positive and a negative row that the score orders rightly (Mann-Whitney).',
      'A pair with equal scores counts half.',
    ),
    curve: about(
      'Cost of each threshold',
      `${cost} at sampled scores, at the best and at every recorded threshold; each point exact. Between scores the cost is a step.`,
      null,
    ),
    ratioMap: about(
      'Best threshold for each ratio of costs',
      'Upper convex hull of the ROC points (FP, TP); a threshold on it is best between the slopes of its two edges.',
      strictest,
    ),
    indistinguishable: about(
      'Thresholds that cannot be told from the best',
      'Paired, 95 %: a positives and b negatives lie between the two thresholds; d = cost FP · b − cost FN · a, ' +
        'sd = √(FN² · a + FP² · b − d²/n) with FN and FP the costs; told apart where |d| > 1.96 sd. ' +
        'Lowest and highest threshold that are not.',
      null,
    ),
    withinOnePercent: about(
      'Thresholds within 1 % of the least cost',
      'Lowest and highest threshold with 100 · cost ≤ 101 · least cost, compared in integers.',
      null,
    ),
    interval95: about(
      'Bootstrap interval of the best threshold',
      bootstrap === null
        ? 'Not computed: no resamples were asked for.'
        : `${amountText(bootstrap.resamples)} resamples of all rows with replacement (multinomial), ${seedText(bootstrap.seed)}; ` +
            'the lowest and highest 2.5 % are cut off, ends are scores. The best threshold is an estimator of cube-root ' +
            'rate, for which this interval is approximate.',
      strictest,
    ),
    theoretical: about(
      'Threshold in theory',
      `${high ? 'cost FP / (cost FP + cost FN)' : 'cost FN / (cost FP + cost FN)'} (Elkan 2001), valid for calibrated ` +
        'probabilities only; class weights in training make it invalid unless corrected.',
      null,
    ),
    objectives: about(
      'Best threshold for other objectives',
      'F-beta, Youden, G-mean, Matthews, kappa, accuracy and balanced accuracy at every distinct score and at ' +
        '"flag nobody"; near-equal values are compared as exact fractions.',
      `Of equal value, the ${high ? 'highest' : 'lowest'} score; flagging nobody before any score.`,
    ),
    distribution: about('Scores by class', 'Rows of each class in equal bins [edge, next edge), the last one closed.', null),
  }
}

function distinctFiles(files: readonly { path: string; sha256: string }[]): { path: string; sha256: string }[] {
  return [...new Map(files.map((file) => [`${file.sha256}  ${file.path}`, file])).values()]
}
