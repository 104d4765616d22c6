import { availableParallelism } from 'node:os'
import { DuckDBInstance } from '@duckdb/node-api'
import { answers } from '../src-main/computing/analysis-answers.ts'
import { createKeptHulls } from '../src-main/computing/kept-hulls.ts'
import { largeCuts } from '../src-main/computing/settled-cuts.ts'
import type { TableReading } from '../src-main/contract/reading.ts'
import { cutsAsCheap } from '../src-main/domain/large/corner-bounds.ts'
import { cutsOfGroups } from '../src-main/domain/large/score-groups.ts'
import { exactCosts } from '../src-main/domain/threshold/exact-costs.ts'
import { leastCost } from '../src-main/domain/threshold/least-cost.ts'
import { noEvidence } from '../src-main/domain/forensics/inquiry.ts'
import { defaultGrids, thresholdView } from '../src-main/domain/threshold/threshold-view.ts'
import { readLargeTable } from '../src-main/evidence/predictions/large/read-large-table.ts'
import type { LargeTable } from '../src-main/evidence/predictions/large/read-large-table.ts'

export const costs = { fn: '10', fp: '1' }
const anyHash = '0'.repeat(64)

export function readingOf(path: string): TableReading {
  return { path, label: 'label', score: 'score', positive: null, negative: null, orientation: 'high' }
}

/** The limit that everything is compared with: one pass over both columns. */
export async function scan(file: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(Math.min(4, availableParallelism())) })
  const connection = await instance.connect()
  await connection.runAndReadAll(`select count(*), sum(label), min(score) from read_parquet('${file}')`)
  connection.closeSync()
  instance.closeSync()
}

/** A table as the window has it once it was counted. */
export async function opened(file: string): Promise<LargeTable> {
  const table = await readLargeTable(file, readingOf(file), { sha256: anyHash })
  if (table === null) throw new Error(`${file} is read in memory`)
  return table
}

/** The optimum for one pair of costs with its counts and ties, from the file; hashing the file not counted in. */
export async function exactCost(file: string): Promise<string> {
  const table = await opened(file)
  let groups = table.groups
  for (;;) {
    const cuts = cutsOfGroups(groups, 'high')
    const best = leastCost(cuts, exactCosts(costs))
    const doubtful = cutsAsCheap(cuts, exactCosts(costs), best)
    if (doubtful.length === 0) return JSON.stringify([cuts.scores[best.cut - 1] ?? null, cuts.tp[best.cut], cuts.fp[best.cut], best.tied])
    groups = await table.finer(groups, doubtful.map((cut) => cut - 1), {})
  }
}

/** Everything that the threshold page shows, from the file: cost, all objectives, grids, curve, bands, distribution. */
export async function everything(file: string): Promise<string> {
  const { groups, finer, rowCount, excluded, sha256, query } = await opened(file)
  const question = { costs, grids: defaultGrids, at: [0.5], view: true }
  const cuts = await largeCuts(groups, 'high', finer).settle(question, { signal: new AbortController().signal, onProgress: () => undefined })
  const { recommendation } = thresholdView({ cuts, reading: readingOf(file), costs, rowCount, excluded, sha256, query, recorded: [] })
  return JSON.stringify(recommendation.optimum)
}

const never = () => Promise.reject(new Error('an explanation needs no other column'))

/** Why a recorded threshold differs, told of a table that was counted: every explanation, tested. */
export async function explanation(path: string, { groups, finer, ...table }: LargeTable): Promise<string> {
  const large = largeCuts(groups, 'high', finer)
  const prepared = {
    ...table,
    large,
    get cuts() {
      return large.current()
    },
  }
  const question = { folder: null, reading: readingOf(path), recorded: { printed: '0.338', implied: null }, costs, against: [], claim: null, evidence: noEvidence }
  const context = { column: never, counted: never, describeColumns: never, otherTable: never, hulls: createKeptHulls(() => false), signal: new AbortController().signal, onProgress: () => undefined }
  const { answer } = await answers.explain(prepared, question, context)
  return answer.decisive
}
