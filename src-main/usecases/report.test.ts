import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAnalysis } from '../computing/analysis.ts'
import { exampleExplanation } from '../contract/explanation.test-kit.ts'
import { thresholdSubject } from '../contract/inventory.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Progress } from '../contract/progress.ts'
import { exportedReportSchema, type ReportRequest } from '../contract/report.ts'
import { exampleComparison, exampleHistogram, exampleScan, exampleTable, exampleView } from '../domain/report/report-input.test-kit.ts'
import { compareRuns, listRuns } from './compare.ts'
import { explainRecorded } from './explain.ts'
import type { ReportParts } from './gather-report.ts'
import { exportReport, resolveAssumptions } from './report.ts'
import { scanFolder } from './scan.ts'

let place = ''
let folder = ''
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'countersign-export-test-'))
  folder = join(place, 'evidence')
  await mkdir(folder)
})
afterEach(() => rm(place, { recursive: true, force: true }))

const request = (out: string, change: Partial<ReportRequest> = {}): ReportRequest => ({
  folder, out, reading: exampleTable().reading, costs: { fn: '10', fp: '1' }, runs: [], ...change,
})

/** Parts that answer with the example, and note what they were asked. */
function exampleParts(asked: unknown[] = []): ReportParts {
  const comparison = exampleComparison()
  return {
    analysis: { load: () => Promise.resolve(exampleTable()), view: (...question) => (asked.push(question), Promise.resolve(exampleView())), histogram: () => Promise.resolve(exampleHistogram()) },
    scan: () => Promise.resolve(exampleScan()),
    compare: (_, runs, options) => (asked.push(options === undefined ? runs : { runs, options }), Promise.resolve(comparison)),
    listRuns: () => Promise.resolve(comparison.runs),
    explain: (request) => (asked.push({ explain: request }), Promise.resolve(exampleExplanation())),
    version: '1.2.3',
  }
}

describe('exportReport', () => {
  it('writes the report and says what it is', async () => {
    const out = join(place, 'report.pdf')
    const stages: Progress[] = []
    const exported = await exportReport(request(out), exampleParts(), { assumed: ['cost_fn 10, assumed from config.yaml:21, unconfirmed'], onProgress: (progress) => stages.push(progress) })
    const bytes = await readFile(out)
    expect(exportedReportSchema.parse(exported)).toEqual(exported)
    expect(exported).toMatchObject({ bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), evidenceSha256: exampleScan().evidenceSha256 })
    expect(exported.documentId).toMatch(/^[0-9a-f]{12}$/)
    expect(stages.map((progress) => progress.stage)).toEqual(['Setting the report', 'Writing the report'])
    expect((await readdir(place)).sort()).toEqual(['evidence', 'report.pdf'])
  })

  it('gives the same bytes for the same evidence, wherever it is written', async () => {
    const first = await exportReport(request(join(place, 'a.pdf')), exampleParts())
    const second = await exportReport(request(join(place, 'b.pdf')), exampleParts())
    expect(second.sha256).toBe(first.sha256)
  })

  it('compares all runs of a small folder where only one records a threshold, that one first', async () => {
    const asked: unknown[] = []
    await exportReport(request(join(place, 'report.pdf')), exampleParts(asked))
    expect(asked).toContainEqual(['f5f0003602ae4c7a84b2cb6e865a2304', '1a2b3c4d5e6f708192a3b4c5d6e7f809'])
  })

  it('compares the runs by the options that the person chose', async () => {
    const asked: unknown[] = []
    const runs = exampleComparison().runs.map(({ id }) => id)
    const options = { tolerance: { absolute: 0.01, relative: 0 }, metric: 'max' as const, ignore: { presets: [], keys: ['auc'] } }
    const change = { runs, comparison: options }
    await exportReport(request(join(place, 'report.pdf'), change), exampleParts(asked))
    expect(asked).toContainEqual({ runs, options })
  })

  it('asks for the beta that the folder mentions and for a bootstrap with a fixed seed', async () => {
    const asked: unknown[] = []
    await exportReport(request(join(place, 'report.pdf')), exampleParts(asked))
    expect(asked[0]).toMatchObject([folder, {}, {}, {}, { betas: ['3.2', '1', '2'], bootstrap: { resamples: 2000, seed: 1 } }])
  })

  it('leaves out what was dismissed, and explains the likeliest of the rest that somebody wrote down', async () => {
    const asked: unknown[] = []
    const [first] = exampleScan().thresholds
    if (first === undefined) throw new Error('the example records thresholds')
    const dismissals = [{ subject: thresholdSubject(first), reason: 'A drift alert', at: 0, actor: 'ana' }]
    const without = { ...exampleView(), recorded: exampleView().recorded.filter(({ recorded }) => recorded.value !== first.value) }
    const parts = exampleParts(asked)
    const view: ReportParts['analysis']['view'] = (...question) => (asked.push(question), Promise.resolve(without))
    await exportReport(request(join(place, 'report.pdf')), { ...parts, analysis: { ...parts.analysis, view } }, { dismissals })
    expect(asked[0]).toMatchObject([folder, {}, {}, exampleScan().thresholds.slice(1), {}])
    const explained = asked.filter((item) => typeof item === 'object' && item !== null && 'explain' in item)
    expect(explained).toMatchObject([
      { explain: { recorded: { printed: '0.48', implied: null }, costs: { fn: '10', fp: '1' }, claim: null } },
      { explain: { recorded: { implied: [0.33826157532995615, 0.33827299664429217] } } },
    ])
  })

  it('says in the report why a value could not be explained, and has the rest', async () => {
    const failing = new ProblemError({ kind: 'usage', path: null, message: 'The value is no decimal.', action: 'Correct it.' })
    const exported = await exportReport(request(join(place, 'report.pdf')), { ...exampleParts(), explain: () => Promise.reject(failing) })
    expect(exported.pages).toBeGreaterThan(3)
    const stopped = new ProblemError({ ...failing.problem, kind: 'stopped' })
    await expect(exportReport(request(join(place, 'other.pdf')), { ...exampleParts(), explain: () => Promise.reject(stopped) })).rejects.toMatchObject({ problem: { kind: 'stopped' } })
  })

  it('writes the same report as HTML and as a bundle whose hashes are those of its files', async () => {
    const copies = { html: join(place, 'report.html'), bundle: join(place, 'bundle') }
    const exported = await exportReport(request(join(place, 'report.pdf'), { copies }), exampleParts())
    expect(exported.copies.map(({ kind }) => kind)).toEqual(['html', 'bundle'])
    expect(await readFile(copies.html, 'utf8')).toContain(exported.documentId.slice(0, 4))
    const sums = (await readFile(join(copies.bundle, 'SHA256SUMS'), 'utf8')).trimEnd().split('\n').map((line) => line.split('  '))
    expect(sums.map(([, name]) => name)).toEqual(expect.arrayContaining(['evidence.json', 'score-histogram.csv', 'tables/01-decision-1.csv']))
    for (const [hash, name] of sums) expect(createHash('sha256').update(await readFile(join(copies.bundle, name ?? ''))).digest('hex')).toBe(hash)
    const again = exportReport(request(join(place, 'other.pdf'), { copies }), exampleParts())
    await expect(again).rejects.toMatchObject({ problem: { kind: 'write-refused', path: copies.bundle } })
    const inside = exportReport(request(join(place, 'other.pdf'), { copies: { html: join(folder, 'r.html'), bundle: null } }), exampleParts())
    await expect(inside).rejects.toMatchObject({ problem: { kind: 'inside-evidence' } })
  })

  it('refuses to write into the evidence, straight or through a link', async () => {
    await mkdir(join(folder, 'deep'))
    await symlink(join(folder, 'deep'), join(place, 'link'))
    for (const out of [join(folder, 'report.pdf'), join(folder, 'deep', 'report.pdf'), join(place, 'link', 'report.pdf'), folder]) {
      await expect(exportReport(request(out), exampleParts())).rejects.toMatchObject({ problem: { kind: 'inside-evidence' } })
    }
    expect(await readdir(folder)).toEqual(['deep'])
  })

  it('refuses before it reads anything where the target’s folder is missing', async () => {
    await expect(exportReport(request(join(place, 'nowhere', 'r.pdf')), exampleParts())).rejects.toMatchObject({ problem: { kind: 'write-refused' } })
    await expect(exportReport(request(join(place, 'r.pdf'), { folder: join(place, 'gone') }), exampleParts())).rejects.toMatchObject({ problem: { kind: 'folder-missing' } })
  })

  it('writes nothing when it is stopped', async () => {
    const stop = new AbortController()
    const stopping = exportReport(request(join(place, 'report.pdf')), exampleParts(), {
      signal: stop.signal, onProgress: ({ stage }) => { if (stage === 'Setting the report') stop.abort() },
    })
    await expect(stopping).rejects.toMatchObject({ problem: { kind: 'stopped' } })
    expect(await readdir(place)).toEqual(['evidence'])
  })
})

const real = resolve('..', 'shared', 'data', 'scoring-enhanced')

describe.skipIf(!existsSync(real))('a real folder (skipped where the shared data is absent)', () => {
  it('is reported from what it states alone', async () => {
    const analysis = createAnalysis()
    try {
      const parts: ReportParts = {
        analysis, scan: scanFolder, compare: compareRuns, listRuns, version: '1.2.3',
        explain: (asked, scan, work) => explainRecorded(asked, scan, { analysis }, work),
      }
      const none = { predictions: null, label: null, score: null, positive: null, negative: null, orientation: null, costFn: null, costFp: null }
      const { reading, costs, assumed } = resolveAssumptions(await scanFolder(real), none)
      expect(costs).toEqual({ fn: '10', fp: '1' })
      expect(assumed).toContain('cost_fn 10, assumed from config.yaml:21, unconfirmed')
      const out = join(place, 'real.pdf')
      const exported = await exportReport({ folder: real, out, reading, costs, runs: [] }, parts, { assumed })
      expect(exported.pages).toBeGreaterThan(8)
      expect(exported.assumed).toEqual(assumed)
    } finally {
      await analysis.close()
    }
  })
})
