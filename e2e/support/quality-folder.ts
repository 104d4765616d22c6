import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { evidenceRows } from './evidence-folder.ts'
import { generatedFolder } from './generated-folder.ts'

/** A row of the generated table: a customer of a region who defaulted or not, with a score and an amount. */
export interface QualityRow {
  readonly label: 0 | 1
  readonly score: number
  readonly region: 'north' | 'south' | 'west' | 'islands'
  readonly amount: number
  readonly fold: number
}

/** What `writeQualityFolder` states. */
export const qualityStated = { table: 'scored.csv', costFn: 7, costFp: 1.5, smallRegion: 'islands', smallRows: 6 } as const

/** The rows of `evidenceRows` with a region and an amount; the islands have too few rows to be shown. */
export function qualityRows(): QualityRow[] {
  return evidenceRows().map(({ label, score }, index) => ({
    label,
    score: Number(score),
    region: index < qualityStated.smallRows ? 'islands' : regionOf(index, Number(score)),
    amount: 100 + ((index * 37) % 900),
    fold: 1 + (index % 5),
  }))
}

/** Low scores are rarer in the south, so that it is refused more often; the west is the smallest region that is large enough. */
function regionOf(index: number, score: number): QualityRow['region'] {
  if (index % 7 === 0) return 'west'
  return index % 3 === 0 && (score > 0.4 || index % 2 === 0) ? 'south' : 'north'
}

/** A folder with one table that has columns beside label and score, and the costs of the two mistakes. */
export async function writeQualityFolder(): Promise<string> {
  const folder = await generatedFolder('quality')
  await mkdir(path.join(folder, 'config'))
  const lines = qualityRows().map(({ label, score, region, amount, fold }) => `${label},${score.toFixed(4)},${region},${amount},${fold}`)
  await writeFile(path.join(folder, qualityStated.table), `defaulted,pd_score,region,amount,fold\n${lines.join('\n')}\n`)
  const { costFn, costFp } = qualityStated
  await writeFile(path.join(folder, 'config', 'costs.yaml'), `cost_fn: ${costFn}\ncost_fp: ${costFp}\n`)
  return folder
}

/** Counts at a threshold, by going through the rows. */
export function countsAt(rows: readonly QualityRow[], threshold: number): { tp: number; fp: number; fn: number; tn: number } {
  const counts = { tp: 0, fp: 0, fn: 0, tn: 0 }
  for (const { label, score } of rows) {
    const flagged = score >= threshold
    if (label === 1) counts[flagged ? 'tp' : 'fn'] += 1
    else counts[flagged ? 'fp' : 'tn'] += 1
  }
  return counts
}

/** The score of least cost, by trying every one; the highest of equals. */
export function cheapest(rows: readonly QualityRow[], costOf: (threshold: number) => number): number {
  const scores = [...new Set(rows.map(({ score }) => score))].sort((a, b) => b - a)
  return scores.reduce((best, score) => (costOf(score) < costOf(best) ? score : best), scores[0] ?? 0)
}
