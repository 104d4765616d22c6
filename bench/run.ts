/**
 * The benchmark: how the product compares with the limit of one pass over the data, and with what people use today.
 * Usage: npm run bench -- [--json] [--rows 10000000] [--big 100000000] [--times 5] [--data .cache/bench] [--no-peers]
 * `--big 0` leaves out the largest file. Files are generated once and kept, so that a run that was stopped goes on.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { bootstrapInterval } from '../src-main/domain/threshold/bootstrap.ts'
import { prepareCuts } from '../src-main/domain/threshold/cut-table.ts'
import { exactCosts } from '../src-main/domain/threshold/exact-costs.ts'
import { withoutPause } from '../src-main/computing/in-turn.ts'
import { drawHulls } from '../src-main/domain/threshold/resampled-hulls.ts'
import { thresholdView } from '../src-main/domain/threshold/threshold-view.ts'
import { uncertainty } from '../src-main/domain/uncertainty/uncertainty.ts'
import { sha256OfTable } from '../src-main/evidence/predictions/file-sha256.ts'
import { readPredictionTable } from '../src-main/evidence/predictions/read-prediction-table.ts'
import { costs, everything, exactCost, explanation, opened, readingOf, scan } from './jobs.ts'
import { alternate, median } from './measure.ts'
import type { Taken } from './measure.ts'
import { writeRawColumns } from './raw-columns.ts'
import { writeRows } from './rows.ts'
import { writeLargeDatabase } from './write-large-stores.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rows: { type: 'string', default: '10000000' },
    big: { type: 'string', default: '100000000' },
    times: { type: 'string', default: '5' },
    data: { type: 'string', default: '.cache/bench' },
    'no-peers': { type: 'boolean', default: false },
  },
})
const [rows, big, times] = [Number(values.rows), Number(values.big), Number(values.times)]
const smallRows = 307_511
const resamples = { resamples: 2000, seed: 1 }
const here = import.meta.dirname
const medians: Record<string, Taken> = {}
const ratios: Record<string, number | { skipped: string }> = {}
const say = (line: string) => {
  if (!values.json) console.log(line)
}

const fileOf = async (count: number) => {
  const file = resolve(values.data, `rows-${count}.parquet`)
  if (!existsSync(file)) say(`Writing ${count.toLocaleString('en')} rows to ${file}`)
  await writeRows(file, count)
  return file
}
/** The same ratios by processor time, which other work on the machine disturbs less. */
const cpuRatios: Record<string, number> = {}
function compare(key: string, over: string, under: string): void {
  const [a, b] = [medians[over], medians[under]]
  if (a === undefined || b === undefined) return
  ratios[key] = a.wallMs / b.wallMs
  cpuRatios[key] = a.cpuMs / b.cpuMs
}

await limits()
await inMemory()
await peers()
await largest()
await store()

const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30), node: process.version, rows, big, date: new Date().toISOString().slice(0, 10) }
if (values.json) console.log(JSON.stringify({ ratios, cpuRatios, medians, machine }, null, 2))
else {
  say('\nMedians (ms, wall and processor)')
  for (const [name, { wallMs, cpuMs }] of Object.entries(medians)) say(`  ${name.padEnd(24)} ${wallMs.toFixed(1).padStart(10)} ${cpuMs.toFixed(1).padStart(10)}`)
  say('Ratios')
  for (const [name, ratio] of Object.entries(ratios)) {
    const byCpu = cpuRatios[name] === undefined ? '' : `${cpuRatios[name].toFixed(2).padStart(10)} by processor time`
    say(`  ${name.padEnd(24)} ${typeof ratio === 'number' ? ratio.toFixed(2).padStart(10) + byCpu : `skipped: ${ratio.skipped}`}`)
  }
  say(JSON.stringify(machine))
}

/** The exact answer against one pass over the same file. */
async function limits(): Promise<void> {
  const file = await fileOf(rows)
  Object.assign(
    medians,
    await alternate(
      {
        scan: () => scan(file),
        exact: async () => void (await exactCost(file)),
        all: async () => void (await everything(file)),
        sha256: async () => void (await sha256OfTable([file], [''])),
      },
      times,
    ),
  )
  compare('exact10mOverScan', 'exact', 'scan')
  compare('all10mOverScan', 'all', 'scan')
}

/** The bootstrap, and a change of costs with its intervals, on a table of the usual size. */
async function inMemory(): Promise<void> {
  const file = await fileOf(smallRows)
  const { rows: scored, rowCount, excluded, sha256, query } = await readPredictionTable(file, readingOf(file), {})
  const cuts = prepareCuts(scored, 'high')
  const view = (fn: number) =>
    void thresholdView({ cuts, reading: readingOf(file), costs: { fn: String(fn), fp: '1' }, rowCount, excluded, sha256, query, recorded: [] })
  view(10)
  const changes = Array.from({ length: 40 }, (_, index) => {
    const start = performance.now()
    view(1 + index)
    return performance.now() - start
  })
  ratios['whatIfMs'] = median(changes)
  Object.assign(medians, await alternate({ bootstrap: () => void bootstrapInterval(cuts, exactCosts(costs), resamples), hulls: () => void withoutPause(drawHulls(cuts, resamples)) }, times))
  compare('hullsOverBootstrap', 'hulls', 'bootstrap')
  const hulls = withoutPause(drawHulls(cuts, resamples))
  const about = { cuts, reading: readingOf(file), sha256, query, payoffs: null, prevalence: null, thresholds: [0.338, 0.48, 0.5], resampling: { kind: 'rows' as const }, amounts: null, customers: null, hulls, ...resamples }
  const intervals = (fn: number) => void withoutPause(uncertainty({ ...about, costs: { fn: String(fn), fp: '1' } }))
  // As the worker does once the hulls are drawn.
  intervals(10)
  withoutPause(hulls.foresee())
  ratios['whatIfIntervalsMs'] = median(
    Array.from({ length: 40 }, (_, index) => {
      const start = performance.now()
      intervals(1 + index)
      return performance.now() - start
    }),
  )
}

/** What people use today, where it is installed. */
async function peers(): Promise<void> {
  const raw = values['no-peers'] ? null : await writeRawColumns(await fileOf(rows))
  const comparePeer = (key: string, job: string, columns: typeof raw, times: number, scale: number, own: string) => {
    const result = columns === null ? { skipped: '--no-peers' } : peer(job, columns, times)
    if ('skipped' in result) ratios[key] = result
    else {
      medians[job] = { wallMs: result.wallMs * scale, cpuMs: result.cpuMs * scale }
      compare(key, job, own)
    }
  }
  comparePeer('rocCurveOverExact', 'roc_curve', raw, times, 1, 'exact')
  comparePeer('pandasOverExact', 'pandas', raw, times, 1, 'exact')
  comparePeer('sklearnLoopOverExact', 'sklearn', raw, times, 1, 'exact')
  // One resample of numpy's, times 2,000.
  comparePeer('bootstrapOverExact', 'bootstrap_numpy', raw === null ? null : await writeRawColumns(await fileOf(smallRows)), 20, 2000, 'bootstrap')
}

function peer(job: string, { scores, labels }: { scores: string; labels: string }, repeats: number): Taken | { skipped: string } {
  try {
    const output = execFileSync('/usr/bin/python3', [join(here, 'peers.py'), job.replace('_numpy', ''), scores, labels, String(repeats)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
    return JSON.parse(output) as Taken | { skipped: string }
  } catch (error) {
    return { skipped: error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'python3 failed' }
  }
}

/** Ten times the rows: time, and memory beyond that of a scan. */
async function largest(): Promise<void> {
  if (big === 0) {
    for (const key of ['exact100mOver10m', 'extraMemory100mMiB', 'explain100mOverScan', 'extraMemoryExplain100mMiB']) ratios[key] = { skipped: '--big 0' }
    return
  }
  const file = await fileOf(big)
  const small = await fileOf(rows)
  Object.assign(
    medians,
    await alternate({ exactBig: async () => void (await exactCost(file)), exactBeside: async () => void (await exactCost(small)), scanBig: () => scan(file) }, times),
  )
  compare('exact100mOver10m', 'exactBig', 'exactBeside')
  compare('exact100mOverScan', 'exactBig', 'scanBig')
  const counted = await opened(file)
  Object.assign(medians, await alternate({ explainBig: async () => void (await explanation(file, counted)), scanBeside: () => scan(file) }, Math.min(times, 3)))
  compare('explain100mOverScan', 'explainBig', 'scanBeside')
  const { afterScan, afterAll, afterExplanation } = JSON.parse(execFileSync(process.execPath, [join(here, 'memory.ts'), file], { encoding: 'utf8' })) as { afterScan: number; afterAll: number; afterExplanation: number }
  ratios['extraMemory100mMiB'] = afterAll - afterScan
  ratios['extraMemoryExplain100mMiB'] = afterExplanation - afterScan
}

/** A tracking store of 100,000 runs, to its first page of runs. */
async function store(): Promise<void> {
  const folder = resolve(values.data, 'store')
  if (!existsSync(join(folder, 'mlflow.db'))) {
    say('Writing a tracking store of 100,000 runs')
    await writeLargeDatabase(folder, { runs: 100_000, metrics: 20 })
  }
  try {
    const { listRuns } = await import('../src-main/usecases/compare.ts')
    const { createRunIndex } = await import('../src-main/usecases/run-index.ts')
    const start = performance.now()
    await createRunIndex(listRuns).find(folder, { query: '', offset: 0, limit: 100 })
    ratios['mlflow100kRunsOpenS'] = (performance.now() - start) / 1000
  } catch (error) {
    // What was measured before must not be lost with this.
    ratios['mlflow100kRunsOpenS'] = { skipped: error instanceof Error ? error.message : 'failed' }
  }
}
