import { describe, expect, it } from 'vitest'
import type { RunSummary } from '../contract/comparison.ts'
import { createRunIndex } from './run-index.ts'

function run(id: string, name: string, more: Partial<RunSummary> = {}): RunSummary {
  return {
    id, name, experiment: 'scoring', experimentId: '1', status: 'FINISHED', lifecycle: 'active', startTime: null, endTime: null,
    user: null, artifactUri: null, stores: ['mlflow.db'], ...more,
  }
}

const runs = [run('a1', 'Final model'), run('b2', 'final', { status: 'FAILED', user: 'Ana' }), run('c3', 'other', { experiment: 'Finals' })]
const page = { offset: 0, limit: 10 }

describe('the index of runs', () => {
  it('finds the runs that hold every word of the query, in the order of the list', async () => {
    const index = createRunIndex(() => Promise.resolve(runs))
    const names = async (query: string) => (await index.find('/a', { ...page, query })).runs.map(({ id }) => id)
    expect(await names('')).toEqual(['a1', 'b2', 'c3'])
    expect(await names('FINAL')).toEqual(['a1', 'b2', 'c3'])
    expect(await names(' final  failed')).toEqual(['b2'])
    expect(await names('ana')).toEqual(['b2'])
    // Typed on, cut back and typed otherwise.
    expect(await names('o')).toEqual(['a1', 'b2', 'c3'])
    expect(await names('ot')).toEqual(['c3'])
    expect(await names('oth x')).toEqual([])
    expect(await names('o')).toEqual(['a1', 'b2', 'c3'])
    expect(await names('mod')).toEqual(['a1'])
    expect(await names('final nothing')).toEqual([])
    // No word reaches from one field into the next.
    expect(await names('a1final')).toEqual([])
  })

  it('gives one page and says how many there are', async () => {
    const index = createRunIndex(() => Promise.resolve(runs))
    expect(await index.find('/a', { query: 'final', offset: 1, limit: 1 })).toEqual({ runs: [runs[1]], matching: 3, total: 3 })
  })

  it('reads a folder once until it is forgotten, and again after a failure', async () => {
    let reads = 0
    const index = createRunIndex(() => (++reads === 1 ? Promise.reject(new Error('unplugged')) : Promise.resolve(runs)))
    await expect(index.find('/a', { ...page, query: '' })).rejects.toThrow('unplugged')
    await index.find('/a', { ...page, query: '' })
    await index.find('/a', { ...page, query: 'x' })
    expect(reads).toBe(2)
    index.forget('/a')
    await index.find('/a', { ...page, query: '' })
    expect(reads).toBe(3)
  })

  it('sorts with numbers as numbers, equal ones as they stand in the list', async () => {
    // Newest first, as a list of runs is.
    const list = [run('c3', 'final', { startTime: 7 }), run('a1', 'fold 10', { startTime: 5 }), run('b2', 'fold 9')]
    const index = createRunIndex(() => Promise.resolve(list))
    const recording = new Set(['b2'])
    const ids = async (by: 'name' | 'experiment' | 'start' | 'records', descending: boolean, query = '') =>
      (await index.find('/a', { ...page, query, sort: { by, descending } }, { recording })).runs.map(({ id }) => id).join(' ')
    expect(await ids('name', false)).toBe('c3 b2 a1')
    expect(await ids('name', true)).toBe('a1 b2 c3')
    expect(await ids('name', false, 'fold')).toBe('b2 a1')
    expect(await ids('start', false)).toBe('b2 a1 c3')
    expect(await ids('start', true)).toBe('c3 a1 b2')
    expect(await ids('experiment', true)).toBe('c3 a1 b2')
    expect(await ids('records', true)).toBe('b2 c3 a1')
    expect(await ids('records', true, 'f')).toBe('b2 c3 a1')
  })

  it('lets go of who stopped waiting, and ends the reading when nobody waits', async () => {
    const reading = Promise.withResolvers<RunSummary[]>()
    const signals: (AbortSignal | undefined)[] = []
    const index = createRunIndex((_, options) => {
      signals.push(options?.signal)
      return reading.promise
    })
    const [first, second] = [new AbortController(), new AbortController()]
    const one = index.find('/a', { ...page, query: '' }, { signal: first.signal })
    const other = index.all('/a', second.signal)
    first.abort()
    await expect(one).rejects.toMatchObject({ problem: { kind: 'stopped' } })
    expect(signals[0]?.aborted).toBe(false)
    second.abort()
    await expect(other).rejects.toMatchObject({ problem: { kind: 'stopped' } })
    expect(signals[0]?.aborted).toBe(true)
    const again = index.all('/a')
    expect(signals).toHaveLength(2)
    reading.resolve(runs)
    expect(await again).toEqual(runs)
    await expect(index.all('/a', AbortSignal.abort())).rejects.toMatchObject({ problem: { kind: 'stopped' } })
  })
})
