import { recordedText } from '../../contract/recorded-text.ts'
import type { Excluded, TableReading } from '../../contract/reading.ts'
import type { Costs, MovedThreshold, Recommendation, RecordedComparison, ThresholdView } from '../../contract/recommendation.ts'
import type { RecordedThreshold } from '../../contract/scan.ts'
import { answerText, type Compared } from './answer.ts'
import type { Bootstrap } from './bootstrap.ts'
import { creditWords, type CaseWords } from './case-words.ts'
import { classDistribution } from './class-distribution.ts'
import { costCurve } from './cost-curve.ts'
import { cutAt, scoreRange, thresholdOf, type CutTable } from './cut-table.ts'
import { thresholdDerivations } from './derivations.ts'
import { costNumber, costOfCut, describeCut, exactCosts, type ExactCosts } from './exact-costs.ts'
import { bestOfGrid } from './grid.ts'
import { leastCost } from './least-cost.ts'
import { distinguishable } from './paired-test.ts'
import { ratioMap } from './ratio-map.ts'
import { recommend } from './recommend.ts'
import { rocCurve } from './roc-curve.ts'
import { shortThreshold } from './short-threshold.ts'
import { withinOnePercent } from './within-one-percent.ts'

export interface ThresholdViewInput {
  readonly cuts: CutTable
  readonly reading: TableReading
  readonly costs: Costs
  readonly rowCount: number
  readonly excluded: Excluded
  readonly sha256: string
  /** The query, verbatim, that read the rows. */
  readonly query: string
  /** Likeliest first: the first one is compared with the recommendation in the answer. */
  readonly recorded: readonly RecordedThreshold[]
  /** Grid steps as decimal text; the steps of `defaultGrids` where left out. */
  readonly grids?: readonly string[]
  readonly betas?: readonly string[]
  /** Left out or null: no percentile interval. */
  readonly bootstrap?: Bootstrap | null
  /** Words for what a flag does; credit where left out. */
  readonly words?: CaseWords
}

/** Grid steps that data scientists use. */
export const defaultGrids: readonly string[] = ['0.05', '0.01', '0.005', '0.001']

/** What every comparison in a view is made against. */
interface Best {
  readonly cuts: CutTable
  readonly costs: ExactCosts
  readonly cut: number
}

/**
 * Everything that the threshold page and the report say about one table and one pair of costs. `cuts` must have the
 * orientation of `reading`. Raises what `recommend` raises.
 */
export function thresholdView(input: ThresholdViewInput): ThresholdView {
  const { cuts, reading } = input
  return { reading, ...movedThreshold(input), ratioMap: ratioMap(cuts), distribution: classDistribution(cuts), roc: rocCurve(cuts) }
}

/** What of {@link thresholdView} moves with the costs. Raises what `recommend` raises. */
export function movedThreshold(input: ThresholdViewInput): MovedThreshold {
  const { cuts, reading, recorded, grids = defaultGrids, bootstrap = null, words = creditWords } = input
  if (cuts.orientation !== reading.orientation) throw new RangeError('the cuts were prepared for the other orientation')
  const { betas, ...rest } = input
  const recommendation = recommend({ ...rest, ...(betas === undefined ? {} : { betas }), grids, at: [], bootstrap })
  const costs = exactCosts(input.costs)
  const best: Best = { cuts, costs, cut: leastCost(cuts, costs).cut }
  const short = shortThreshold(cuts, best.cut)
  const compared = recorded.map((threshold) => compareRecorded(best, threshold))
  const withinOne = withinOnePercent(cuts, costs, best.cut)
  return {
    costs: input.costs,
    recommendation,
    shortThreshold: short,
    answer: answerText({
      recommendation,
      orientation: reading.orientation,
      scoreRange: scoreRange(cuts),
      shortThreshold: short,
      recorded: compared[0] === undefined ? null : asCompared(compared[0]),
      twoDecimals: twoDecimals(best, short),
      words,
    }),
    recorded: compared.toSorted((a, b) => a.cut.cost - b.cut.cost),
    references: references(best, recommendation, words),
    curve: costCurve(cuts, costs, markedThresholds(recommendation, recorded, withinOne)),
    withinOnePercent: withinOne,
    derivations: thresholdDerivations({
      reading,
      costs: input.costs,
      recommendation,
      recorded,
      bootstrap,
      query: input.query,
    }),
  }
}

/** The regret of a cut in units, exact before the one rounding to a double. */
function regretOf({ cuts, costs, cut }: Best, other: number): number {
  return costNumber(costs, costOfCut(cuts, costs, other) - costOfCut(cuts, costs, cut))
}

function compareRecorded(best: Best, recorded: RecordedThreshold): RecordedComparison {
  const cut = cutAt(best.cuts, recorded.value)
  return {
    recorded,
    cut: describeCut(best.cuts, best.costs, cut, recorded.value),
    regret: regretOf(best, cut),
    distinguishable: distinguishable(best.cuts, best.costs, cut, best.cut),
  }
}

function asCompared({ recorded, cut, regret, distinguishable }: RecordedComparison): Compared {
  return { text: recordedText(recorded), cost: cut.cost, regret, distinguishable }
}

/** The best threshold of two decimals, where the recommended one has more and lies on the scale of a probability. */
function twoDecimals(best: Best, short: string): Compared | null {
  const own = thresholdOf(best.cuts, best.cut)
  const flagsEverybody = best.cut === best.cuts.scores.length
  if (own === null || own <= 0 || own >= 1 || flagsEverybody || !/\.\d{3}/.test(short)) return null
  const { threshold, cut } = bestOfGrid(best.cuts, best.costs, '0.01')
  return {
    text: String(threshold),
    cost: costNumber(best.costs, costOfCut(best.cuts, best.costs, cut)),
    regret: regretOf(best, cut),
    distinguishable: distinguishable(best.cuts, best.costs, cut, best.cut),
  }
}

function references(best: Best, { theoretical }: Recommendation, words: CaseWords): ThresholdView['references'] {
  const { cuts, costs } = best
  const [lowest, highest] = scoreRange(cuts)
  const reference = (name: string, note: string, cut: number, threshold?: number) => ({
    name,
    note,
    cut: threshold === undefined ? describeCut(cuts, costs, cut) : describeCut(cuts, costs, cut, threshold),
    regret: regretOf(best, cut),
    distinguishable: distinguishable(cuts, costs, cut, best.cut),
  })
  return [
    reference('0.5', 'Default of libraries', cutAt(cuts, 0.5), 0.5),
    reference(
      String(Number(theoretical.threshold.toPrecision(4))),
      lowest >= 0 && highest <= 1
        ? 'Theory, for calibrated probabilities only'
        : 'Theory does not apply: scores run outside 0 to 1',
      cutAt(cuts, theoretical.threshold),
      theoretical.threshold,
    ),
    reference('none', `${words.flag} nobody`, 0),
    reference('all', `${words.flag} everybody`, cuts.scores.length),
  ]
}

/** The thresholds that a reader looks for on the curve. */
function markedThresholds(
  { optimum, theoretical, indistinguishable }: Recommendation,
  recorded: readonly RecordedThreshold[],
  withinOne: readonly [number, number],
): number[] {
  const marked = [optimum.threshold, ...optimum.interval, 0.5, theoretical.threshold, ...withinOne]
  return [...marked, ...(indistinguishable ?? []), ...recorded.map(({ value }) => value)].filter((value) => value !== null)
}
