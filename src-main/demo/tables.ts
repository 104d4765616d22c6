import { writeFile } from 'node:fs/promises'
import { DOUBLE, DuckDBDataChunk, DuckDBInstance, INTEGER } from '@duckdb/node-api'
import type { DemoScores } from './score-quantiles.ts'

const chunkRows = 2048

/** Rows of the demo's decision table; its applicants have no label yet. */
const decisionRows = 48_744

interface LabelledScore {
  readonly label: 0 | 1
  readonly score: number
}

/** Writes TARGET (0 or 1) and PROBABILITY of every applicant to the Parquet file `file`, in a fixed shuffled order. */
export async function writePredictionTable(file: string, scores: DemoScores): Promise<void> {
  const rows = shuffled([
    ...Array.from(scores.negatives, (score): LabelledScore => ({ label: 0, score })),
    ...Array.from(scores.positives, (score): LabelledScore => ({ label: 1, score })),
  ])
  // One thread: the order of the rows and of the row groups is then the same on every computer.
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' })
  const connection = await instance.connect()
  try {
    await connection.run('CREATE TABLE predictions ("TARGET" INTEGER, "PROBABILITY" DOUBLE)')
    const appender = await connection.createAppender('predictions')
    for (let from = 0; from < rows.length; from += chunkRows) {
      const part = rows.slice(from, from + chunkRows)
      const chunk = DuckDBDataChunk.create([INTEGER, DOUBLE])
      chunk.setColumns([part.map((row) => row.label), part.map((row) => row.score)])
      appender.appendDataChunk(chunk)
    }
    appender.closeSync()
    await connection.run(`COPY predictions TO '${file.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd)`)
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

/**
 * Writes applicants without a label, their probability and the decision (1: refuse) to the CSV file `file`.
 * Their probabilities are quantiles of `scores`; they are refused from `cut` on.
 */
export async function writeDecisionTable(file: string, scores: DemoScores, cut: number): Promise<void> {
  const all = Float64Array.from([...scores.positives, ...scores.negatives]).sort()
  const sample = Array.from({ length: decisionRows }, (_, index) => {
    const at = ((index + 0.5) / decisionRows) * (all.length - 1)
    const below = all[Math.floor(at)] ?? 0
    const above = all[Math.floor(at) + 1] ?? below
    return below + (above - below) * (at - Math.floor(at))
  })
  const lines = shuffled(sample).map((score, index) => `${100001 + index},${score},${score >= cut ? 1 : 0}`)
  await writeFile(file, `application_id,probability,decision\n${lines.join('\n')}\n`)
}

/** A fixed Fisher–Yates shuffle, driven by the 32-bit generator of Marsaglia (xorshift, 2003). */
function shuffled<Item>(items: Item[]): Item[] {
  let state = 0x9e3779b9
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
  for (let last = items.length - 1; last > 0; last -= 1) {
    const other = Math.floor(next() * (last + 1))
    const item = items[last] as Item
    items[last] = items[other] as Item
    items[other] = item
  }
  return items
}
