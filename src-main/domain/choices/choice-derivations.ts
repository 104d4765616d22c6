import type { Payoffs } from '../../contract/choices.ts'
import type { Derivation } from '../../contract/derivation.ts'
import type { CutTable } from '../threshold/cut-table.ts'
import type { ChoicesInput } from './choices.ts'

/** How the numbers of a view of choices were computed. */
export function choiceDerivations(input: ChoicesInput, cuts: CutTable): Record<string, Derivation> {
  const { reading, sha256, query, amount, amounts, prevalence } = input
  const left = amounts === null ? '' : `; ${amounts.withoutAmount} rows without an amount are left out`
  const about = (title: string, formula: string, tieRule: string | null = null): Derivation => ({
    title,
    query,
    formula,
    rows: `${cuts.positives + cuts.negatives} rows, ${cuts.positives} positive, ${cuts.negatives} negative${left}`,
    files: [{ path: reading.path, sha256 }],
    tieRule,
  })
  const shift = prevalence === null ? '' : ` A positive counts π·n/P times and a negative (1−π)·n/N times, with π = ${prevalence}.`
  const rounding = amounts?.rounded === true ? ` Amounts were rounded to ${amounts.amounts.digits} decimal places, as many as can be summed exactly.` : ''
  const cells = `${payoffText(input.payoffs, amount)}.${shift}${rounding}`
  return {
    cost: about(
      'Threshold of least cost',
      `${cells} In integers, at every distinct score and at "flag nobody"; the least of those that meet the constraints.`,
      `Of equal cost, the ${reading.orientation === 'high' ? 'highest' : 'lowest'} score; flagging nobody before any score.`,
    ),
    constraints: about(
      'Constraints and their price',
      'Each constraint leaves one range of thresholds, compared as exact fractions. Price: least cost in that range minus least cost without constraints. Saving: least cost under all constraints minus that under all but this one.',
    ),
    review: about(
      'Review band',
      `${cells} Cost = f(flag) + g(review) over every pair of thresholds, in doubles; the cost of the pair found is exact. Constraints hold after the review, of which a share of positives is refused and of negatives accepted; every reviewed case is an alert.`,
      'Of equal cost, the strictest review.',
    ),
    sensitivity: about(
      'Regret over cost ratios',
      '(ratio · FN + FP at the threshold − the least over all thresholds) / the least, at 41 ratios evenly spread on a log scale and at every step of the map in the range; the greatest is exact.',
    ),
    plateau: about('Thresholds within 1 %', 'Lowest and highest threshold that cost at most 1 % more than the recommended one and meet the constraints, compared in integers.'),
    compared: about(
      'Thresholds side by side',
      'Counts at each threshold; shares with Wilson intervals at 95 %. Difference to the recommended: paired, sd = √(Σ c² − d²/n) over the rows decided differently.',
    ),
  }
}

/** The cost of a decision as a formula: "Cost = 10 · FN + 1 · FP + 0 · TP + 0 · TN". */
export function payoffText(payoffs: Payoffs, amount: string | null): string {
  const cell = (name: string, { perCase, perAmount }: Payoffs['fn']) =>
    Number(perAmount) === 0 ? `${perCase} · ${name}` : `Σ over ${name} of (${perCase} + ${perAmount} · ${amount ?? 'amount'})`
  return `Cost = ${cell('FN', payoffs.fn)} + ${cell('FP', payoffs.fp)} + ${cell('TP', payoffs.tp)} + ${cell('TN', payoffs.tn)}`
}
