import type { Derivation } from '../../contract/derivation.ts'
import type { TableReading } from '../../contract/reading.ts'
import type { Costs } from '../../contract/recommendation.ts'
import type { HeldOut, Parting } from '../../contract/uncertainty.ts'
import type { AlignedRows } from '../threshold/aligned-rows.ts'
import { cutAt, prepareCuts, thresholdOf, type CutTable, type Orientation } from '../threshold/cut-table.ts'
import { costNumber, costOfCut, describeCut, exactCosts, type ExactCosts } from '../threshold/exact-costs.ts'
import { leastCost } from '../threshold/least-cost.ts'
import { amountText } from '../threshold/number-text.ts'
import { Z_975 } from '../threshold/paired-test.ts'
import { countedDesign } from './counted-design.ts'
import { partsOf, type RowParts } from './row-parts.ts'

export interface HeldOutInput {
  readonly rows: AlignedRows
  readonly reading: TableReading
  readonly sha256: string
  /** The query, verbatim, that read the rows. */
  readonly query: string
  readonly costs: Costs
  readonly parting: Parting
}

/** Fewer rows of a class than this in a part are told. */
const FEWEST_EVENTS = 100

type Part = HeldOut['parts'][number]

/**
 * Chooses the threshold of least cost on some rows and judges it on others, which it has not seen. Raises `cost-invalid`, and
 * `usage` where a part is missing or holds rows of one class only.
 */
export function heldOut(input: HeldOutInput): HeldOut {
  const { rows, reading, parting } = input
  const costs = exactCosts(input.costs)
  const { pairs, leftOut, used } = partsOf(rows, parting, reading.path)
  const judged = pairs.map((pair) => judge(rows, pair, costs, reading))
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
    warnings: warnings(parts),
    sentence: sentence(chosenPerThousand, judgedPerThousand),
    derivation: derivation(input, leftOut),
  }
}

function judge(rows: AlignedRows, pair: RowParts, costs: ExactCosts, { path, orientation }: TableReading): { part: Part; variance: number } {
  const choosing = tableOf(rows, pair.choose, orientation)
  const judging = tableOf(rows, pair.judge, orientation)
  if (choosing === null || judging === null) throw pair.oneClass(path)
  const cut = leastCost(choosing, costs).cut
  const threshold = thresholdOf(choosing, cut)
  const judgedCut = threshold === null ? 0 : cutAt(judging, threshold)
  const variance = countedDesign(judging, costs, false).varianceOfCost(judgedCut) / 100 ** costs.digits
  return {
    variance,
    part: {
      name: pair.name,
      chooseRows: choosing.positives + choosing.negatives,
      choosePositives: choosing.positives,
      judgeRows: judging.positives + judging.negatives,
      judgePositives: judging.positives,
      chosen: describeCut(choosing, costs, cut),
      judged: { ...describeCut(judging, costs, judgedCut), threshold, cost: costNumber(costs, costOfCut(judging, costs, judgedCut)) },
      best: describeCut(judging, costs, leastCost(judging, costs).cut),
    },
  }
}

/** The cuts of some of the rows; null where they are of one class. */
function tableOf(rows: AlignedRows, holds: (index: number) => boolean, orientation: Orientation): CutTable | null {
  const scores = (positive: number) => rows.scores.filter((_, index) => rows.positive[index] === positive && holds(index)).sort()
  const positives = scores(1)
  const negatives = scores(0)
  return positives.length === 0 || negatives.length === 0 ? null : prepareCuts({ positives, negatives }, orientation)
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

function derivation({ rows, reading, sha256, query, costs, parting }: HeldOutInput, leftOut: number): Derivation {
  return {
    title: 'Chosen on one part, judged on the other',
    query,
    formula:
      `Cost = ${costs.fn} · FN + ${costs.fp} · FP; the least on the choosing rows, then the cost of the same threshold on the judging rows. ` +
      'Interval: ± 1.96 · √(FN² · missed + FP² · alarms − cost²/n) on the judging rows, summed over folds.',
    rows: `${rows.scores.length} usable rows, ${leftOut} of them in no part; column ${parting.column}`,
    files: [{ path: reading.path, sha256 }],
    tieRule: `Of equal cost, the ${reading.orientation === 'high' ? 'highest' : 'lowest'} score; flagging nobody before any score.`,
  }
}
