import { expect, it } from 'vitest'
import { impactWords } from './impact-words.ts'

it('never turns an inconclusive ratio into a pass', () => {
  expect(impactWords({ kind: 'inconclusive', ratio: { value: 0.9, low: 0.7, high: 1.1 }, because: '' })).toEqual({ ratio: '0.90 (0.70–1.10)', kind: 'inconclusive' })
  expect(impactWords({ kind: 'inconclusive', ratio: null, because: '' })).toEqual({ ratio: '', kind: 'inconclusive' })
  expect(impactWords({ kind: 'reference', ratio: null, because: '' })).toEqual({ ratio: '', kind: 'reference' })
})
