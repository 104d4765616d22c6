/**
 * The scores of the demo's applicants, without randomness: within each segment of the score axis the two
 * classes are spread by densities whose ratio (negatives per positive) falls with the score, and each
 * applicant sits at a quantile of the density of his class.
 *
 * The ratio decides every optimum. A cut is the cost optimum for FN:FP = r where the ratio passes r, and
 * the F-beta optimum where it passes (1 + beta² - F*) / F*. So the ratio passes 18.25 once, just above
 * 0.338 (F-beta 3.2), and 10 at 0.476, with the cheapest point of the grid of 0.01 at 0.48.
 */

const cellWidth = 0.0005

interface Segment {
  readonly from: number
  readonly to: number
  readonly positives: number
  readonly negatives: number
  /** Negatives per positive at the lower and at the upper end. */
  readonly ratio: readonly [number, number]
  /** Relative density of the positives at position u in [0, 1] of the segment. */
  readonly shape: (u: number) => number
}

const flat = () => 1

/**
 * Counts between the cuts are those of the case: 4,391 positives and 163,825 negatives below 0.338,
 * 8,025 and 211,530 below 0.476, 8,154 and 212,690 below 0.48, 24,825 and 282,686 in all.
 */
const segments: readonly Segment[] = [
  { from: 0.0066, to: 0.338, positives: 4391, negatives: 163825, ratio: [150, 19], shape: (u) => 0.02 + u },
  { from: 0.338, to: 0.3383, positives: 8, negatives: 151, ratio: [18.9, 18.85], shape: flat },
  { from: 0.3383, to: 0.476, positives: 3626, negatives: 47554, ratio: [17.6, 10.9], shape: flat },
  { from: 0.476, to: 0.48, positives: 129, negatives: 1160, ratio: [9, 8.98], shape: flat },
  {
    from: 0.48,
    to: 0.9699,
    positives: 16671,
    negatives: 69996,
    ratio: [8.9, 0.35],
    shape: (u) => (1 + 1.6 * u) * (1 - u ** 6),
  },
]

/** Scores by class, each sorted ascending. */
export interface DemoScores {
  readonly positives: Float64Array
  readonly negatives: Float64Array
}

/** All 307,511 scores of the demo's prediction table: 24,825 positives and 282,686 negatives, all distinct. */
export function demoScores(): DemoScores {
  const parts = segments.map(segmentScores)
  return {
    positives: concatenate(parts.map((part) => part.positives)),
    negatives: concatenate(parts.map((part) => part.negatives)),
  }
}

function segmentScores(segment: Segment): DemoScores {
  const edges = cellEdges(segment)
  const middles = edges.slice(1).map((edge, cell) => {
    const low = edges[cell] ?? segment.from
    return ((low + edge) / 2 - segment.from) / (segment.to - segment.from)
  })
  const widths = edges.slice(1).map((edge, cell) => edge - (edges[cell] ?? segment.from))
  const positiveMass = middles.map((u, cell) => segment.shape(u) * (widths[cell] ?? 0))
  const exponent = ratioExponent(segment, middles, positiveMass)
  const negativeMass = positiveMass.map((mass, cell) => mass * ratioAt(segment, middles[cell] ?? 0, exponent))
  return {
    // Different offsets within a quantile keep the two classes from sharing a score.
    positives: quantiles(edges, positiveMass, segment.positives, 0.3),
    negatives: quantiles(edges, negativeMass, segment.negatives, 0.381966),
  }
}

function cellEdges({ from, to }: Segment): number[] {
  const cells = Math.max(1, Math.round((to - from) / cellWidth))
  return Array.from({ length: cells + 1 }, (_, cell) => (cell === cells ? to : from + ((to - from) * cell) / cells))
}

function ratioAt({ ratio: [low, high] }: Segment, u: number, exponent: number): number {
  return high * Math.pow(low / high, Math.pow(1 - u, exponent))
}

/** The exponent at which the mean ratio, weighted by the positives, is the segment's own; by bisection. */
function ratioExponent(segment: Segment, middles: readonly number[], positiveMass: readonly number[]): number {
  const total = positiveMass.reduce((sum, mass) => sum + mass, 0)
  const wanted = segment.negatives / segment.positives
  let low = 1e-3
  let high = 1e3
  for (let step = 0; step < 200; step += 1) {
    const exponent = Math.sqrt(low * high)
    const mean =
      middles.reduce((sum, u, cell) => sum + (positiveMass[cell] ?? 0) * ratioAt(segment, u, exponent), 0) / total
    if (mean > wanted) low = exponent
    else high = exponent
  }
  return Math.sqrt(low * high)
}

/** `count` scores at the quantiles (i + offset) / count of a density that is constant within each cell. */
function quantiles(edges: readonly number[], mass: readonly number[], count: number, offset: number): Float64Array {
  const total = mass.reduce((sum, cellMass) => sum + cellMass, 0)
  const scores = new Float64Array(count)
  let cell = 0
  let below = 0
  for (let index = 0; index < count; index += 1) {
    const wanted = ((index + offset) / count) * total
    while (cell < mass.length - 1 && below + (mass[cell] ?? 0) <= wanted) {
      below += mass[cell] ?? 0
      cell += 1
    }
    const low = edges[cell] ?? 0
    const high = edges[cell + 1] ?? low
    scores[index] = low + (high - low) * ((wanted - below) / (mass[cell] ?? 1))
  }
  return scores
}

function concatenate(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
