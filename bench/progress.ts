/**
 * How soon long work tells how far it is, how soon it lets go when it is stopped, and whether the thread that serves the
 * window is ever held up meanwhile: measured in that thread, on the stream that a window follows.
 * Usage: node bench/progress.ts [--rows 10000000] [--data .cache/bench] [--rounds 5]
 */
import { resolve } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { createAnalysis } from '../src-main/computing/analysis.ts'
import type { Analysis } from '../src-main/computing/analysis.ts'
import { streamProgress } from '../src-main/usecases/progress-stream.ts'
import type { WorkOptions } from '../src-main/usecases/progress-stream.ts'
import { costs, readingOf } from './jobs.ts'
import { writeRows } from './rows.ts'

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '10000000' }, data: { type: 'string', default: '.cache/bench' }, rounds: { type: 'string', default: '5' } },
})
const rounds = Number(values.rounds)
const file = resolve(values.data, `rows-${values.rows}.parquet`)
const small = resolve(values.data, 'rows-1000.parquet')
for (const [path, rows] of [[file, Number(values.rows)], [small, 1000]] as const) await writeRows(path, rows)

const loading = (analysis: Analysis) => (work: WorkOptions) => analysis.load(null, readingOf(file), work)
const viewing = (analysis: Analysis, fn: number) => (work: WorkOptions) => analysis.view(null, readingOf(file), { fn: String(fn), fp: costs.fp }, [], work)

/** Follows work to its end: ms to the first event, the longest without one, and the longest that this thread was held up. */
async function followed(what: string, work: (options: WorkOptions) => Promise<unknown>) {
  const held = monitorEventLoopDelay({ resolution: 1 })
  held.enable()
  const start = performance.now()
  const times = [start]
  const stream = streamProgress({ stage: 'Reading', signal: undefined }, work)
  for (let step = await stream.next(); ; step = await stream.next()) {
    times.push(performance.now())
    if (step.done === true) break
  }
  held.disable()
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? start))
  return { what, events: times.length - 2, totalMs: round((times.at(-1) ?? start) - start), firstMs: round(gaps[0] ?? 0), longestGapMs: round(Math.max(...gaps)), heldUpMs: round(held.max / 1e6) }
}

/** Stops work that has run for a while: ms until it is rejected, and until the worker has answered another question. */
async function stopped(analysis: Analysis, what: string, afterMs: number, start: (options: WorkOptions) => Promise<unknown>) {
  const stop = new AbortController()
  const work = start({ signal: stop.signal, onProgress: () => undefined }).then(
    () => 'done before',
    () => 'stopped',
  )
  await new Promise((go) => setTimeout(go, afterMs))
  const begin = performance.now()
  stop.abort()
  const outcome = await work
  const rejectedMs = performance.now() - begin
  await analysis.load(null, readingOf(small))
  return { what, afterMs, outcome, rejectedMs: round(rejectedMs), freeMs: round(performance.now() - begin) }
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10
}

const told = []
for (let turn = 0; turn < rounds; turn += 1) {
  const analysis = createAnalysis()
  told.push(await followed('load, cold', loading(analysis)), await followed('view', viewing(analysis, 10)), await followed('view, other costs', viewing(analysis, 12 + turn)))
  await analysis.close()
}
console.table(told)

const analysis = createAnalysis()
const ends = [await stopped(analysis, 'load, cold', 40, loading(analysis))]
for (let turn = 1; turn <= 2 * rounds; turn += 1) ends.push(await stopped(analysis, 'load', 60 * turn, loading(analysis)))
await analysis.load(null, readingOf(file))
for (let turn = 1; turn <= 2 * rounds; turn += 1) ends.push(await stopped(analysis, 'view', 60 * turn, viewing(analysis, 10 + turn)))
console.table(ends)
await analysis.close()
