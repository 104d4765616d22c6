import type { Choices, ReviewBand } from '../../contract/choices.ts'
import { intervalCosts } from '../../contract/interval-costs.ts'
import type { Cut } from '../../contract/recommendation.ts'
import type { RecomputedNumber } from '../../contract/recomputed.ts'
import { exactCells } from '../choices/cell-costs.ts'
import { costOfCells, costOfDecision, exactAt, inUnits, weightsFor } from '../choices/cut-cost.ts'
import { countAt, type CutTable } from '../threshold/cut-table.ts'
import { decidingCosts } from '../uncertainty/deciding-costs.ts'
import { judgementOf } from './judgement-of.ts'
import { cutNumbers, cutsAround } from './recomputed-cut.ts'
import { exact, notChecked, ofRange } from './recomputed-number.ts'
import type { ReportInput } from './report-input.ts'

/** What the sections about the choices and about certainty print of thresholds, computed again from the attached histogram. */
export function judgementNumbers(input: ReportInput, cuts: CutTable): RecomputedNumber[] {
  return [...choiceNumbers(input, cuts), ...certaintyNumbers(input, cuts)]
}

const needsAmounts = 'It needs the amount of each row; give the folder of the evidence.'

type Counts = Omit<Cut, 'threshold' | 'cost'>

function choiceNumbers(input: ReportInput, cuts: CutTable): RecomputedNumber[] {
  const { choices, document } = judgementOf(input)
  if (choices === null) return []
  const { costs } = input.view
  const cell = (perCase: string) => ({ perCase, perAmount: '0' })
  const payoffs = document?.payoffs ?? { fn: cell(costs.fn), fp: cell(costs.fp), tp: cell('0'), tn: cell('0') }
  if (document !== null && document.amount !== null) {
    return [notChecked('choices, cost of the recommended threshold', choices.recommended?.cut.cost ?? null, needsAmounts)]
  }
  const cells = exactCells(payoffs, document?.review ?? null, 0)
  const weights = weightsFor(cuts, document?.prevalence ?? null)
  const sums = { cuts, amounts: null }
  const cost = costOfDecision(sums, cells, weights)
  const exactly = ({ tp, fp }: Counts) => cost.constant + cost.tp * BigInt(tp) + cost.fp * BigInt(fp)
  const money = (value: bigint) => inUnits(value, cells.digits, weights)
  const costOf = (counts: Counts) => money(exactly(counts))
  const cheapest = choices.unconstrained.cut
  const more = (cut: Cut) => money(exactly(cut) - exactly(cheapest))
  const named = [
    ['choices, least cost', choices.unconstrained] as const,
    ...(choices.recommended === null ? [] : [['choices, recommended threshold', choices.recommended] as const]),
    ...choices.compared.map((choice) => [`choices, at ${choice.cut.threshold ?? 'none'}`, choice] as const),
  ]
  return [
    ...named.flatMap(([of, { cut, regret, approval }]) => [
      ...cutNumbers(cuts, costOf, of, cut),
      exact(`${of}, against least cost`, regret, more(cut)),
      exact(`${of}, approved`, approval.count, cut.fn + cut.tn),
    ]),
    ...choices.constraints.flatMap(({ alone, price }, index) => {
      const of = `choices, constraint ${index + 1}`
      return alone === null || price === null ? [] : [...cutNumbers(cuts, costOf, of, alone), exact(`${of}, price`, price, more(alone))]
    }),
    ...bandNumbers(choices, cuts, (flag, review) => {
      if (cells.review === null) return null
      const flagged = costOfCells(sums, { positive: cells.tp, negative: cells.fp }, cells.review, weights)
      const passed = costOfCells(sums, cells.review, { positive: cells.fn, negative: cells.tn }, weights)
      return money(exactAt(flagged, sums, flag) - flagged.constant + exactAt(passed, sums, review))
    }),
  ]
}

/** The counts of a review band lie between those of the edges beside its two thresholds; its cost needs edges at both. */
function bandNumbers({ review }: Choices, cuts: CutTable, costAt: (flag: number, review: number) => number | null): RecomputedNumber[] {
  if (review === null) return []
  const flag = cutsAround(cuts, review.flag)
  const edge = cutsAround(cuts, review.review)
  const beyond = (cut: number) => countAt(cuts.tp, cut) + countAt(cuts.fp, cut)
  const rows = cuts.positives + cuts.negatives
  const found = flag[0] === flag[1] && edge[0] === edge[1] ? costAt(flag[0], edge[0]) : null
  const of = 'review between two thresholds'
  return [
    ofRange(`${of}, refused`, review.flagged, [beyond(flag[0]), beyond(flag[1])]),
    ofRange(`${of}, reviewed`, review.reviewed, [Math.max(0, beyond(edge[0]) - beyond(flag[1])), beyond(edge[1]) - beyond(flag[0])]),
    ofRange(`${of}, reviewed that default`, review.reviewedPositives, reviewedPositives(cuts, flag, edge)),
    exact(`${of}, all cases`, review.flagged + review.reviewed + review.accepted, rows),
    ofRange(`${of}, accepted that default`, review.acceptedPositives, [cuts.positives - countAt(cuts.tp, edge[1]), cuts.positives - countAt(cuts.tp, edge[0])]),
    found === null ? notChecked(`${of}, cost`, review.cost, 'A threshold of it lies inside a cell.') : exact(`${of}, cost`, review.cost, found),
  ]
}

function reviewedPositives(cuts: CutTable, flag: readonly [number, number], edge: readonly [number, number]): readonly [ReviewBand['reviewedPositives'], number] {
  const [low, high] = [countAt(cuts.tp, edge[0]) - countAt(cuts.tp, flag[1]), countAt(cuts.tp, edge[1]) - countAt(cuts.tp, flag[0])]
  return [Math.max(0, low), high]
}

function certaintyNumbers(input: ReportInput, cuts: CutTable): RecomputedNumber[] {
  const { uncertainty, document } = judgementOf(input)
  if (uncertainty === null) return []
  if (uncertainty.amount !== undefined) {
    return uncertainty.costs.map(({ cut }) => notChecked(`certainty, at ${cut.threshold ?? 'none'}, cost`, cut.cost, needsAmounts))
  }
  const own = document === null ? null : intervalCosts(document)
  // Rows too many to be drawn with their amounts are judged by the costs per case.
  const { payoffs, prevalence } = own === null || own.amount !== null ? { payoffs: null, prevalence: null } : own
  const { net, positive, negative, money } = decidingCosts(cuts, { costs: input.view.costs, payoffs, prevalence })
  const beside = positive * BigInt(cuts.positives) + negative * BigInt(cuts.negatives)
  const costOf = ({ fn, fp }: Counts) => money(net.fn * BigInt(fn) + net.fp * BigInt(fp) + beside)
  return uncertainty.costs.flatMap(({ cut }) => cutNumbers(cuts, costOf, `certainty, at ${cut.threshold ?? 'none'}`, cut))
}
