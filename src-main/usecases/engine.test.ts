import { call, ORPCError } from '@orpc/server'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ProblemError } from '../contract/problem.ts'
import type { Costs } from '../contract/recommendation.ts'
import type { Scan } from '../contract/scan.ts'
import { createEngine } from './engine.ts'
import type { Engine, EngineParts } from './engine.ts'

const emptyScan: Scan = {
  stores: [],
  predictions: [],
  decisions: [],
  models: [],
  mentions: [],
  thresholds: [],
  files: [],
  evidenceSha256: '0'.repeat(64),
  fileCount: 0,
  problems: [],
}
const problem = { kind: 'column-missing', path: 'a.csv', message: 'No column y.', action: 'Choose another.' } as const

describe('engine', () => {
  let data: string
  let log: string[]
  let defects: unknown[]

  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'countersign-test-engine-'))
    log = []
    defects = []
  })
  afterEach(() => rmSync(data, { recursive: true, force: true }))

  const engineWith = (initialFolder: string | null = null, parts: Partial<EngineParts> = {}): Engine =>
    createEngine(
      { dataFolder: data, shell: 'browser', initialFolder, version: '1.2.3', onDefect: (error) => defects.push(error) },
      {
        scanFolder: (folder) => {
          log.push(`scan ${folder}`)
          return Promise.resolve(emptyScan)
        },
        listRuns: () => Promise.resolve([]),
        compareRuns: () => Promise.reject(new ProblemError(problem)),
        analysis: {
          warm: () => {},
          load: () => Promise.reject(new ProblemError(problem)),
          view: (_folder, _reading, _costs, recorded) => {
            log.push(`view with ${recorded.length} recorded`)
            return Promise.reject(new Error('secret path'))
          },
          move: ({ recorded }) => {
            log.push(`move with ${recorded.length} recorded`)
            return Promise.resolve(null)
          },
          recommend: () => Promise.reject(new ProblemError(problem)),
          judge: () => Promise.reject(new ProblemError(problem)),
          buckets: () => Promise.reject(new ProblemError(problem)),
          close: () => {
            log.push('close')
            return Promise.resolve()
          },
        },
        explain: () => Promise.reject(new Error('not asked for')),
        exportReport: () => Promise.reject(new Error('not asked for')),
        exportReviewedReport: () => Promise.reject(new Error('not asked for')),
        verifyReport: () => Promise.reject(new Error('not asked for')),
        governance: () => Promise.reject(new Error('not asked for')),
        review: {
          analysis: { load: () => Promise.reject(new ProblemError(problem)), judge: () => Promise.reject(new ProblemError(problem)) },
          evidenceJsonSha256: () => Promise.resolve(null),
          evaluateChecks: () => Promise.reject(new Error('not asked for')),
          product: 'Countersign 1.2.3',
        },
        writeDemo: () => {
          log.push('demo')
          return Promise.reject(new ProblemError({ ...problem, kind: 'disk-full' }))
        },
        demoVersion: '1',
        ...parts,
      },
    )
  const reading = { path: 'a.csv', label: 'y', score: 's', positive: null, negative: null, orientation: 'high' } as const
  const scan = async (engine: Engine, folder: string) => {
    const events = await call(engine.router.evidence.scan, { folder })
    for (;;) {
      const event = await events.next()
      if (event.done === true) return event.value
    }
  }
  const view = async (engine: Engine, costs: Costs = { fn: '10', fp: '1' }) => (await call(engine.router.threshold.view, { folder: data, reading, costs })).next()
  const failureOf = (work: Promise<unknown>) => work.then(() => null, (error: unknown) => error)

  it('says what it is and what it opens', async () => {
    expect(await call(engineWith().router.application.about, undefined)).toMatchObject({ version: '1.2.3', shell: 'browser', initialFolder: null })
    expect(await call(engineWith('/a/../b').router.application.about, undefined)).toMatchObject({ initialFolder: expect.stringMatching(/b$/) as string })
    expect(await call(engineWith('demo').router.application.about, undefined)).toMatchObject({ initialFolder: join(data, 'demo') })
  })

  it('makes a review, adds to it and says which rule forbids what', async () => {
    const { router } = engineWith()
    const file = join(data, 'r.countersign')
    const folder = mkdtempSync(join(tmpdir(), 'countersign-test-evidence-'))
    try {
      const model = { name: 'scoring', version: '3', tier: null, purpose: 'Refuse defaults.' }
      expect(await call(router.review.create, { file, folder, model, preparer: { name: 'Ana', unit: null } })).toMatchObject({ status: 'draft', state: { roles: { preparer: 'P1' } } })
      const event = { kind: 'person-added', payload: { id: 'P2', name: 'Ben', unit: null } } as const
      expect(await call(router.review.append, { file, person: null, event })).toMatchObject({ nextIds: { person: 'P3' }, evidence: folder })
      const early = { kind: 'validation-started', payload: {} } as const
      expect(await failureOf(call(router.review.append, { file, person: 'P2', event: early }))).toMatchObject({ data: { kind: 'not-allowed' } })
      expect(await call(router.review.known, undefined)).toMatchObject([{ path: file, entries: 4, exists: true }])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('remembers a folder that was scanned', async () => {
    const engine = engineWith()
    expect(await scan(engine, data)).toEqual(emptyScan)
    expect(await call(engine.router.folders.recent, undefined)).toMatchObject([{ path: data, exists: true }])
    await call(engine.router.folders.forget, { path: data })
    expect(await call(engine.router.folders.recent, undefined)).toEqual([])
  })

  it('scans when it is asked to, and for a view only where it has not', async () => {
    const engine = engineWith()
    await failureOf(view(engine))
    await failureOf(view(engine))
    await scan(engine, data)
    await failureOf(view(engine))
    expect(log.filter((line) => line.startsWith('scan'))).toHaveLength(2)
    expect(log.filter((line) => line.startsWith('view'))).toHaveLength(3)
  })

  it('moves costs against what the view was compared with, less what was dismissed since', async () => {
    const noted = { value: 0.2, printed: '0.2', interval: [0.15, 0.25], source: 'a.yaml:3 psi', origin: 'mention', path: 'a.yaml', line: 3, run: null, sha256: '' } as const
    const scanFolder = () => Promise.resolve({ ...emptyScan, thresholds: [{ ...noted, interval: [...noted.interval] }] } satisfies Scan)
    const engine = engineWith(null, { scanFolder })
    const move = () => call(engine.router.threshold.move, { folder: data, reading, costs: { fn: '10', fp: '1' }, choices: null, groups: null, uncertainty: null, since: null })
    await failureOf(view(engine))
    await move()
    await call(engine.router.inventory.dismiss, { folder: data, subject: { kind: 'threshold', path: 'a.yaml', line: 3, source: 'a.yaml:3 psi', printed: '0.2' }, reason: 'A drift limit' })
    await move()
    expect(log.filter((line) => line.includes('recorded'))).toEqual(['view with 1 recorded', 'move with 1 recorded', 'move with 0 recorded'])
  })

  it('writes the demo workspace before it scans it', async () => {
    const engine = engineWith('demo')
    expect(await failureOf(scan(engine, join(data, 'demo')))).toMatchObject({ code: 'PROBLEM', data: { kind: 'disk-full' } })
    expect(log).toEqual(['demo'])
  })

  it('gives problems as the declared error, from calls and from streams', async () => {
    const engine = engineWith()
    const compared = await failureOf(call(engine.router.comparison.compare, { folder: data, runs: ['a', 'b'] }))
    expect(compared).toBeInstanceOf(ORPCError)
    expect(compared).toMatchObject({ code: 'PROBLEM', defined: true, status: 422, data: problem })
    const events = await call(engine.router.threshold.load, { folder: data, reading })
    expect(await failureOf(events.next())).toMatchObject({ code: 'PROBLEM', defined: true, data: problem })
    expect(defects).toEqual([])
  })

  it('reports what nobody expected', async () => {
    await failureOf(view(engineWith()))
    expect(defects).toMatchObject([{ message: 'secret path' }])
  })

  it.each([
    ['a negative cost', { fn: '-1', fp: '1' }],
    ['a cost in words', { fn: 'ten', fp: '1' }],
    ['an unknown key', { fn: '1', fp: '1', tp: '1' }],
  ])('refuses %s at the door', async (_what, costs) => {
    expect(await failureOf(view(engineWith(), costs))).toMatchObject({ code: 'BAD_REQUEST' })
    expect(log).toEqual([])
  })

  it('closes its workers', async () => {
    await engineWith().close()
    expect(log).toEqual(['close'])
  })
})
