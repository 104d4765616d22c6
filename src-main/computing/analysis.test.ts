import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { ProblemError } from '../contract/problem.ts'
import type { Progress } from '../contract/progress.ts'
import { movedCostsOf, type MovedAnswer } from '../contract/moved-costs.ts'
import type { TableReading } from '../contract/reading.ts'
import { movedThresholdSchema } from '../contract/recommendation.ts'
import type { RecordedThreshold } from '../contract/scan.ts'
import type { Analysis } from './analysis.ts'
import { createAnalysis } from './analysis.ts'

const folder = mkdtempSync(join(tmpdir(), 'countersign-test-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const opened: Analysis[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((analysis) => analysis.close()))
})

function open(workerFile?: URL): Analysis {
  const analysis = createAnalysis(workerFile)
  opened.push(analysis)
  return analysis
}

function reading(path: string, changes: Partial<TableReading> = {}): TableReading {
  return { path, label: 'y', score: 'p', positive: null, negative: null, orientation: 'high', ...changes }
}

function write(name: string, content: string): string {
  writeFileSync(join(folder, name), content)
  return name
}

function worker(name: string, source: string): URL {
  return pathToFileURL(join(folder, write(name, source)))
}

/** An answer that differs from none, as what it says. */
function wholeOf(answer: MovedAnswer | null) {
  return answer === null ? null : movedCostsOf(answer, null)
}

const recordedAt = (value: number): RecordedThreshold => ({
  value, printed: String(value), source: 'note.md:1 threshold', origin: 'mention', interval: [value, value], path: 'note.md', line: 1, run: null, sha256: 'hash',
})

const costs = { fn: '10', fp: '1' }
const question = { costs, grids: ['0.1'], at: [0.5], bootstrap: null }
// By hand: cutting at 0.4 flags 0.4, 0.6, 0.9 of which 0.6 is a false positive: cost 1.
const small = 'y,p\n0,0.1\n0,0.2\n1,0.4\n0,0.6\n1,0.9\n1,\n'

describe('an analysis', () => {
  it('summarises a table, recommends a threshold and gives its view', async () => {
    const analysis = open()
    const path = write('small.csv', small)
    expect(await analysis.load(folder, reading(path))).toMatchObject({
      reading: reading(path),
      rows: 6,
      used: 5,
      excluded: { nullScore: 1 },
      positives: 2,
      negatives: 3,
      distinctScores: 5,
      scoreRange: [0.1, 0.9],
      // Of 6 pairs of a positive and a negative, 5 are in order.
      auc: 5 / 6,
    })
    const optimum = { threshold: 0.4, cost: 1, tp: 2, fp: 1, fn: 0, tn: 2, tied: 1, interval: [0.2, 0.4] }
    expect(await analysis.recommend(null, reading(join(folder, path)), question)).toMatchObject({ optimum, at: [{ threshold: 0.5, cost: 11 }] })
    expect(await analysis.view(folder, reading(path), costs, [])).toMatchObject({ costs, recommendation: { optimum }, recorded: [] })
  })

  it('moves with the costs to the same view and choices', async () => {
    const analysis = open()
    const of = reading(write('small.csv', small))
    const next = { fn: '0.5', fp: '1' }
    const cell = (perCase: string) => ({ perCase, perAmount: '0' })
    const chosen = {
      payoffs: { fn: cell('0.5'), fp: cell('1'), tp: cell('0'), tn: cell('0') },
      statement: { currency: 'EUR', source: '', owner: '', date: '' },
      amount: null,
      prevalence: null,
      constraints: [{ kind: 'recall' as const, atLeast: '1' }],
      review: null,
      ratios: null,
      thresholds: [0.5],
    }
    const view = movedThresholdSchema.parse(await analysis.view(folder, of, next, []))
    const asked = { folder, reading: of, groups: null, uncertainty: null, recorded: [] }
    const first = await analysis.move({ ...asked, costs: next, choices: chosen, since: null })
    expect(wholeOf(first)).toEqual({
      view,
      choices: await analysis.judge('choices', { ...chosen, folder, reading: of }),
      groups: null,
      uncertainty: null,
      chosenUncertainty: null,
    })
    expect(wholeOf(await analysis.move({ ...asked, costs: next, choices: null, since: null }))).toEqual({ view, choices: null, groups: null, uncertainty: null, chosenUncertainty: null })
  })

  it('says of moved costs only what differs from an answer that it gave before', async () => {
    const analysis = open()
    const asked = { folder, reading: reading(write('small.csv', small)), choices: null, groups: null, uncertainty: null, recorded: [] }
    const before = await analysis.move({ ...asked, costs, since: null })
    const costly = { ...asked, costs: { fn: '0.5', fp: '1' } }
    const whole = wholeOf(await analysis.move({ ...costly, since: null }))
    const next = await analysis.move({ ...costly, since: before?.id ?? null })
    if (before === null || next === null) throw new Error('not in memory')
    expect(next.since).toBe(before.id)
    expect(movedCostsOf(next, { id: before.id, costs: movedCostsOf(before, null) })).toEqual(whole)
    expect(JSON.stringify(next).length).toBeLessThan(JSON.stringify(before).length / 2)
    expect(() => movedCostsOf(next, null)).toThrow(RangeError)
    // As after the worker was started anew.
    expect(await analysis.move({ ...costly, since: '00000000-0000-4000-8000-000000000000' })).toMatchObject({ since: null, changes: JSON.stringify([whole]) })
  })

  it('compares moved costs with the recorded thresholds that each question names', async () => {
    const analysis = open()
    const asked = { folder, reading: reading(write('compared.csv', small)), costs, choices: null, groups: null, uncertainty: null, since: null }
    const [one, other] = [[recordedAt(0.4)], [recordedAt(0.4), recordedAt(0.7)]]
    const named = async (recorded: readonly RecordedThreshold[]) => wholeOf(await analysis.move({ ...asked, recorded }))?.view.recorded.map(({ recorded: { value } }) => value).sort()
    // The second of the same list travels without it; each of several at once is answered for its own.
    expect(await Promise.all([named(one), named(one), named(other), named([]), named(other)])).toEqual([[0.4], [0.4], [0.4, 0.7], [], [0.4, 0.7]])
    await analysis.close()
    expect(await named(other)).toEqual([0.4, 0.7])
  })

  it('reads a table that changed before it moves with the costs', async () => {
    const analysis = open()
    const path = write('moves.csv', small)
    const move = async () => wholeOf(await analysis.move({ folder, reading: reading(path), costs, choices: null, groups: null, uncertainty: null, recorded: [], since: null }))
    expect((await move())?.view.recommendation.used).toBe(5)
    appendFileSync(join(folder, path), '1,0.7\n')
    expect((await move())?.view.recommendation.used).toBe(6)
  })

  it('mirrors everything for scores that are low for positives', async () => {
    const path = write('small.csv', small)
    const summary = await open().load(folder, reading(path, { orientation: 'low' }))
    expect(summary.auc).toBeCloseTo(1 / 6, 15)
  })

  it('reads a table again when it has changed, and only then', async () => {
    const analysis = open()
    const path = write('grows.csv', small)
    const progress: Progress[] = []
    const load = () => analysis.load(folder, reading(path), { onProgress: (each) => progress.push(each) })
    const reads = () => progress.filter(({ stage }) => stage === 'Reading')
    await load()
    expect(reads().at(-1)).toMatchObject({ stage: 'Reading', done: 5, total: 5, unit: 'rows' })
    const seen = reads().length
    await load()
    expect(reads().length).toBe(seen)
    appendFileSync(join(folder, path), '1,0.7\n')
    expect((await load()).rows).toBe(7)
  })

  it('says at once that the worker starts, and then which step is under way', async () => {
    const analysis = open()
    const path = write('small.csv', small)
    const stages: string[] = []
    const onProgress = ({ stage }: Progress) => {
      if (stages.at(-1) !== stage) stages.push(stage)
    }
    const first = analysis.load(folder, reading(path), { onProgress })
    expect(stages).toEqual(['Starting the computation'])
    await first
    expect(stages).toEqual(['Starting the computation', 'Reading', 'Computing'])
  })

  it('reads the files of a pattern inside the folder', async () => {
    write('part-1.csv', small)
    write('part-2.csv', small)
    expect((await open().load(folder, reading('part-*.csv'))).rows).toBe(12)
  })

  it.each([
    ['absent.csv', 'file-missing'],
    ['absent-*.csv', 'file-missing'],
    ['../outside.csv', 'usage'],
    ['../*.csv', 'usage'],
    [resolve('package.json'), 'usage'],
  ])('refuses %s in a folder: %s', async (path, kind) => {
    await expect(open().load(folder, reading(path))).rejects.toMatchObject({ problem: { kind, path } })
  })

  it.skipIf(process.platform === 'win32')('follows no link out of the folder', async () => {
    symlinkSync(resolve('package.json'), join(folder, 'link.csv'))
    await expect(open().load(folder, reading('link.csv'))).rejects.toMatchObject({ problem: { kind: 'usage', path: 'link.csv' } })
  })

  it('passes problems of the table and of the costs on', async () => {
    const analysis = open()
    const path = write('small.csv', small)
    await expect(analysis.load(folder, reading(path, { score: 'q' }))).rejects.toMatchObject({ problem: { kind: 'column-missing', path } })
    await expect(analysis.load(folder, reading(path, { score: 'q' }))).rejects.toBeInstanceOf(ProblemError)
    await expect(analysis.view(folder, reading(path), { fn: '0', fp: '0' }, [])).rejects.toMatchObject({ problem: { kind: 'cost-invalid' } })
  })

  it('stops at once with its signal, and answers others', async () => {
    const analysis = open()
    const path = write('small.csv', small)
    await expect(analysis.load(folder, reading(path), { signal: AbortSignal.abort() })).rejects.toMatchObject({ problem: { kind: 'stopped' } })
    const controller = new AbortController()
    const stopped = analysis.load(folder, reading(path), { signal: controller.signal })
    const other = analysis.load(folder, reading(path))
    controller.abort()
    await expect(stopped).rejects.toMatchObject({ problem: { kind: 'stopped', path } })
    expect((await other).rows).toBe(6)
  })

  it('ends what is under way when it is closed, and starts anew when it is asked again', async () => {
    const analysis = open()
    const path = write('small.csv', small)
    const underWay = analysis.load(folder, reading(path))
    const outcome = expect(underWay).rejects.toMatchObject({ problem: { kind: 'stopped' } })
    await analysis.close()
    await outcome
    await analysis.close()
    expect((await analysis.load(folder, reading(path))).rows).toBe(6)
  })
})

describe('a warmed analysis', () => {
  it('has one worker, that answers the first question, and ends with it', async () => {
    const source = `
      import { appendFileSync } from 'node:fs'
      import { parentPort } from 'node:worker_threads'
      appendFileSync(${JSON.stringify(join(folder, 'starts'))}, 'x')
      parentPort.on('message', ({ kind, id }) => {
        if (kind === 'close') parentPort.close()
        else parentPort.postMessage({ kind: 'answer', id, answer: kind })
      })`
    const analysis = open(worker('warmed.mjs', source))
    analysis.warm()
    analysis.warm()
    expect(await analysis.load(folder, reading('a.csv'))).toBe('load')
    await analysis.close()
    expect(readFileSync(join(folder, 'starts'), 'utf8')).toBe('x')
  })
})

describe('a worker that fails', () => {
  const answerOnce = `
    import { parentPort } from 'node:worker_threads'
    import { existsSync, writeFileSync } from 'node:fs'
    parentPort.on('message', (message) => {
      if (message.kind === 'close') return parentPort.close()
      if (existsSync(MARK)) return parentPort.postMessage({ kind: 'answer', id: message.id, answer: { rows: 1 } })
      writeFileSync(MARK, '')
      FAIL
    })`

  it.each([
    ['throws', `throw new Error('broken')`, 'The analysis failed unexpectedly.'],
    ['exits', 'process.exit(3)', 'The analysis ended unexpectedly (code 3).'],
  ])('rejects what waits when it %s, and is replaced for the next question', async (name, fail, message) => {
    const mark = JSON.stringify(join(folder, `${name}.mark`))
    const analysis = open(worker(`${name}.mjs`, answerOnce.replaceAll('MARK', mark).replace('FAIL', fail)))
    const both = [analysis.load(folder, reading('a.csv')), analysis.load(folder, reading('b.csv'))]
    for (const each of await Promise.allSettled(both)) {
      expect(each).toMatchObject({ status: 'rejected', reason: { message } })
    }
    expect(await analysis.load(folder, reading('a.csv'))).toEqual({ rows: 1 })
  })

  it('tells a defect from a problem', async () => {
    const source = `
      import { parentPort } from 'node:worker_threads'
      parentPort.on('message', ({ kind, id }) => {
        if (kind === 'close') parentPort.close()
        else parentPort.postMessage({ kind: 'defect', id, message: 'index out of range', stack: 'where' })
      })`
    const failed = open(worker('defect.mjs', source)).load(folder, reading('a.csv'))
    await expect(failed).rejects.toMatchObject({ message: 'index out of range', stack: 'where' })
    await expect(failed).rejects.not.toBeInstanceOf(ProblemError)
  })
})

const real = resolve('..', 'shared', 'data')

describe.skipIf(!existsSync(real))('the real case (skipped where ../shared/data is absent)', () => {
  it('gives the recommendation that scikit-learn, numpy and SQL gave', async () => {
    const path = 'scoring-enhanced/results/static_model_predictions.parquet'
    const given = reading(path, { label: 'TARGET', score: 'PROBABILITY' })
    const analysis = open()
    expect(await analysis.load(real, given)).toMatchObject({ rows: 307_511, positives: 24_825, negatives: 282_686, distinctScores: 307_511 })
    const recommendation = await analysis.recommend(real, given, { costs, grids: ['0.05', '0.01', '0.005', '0.001'], at: [0.338], bootstrap: null })
    expect(recommendation).toMatchObject({
      optimum: { threshold: 0.4759636133379771, cost: 151_406, fn: 8_025, fp: 71_156, tied: 1 },
      at: [{ fn: 4_391, fp: 118_861, cost: 162_771 }],
      grids: [
        { threshold: 0.5, cost: 151_786 },
        { threshold: 0.48, cost: 151_536 },
        { threshold: 0.485, cost: 151_522 },
        { threshold: 0.476, cost: 151_416 },
      ],
    })
  })
})
