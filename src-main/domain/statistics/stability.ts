import type { Stability } from '../../contract/score-quality.ts'
import type { TableReading } from '../../contract/reading.ts'
import { cutAt, scoreAt, type CutTable } from '../threshold/cut-table.ts'
import { equalRanges, flaggedAt } from './reliability.ts'

const BINS = 10

/** 95 % points of the chi-square distribution for 1 to 9 degrees of freedom. */
const CHI_SQUARE_95 = [3.841458821, 5.991464547, 7.814727903, 9.487729037, 11.07049769, 12.59158724, 14.06714045, 15.50731306, 16.9189776]

/**
 * Population stability index Σ (current − reference) · ln(current / reference) over tenths of the reference's scores,
 * and its level by chance: between two samples of n and m rows from one population it is about (1/n + 1/m) times a
 * chi-square of bins − 1 degrees of freedom. An empty bin counts as half a row. Both tables must have one orientation.
 */
export function stability(current: CutTable, referenceTable: CutTable, reference: TableReading): Stability {
  const edges = equalRanges(referenceTable, BINS)
  const rows = { current: flaggedAt(current, current.scores.length), reference: flaggedAt(referenceTable, referenceTable.scores.length) }
  const lastCut = edges[edges.length - 1] ?? 0
  const bins = edges.slice(1).map((to, index) => {
    const from = edges[index] ?? 0
    const threshold = scoreAt(referenceTable.scores, to - 1)
    const previous = from === 0 ? null : scoreAt(referenceTable.scores, from - 1)
    // The outer bins are open, so that no current row is left out.
    const currentFlagged = to === lastCut ? rows.current : flaggedAt(current, cutAt(current, threshold))
    const currentBefore = previous === null ? 0 : flaggedAt(current, cutAt(current, previous))
    const referenceShare = (flaggedAt(referenceTable, to) - flaggedAt(referenceTable, from)) / rows.reference
    const counted = currentFlagged - currentBefore
    const currentShare = counted / rows.current
    const ends = [scoreAt(referenceTable.scores, from), threshold]
    return {
      low: Math.min(...ends),
      high: Math.max(...ends),
      reference: referenceShare,
      current: currentShare,
      contribution: contribution(counted === 0 ? 0.5 / rows.current : currentShare, referenceShare),
    }
  })
  const psi = bins.reduce((sum, bin) => sum + bin.contribution, 0)
  const perDegree = 1 / rows.current + 1 / rows.reference
  const degrees = bins.length - 1
  const expectedNoise = degrees * perDegree
  const noise95 = (CHI_SQUARE_95[degrees - 1] ?? 0) * perDegree
  return { reference, psi, expectedNoise, noise95, bins: bins.reverse(), sentence: sentence(psi, noise95) }
}

function contribution(current: number, reference: number): number {
  return (current - reference) * Math.log(current / reference)
}

function sentence(psi: number, noise95: number): string {
  const value = `The stability index is ${psi.toFixed(4)}; samples of these sizes from one population stay below ${noise95.toFixed(4)} in 95 % of cases.`
  return psi <= noise95 ? `${value} No shift can be told from chance.` : `${value} The scores have shifted.`
}
