import { describe, expect, it } from 'vitest'
import { scoredRows } from '../threshold/brute-force.test-kit.ts'
import { prepareCuts } from '../threshold/cut-table.ts'
import type { AlignedColumn, AlignedRows } from '../threshold/aligned-rows.ts'
import { impactNote, impactRatio } from './impact-ratio.ts'
import { groupsOf } from './segment-groups.ts'
import { segmentRows } from './segment-rows.ts'
import { segmentTable } from './segments.ts'
import { rate } from './wilson.ts'

/** Rows of groups: how many, how many of them positive, how many flagged positives and negatives (score 0.9, else 0.1). */
function rowsOf(groups: readonly { rows: number; positives: number; caught: number; alarms: number }[]) {
  const scores: number[] = []
  const positive: number[] = []
  const codes: number[] = []
  for (const [code, group] of groups.entries()) {
    for (let k = 0; k < group.rows; k += 1) {
      const isPositive = k < group.positives
      const place = isPositive ? k : k - group.positives
      scores.push(place < (isPositive ? group.caught : group.alarms) ? 0.9 : 0.1)
      positive.push(isPositive ? 1 : 0)
      codes.push(code)
    }
  }
  const rows: AlignedRows = { scores: Float64Array.from(scores), positive: Uint8Array.from(positive), columns: new Map() }
  const column: AlignedColumn = { kind: 'category', codes: Int32Array.from(codes), count: groups.length, names: groups.map((_, code) => `g${code}`) }
  const cuts = prepareCuts(scoredRows(scores.map((score, index) => ({ score, positive: positive[index] === 1 }))), 'high')
  return { cuts, rows: segmentRows(rows, column, cuts) }
}

const input = { name: 'region', thresholds: [0.5], minimumCell: 10, isProbability: true } as const

describe('segments', () => {
  it('are counted by hand', () => {
    const counted = rowsOf([
      { rows: 200, positives: 20, caught: 15, alarms: 25 },
      { rows: 400, positives: 40, caught: 10, alarms: 30 },
    ])
    const { groups, referenceGroup } = segmentTable({ ...input, ...counted })
    expect(referenceGroup).toBe('g1')
    expect(groups[0]?.shown).toMatchObject({
      rows: 200,
      positives: 20,
      approval: { count: 160, of: 200, value: 0.8 },
      badRate: { count: 5, of: 160 },
      recall: { count: 15, of: 20 },
      precision: { count: 15, of: 40 },
      observed: { count: 20, of: 200 },
    })
    expect(groups[0]?.shown?.predicted).toBeCloseTo((40 * 0.9 + 160 * 0.1) / 200, 12)
    // 0.8 / 0.9, Katz: exp(± 1.96 · √(1/160 − 1/200 + 1/360 − 1/400)).
    const { ratio, kind } = groups[0]?.shown?.impact ?? { ratio: null, kind: null }
    expect(ratio?.value).toBeCloseTo(8 / 9, 14)
    expect(ratio?.low).toBeCloseTo((8 / 9) * Math.exp(-1.959963984540054 * Math.sqrt(1 / 160 - 1 / 200 + 1 / 360 - 1 / 400)), 12)
    expect(kind).toBe('above')
    expect(groups[1]?.shown?.impact.kind).toBe('reference')
  })

  it('withhold a small group, and a second one that would give it away', () => {
    const counted = rowsOf([
      { rows: 300, positives: 30, caught: 20, alarms: 20 },
      { rows: 120, positives: 12, caught: 8, alarms: 8 },
      { rows: 4, positives: 1, caught: 1, alarms: 0 },
    ])
    const found = segmentTable({ ...input, ...counted })
    expect(found.groups.map(({ shown }) => shown === null)).toEqual([false, true, true])
    expect(found.withheld).toBe(2)
  })

  it('withhold two small groups alone', () => {
    const counted = rowsOf([
      { rows: 300, positives: 30, caught: 20, alarms: 20 },
      { rows: 3, positives: 1, caught: 1, alarms: 0 },
      { rows: 4, positives: 1, caught: 1, alarms: 0 },
    ])
    expect(segmentTable({ ...input, ...counted }).groups.map(({ shown }) => shown === null)).toEqual([false, true, true])
  })

  it('give the ratio at other thresholds too', () => {
    const counted = rowsOf([
      { rows: 200, positives: 20, caught: 15, alarms: 25 },
      { rows: 400, positives: 40, caught: 10, alarms: 30 },
    ])
    const elsewhere = segmentTable({ ...input, thresholds: [0.5, 0.05], ...counted }).groups[0]?.shown?.impactElsewhere
    // Below every score everybody is flagged, so that nobody is approved.
    expect(elsewhere).toMatchObject([{ kind: 'inconclusive', ratio: null }])
  })

  it('band numbers in fifths and never part equal ones', () => {
    const values = Float64Array.from([1, 2, 2, 2, 2, 3, 4, 5, 6, NaN])
    const { names, of } = groupsOf({ kind: 'number', values })
    // The 2nd, 4th, 6th, 8th and 9th of the nine numbers end the fifths: 2, 2, 3, 5, 6.
    expect(names).toEqual(['1 to 2', '3', '4 to 5', '6', '(missing)'])
    expect([...of]).toEqual([0, 0, 0, 0, 0, 1, 2, 2, 3, 4])
  })
})

describe('the impact ratio', () => {
  it.each([
    [24, 50, 30, 50, 'inconclusive'],
    [480, 1000, 600, 1000, 'inconclusive'],
    [4300, 10000, 6000, 10000, 'below'],
    [5500, 10000, 6000, 10000, 'above'],
    [40, 99, 60, 100, 'inconclusive'],
    [45, 100, 6000, 10000, 'below'],
  ])('of %i/%i to %i/%i is %s', (count, of, referenceCount, reference, kind) => {
    expect(impactRatio(rate(count, of), rate(referenceCount, reference)).kind).toBe(kind)
  })

  // A simulation of groups against a large reference with a rate of 60 % and a ratio of 0.80 gave these ends.
  it.each([
    [24, 50, '0.60', '1.07'],
    [48, 100, '0.65', '0.98'],
  ])('of %i/%i to 60 %% has the ends that a simulation gave', (count, of, low, high) => {
    const { ratio } = impactRatio(rate(count, of), rate(600_000, 1_000_000))
    expect([ratio?.low.toFixed(2), ratio?.high.toFixed(2)]).toEqual([low, high])
  })

  it('is called a screen under bank policy and nothing more', () => {
    expect(impactNote).toMatch(/screen under bank policy/)
    expect(impactNote).not.toMatch(/complian|passes/i)
  })
})
