import { describe, expect, it, vi } from 'vitest'
import { scoredRows, type Row } from '../domain/threshold/brute-force.test-kit.ts'
import { drawOptima } from '../domain/threshold/bootstrap.ts'
import { prepareCuts } from '../domain/threshold/cut-table.ts'
import { createKeptHulls, type AskedResamples } from './kept-hulls.ts'

const rows = Array.from({ length: 200 }, (_, k): Row => ({ score: ((k * 37) % 100) / 100, positive: (k * k) % 100 < (k * 37) % 100 - 40 }))
const tableOf = () => prepareCuts(scoredRows(rows), 'high')
const asked = (changes: Partial<AskedResamples> = {}): AskedResamples => ({ resampling: { kind: 'rows' }, resamples: 300, seed: 4, ...changes })

describe('kept hulls', () => {
  it('are drawn in the background and give the optima of the same resamples', async () => {
    const hulls = createKeptHulls(() => false)
    const cuts = tableOf()
    expect(hulls.of(cuts, asked())).toBeNull()
    hulls.prepare(cuts, asked())
    const found = await vi.waitUntil(() => hulls.of(cuts, asked()))
    const drawn = drawOptima(cuts, { fn: 7n, fp: 2n }, 4)
    const { optima, leastCosts } = found.optima(7, 2, { positive: 0, negative: 0 })
    expect(optima).toHaveLength(300)
    optima.forEach((cut, resample) => expect({ cut, cost: leastCosts[resample] }).toEqual(drawn.next().value))
    // Another seed, number or way of drawing, and another table, are other resamples.
    for (const other of [asked({ seed: 5 }), asked({ resamples: 301 }), asked({ resampling: { kind: 'stratified' } })]) expect(hulls.of(cuts, other)).toBeNull()
    expect(hulls.of(tableOf(), asked())).toBeNull()
  })

  it('replace those that were asked for before, finished or not', async () => {
    const hulls = createKeptHulls(() => false)
    const cuts = tableOf()
    hulls.prepare(cuts, asked({ resamples: 9_000 }))
    hulls.prepare(cuts, asked())
    await vi.waitUntil(() => hulls.of(cuts, asked()))
    hulls.prepare(cuts, asked({ seed: 8 }))
    await vi.waitUntil(() => hulls.of(cuts, asked({ seed: 8 })))
    expect(hulls.of(cuts, asked())).toBeNull()
    expect(hulls.of(cuts, asked({ resamples: 9_000 }))).toBeNull()
  })

  it('are not drawn where they could not answer', () => {
    // Long drawing looks for a question to let in before it goes on.
    const looked = vi.fn(() => false)
    const hulls = createKeptHulls(looked)
    const cuts = tableOf()
    hulls.prepare(cuts, asked({ resampling: { kind: 'customers', column: 'c' }, resamples: 9_000 }))
    hulls.prepare(cuts, asked({ resamples: 10_001 }))
    hulls.prepare({ ...cuts, heads: cuts.scores }, asked({ resamples: 9_000 }))
    expect(looked).not.toHaveBeenCalled()
    hulls.prepare(cuts, asked({ resamples: 9_000 }))
    expect(looked).toHaveBeenCalled()
    hulls.close()
  })

  it('are let go once closed', async () => {
    const hulls = createKeptHulls(() => false)
    const cuts = tableOf()
    hulls.prepare(cuts, asked({ resamples: 9_000 }))
    hulls.close()
    const other = createKeptHulls(() => false)
    other.prepare(cuts, asked({ resamples: 9_000 }))
    await vi.waitUntil(() => other.of(cuts, asked({ resamples: 9_000 })))
    expect(hulls.of(cuts, asked({ resamples: 9_000 }))).toBeNull()
  })
})
