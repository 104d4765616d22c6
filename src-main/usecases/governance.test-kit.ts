import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
function seededNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * A folder with 2,400 scored rows of four months, whose scores are the probabilities of their labels, and one without a score;
 * the same rows scored by another model; an earlier sample of the same rows; and the training rows, which are others.
 */
export async function writeScoredTables(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'governance-'))
  const rows = (seed: number, from: number) => {
    const next = seededNumbers(seed)
    return Array.from({ length: 2400 }, (_, index) => {
      const score = 0.02 + 0.9 * next() ** 2
      const day = new Date(Date.UTC(2024, 0, 1) + Math.floor((index * 121) / 2400) * 86_400_000).toISOString().slice(0, 10)
      return [from + index, day, index % 2 === 0 ? 'north' : 'south', score.toFixed(6), next() < score ? 1 : 0] as const
    })
  }
  const header = 'id,day,region,p,y'
  const text = (lines: readonly (readonly (string | number)[])[], heading = header) => `${[heading, ...lines.map((line) => line.join(','))].join('\n')}\n`
  const own = [...rows(1, 1), [2401, '2024-04-30', 'north', '', 0] as const]
  const next = seededNumbers(9)
  await writeFile(join(folder, 'scores.csv'), text(own))
  await writeFile(join(folder, 'challenger_scores.csv'), text(own.map(([id, , , , y]) => [id, next().toFixed(6), y]), 'id,score,y'))
  await writeFile(join(folder, 'earlier.csv'), text([...rows(2, 1), [2401, '2024-04-30', 'north', '', 0]]))
  await writeFile(join(folder, 'train.csv'), text(rows(3, 100_001).map(([id, , region, p, y]) => [id, '2023-06-30', region, p, y])))
  return folder
}
