import type { Derivation } from '../../contract/derivation.ts'
import type { Resampling } from '../../contract/uncertainty.ts'
import { payoffText } from '../choices/choice-derivations.ts'
import { seedText } from '../threshold/resample.ts'
import type { JudgedTable } from './judged-table.ts'
import type { UncertaintyInput } from './uncertainty.ts'

/** How the numbers of an uncertainty were computed. */
export function uncertaintyDerivations(
  { reading, sha256, query, costs, payoffs, prevalence, resampling, resamples, seed, amounts: named }: UncertaintyInput,
  { cuts, amounts }: Pick<JudgedTable, 'cuts' | 'amounts'>,
): Record<string, Derivation> {
  const byAmount = amounts !== null
  const left = amounts === null ? '' : `; ${amounts.without} rows without an amount are left out`
  const about = (title: string, formula: string, tieRule: string | null = null): Derivation => ({
    title,
    query,
    formula,
    rows: `${cuts.positives + cuts.negatives} usable rows, ${cuts.positives} positive, ${cuts.negatives} negative${left}`,
    files: [{ path: reading.path, sha256 }],
    tieRule,
  })
  const weights = prevalence === null ? '' : ` Rows are weighed to a share of positives of ${prevalence}, with the same weights in every resample.`
  const rounding = amounts === null || amounts.roundedTo === null ? '' : ` Amounts were rounded to ${amounts.roundedTo} decimal places, as many as can be summed exactly.`
  const shift = `${weights}${rounding}`
  const cost = payoffs === null ? `Cost = ${costs.fn} · FN + ${costs.fp} · FP` : payoffText(payoffs, named?.name ?? null)
  const net = byAmount || (payoffs === null && prevalence === null) ? '' : ' FN and FP stand for what a mistake costs beyond the right decision, weighed.'
  const drawn = drawnText(resampling, byAmount)
  const variance = varianceText(resampling, byAmount)
  const between = !byAmount ? 'Only the rows between the two count: a positives and b negatives, d the difference.' : 'Only the rows between the two count, each with its own costs; d is the difference.'
  return {
    threshold: about(
      'Interval of the best threshold',
      `${resamples} resamples: ${drawn}; ${byAmount || resampling.kind === 'customers' ? `sfc32 seed ${seed}` : seedText(seed)}. Percentile interval: the lowest and highest 2.5 % are cut off, ends are scores. The best threshold is an estimator of cube-root rate, for which this interval is approximate.`,
      `Of equal cost, the ${reading.orientation === 'high' ? 'highest' : 'lowest'} score; flagging nobody before any score.`,
    ),
    leastCost: about(
      'Least cost over resamples',
      'Percentile interval of the least cost of each resample. Optimism: mean over resamples of the cost on all rows minus the cost in the resample, of the resample\'s best threshold (Efron). It understates.',
    ),
    costs: about('Cost of a threshold with interval', `${cost}; ± 1.96 standard deviations over resamples, in closed form.${shift}`),
    differences: about(
      'Difference of cost between two thresholds',
      `${between} Variance ${variance}; interval d ± 1.96 standard deviations.${net}${shift} Shares are of ${resamples} resamples, seed ${seed}.`,
    ),
    indistinguishable: about('Thresholds that cannot be told from the best', `Lowest and highest threshold with |d| ≤ 1.96 standard deviations; variance ${variance}.${net}${shift}`),
  }
}

function drawnText(resampling: Resampling, byAmount: boolean): string {
  const own = byAmount ? ', each with its own costs' : ''
  switch (resampling.kind) {
    case 'rows':
      return `all rows with replacement (multinomial)${own}`
    case 'stratified':
      return `positives and negatives apart, with replacement${own}, which is right where their numbers were fixed beforehand and too narrow where they came by chance`
    case 'customers':
      return `whole customers by column ${resampling.column}, with replacement${own}; a row without one is a customer of its own`
  }
}

function varianceText({ kind }: Resampling, byAmount: boolean): string {
  switch (kind) {
    case 'rows':
      return byAmount ? 'Σ c² − d²/n over the rows, c being the part of each' : 'FN²·a + FP²·b − d²/n'
    case 'stratified':
      return byAmount
        ? 'Σ c² − (Σ c)²/P over the positives and Σ c² − (Σ c)²/N over the negatives, c being the part of each'
        : 'FN²·(a − a²/P) + FP²·(b − b²/N)'
    case 'customers':
      return 'Σ c² − d²/G over the G customers, c being the part of each'
  }
}
