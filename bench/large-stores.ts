/**
 * Measures large tracking stores: a database of 100,000 runs with 20 metrics each and a file store of 5,000 runs.
 * Usage: node bench/large-stores.ts [folder to write them to; a temporary one where left out]
 * Each measurement runs in a process of its own, so that its greatest memory is its own.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeLargeDatabase, writeLargeFileStore } from './write-large-stores.ts'

const limits = { openSeconds: 5, keystrokeMilliseconds: 100, megabytes: 500 }
const [asked, measured] = process.argv.slice(2)

if (measured === undefined) {
  const folder = asked ?? (await mkdtemp(path.join(os.tmpdir(), 'countersign-bench-')))
  try {
    const database = path.join(folder, 'database')
    const files = path.join(folder, 'files')
    if (!existsSync(database)) await writeLargeDatabase(database, { runs: 100_000, metrics: 20 })
    if (!existsSync(files)) await writeLargeFileStore(files, { runs: 5_000, metrics: 20 })
    const self = fileURLToPath(import.meta.url)
    for (const [name, store] of [['SQLite, 100,000 runs × 20 metrics', database], ['file store, 5,000 runs × 20 metrics', files]] as const) {
      console.log(name)
      console.log(execFileSync(process.execPath, [self, store, 'measure'], { encoding: 'utf8' }))
    }
    console.log(`Limits: opened within ${limits.openSeconds} s, a keystroke within ${limits.keystrokeMilliseconds} ms, ${limits.megabytes} MB.`)
  } finally {
    if (asked === undefined) await rm(folder, { recursive: true })
  }
} else await measure(asked ?? '')

async function measure(folder: string): Promise<void> {
  const { compareRuns, listRuns } = await import('../src-main/usecases/compare.ts')
  const { createRunIndex } = await import('../src-main/usecases/run-index.ts')
  const index = createRunIndex(listRuns)
  let cpu = process.cpuUsage()
  const say = (what: string, milliseconds: number): void => {
    const used = process.cpuUsage(cpu)
    cpu = process.cpuUsage()
    const processor = Math.round((used.user + used.system) / 1000)
    const megabytes = Math.round(process.resourceUsage().maxRSS / 1024)
    console.log(`  ${what.padEnd(32)} ${milliseconds.toFixed(milliseconds < 100 ? 1 : 0).padStart(8)} ms, ${String(processor).padStart(6)} ms of processor, ${megabytes} MB`)
  }
  const timed = async <Result>(what: string, work: () => Promise<Result>): Promise<Result> => {
    const start = performance.now()
    const result = await work()
    say(what, performance.now() - start)
    return result
  }
  const page = await timed('opened, first page of runs', () => index.find(folder, { query: '', offset: 0, limit: 100 }))
  let slowest = 0
  for (const query of ['r', 'ru', 'run', 'run 4', 'run 42', 'run 421', 'failed', 'experiment 7 run 9']) {
    const start = performance.now()
    await index.find(folder, { query, offset: 0, limit: 100 })
    slowest = Math.max(slowest, performance.now() - start)
  }
  say('slowest keystroke of 8 (sum)', slowest)
  const [first, second] = page.runs
  if (first === undefined || second === undefined) throw new Error(`${folder} holds no two runs.`)
  await timed('two runs compared', () => compareRuns(folder, [first.id, second.id]))
}
