import type { Chance } from '../../contract/explanation.ts'
import { percentText } from '../threshold/number-text.ts'
import { countsBelow, type CutTable } from '../threshold/cut-table.ts'
import type { Finding } from './finding.ts'
import { intervalText, recordedLike, rowsInside, type Recorded } from './recorded.ts'

/**
 * How likely a hypothesis would have reproduced the value had it been drawn at random among the scores and recorded in
 * the same way: the share of rows whose score is recorded like one of the thresholds that the hypothesis can lead to.
 */
export function chanceOf(table: CutTable, recorded: Recorded, { reachable }: Pick<Finding, 'reachable'>): number {
  const cells = new Map<string, Recorded>()
  for (const threshold of reachable) {
    const cell = recordedLike(recorded, threshold)
    cells.set(intervalText(cell), cell)
  }
  return rowsInUnion(table, [...cells.values()]) / (table.positives + table.negatives)
}

/** Rows whose score lies in one of several intervals, each row once. */
function rowsInUnion(table: CutTable, cells: readonly Recorded[]): number {
  const below = (value: number) => {
    const { positives, negatives } = countsBelow(table, value)
    return positives + negatives
  }
  const bounded = cells
    .map(({ interval: [low, high] }) => [low ?? -Infinity, high ?? Infinity] as const)
    .sort(([a], [b]) => a - b)
  let rows = 0
  let reached = -Infinity
  for (const [low, high] of bounded) {
    if (high <= reached) continue
    rows += below(high) - below(Math.max(low, reached))
    reached = high
  }
  return rows
}

/** What a match is worth, in a sentence. `probability` is that of `chanceOf`. */
export function chanceWords(table: CutTable, recorded: Recorded, finding: Finding, probability: number): Chance {
  const inside = rowsInside(table, recorded)
  const all = table.positives + table.negatives
  const range =
    finding.parameterShare === null
      ? ''
      : `${shareText(finding.parameterShare.share)} of the ${finding.parameterShare.range} lead there. `
  const words = finding.reachableWords === undefined || finding.reachableWords === '' ? '' : ` ${finding.reachableWords}`
  return {
    shareOfParameterRange: finding.parameterShare?.share ?? null,
    shareOfScores: inside / all,
    shareReproduced: probability,
    sentence:
      `${range}${shareText(inside / all)} of the scores lie in ${intervalText(recorded)}. Of values drawn among the scores and ` +
      `recorded in the same way, this explanation${words} would reproduce ${shareText(probability)}.`,
  }
}

/** A share in per cent. */
export function shareText(share: number): string {
  return share === 0 ? 'none' : percentText(share, 1)
}
