import type { Derivation } from '../../contract/derivation.ts'
import type { ConstraintHeld, Payoffs } from '../../contract/choices.ts'
import { ProblemError } from '../../contract/problem.ts'
import type { Costs, Cut } from '../../contract/recommendation.ts'
import type { HeldOut, HeldOutRequest, Parting } from '../../contract/uncertainty.ts'
import { exactCells, type ExactCells } from '../choices/cell-costs.ts'
import { cheapestCut } from '../choices/cheapest-cut.ts'
import { payoffText } from '../choices/choice-derivations.ts'
import { constraintHeld, isHeld } from '../choices/constraint-held.ts'
import { constraintRange, constraintText, intersection, type CutRange } from '../choices/constraint-range.ts'
import { costOfDecision, exactAt, inUnits, weightsFor, type CutCost, type CutSums, type Weights } from '../choices/cut-cost.ts'
import { varianceOfCutCost } from '../choices/cut-variance.ts'
import { countAt, cutAt, thresholdOf } from '../threshold/cut-table.ts'
import { amountText } from '../threshold/number-text.ts'
import { Z_975 } from '../threshold/paired-test.ts'
import { quotient } from '../threshold/quotient.ts'
import type { PartPair } from './row-parts.ts'

export interface HeldOutInput extends Omit<HeldOutRequest, 'folder' | 'amount'> {
  readonly grounds: PartedGrounds
  readonly sha256: string
  /** The query, verbatim, that read the rows. */
  readonly query: string
  /** The column of the amounts; null where costs don't depend on one. */
  readonly amount: string | null
}

/** The usable rows of a table as they are parted. */
export interface PartedGrounds {
  readonly rows: number
  /** Rows in no part. */
  readonly leftOut: number
  /** The parting with what was left open filled in. */
  readonly used: Parting
  readonly pairs: readonly GroundPair[]
  /** The query, verbatim, that counted the rows by part; null where the rows themselves were read. */
  readonly query: string | null
}

/** One part chooses, another judges; null for a part of one class only. Worked out each time they are asked for. */
export interface GroundPair extends Pick<PartPair, 'name' | 'oneClass'> {
  readonly choose: () => CutSums | null
  readonly judge: () => CutSums | null
}

/** Fewer rows of a class than this in a part are told. */
const FEWEST_EVENTS = 100

type Part = HeldOut['parts'][number]

/** A part of the rows as it decides. */
export interface Ground {
  readonly sums: CutSums
  readonly cells: ExactCells
  readonly cost: CutCost
  readonly weights: Weights
}

interface Judged {
  readonly part: Part
  readonly variance: number
}

/**
 * Chooses the threshold of least cost that meets the constraints on some rows and judges it on others, which it has not seen.
 * Raises `cost-invalid`, and `usage` where a part is missing or holds rows of one class only, or no threshold meets the
 * constraints.
 */
export function heldOut(input: HeldOutInput): HeldOut {
  const { pairs, leftOut, used } = input.grounds
  const judged = pairs.map((pair) => judge(input, pair))
  const parts = judged.map(({ part }) => part)
  const chosenPerThousand = perThousand(parts.map(({ chosen, chooseRows }) => ({ cost: chosen.cost, rows: chooseRows })))
  const judgeRows = parts.reduce((sum, part) => sum + part.judgeRows, 0)
  const value = perThousand(parts.map((part) => ({ cost: part.judged.cost, rows: part.judgeRows })))
  const half = (1000 * Z_975 * Math.sqrt(judged.reduce((sum, { variance }) => sum + variance, 0))) / judgeRows
  const judgedPerThousand = { value, low: value - half, high: value + half }
  return {
    parting: used,
    parts,
    chosenPerThousand,
    judgedPerThousand,
    leftOut,
    constraints: constraintsHeld(input, parts),
    warnings: warnings(parts),
    sentence: sentence(chosenPerThousand, judgedPerThousand),
    derivation: derivation(input, leftOut),
  }
}

/** What a threshold is chosen by. */
export type HeldOutTerms = Pick<HeldOutInput, 'costs' | 'payoffs' | 'prevalence' | 'constraints'>

/** How a pair decides: the cut that one part chooses, what it is on the other, and the best that there would have been. */
export interface DecidedPair {
  readonly choosing: Ground
  readonly judging: Ground
  readonly allowed: CutRange
  /** Null where no threshold meets the constraints. */
  readonly cut: number | null
  readonly best: number
}

/** See {@link DecidedPair}. Raises `usage` where a part is of one class only. */
export function decidePair(terms: HeldOutTerms, pair: GroundPair, path: string): DecidedPair {
  const [choose, judged] = [pair.choose(), pair.judge()]
  if (choose === null || judged === null) throw pair.oneClass(path)
  const choosing = groundOf(terms, choose)
  const judging = groundOf(terms, judged)
  const { cuts } = choosing.sums
  const allowed = intersection(terms.constraints.map((constraint) => constraintRange(constraint, cuts, choosing.weights)), cuts.scores.length)
  return {
    choosing,
    judging,
    allowed,
    cut: cheapestCut(choosing.cost, choosing.sums, allowed.from, allowed.to),
    best: cheapestCut(judging.cost, judging.sums, 0, judging.sums.cuts.scores.length) ?? 0,
  }
}

function judge(input: HeldOutInput, pair: GroundPair): Judged {
  const { path } = input.reading
  const { choosing, judging, cut, best } = decidePair(input, pair, path)
  if (cut === null) {
    throw new ProblemError({ kind: 'usage', path, message: `${pair.name}: on the choosing rows no threshold meets the constraints.`, action: 'Loosen a constraint, or choose other parts.' })
  }
  const { cuts } = choosing.sums
  const threshold = thresholdOf(cuts, cut)
  const judgedCut = threshold === null ? 0 : cutAt(judging.sums.cuts, threshold)
  return {
    variance: varianceOfCutCost(judging.sums, judging.cells, judging.cost, judging.weights, judgedCut),
    part: {
      name: pair.name,
      chooseRows: cuts.positives + cuts.negatives,
      choosePositives: cuts.positives,
      judgeRows: judging.sums.cuts.positives + judging.sums.cuts.negatives,
      judgePositives: judging.sums.cuts.positives,
      chosen: described(choosing, cut, threshold),
      judged: described(judging, judgedCut, threshold),
      best: described(judging, best, thresholdOf(judging.sums.cuts, best)),
    },
  }
}

function described({ sums, cells, cost, weights }: Ground, cut: number, threshold: number | null): Cut {
  const { cuts } = sums
  const tp = countAt(cuts.tp, cut)
  const fp = countAt(cuts.fp, cut)
  return { threshold, cost: inUnits(exactAt(cost, sums, cut), cells.digits, weights), tp, fp, fn: cuts.positives - tp, tn: cuts.negatives - fp }
}

function groundOf({ payoffs, costs, prevalence }: HeldOutTerms, sums: CutSums): Ground {
  const cells = exactCells(payoffs ?? payoffsOf(costs), null, sums.amounts?.digits ?? 0)
  const weights = weightsFor(sums.cuts, prevalence)
  return { sums, cells, weights, cost: costOfDecision(sums, cells, weights) }
}

function payoffsOf({ fn, fp }: Costs): Payoffs {
  const cell = (perCase: string) => ({ perCase, perAmount: '0' })
  return { fn: cell(fn), fp: cell(fp), tp: cell('0'), tn: cell('0') }
}

/** Each constraint over the judging rows of all parts. */
function constraintsHeld({ constraints, prevalence }: HeldOutInput, parts: readonly Part[]): ConstraintHeld[] {
  const sum = (of: (cut: Cut) => number) => parts.reduce((total, { judged }) => total + of(judged), 0)
  const positives = sum(({ tp, fn }) => tp + fn)
  const negatives = sum(({ fp, tn }) => fp + tn)
  const weights = weightsFor({ positives, negatives }, prevalence)
  const caught = sum(({ tp }) => tp)
  const alarms = sum(({ fp }) => fp)
  const outcome = {
    positives,
    negatives,
    caught,
    alarms,
    flaggedPositives: caught,
    flaggedNegatives: alarms,
    weights: { positive: quotient(weights.positive, weights.of), negative: quotient(weights.negative, weights.of) },
  }
  return constraints.map((constraint) => constraintHeld(constraint, outcome, isHeld(constraint, outcome)))
}

function perThousand(parts: readonly { cost: number; rows: number }[]): number {
  const rows = parts.reduce((sum, part) => sum + part.rows, 0)
  return (1000 * parts.reduce((sum, part) => sum + part.cost, 0)) / rows
}

function warnings(parts: readonly Part[]): string[] {
  return parts.flatMap((part) => {
    const few = (where: string, positives: number, rows: number) =>
      Math.min(positives, rows - positives) < FEWEST_EVENTS
        ? [`${part.name}: ${amountText(positives)} positive of ${amountText(rows)} rows ${where}; fewer than ${FEWEST_EVENTS} of a class make the answer weak.`]
        : []
    return [...few('choose the threshold', part.choosePositives, part.chooseRows), ...few('judge it', part.judgePositives, part.judgeRows)]
  })
}

function sentence(chosen: number, { value, low, high }: HeldOut['judgedPerThousand']): string {
  const text = (cost: number) => amountText(Number(cost.toPrecision(4)))
  return `Chosen on one part, the threshold costs ${text(chosen)} per 1,000 rows there and ${text(value)} on rows that did not choose it (95 %: ${text(low)} to ${text(high)}).`
}

function derivation({ grounds, reading, sha256, query, costs, parting, payoffs, amount, prevalence, constraints }: HeldOutInput, leftOut: number): Derivation {
  const shift = prevalence === null ? '' : ` Rows are weighed to a share of positives of ${prevalence}.`
  const limits = constraints.length === 0 ? '' : ` Under the constraints that ${constraints.map(constraintText).join(', and that ')}, on the choosing rows.`
  return {
    title: 'Chosen on one part, judged on the other',
    query: grounds.query ?? query,
    formula:
      `${payoffText(payoffs ?? payoffsOf(costs), amount)}.${shift} The least on the choosing rows, then the cost of the same threshold on the judging rows.${limits} ` +
      'Interval: ± 1.96 · √(Σ c² − cost²/n) over the judging rows, c being the cost of each, summed over folds.',
    rows: `${grounds.rows} usable rows, ${leftOut} of them in no part; column ${parting.column}`,
    files: [{ path: reading.path, sha256 }],
    tieRule: `Of equal cost, the ${reading.orientation === 'high' ? 'highest' : 'lowest'} score; flagging nobody before any score.`,
  }
}
