import type { RatioInterval } from '../../contract/explanation.ts'
import { countAt, entry, type CutTable } from '../threshold/cut-table.ts'
import { bestCuts, measureOf } from '../threshold/objectives.ts'
import { quotient } from '../threshold/quotient.ts'
import { hullCuts } from '../threshold/ratio-map.ts'
import { candidateThreshold, type CandidateSet } from './candidate-set.ts'
import { holds, type Recorded } from './recorded.ts'

/** One cut and the values of a parameter, from ≤ parameter ≤ to, for which it is best; to null is unbounded. */
export interface ParameterStep {
  readonly cut: number
  readonly from: number
  readonly to: number | null
}

/** The cuts that some FN:FP ratio above 0 makes best, with those ratios. Exact while positives·negatives < 2^53. */
export function ratioSteps({ cuts }: CandidateSet): ParameterStep[] {
  const hull = hullCuts(cuts)
  const steps: ParameterStep[] = []
  let from = 0
  for (const [index, cut] of hull.entries()) {
    const next = hull[index + 1]
    const to = next === undefined ? null : edgeRatio(cuts, cut, next)
    if (to !== 0) steps.push({ cut, from, to })
    if (to === null) break
    from = to
  }
  return steps
}

function edgeRatio({ tp, fp }: CutTable, cut: number, next: number): number | null {
  const gained = countAt(tp, next) - countAt(tp, cut)
  return gained === 0 ? null : (countAt(fp, next) - countAt(fp, cut)) / gained
}

/**
 * The cuts that some beta ≥ 0 makes best for F-beta, with those betas. The greatest (1+β²)·TP/(TP + β²·P + FP) is the
 * least of the lines (TP+FP)/TP + β²·P/TP in β², so the betas are read from the lower envelope of lines, whose members
 * lie on the ROC hull. Intersections are compared as exact fractions.
 */
export function betaSteps({ cuts }: CandidateSet): ParameterStep[] {
  const { tp, fp, positives } = cuts
  askPrecision(cuts)
  const meeting = (a: number, b: number) => {
    const [tpA, tpB] = [BigInt(countAt(tp, a)), BigInt(countAt(tp, b))]
    const [fpA, fpB] = [BigInt(countAt(fp, a)), BigInt(countAt(fp, b))]
    return { numerator: fpB * tpA - fpA * tpB, denominator: BigInt(positives) * (tpB - tpA) }
  }
  const envelope: number[] = []
  for (const cut of hullCuts(cuts)) {
    const last = envelope.at(-1)
    if (countAt(tp, cut) === 0 || (last !== undefined && countAt(tp, cut) === countAt(tp, last))) continue
    while (envelope.length > 0 && !lasts(envelope, cut)) envelope.pop()
    envelope.push(cut)
  }
  const squares = envelope.slice(1).map((cut, index) => {
    const { numerator, denominator } = meeting(entry(envelope, index), cut)
    return quotient(numerator, denominator)
  })
  return envelope.map((cut, index) => {
    const to = squares[index]
    return { cut, from: index === 0 ? 0 : Math.sqrt(squares[index - 1] ?? 0), to: to === undefined ? null : Math.sqrt(to) }
  })

  /** Whether the envelope's last line is least anywhere above 0 before `cut` takes over. */
  function lasts(lines: readonly number[], cut: number): boolean {
    const top = lines.at(-1) ?? 0
    const next = meeting(top, cut)
    const before = lines.length >= 2 ? meeting(entry(lines, lines.length - 2), top) : { numerator: 0n, denominator: 1n }
    return before.numerator * next.denominator < next.numerator * before.denominator
  }
}

/**
 * The values of a parameter whose best threshold may be what was recorded; null where there is none. Neighbouring
 * steps join.
 */
export function reaching(set: CandidateSet, steps: readonly ParameterStep[], recorded: Recorded): RatioInterval | null {
  askEdges(set, recorded)
  const inside = steps.filter(({ cut }) => holds(recorded, candidateThreshold(set, cut)))
  const first = inside[0]
  const last = inside.at(-1)
  return first === undefined || last === undefined ? null : [first.from, last.to]
}

/** The strictest threshold that a parameter leads to inside the recorded interval; null where there is none. */
export function thresholdInside(set: CandidateSet, steps: readonly ParameterStep[], recorded: Recorded): number | null {
  return steps.map(({ cut }) => candidateThreshold(set, cut)).find((threshold) => holds(recorded, threshold)) ?? null
}

/**
 * The single FN:FP ratio at which a recorded cut ties with the two hull cuts around it, and its threshold; null where none does. Such a
 * cut lies on an edge of the hull and is no vertex.
 */
export function tyingRatio(set: CandidateSet, recorded: Recorded): { ratio: number; threshold: number } | null {
  const { tp, fp } = set.cuts
  const hull = hullCuts(set.cuts)
  for (const [index, cut] of hull.entries()) {
    const next = hull[index + 1]
    const ratio = next === undefined ? null : edgeRatio(set.cuts, cut, next)
    if (next === undefined || ratio === null || ratio === 0) continue
    const rise = countAt(tp, next) - countAt(tp, cut)
    const run = countAt(fp, next) - countAt(fp, cut)
    for (let between = cut + 1; between < next; between += 1) {
      const onEdge = (countAt(tp, between) - countAt(tp, cut)) * run === (countAt(fp, between) - countAt(fp, cut)) * rise
      const threshold = candidateThreshold(set, between)
      if (onEdge && threshold !== null && holds(recorded, threshold)) return { ratio, threshold }
    }
  }
  return null
}

/** The first beta has the greatest precision, which the edges of the hull don't tell. */
function askPrecision(cuts: CutTable): void {
  const precision = measureOf({ kind: 'f-beta', beta: '0' })
  const [best = 0] = cuts.asked === undefined ? [] : bestCuts(cuts, precision)
  cuts.asked?.asGood('all precision', cuts, precision, { tp: countAt(cuts.tp, best), fp: countAt(cuts.fp, best) })
}

/** Asks for the edges of the hull by which parameters begin and cease to lead into the recorded interval. */
function askEdges(set: CandidateSet, recorded: Recorded): void {
  const { asked, orientation } = set.cuts
  if (asked === undefined) return
  const hull = hullCuts(set.cuts)
  const thresholds = hull.map((cut) => candidateThreshold(set, cut))
  const first = thresholds.findIndex((threshold) => holds(recorded, threshold))
  const looser = thresholds.findIndex((threshold) => threshold !== null && !isStricter(orientation, threshold, recorded))
  const last = first < 0 ? looser - 1 : thresholds.findLastIndex((threshold) => holds(recorded, threshold))
  const ends = first < 0 ? [looser - 1] : [first - 1, last]
  for (const index of ends) askEdge(set, hull[index], hull[index + 1])
}

function isStricter(orientation: CutTable['orientation'], threshold: number, { value }: Recorded): boolean {
  return orientation === 'high' ? threshold > value : threshold < value
}

/** Asks whether the way between two vertices of a hull is an edge of it; nothing where one is missing. */
export function askEdge({ cuts: { asked } }: Pick<CandidateSet, 'cuts'>, from: number | undefined, to: number | undefined): void {
  // The threshold of a cut may lie between its score and the next.
  for (const cut of [from, to]) for (const end of cut === undefined ? [] : [cut, cut + 1]) asked?.inside(end)
  if (from !== undefined && to !== undefined) asked?.edge(from, to)
}
