import { binomial } from './binomial.ts'
import { countAt, entry, type CutTable } from './cut-table.ts'
import { placedRandom, type PlacedRandom } from './philox.ts'

/** How resamples of single rows are drawn from a seed, for a derivation. */
export function seedText(seed: number): string {
  return `seed ${seed}, sfc32 begun anew for each part of a resample in a state mixed by Philox4x32-10`
}

/** How a resample is cut up: part of what a seed means, but not of the distribution. */
export interface TreeShape {
  /** Stretches that the cuts are divided into at once before halving. */
  readonly stretches: number
  /** Up to this many resampled rows in a stretch are placed one by one. */
  readonly rowsPlacedSingly: number
}

const SHAPE: TreeShape = { stretches: 64, rowsPlacedSingly: 4 }

/** The cuts (from, to], what is flagged before them, and what the resample holds at their scores: at least one row. */
export interface Stretch {
  from: number
  to: number
  tpBefore: number
  fpBefore: number
  positives: number
  negatives: number
  /** All its rows lie at its last cut, so that there is nothing to divide. */
  atEnd: boolean
  next: Stretch | null
  /** For whoever searches: no cut of the stretch can cost less. */
  bound: number
}

/**
 * Bootstrap resamples of the rows (n of n with replacement), drawn only where they are looked at: the exact multinomial
 * distribution as class totals first, then stretches of cuts split by conditional binomials; stratified, the class totals stay.
 * Every split has random numbers of its own, so that a resample is the same whatever part of it is looked at, in whatever order.
 */
export class Resample {
  /** The stretches that hold rows, strictest first. */
  first: Stretch | null = null
  totalPositives = 0
  totalNegatives = 0
  private readonly table: CutTable
  private readonly random: PlacedRandom
  private readonly stratified: boolean
  private readonly shape: TreeShape
  private readonly edges: readonly number[]
  private number = 0

  constructor(table: CutTable, seed: number, stratified: boolean, shape: TreeShape = SHAPE) {
    this.table = table
    this.random = placedRandom(seed)
    this.stratified = stratified
    this.shape = shape
    const cuts = table.scores.length
    const stretches = Math.min(shape.stretches, cuts)
    this.edges = Array.from({ length: stretches + 1 }, (_, k) => Math.floor((cuts * k) / stretches))
  }

  /** Draws the class totals and the first stretches of a resample, numbered from 0. */
  draw(number: number): void {
    const { tp, fp, positives, negatives } = this.table
    const rows = positives + negatives
    this.number = number
    this.random.moveTo(number, 0)
    this.totalPositives = this.stratified ? positives : binomial(this.random.next, rows, positives / rows)
    this.totalNegatives = rows - this.totalPositives
    this.first = null
    let last: Stretch | null = null
    let tpBefore = 0
    let fpBefore = 0
    for (let k = 1; k < this.edges.length; k += 1) {
      const from = entry(this.edges, k - 1)
      const to = entry(this.edges, k)
      const drawnPositives = this.share(this.totalPositives - tpBefore, tp, from, to, positives)
      const drawnNegatives = this.share(this.totalNegatives - fpBefore, fp, from, to, negatives)
      if (drawnPositives + drawnNegatives === 0) continue
      const stretch: Stretch = { from, to, tpBefore, fpBefore, positives: drawnPositives, negatives: drawnNegatives, atEnd: to - from === 1, next: null, bound: 0 }
      if (last === null) this.first = stretch
      else last.next = stretch
      last = stretch
      tpBefore += drawnPositives
      fpBefore += drawnNegatives
    }
  }

  /** Divides a stretch that isn't `atEnd`, in its place in the list: it keeps the strictest part, the others follow it. */
  divide(stretch: Stretch): void {
    this.random.moveTo(this.number, (stretch.from + stretch.to) >>> 1)
    if (stretch.positives + stretch.negatives <= this.shape.rowsPlacedSingly) this.placeRows(stretch)
    else this.halve(stretch)
  }

  /** Of `drawn` rows that fall on the cuts (from, end of `all`], how many fall on (from, to]. */
  private share(drawn: number, counts: Uint32Array, from: number, to: number, all: number): number {
    const before = countAt(counts, from)
    const here = countAt(counts, to) - before
    return here === 0 ? 0 : binomial(this.random.next, drawn, here / (all - before))
  }

  private halve(stretch: Stretch): void {
    const { tp, fp } = this.table
    const { from, to, positives, negatives } = stretch
    const middle = (from + to) >>> 1
    const firstPositives = this.share(positives, tp, from, middle, countAt(tp, to))
    const firstNegatives = this.share(negatives, fp, from, middle, countAt(fp, to))
    const first = firstPositives + firstNegatives
    if (first === 0) stretch.from = middle
    else {
      stretch.to = middle
      if (first < positives + negatives) {
        stretch.next = {
          from: middle,
          to,
          tpBefore: stretch.tpBefore + firstPositives,
          fpBefore: stretch.fpBefore + firstNegatives,
          positives: positives - firstPositives,
          negatives: negatives - firstNegatives,
          atEnd: to - middle === 1,
          next: stretch.next,
          bound: 0,
        }
        stretch.positives = firstPositives
        stretch.negatives = firstNegatives
      }
    }
    stretch.atEnd = stretch.to - stretch.from === 1
  }

  /** Places each row on its own cut; the cuts that got one become the stretches. */
  private placeRows(stretch: Stretch): void {
    const { tp, fp } = this.table
    const { from, to, positives, negatives } = stretch
    // Twice the cut, and one more for a negative: sorted, the rows of a cut stand together.
    const rows: number[] = []
    for (let k = 0; k < positives; k += 1) rows.push(2 * this.anyCut(tp, from, to))
    for (let k = 0; k < negatives; k += 1) rows.push(2 * this.anyCut(fp, from, to) + 1)
    rows.sort(ascending)
    stretch.to = entry(rows, 0) >>> 1
    stretch.positives = 0
    stretch.negatives = 0
    stretch.atEnd = true
    let last = stretch
    for (const row of rows) {
      const cut = row >>> 1
      if (cut !== last.to) {
        last.next = {
          from: last.to,
          to: cut,
          tpBefore: last.tpBefore + last.positives,
          fpBefore: last.fpBefore + last.negatives,
          positives: 0,
          negatives: 0,
          atEnd: true,
          next: last.next,
          bound: 0,
        }
        last = last.next
      }
      if (row & 1) last.negatives += 1
      else last.positives += 1
    }
  }

  /** The cut of a row drawn uniformly from one class on (from, to]. */
  private anyCut(counts: Uint32Array, from: number, to: number): number {
    const before = countAt(counts, from)
    const rank = before + Math.floor(this.random.next() * (countAt(counts, to) - before))
    let low = from + 1
    let high = to
    while (low < high) {
      const middle = (low + high) >>> 1
      if (countAt(counts, middle) > rank) high = middle
      else low = middle + 1
    }
    return low
  }
}

function ascending(a: number, b: number): number {
  return a - b
}
