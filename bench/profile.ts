/**
 * Where the time of an exact answer goes: each step by itself, median processor time and time of some rounds.
 * Usage: node bench/profile.ts [--rows 10000000] [--data .cache/bench] [--times 7]
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { cutsAsCheap } from '../src-main/domain/large/corner-bounds.ts'
import { cutsInDoubt } from '../src-main/domain/large/doubts.ts'
import { cutsOfGroups, rowsOfCut } from '../src-main/domain/large/score-groups.ts'
import { exactCosts } from '../src-main/domain/threshold/exact-costs.ts'
import { leastCost } from '../src-main/domain/threshold/least-cost.ts'
import { defaultGrids, thresholdView } from '../src-main/domain/threshold/threshold-view.ts'
import { largeLimits, readLargeTable } from '../src-main/evidence/predictions/large/read-large-table.ts'
import type { LargeTable } from '../src-main/evidence/predictions/large/read-large-table.ts'
import { costs, readingOf, scan } from './jobs.ts'
import { median } from './measure.ts'
import type { Taken } from './measure.ts'
import { writeRows } from './rows.ts'

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '10000000' }, data: { type: 'string', default: '.cache/bench' }, times: { type: 'string', default: '7' } },
})
const file = resolve(values.data, `rows-${values.rows}.parquet`)
const few = resolve(values.data, 'rows-1000.parquet')
await writeRows(file, Number(values.rows))
await writeRows(few, 1000)

const taken = new Map<string, Taken[]>()
const notes = new Map<string, string>()

async function timed<Result>(step: string, work: () => Result | Promise<Result>): Promise<Result> {
  const cpu = process.cpuUsage()
  const start = performance.now()
  const result = await work()
  const wallMs = performance.now() - start
  const { user, system } = process.cpuUsage(cpu)
  taken.set(step, [...(taken.get(step) ?? []), { wallMs, cpuMs: (user + system) / 1000 }])
  return result
}

async function read(path: string): Promise<LargeTable> {
  const table = await readLargeTable(path, readingOf(path), { sha256: '0'.repeat(64) }, { ...largeLimits, inMemory: 0 })
  if (table === null) throw new Error(`${path} was read in memory`)
  return table
}

/** The steps of one answer after another: the cheapest threshold, then everything that a view shows. */
async function round(): Promise<void> {
  await timed('scan', () => scan(file))
  await timed('first reading of 1,000 rows: sessions, footers, sample', () => read(few))
  const table = await timed('first reading', () => read(file))
  const cuts = cutsOfGroups(table.groups, 'high')
  const doubtful = await timed('cost: which ranges can hold the optimum', () => {
    const cost = exactCosts(costs)
    return cutsAsCheap(cuts, cost, leastCost(cuts, cost))
  })
  note('cost: which ranges can hold the optimum', doubtful)
  await timed('cost: second reading', () => table.finer(table.groups, doubtful.map((cut) => cut - 1), {}))
  const question = { costs, grids: defaultGrids, at: [0.5], view: true }
  let listed = cuts
  for (;;) {
    const inDoubt = await timed(listed === cuts ? 'everything: which ranges decide' : 'everything: that nothing is left in doubt', () => cutsInDoubt(listed, question))
    if (inDoubt.length === 0) break
    note('everything: which ranges decide', inDoubt)
    listed = cutsOfGroups(await timed('everything: second reading', () => table.finer(table.groups, inDoubt.map((cut) => cut - 1), {})), 'high')
  }
  const { rowCount, excluded, sha256, query } = table
  await timed('everything: objectives, curve, map, distribution', () => thresholdView({ cuts: listed, reading: readingOf(file), costs, rowCount, excluded, sha256, query, recorded: [] }))

  function note(step: string, ends: readonly number[]): void {
    notes.set(step, `${ends.length} ranges, ${ends.reduce((sum, end) => sum + rowsOfCut(cuts, end), 0)} rows`)
  }
}

// One round first, unmeasured: the file comes into the page cache and code is compiled.
await round()
taken.clear()
for (let time = 0; time < Number(values.times); time += 1) await round()
for (const [step, all] of taken) {
  const [wall, cpu] = [median(all.map(({ wallMs }) => wallMs)), median(all.map(({ cpuMs }) => cpuMs))]
  console.log(`${step.padEnd(58)} ${cpu.toFixed(0).padStart(6)} ms of processor time ${wall.toFixed(0).padStart(6)} ms   ${notes.get(step) ?? ''}`)
}
