import type { Estimate } from '../../contract/statistic.ts'
import type { TableReading } from '../../contract/reading.ts'
import type { Payoffs } from '../../contract/choices.ts'
import type { Costs } from '../../contract/recommendation.ts'
import type { PairedDifference, Resampling, Uncertainty } from '../../contract/uncertainty.ts'
import { percentiles } from '../statistics/percentiles.ts'
import type { AlignedRows } from '../threshold/aligned-rows.ts'
import type { ResampledOptimum } from '../threshold/bootstrap.ts'
import { cutAt, entry, scoreAt, thresholdOf, type CutTable } from '../threshold/cut-table.ts'
import { costOfCut, describeCut, type ExactCosts } from '../threshold/exact-costs.ts'
import { leastCost } from '../threshold/least-cost.ts'
import { nextBeyond } from '../threshold/next-double.ts'
import { amountText, percentText } from '../threshold/number-text.ts'
import { Z_975 } from '../threshold/paired-test.ts'
import { countedDesign } from './counted-design.ts'
import { customerDesign } from './customer-design.ts'
import { decidingCosts, type DecidingCosts } from './deciding-costs.ts'
import type { ResamplingDesign } from './resampling-design.ts'
import { uncertaintyDerivations } from './uncertainty-derivations.ts'

export interface UncertaintyInput {
  readonly cuts: CutTable
  readonly reading: TableReading
  readonly sha256: string
  /** The query, verbatim, that read the rows. */
  readonly query: string
  readonly costs: Costs
  /** The costs of all four cells, none of them by amount; null takes `costs`. */
  readonly payoffs: Payoffs | null
  /** Share of positives to expect in use; null is that of the table. */
  readonly prevalence: string | null
  readonly thresholds: readonly number[]
  readonly resampling: Resampling
  /** The rows with their customers; null unless these are drawn. */
  readonly customers: { readonly rows: AlignedRows; readonly codes: Int32Array; readonly count: number } | null
  readonly resamples: number
  readonly seed: number
}

const BINS = 40
const caveat =
  'The least cost on the rows that chose the threshold is too low for new rows. The bootstrap understates by how much: in ' +
  'simulations it found three quarters to four fifths of it.'

/**
 * How sure a threshold and its cost are. Yields the share that is done after each resample, so that whoever drives it can report
 * and stop; returns the answer. Raises `cost-invalid` for costs that can't be used, `usage` for a prevalence of 0 or 1.
 */
export function* uncertainty(input: UncertaintyInput): Generator<number, Uncertainty> {
  const { cuts, resampling, resamples, seed } = input
  const deciding = decidingCosts(cuts, input)
  const costs: ExactCosts = { ...deciding.net, digits: 0 }
  const design = designOf(input, deciding)
  const best = leastCost(cuts, costs).cut
  const drawn: ResampledOptimum[] = []
  for (const optimum of design.optima(seed)) {
    drawn.push(optimum)
    yield drawn.length / (2 * resamples)
    if (drawn.length === resamples) break
  }
  const judged = [{ cut: best, threshold: thresholdOf(cuts, best) }, ...input.thresholds.map((threshold) => ({ cut: cutAt(cuts, threshold), threshold }))]
  const [strictest, loosest] = design.indistinguishable(best)
  const ends = [loosest, strictest].map((cut) => (cut === 0 ? nextBeyond(scoreAt(cuts.heads ?? cuts.scores, 0), cuts.orientation) : scoreAt(cuts.scores, cut - 1)))
  return {
    reading: input.reading,
    resampling,
    resamples,
    seed,
    units: design.units,
    threshold: thresholdOver(cuts, best, drawn),
    leastCost: leastCostOver(cuts, deciding, best, drawn),
    costs: judged.map(({ cut, threshold }) => ({
      cut: { ...describeCut(cuts, costs, cut, threshold), cost: deciding.money(costOf(cuts, deciding, cut)) },
      cost: estimate(deciding, costOf(cuts, deciding, cut), design.varianceOfCost(cut)),
    })),
    differences: yield* differences(input, design, deciding, judged),
    indistinguishable: [Math.min(...ends), Math.max(...ends)],
    derivations: uncertaintyDerivations(input),
  }
}

function designOf({ cuts, resampling, customers }: UncertaintyInput, { net, positive, negative }: DecidingCosts): ResamplingDesign {
  const beside = { positive: Number(positive), negative: Number(negative) }
  if (resampling.kind !== 'customers') return countedDesign(cuts, net, resampling.kind === 'stratified', beside)
  if (customers === null) throw new RangeError('customers are drawn from rows with customers')
  return customerDesign(cuts, net, customers.rows, customers, beside)
}

/** The cost of a cut with what every row costs beside the decision. */
function costOf(cuts: CutTable, { net, positive, negative }: DecidingCosts, cut: number): bigint {
  return costOfCut(cuts, { ...net, digits: 0 }, cut) + positive * BigInt(cuts.positives) + negative * BigInt(cuts.negatives)
}

/** A scaled sum with its normal interval at 95 %, in units. */
function estimate({ money, moneyOf }: DecidingCosts, scaled: bigint, variance: number): Estimate {
  const value = money(scaled)
  const half = moneyOf(Z_975 * Math.sqrt(Math.max(0, variance)))
  return { value, low: value - half, high: value + half }
}

function thresholdOver(cuts: CutTable, best: number, drawn: readonly ResampledOptimum[]): Uncertainty['threshold'] {
  const order = drawn.map(({ cut }) => cut).sort((a, b) => a - b)
  const [strictest, loosest] = percentiles(order).map((cut) => thresholdOf(cuts, cut))
  const thresholds = order.flatMap((cut) => thresholdOf(cuts, cut) ?? [])
  const interval: [number | null, number | null] = cuts.orientation === 'high' ? [loosest ?? null, strictest ?? null] : [strictest ?? null, loosest ?? null]
  return {
    optimum: thresholdOf(cuts, best),
    interval,
    median: thresholdOf(cuts, entry(order, Math.ceil(order.length / 2) - 1)),
    nobody: order.length - thresholds.length,
    distribution: histogram(thresholds),
  }
}

function histogram(values: readonly number[]): { edges: number[]; counts: number[] } {
  const lowest = Math.min(...values)
  const highest = Math.max(...values)
  if (values.length === 0) return { edges: [], counts: [] }
  if (lowest === highest) return { edges: [lowest, highest], counts: [values.length] }
  const counts = new Array<number>(BINS).fill(0)
  const place = (value: number) => Math.min(BINS - 1, Math.floor(((value - lowest) / (highest - lowest)) * BINS))
  for (const value of values) counts[place(value)] = (counts[place(value)] ?? 0) + 1
  return { edges: Array.from({ length: BINS + 1 }, (_, k) => lowest + ((highest - lowest) * k) / BINS), counts }
}

function leastCostOver(cuts: CutTable, deciding: DecidingCosts, best: number, drawn: readonly ResampledOptimum[]): Uncertainty['leastCost'] {
  const { money, moneyOf } = deciding
  const inSample = money(costOf(cuts, deciding, best))
  const [low, high] = percentiles(drawn.map(({ cost }) => cost))
  const optimism = moneyOf(drawn.reduce((sum, { cut, cost }) => sum + (Number(costOf(cuts, deciding, cut)) - cost), 0) / drawn.length)
  return { inSample, interval: [moneyOf(low), moneyOf(high)], optimism, corrected: inSample + optimism, caveat }
}

interface Judged {
  readonly cut: number
  readonly threshold: number | null
}

function* differences(
  { cuts, resamples, seed }: UncertaintyInput,
  design: ResamplingDesign,
  deciding: DecidingCosts,
  judged: readonly Judged[],
): Generator<number, PairedDifference[]> {
  const pairs = judged.flatMap((one, index) => judged.slice(index + 1).map((other, place) => ({ one, other, places: [index, index + 1 + place] as const })))
  const cheaper = pairs.map(() => ({ less: 0, equal: 0 }))
  let drawn = 0
  for (const resample of design.costs(judged.map(({ cut }) => cut), seed)) {
    for (const [index, { places }] of pairs.entries()) {
      const count = cheaper[index]
      const [a, b] = [resample[places[0]] ?? 0, resample[places[1]] ?? 0]
      if (count !== undefined && a < b) count.less += 1
      if (count !== undefined && a === b) count.equal += 1
    }
    drawn += 1
    yield 0.5 + drawn / (2 * resamples)
    if (drawn === resamples) break
  }
  return pairs.map(({ one, other }, index) => {
    const variance = Math.max(0, design.varianceOfDifference(one.cut, other.cut))
    const scaled = costOf(cuts, deciding, one.cut) - costOf(cuts, deciding, other.cut)
    const difference = estimate(deciding, scaled, variance)
    const { less = 0, equal = 0 } = cheaper[index] ?? {}
    const distinguishable = Number(scaled) ** 2 > Z_975 * Z_975 * variance
    return {
      threshold: one.threshold,
      other: other.threshold,
      difference,
      standardDeviation: deciding.moneyOf(Math.sqrt(variance)),
      distinguishable,
      cheaperShare: less / resamples,
      equalShare: equal / resamples,
      sentence: sentence(one, other, difference, distinguishable, less, resamples),
    }
  })
}

/** At most two decimals, as many as money has; three digits of what is below one. Weights make long fractions. */
function readable(value: number): number {
  return Number(value >= 1 ? value.toFixed(2) : value.toPrecision(3))
}

function sentence(one: Judged, other: Judged, { value, low, high }: Estimate, distinguishable: boolean, less: number, resamples: number): string {
  const name = ({ threshold }: Judged) => (threshold === null ? 'Flagging nobody' : String(Number(threshold.toPrecision(5))))
  const share = `It is cheaper in ${less === 0 ? 'none' : percentText(less, resamples)} of ${amountText(resamples)} resamples, which is not the probability of being right.`
  if (value === 0 && one.cut === other.cut) return `${name(one)} and ${name(other)} decide alike on these rows.`
  const words = `${name(one)} costs ${amountText(readable(Math.abs(value)))} ${value > 0 ? 'more' : 'less'} than ${name(other)} (95 %: ${amountText(Math.round(low))} to ${amountText(Math.round(high))})`
  return distinguishable ? `${words}. ${share}` : `${words}, which cannot be told from chance on these rows. ${share}`
}
