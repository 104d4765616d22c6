import { describe, expect, it } from 'vitest'
import type { FingerprintColumn } from '../../contract/fingerprint.ts'
import { orderedHeader, unorderedHeader } from './canonical-form.ts'
import { compareFingerprints } from './compare-fingerprints.ts'

const columns: FingerprintColumn[] = [{ name: 'y', type: 'number' }, { name: 'P"1', type: 'text' }]
const one = { path: 'one.csv', version: 1, rows: 1200, columns, ordered: 'a', unordered: 'b' }

describe('compareFingerprints', () => {
  it.each<[string, Partial<typeof one>, string, string]>([
    ['the same', {}, 'same', 'one.csv and two.csv hold the same 1,200 rows and 2 columns in the same order.'],
    ['another order', { ordered: 'c' }, 'reordered', 'in another order'],
    ['other rows', { ordered: 'c', unordered: 'd', rows: 3 }, 'different', '1,200 rows against 3'],
    ['another column', { ordered: 'c', unordered: 'd', columns: [{ name: 'y', type: 'number' }, { name: 'q', type: 'text' }] }, 'different', 'columns P"1, q stand in one of them only'],
    ['another type', { ordered: 'c', unordered: 'd', columns: [{ name: 'y', type: 'text' }, { name: 'P"1', type: 'text' }] }, 'different', 'y holds number against text'],
    ['other values', { ordered: 'c', unordered: 'd' }, 'different', 'but other values'],
    ['another version', { version: 2 }, 'incomparable', 'different versions'],
  ])('%s', (_, changes, verdict, because) => {
    expect(compareFingerprints(one, { ...one, path: 'two.csv', ...changes })).toMatchObject({ verdict, because: expect.stringContaining(because) as string })
  })
})

it('headers name the order, the columns and the rows', () => {
  expect(orderedHeader(columns, 5)).toBe('countersign table 1 ordered\n[["y","number"],["P\\"1","text"]]\n5\n')
  expect(unorderedHeader(columns, 5)).toBe('countersign table 1 unordered\n[["P\\"1","text"],["y","number"]]\n5\n')
})
