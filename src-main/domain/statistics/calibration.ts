import type { Calibration, ReliabilityBin } from '../../contract/score-quality.ts'
import { countAt, cutAt, type CutTable } from '../threshold/cut-table.ts'
import { probabilityAt } from './probability.ts'
import { recalibrate } from './recalibration.ts'
import { binOf, cutFlagging, flaggedAt, probabilitySums, reliabilityBins } from './reliability.ts'
import { rate } from './wilson.ts'

const BINS = 10
/** Share of the rows in the band around a threshold, and the fewest. */
const BAND_SHARE = 0.05
const BAND_ROWS = 200

/** How well scores that are probabilities agree with what happened, on the whole and next to `threshold`. */
export function calibration(table: CutTable, threshold: number): Calibration {
  const bins = reliabilityBins(table, BINS)
  const rows = table.positives + table.negatives
  const { first, second } = probabilitySums(table)
  const sum = first[table.scores.length] ?? 0
  const brier = ((second[table.scores.length] ?? 0) - 2 * sumOverPositives(table) + table.positives) / rows
  const prevalence = rate(table.positives, rows)
  const uncertainty = prevalence.value * (1 - prevalence.value)
  const over = (term: (bin: ReliabilityBin) => number) => bins.reduce((total, bin) => total + bin.rows * term(bin), 0) / rows
  const reliability = over(({ predicted, observed }) => (predicted - observed.value) ** 2)
  const resolution = over(({ observed }) => (observed.value - prevalence.value) ** 2)
  const band = bandAround(table, threshold)
  const agrees = band !== null && band.predicted >= band.observed.low && band.predicted <= band.observed.high
  const result = {
    bins,
    meanPredicted: sum / rows,
    prevalence,
    ...recalibrate(table),
    brier,
    reliability,
    resolution,
    uncertainty,
    withinBins: brier - (reliability - resolution + uncertainty),
    skill: 1 - brier / uncertainty,
    band: band === null ? null : { ...band, agrees },
  }
  return { ...result, sentence: sentence(result) }
}

function sumOverPositives(table: CutTable): number {
  let sum = 0
  for (let index = 0; index < table.scores.length; index += 1) {
    sum += (countAt(table.tp, index + 1) - countAt(table.tp, index)) * probabilityAt(table, index)
  }
  return sum
}

/** The rows nearest to a threshold, half of them on each side where there are enough; null for an empty side of both. */
function bandAround(table: CutTable, threshold: number): ReliabilityBin | null {
  const rows = table.positives + table.negatives
  const half = Math.min(rows, Math.max(BAND_ROWS, Math.round(rows * BAND_SHARE))) / 2
  const flagged = flaggedAt(table, cutAt(table, threshold))
  const from = cutBeyond(table, flagged - half)
  const to = cutFlagging(table, Math.min(rows, flagged + half))
  return to > from ? binOf(table, from, to) : null
}

/** The last cut that flags at most `rows` rows. */
function cutBeyond(table: CutTable, rows: number): number {
  if (rows <= 0) return 0
  const cut = cutFlagging(table, rows)
  return flaggedAt(table, cut) > rows ? cut - 1 : cut
}

function sentence({ meanPredicted, prevalence, band }: Omit<Calibration, 'sentence'>): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`
  const whole =
    meanPredicted >= prevalence.low && meanPredicted <= prevalence.high
      ? `On average the scores state ${percent(meanPredicted)}, as observed.`
      : `On average the scores state ${percent(meanPredicted)}; ${percent(prevalence.value)} is observed.`
  if (band === null) return whole
  const near = `Next to the threshold they state ${percent(band.predicted)}; ${percent(band.observed.value)} is observed (95 %: ${percent(band.observed.low)} to ${percent(band.observed.high)}).`
  return band.agrees ? `${whole} ${near}` : `${whole} ${near} They can't be read as probabilities there.`
}
