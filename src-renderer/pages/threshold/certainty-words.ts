import type { IntervalCosts } from '../../../src-main/contract/interval-costs.ts'
import type { PairedDifference, ProvenanceAnswer, Resampling, Uncertainty } from '../../../src-main/contract/uncertainty.ts'
import type { Estimate } from '../../../src-main/contract/statistic.ts'
import { formatCount, formatFixed, formatPercent, formatRange } from '../../format/number.ts'
import { costDigits } from './recorded-rows.ts'
import { rangeDigits } from './threshold-view-model.ts'

/** "0.4536–0.5079", "0.4536 to nobody": the percentile interval of the best threshold. */
export function thresholdIntervalWords({ threshold: { interval } }: Uncertainty): string {
  const [low, high] = interval
  if (low !== null && high !== null) return formatRange(low, high, rangeDigits(low, high))
  const end = (value: number | null, other: number | null) => (value === null ? 'refusing nobody' : formatFixed(value, rangeDigits(value, other ?? value)))
  return `${end(low, high)} to ${end(high, low)}`
}

/** Which costs the resamples are for, where the bank chose more than the costs of the two mistakes; null where it did not. `tooLarge` says why rows were not drawn with their amounts. */
export function costsMeantWords(meant: IntervalCosts | null, sure: Uncertainty | null, tooLarge: string | null): string | null {
  if (meant === null) return null
  if (tooLarge !== null) return `For the two costs per case alone. ${tooLarge}`
  const { payoffs, prevalence, amount } = meant
  const four = payoffs === null ? [] : [amount === null ? 'all four costs per case' : `all four costs with the amounts in ${amount}`]
  const parts = [...four, ...(prevalence === null ? [] : [`${formatPercent(Number(prevalence))} defaults in use`])]
  if (parts.length === 0) return null
  const without = sure?.amount?.without ?? 0
  const left = without === 0 ? '' : ` ${formatCount(without)} ${without === 1 ? 'row' : 'rows'} without an amount left out.`
  const best = sure === null ? '' : ` Best on these rows: ${sure.threshold.optimum === null ? 'refuse nobody' : formatFixed(sure.threshold.optimum, 4)}.`
  return `For ${parts.join(' and ')}, as the bank chose.${left}${best}`
}

/** How much too low the least cost is on the rows that chose it, as far as the bootstrap sees. */
export function optimismWords({ leastCost: { optimism } }: Uncertainty): string {
  const digits = Math.abs(optimism) < 10 ? 1 : 0
  return `${formatFixed(Math.max(0, optimism), digits)} units`
}

/** The pair of a threshold and the best one; null where it wasn't judged. */
export function pairOf(threshold: number | null, { differences, costs }: Uncertainty): PairedDifference | null {
  const place = costs.findIndex(({ cut }, index) => index > 0 && cut.threshold === threshold)
  // The pairs of the best one come first, in the order of the thresholds.
  return place < 1 ? null : (differences[place - 1] ?? null)
}

/** "11,294 more than the best, 95 % 10,050 to 12,538": a paired difference from the best threshold. */
export function differenceFromBest({ difference, distinguishable }: PairedDifference): string {
  // The pair is best minus other; the page speaks of the other one.
  const [value, low, high] = [-difference.value, -difference.high, -difference.low]
  if (value === 0 && low === high) return 'the same decisions as the best'
  const digits = costDigits([value])
  const interval = `95\u202f% ${formatCount(Math.round(low))} to ${formatCount(Math.round(high))}, paired`
  return `${formatFixed(value, digits)} more than the best (${interval})${distinguishable ? '' : ': cannot be told from chance'}`
}

/** What is drawn, in words: "all rows". */
export function resamplingWords(resampling: Resampling): string {
  switch (resampling.kind) {
    case 'rows':
      return 'all rows'
    case 'stratified':
      return 'defaulted and repaid apart'
    case 'customers':
      return `customers, by ${resampling.column}`
  }
}

/** What a resampling assumes about the rows, for whoever chooses it. */
export function resamplingReason({ kind }: Resampling): string {
  switch (kind) {
    case 'rows':
      return 'As if other applicants had come, one by one.'
    case 'stratified':
      return 'As if the numbers of defaulted and repaid had been fixed beforehand.'
    case 'customers':
      return 'As if other customers had come, each with all of their rows.'
  }
}

/** The set of thresholds that can't be told from the best one, in a sentence. */
export function indistinguishableWords({ indistinguishable: [low, high], resampling }: Uncertainty): string {
  const drawn = resampling.kind === 'rows' ? 'paired' : `paired, ${resamplingWords(resampling)}`
  return low === high
    ? `On these rows no other threshold costs as little, chance considered (${drawn}, 95\u202f%).`
    : `Thresholds from ${formatRange(low, high, rangeDigits(low, high))} cannot be told from the best one: their costs differ by no more than chance (${drawn}, 95\u202f%).`
}

/** A threshold against another one, over the same resamples. */
export interface PairRow {
  readonly threshold: number | null
  /** Its cost minus that of the other one. */
  readonly difference: Estimate
  readonly distinguishable: boolean
  /** Share of the resamples in which it is cheaper; those in which both cost the same count for neither. */
  readonly cheaperShare: number
}

/** Every judged threshold but the one at place `against` of `costs`, compared with that one. */
export function pairRows({ costs, differences }: Uncertainty, against: number): PairRow[] {
  const place = new Map<string, number>()
  for (let one = 0, next = 0; one < costs.length; one += 1) for (let other = one + 1; other < costs.length; other += 1, next += 1) place.set(`${one} ${other}`, next)
  return costs.flatMap(({ cut }, own): PairRow[] => {
    const pair = differences[place.get(own < against ? `${own} ${against}` : `${against} ${own}`) ?? -1]
    if (own === against || pair === undefined) return []
    const { difference, distinguishable, cheaperShare, equalShare } = pair
    const turned = own > against
    return [
      {
        threshold: cut.threshold,
        difference: turned ? { value: 0 - difference.value, low: 0 - difference.high, high: 0 - difference.low } : difference,
        distinguishable,
        cheaperShare: turned ? Math.max(0, 1 - cheaperShare - equalShare) : cheaperShare,
      },
    ]
  })
}

/** "+11,365 (10,109 to 12,621)", with ≈ where chance alone may explain it. */
export function differenceEstimate({ difference: { value, low, high }, distinguishable }: PairRow): { value: string; interval: string | null } {
  if (value === 0 && low === 0 && high === 0) return { value: '0', interval: null }
  const sign = value > 0 ? '+' : ''
  return {
    value: `${distinguishable ? '' : '≈ '}${sign}${formatFixed(value, costDigits([value]))}`,
    interval: `${formatCount(Math.round(low))} to ${formatCount(Math.round(high))}`,
  }
}

/** A share of resamples; the words keep "hardly any" from looking like none. */
export function shareWords(share: number): string {
  if (share > 0 && share < 0.0005) return `under ${formatPercent(0.001)}`
  if (share < 1 && share > 0.9995) return `over ${formatPercent(0.999)}`
  return formatPercent(share)
}

const short = new Map<ProvenanceAnswer['kind'], string>([
  ['yes', 'Yes.'],
  ['no', 'No.'],
  ['cannot-tell', 'Cannot be told.'],
])

/** The answer about the origin of the rows in a word or three. */
export function provenanceWords(kind: ProvenanceAnswer['kind']): string {
  return short.get(kind) ?? 'Cannot be told.'
}
