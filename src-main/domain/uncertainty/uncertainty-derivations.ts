import type { Derivation } from '../../contract/derivation.ts'
import { payoffText } from '../choices/choice-derivations.ts'
import type { UncertaintyInput } from './uncertainty.ts'

/** How the numbers of an uncertainty were computed. */
export function uncertaintyDerivations({ cuts, reading, sha256, query, costs, payoffs, prevalence, resampling, resamples, seed }: UncertaintyInput): Record<string, Derivation> {
  const about = (title: string, formula: string, tieRule: string | null = null): Derivation => ({
    title,
    query,
    formula,
    rows: `${cuts.positives + cuts.negatives} usable rows, ${cuts.positives} positive, ${cuts.negatives} negative`,
    files: [{ path: reading.path, sha256 }],
    tieRule,
  })
  const shift = prevalence === null ? '' : ` Rows are weighed to a share of positives of ${prevalence}, with the same weights in every resample.`
  const cost = payoffs === null ? `Cost = ${costs.fn} · FN + ${costs.fp} · FP` : payoffText(payoffs, null)
  const net = payoffs === null && prevalence === null ? '' : ' FN and FP stand for what a mistake costs beyond the right decision, weighed.'
  const drawn =
    resampling.kind === 'rows'
      ? 'all rows with replacement (multinomial)'
      : resampling.kind === 'stratified'
        ? 'positives and negatives apart, with replacement, which is right where their numbers were fixed beforehand and too narrow where they came by chance'
        : `whole customers by column ${resampling.column}, with replacement; a row without one is a customer of its own`
  const variance =
    resampling.kind === 'rows'
      ? 'FN²·a + FP²·b − d²/n'
      : resampling.kind === 'stratified'
        ? 'FN²·(a − a²/P) + FP²·(b − b²/N)'
        : 'Σ c² − d²/G over the G customers, c being the part of each'
  return {
    threshold: about(
      'Interval of the best threshold',
      `${resamples} resamples: ${drawn}; sfc32 seed ${seed}. Percentile interval: the lowest and highest 2.5 % are cut off, ends are scores. The best threshold is an estimator of cube-root rate, for which this interval is approximate.`,
      `Of equal cost, the ${reading.orientation === 'high' ? 'highest' : 'lowest'} score; flagging nobody before any score.`,
    ),
    leastCost: about(
      'Least cost over resamples',
      'Percentile interval of the least cost of each resample. Optimism: mean over resamples of the cost on all rows minus the cost in the resample, of the resample\'s best threshold (Efron). It understates.',
    ),
    costs: about('Cost of a threshold with interval', `${cost}; ± 1.96 standard deviations over resamples, in closed form.${shift}`),
    differences: about(
      'Difference of cost between two thresholds',
      `Only the rows between the two count: a positives and b negatives, d the difference. Variance ${variance}; interval d ± 1.96 standard deviations.${net}${shift} Shares are of ${resamples} resamples, seed ${seed}.`,
    ),
    indistinguishable: about('Thresholds that cannot be told from the best', `Lowest and highest threshold with |d| ≤ 1.96 standard deviations; variance ${variance}.${net}${shift}`),
  }
}
