import type { Estimate } from '../../contract/statistic.ts'
import type { TableReading } from '../../contract/reading.ts'
import type { Payoffs } from '../../contract/choices.ts'
import type { Costs, Cut } from '../../contract/recommendation.ts'
import type { PairedDifference, Resampling, Uncertainty } from '../../contract/uncertainty.ts'
import { percentileRanks, percentiles } from '../statistics/percentiles.ts'
import type { AlignedRows } from '../threshold/aligned-rows.ts'
import { countAt, cutAt, scoreAt, thresholdOf, type CutTable } from '../threshold/cut-table.ts'
import { nextBeyond } from '../threshold/next-double.ts'
import { amountText, percentText } from '../threshold/number-text.ts'
import { Z_975 } from '../threshold/paired-test.ts'
import type { ResampledHulls } from '../threshold/resampled-hulls.ts'
import type { RowAmounts } from './held-out-rows.ts'
import { judgedTable, type JudgedTable } from './judged-table.ts'
import { drawResamples, type DrawnResamples } from './resampling-design.ts'
import { uncertaintyDerivations } from './uncertainty-derivations.ts'

export interface UncertaintyInput {
  readonly cuts: CutTable
  readonly reading: TableReading
  readonly sha256: string
  /** The query, verbatim, that read the rows. */
  readonly query: string
  readonly costs: Costs
  /** The costs of all four cells, by amount only with `amounts`; null takes `costs`. */
  readonly payoffs: Payoffs | null
  /** Share of positives to expect in use; null is that of the table. */
  readonly prevalence: string | null
  readonly thresholds: readonly number[]
  readonly resampling: Resampling
  /** The rows with their amounts, of which those are judged that have one; null where no cost is by amount. */
  readonly amounts: (RowAmounts & { readonly rows: AlignedRows }) | null
  /** The rows with their customers, in the order of the amounts where there are any; null unless these are drawn. */
  readonly customers: { readonly rows: AlignedRows; readonly codes: Int32Array; readonly count: number } | null
  readonly resamples: number
  readonly seed: number
  /** Resamples of single rows of `cuts` that were drawn before; they answer faster and alike. */
  readonly hulls?: ResampledHulls
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
  const { resampling, resamples, seed } = input
  const table = judgedTable(input)
  const { cuts, best, design, money, costOf, amounts } = table
  const judged = [{ cut: best, threshold: thresholdOf(cuts, best) }, ...input.thresholds.map((threshold) => ({ cut: cutAt(cuts, threshold), threshold }))]
  const drawn = yield* drawResamples(design, judged.map(({ cut }) => cut), seed, resamples)
  const pairs = pairsOf(judged, drawn)
  const [strictest, loosest] = design.indistinguishable(best)
  const ends = [loosest, strictest].map((cut) => (cut === 0 ? nextBeyond(scoreAt(cuts.heads ?? cuts.scores, 0), cuts.orientation) : scoreAt(cuts.scores, cut - 1)))
  return {
    reading: input.reading,
    resampling,
    resamples,
    seed,
    units: design.units,
    threshold: thresholdOver(cuts, best, drawn),
    leastCost: leastCostOver(table, drawn),
    costs: judged.map(({ cut, threshold }) => ({
      cut: { ...countsAt(cuts, cut), threshold, cost: money(costOf(cut)) },
      cost: estimate(table, costOf(cut), design.varianceOfCost(cut)),
    })),
    differences: pairs.map((pair) => difference(table, pair, resamples)),
    indistinguishable: [Math.min(...ends), Math.max(...ends)],
    ...(amounts === null || input.amounts === null ? {} : { amount: { column: input.amounts.name, without: amounts.without } }),
    derivations: uncertaintyDerivations(input, table),
  }
}

function countsAt(cuts: CutTable, cut: number): Omit<Cut, 'threshold' | 'cost'> {
  const tp = countAt(cuts.tp, cut)
  const fp = countAt(cuts.fp, cut)
  return { tp, fp, fn: cuts.positives - tp, tn: cuts.negatives - fp }
}

/** A scaled sum with its normal interval at 95 %, in units. */
function estimate({ money, moneyOf }: JudgedTable, scaled: bigint, variance: number): Estimate {
  const value = money(scaled)
  const half = moneyOf(Z_975 * Math.sqrt(Math.max(0, variance)))
  return { value, low: value - half, high: value + half }
}

function thresholdOver(cuts: CutTable, best: number, { optima }: DrawnResamples): Uncertainty['threshold'] {
  const order = optima.toSorted()
  const [strictest, loosest] = percentileRanks(order.length).map((rank) => thresholdOf(cuts, countAt(order, rank)))
  const nobody = order.lastIndexOf(0) + 1
  const thresholds = new Float64Array(order.length - nobody)
  for (let place = 0; place < thresholds.length; place += 1) thresholds[place] = scoreAt(cuts.scores, countAt(order, nobody + place) - 1)
  const interval: [number | null, number | null] = cuts.orientation === 'high' ? [loosest ?? null, strictest ?? null] : [strictest ?? null, loosest ?? null]
  return {
    optimum: thresholdOf(cuts, best),
    interval,
    median: thresholdOf(cuts, countAt(order, Math.ceil(order.length / 2) - 1)),
    nobody,
    distribution: histogram(thresholds),
  }
}

/** Of values in order, ascending or descending. */
function histogram(values: Float64Array): { edges: number[]; counts: number[] } {
  if (values.length === 0) return { edges: [], counts: [] }
  const ends = [scoreAt(values, 0), scoreAt(values, values.length - 1)]
  const lowest = Math.min(...ends)
  const highest = Math.max(...ends)
  if (lowest === highest) return { edges: [lowest, highest], counts: [values.length] }
  const counts = new Uint32Array(BINS)
  for (let index = 0; index < values.length; index += 1) {
    const place = Math.min(BINS - 1, Math.floor(((scoreAt(values, index) - lowest) / (highest - lowest)) * BINS))
    counts[place] = countAt(counts, place) + 1
  }
  return { edges: Array.from({ length: BINS + 1 }, (_, k) => lowest + ((highest - lowest) * k) / BINS), counts: Array.from(counts) }
}

function leastCostOver({ best, costOf, money, moneyOf }: JudgedTable, { optima, leastCosts }: DrawnResamples): Uncertainty['leastCost'] {
  const inSample = money(costOf(best))
  const [low, high] = percentiles(leastCosts)
  // Many resamples have a best cut in common.
  const onAllRows = new Map<number, number>()
  let flattery = 0
  for (let resample = 0; resample < optima.length; resample += 1) {
    const cut = countAt(optima, resample)
    let known = onAllRows.get(cut)
    if (known === undefined) {
      known = Number(costOf(cut))
      onAllRows.set(cut, known)
    }
    flattery += known - scoreAt(leastCosts, resample)
  }
  const optimism = moneyOf(flattery / optima.length)
  return { inSample, interval: [moneyOf(low), moneyOf(high)], optimism, corrected: inSample + optimism, caveat }
}

interface Judged {
  readonly cut: number
  readonly threshold: number | null
}

/** Two cuts, and in how many resamples the first costs less than the other or the same. */
interface Pair {
  readonly one: Judged
  readonly other: Judged
  readonly less: number
  readonly equal: number
}

function pairsOf(judged: readonly Judged[], { costs }: DrawnResamples): Pair[] {
  return judged.flatMap((one, first) => judged.slice(first + 1).map((other, place) => ({ one, other, ...compared(costs, judged.length, first, first + 1 + place) })))
}

function compared(costs: Float64Array, step: number, one: number, other: number): Pick<Pair, 'less' | 'equal'> {
  let less = 0
  let equal = 0
  for (let at = 0; at < costs.length; at += step) {
    const difference = (costs[at + one] ?? NaN) - (costs[at + other] ?? NaN)
    if (difference < 0) less += 1
    else if (difference === 0) equal += 1
  }
  return { less, equal }
}

function difference(table: JudgedTable, { one, other, less, equal }: Pair, resamples: number): PairedDifference {
  const variance = Math.max(0, table.design.varianceOfDifference(one.cut, other.cut))
  const scaled = table.costOf(one.cut) - table.costOf(other.cut)
  const found = estimate(table, scaled, variance)
  const distinguishable = Number(scaled) ** 2 > Z_975 * Z_975 * variance
  return {
    threshold: one.threshold,
    other: other.threshold,
    difference: found,
    standardDeviation: table.moneyOf(Math.sqrt(variance)),
    distinguishable,
    cheaperShare: less / resamples,
    equalShare: equal / resamples,
    sentence: sentence(one, other, found, distinguishable, less, resamples),
  }
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
