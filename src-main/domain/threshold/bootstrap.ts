import { ProblemError } from '../../contract/problem.ts'
import { binomial } from './binomial.ts'
import { countAt, entry, thresholdOf, type CutTable } from './cut-table.ts'
import type { ExactCosts } from './exact-costs.ts'
import { sfc32, type Random } from './random.ts'

export interface Bootstrap {
  /** 1 to 1,000,000. */
  readonly resamples: number
  /** A safe integer: the same seed gives the same resamples. */
  readonly seed: number
  /** Draws positives and negatives apart, so that their numbers stay; all rows together where left out. */
  readonly stratified?: boolean
}

const MOST_RESAMPLES = 1_000_000

/** How the search is cut up. It changes speed only, never the distribution. */
export interface TreeShape {
  /** Ranges that the cuts are divided into at once before halving. */
  readonly ranges: number
  /** Up to this many resampled rows in a range are placed one by one. */
  readonly rowsPlacedSingly: number
}

const SHAPE: TreeShape = { ranges: 128, rowsPlacedSingly: 16 }

/** Best cut of one resample, and its cost in scaled units. */
export interface ResampledOptimum {
  readonly cut: number
  readonly cost: number
}

/**
 * Draws the optimum of `resamples` bootstrap resamples of the rows (n of n with replacement). The exact multinomial
 * distribution, drawn only where it matters: class totals first, then ranges of cuts split by conditional binomials,
 * and only those ranges whose best conceivable cost can still win; stratified, the class totals stay. Ties go to the strictest cut. Costs are compared
 * exactly while n times the dearer cost, scaled, stays below 2^53. Raises a `usage` problem for other resamples or
 * seeds than `Bootstrap` allows.
 */
export function resampledOptima(
  table: CutTable,
  costs: ExactCosts,
  { resamples, seed, stratified = false }: Bootstrap,
  shape: TreeShape = SHAPE,
): ResampledOptimum[] {
  if (!Number.isInteger(resamples) || resamples < 1 || resamples > MOST_RESAMPLES || !Number.isSafeInteger(seed)) {
    throw new ProblemError({
      kind: 'usage',
      path: null,
      message: `A bootstrap of ${resamples} resamples with seed ${seed} can't be drawn.`,
      action: 'Give 1 to 1000000 resamples and a whole number as seed, for example 2000 and 1.',
    })
  }
  const drawn: ResampledOptimum[] = []
  for (const optimum of drawOptima(table, costs, seed, stratified, shape)) {
    drawn.push(optimum)
    if (drawn.length === resamples) break
  }
  return drawn
}

/** What every positive and every negative costs whatever is decided, in scaled units. */
export interface BesideCosts {
  readonly positive: number
  readonly negative: number
}

export const nothingBeside: BesideCosts = { positive: 0, negative: 0 }

/** The same resample after resample, without end; `seed` is a safe integer. Costs hold those `beside` the decision too. */
export function* drawOptima(
  table: CutTable,
  costs: Pick<ExactCosts, 'fn' | 'fp'>,
  seed: number,
  stratified = false,
  shape: TreeShape = SHAPE,
  beside: BesideCosts = nothingBeside,
): Generator<ResampledOptimum, never> {
  const search = new ResampleSearch(table, costs, sfc32(seed), shape, stratified, beside)
  for (;;) yield search.draw()
}

/**
 * Percentile interval (95 %) of the best threshold over resamples: the k-th lowest and the k-th highest for
 * k = 2.5 % of the resamples, rounded up, so that both are scores of the table; null where an end flags nobody.
 */
export function bootstrapInterval(table: CutTable, costs: ExactCosts, bootstrap: Bootstrap): [number | null, number | null] {
  const cuts = resampledOptima(table, costs, bootstrap)
    .map(({ cut }) => cut)
    .sort((a, b) => a - b)
  // 2.5 % are one in 40.
  const beyond = Math.ceil(cuts.length / 40) - 1
  const strictest = thresholdOf(table, entry(cuts, beyond))
  const loosest = thresholdOf(table, entry(cuts, cuts.length - 1 - beyond))
  return table.orientation === 'high' ? [loosest, strictest] : [strictest, loosest]
}

/** The cuts (from, to], what is flagged before them, and what the resample holds at their scores. */
interface Range {
  readonly from: number
  readonly to: number
  readonly tpBefore: number
  readonly fpBefore: number
  readonly positives: number
  readonly negatives: number
  /** No cut of the range can cost less. */
  readonly bound: number
}

class ResampleSearch {
  private readonly table: CutTable
  private readonly costFn: number
  private readonly costFp: number
  private readonly random: Random
  private readonly shape: TreeShape
  private readonly stratified: boolean
  private readonly beside: BesideCosts
  private readonly edges: readonly number[]
  private totalPositives = 0
  private bestCut = 0
  private bestCost = 0
  private waiting: Range[] = []

  constructor(table: CutTable, costs: Pick<ExactCosts, 'fn' | 'fp'>, random: Random, shape: TreeShape, stratified: boolean, beside: BesideCosts) {
    this.table = table
    this.costFn = Number(costs.fn)
    this.costFp = Number(costs.fp)
    this.random = random
    this.shape = shape
    this.stratified = stratified
    this.beside = beside
    const cuts = table.scores.length
    const ranges = Math.min(shape.ranges, cuts)
    this.edges = Array.from({ length: ranges + 1 }, (_, k) => Math.floor((cuts * k) / ranges))
  }

  draw(): ResampledOptimum {
    const { positives, negatives } = this.table
    const rows = positives + negatives
    this.totalPositives = this.stratified ? positives : binomial(this.random, rows, positives / rows)
    this.bestCut = 0
    this.bestCost = this.costFn * this.totalPositives
    this.waiting = []
    this.drawRanges(rows - this.totalPositives)
    for (let range = this.nextRange(); range !== undefined; range = this.nextRange()) {
      if (range.positives + range.negatives <= this.shape.rowsPlacedSingly) this.placeRows(range)
      else this.halve(range)
    }
    return { cut: this.bestCut, cost: this.bestCost + this.beside.positive * this.totalPositives + this.beside.negative * (rows - this.totalPositives) }
  }

  private drawRanges(totalNegatives: number): void {
    const { tp, fp, positives, negatives } = this.table
    let tpBefore = 0
    let fpBefore = 0
    for (let k = 1; k < this.edges.length; k += 1) {
      const from = entry(this.edges, k - 1)
      const to = entry(this.edges, k)
      const drawnPositives = this.share(this.totalPositives - tpBefore, tp, from, to, positives)
      const drawnNegatives = this.share(totalNegatives - fpBefore, fp, from, to, negatives)
      this.add(from, to, tpBefore, fpBefore, drawnPositives, drawnNegatives)
      tpBefore += drawnPositives
      fpBefore += drawnNegatives
    }
  }

  /** Of `drawn` rows that fall on the cuts (from, end of `all`], how many fall on (from, to]. */
  private share(drawn: number, counts: Uint32Array, from: number, to: number, all: number): number {
    const before = countAt(counts, from)
    const here = countAt(counts, to) - before
    return here === 0 ? 0 : binomial(this.random, drawn, here / (all - before))
  }

  /** Tries the last cut of a range and keeps the range where one of its other cuts could still win. */
  private add(from: number, to: number, tpBefore: number, fpBefore: number, positives: number, negatives: number): void {
    if (positives + negatives === 0) return
    const missed = this.totalPositives - tpBefore - positives
    this.consider(to, this.costFn * missed + this.costFp * (fpBefore + negatives))
    const bound = this.costFn * missed + this.costFp * fpBefore
    if (to - from > 1 && bound <= this.bestCost) this.push({ from, to, tpBefore, fpBefore, positives, negatives, bound })
  }

  private consider(cut: number, cost: number): void {
    if (cost < this.bestCost || (cost === this.bestCost && cut < this.bestCut)) {
      this.bestCost = cost
      this.bestCut = cut
    }
  }

  private halve({ from, to, tpBefore, fpBefore, positives, negatives }: Range): void {
    const { tp, fp } = this.table
    const middle = (from + to) >>> 1
    const firstPositives = this.share(positives, tp, from, middle, countAt(tp, to))
    const firstNegatives = this.share(negatives, fp, from, middle, countAt(fp, to))
    this.add(from, middle, tpBefore, fpBefore, firstPositives, firstNegatives)
    this.add(
      middle,
      to,
      tpBefore + firstPositives,
      fpBefore + firstNegatives,
      positives - firstPositives,
      negatives - firstNegatives,
    )
  }

  /** Places each resampled row on its own cut and tries the cuts that got one. */
  private placeRows({ from, to, tpBefore, fpBefore, positives, negatives }: Range): void {
    const { tp, fp } = this.table
    const rows: { cut: number; positive: boolean }[] = []
    for (let k = 0; k < positives; k += 1) rows.push({ cut: this.anyCut(tp, from, to), positive: true })
    for (let k = 0; k < negatives; k += 1) rows.push({ cut: this.anyCut(fp, from, to), positive: false })
    rows.sort((a, b) => a.cut - b.cut)
    let flaggedPositives = tpBefore
    let flaggedNegatives = fpBefore
    rows.forEach(({ cut, positive }, index) => {
      if (positive) flaggedPositives += 1
      else flaggedNegatives += 1
      if (rows[index + 1]?.cut === cut) return
      this.consider(cut, this.costFn * (this.totalPositives - flaggedPositives) + this.costFp * flaggedNegatives)
    })
  }

  /** The cut of a row drawn uniformly from one class on (from, to]. */
  private anyCut(counts: Uint32Array, from: number, to: number): number {
    const before = countAt(counts, from)
    const rank = before + Math.floor(this.random() * (countAt(counts, to) - before))
    let low = from + 1
    let high = to
    while (low < high) {
      const middle = (low + high) >>> 1
      if (countAt(counts, middle) > rank) high = middle
      else low = middle + 1
    }
    return low
  }

  /** Adds to the heap of waiting ranges, lowest bound first. */
  private push(range: Range): void {
    const heap = this.waiting
    let place = heap.length
    heap.push(range)
    while (place > 0) {
      const parent = (place - 1) >>> 1
      const above = heap[parent]
      if (above === undefined || above.bound <= range.bound) break
      heap[place] = above
      place = parent
    }
    heap[place] = range
  }

  /** Takes the range with the lowest bound, or undefined where no range can win any more. */
  private nextRange(): Range | undefined {
    const heap = this.waiting
    const first = heap[0]
    const last = heap.pop()
    if (first === undefined || last === undefined || first.bound > this.bestCost) return undefined
    if (heap.length === 0) return first
    let place = 0
    for (;;) {
      const left = heap[2 * place + 1]
      if (left === undefined) break
      const right = heap[2 * place + 2]
      const lower = right !== undefined && right.bound < left.bound ? right : left
      if (lower.bound >= last.bound) break
      heap[place] = lower
      place = lower === left ? 2 * place + 1 : 2 * place + 2
    }
    heap[place] = last
    return first
  }
}
