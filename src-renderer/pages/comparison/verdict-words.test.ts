import { describe, expect, it } from 'vitest'
import { emptyCase } from '../../app/case.ts'
import { scanWith } from '../../app/scan.test-kit.ts'
import { railAnswerOfComparison, shortExplanation } from './verdict-words.ts'

describe('the verdict at the head of the page', () => {
  it('stays whole while it is short', () => {
    expect(shortExplanation('Neither run kept its model file.')).toBe('Neither run kept its model file.')
  })

  it('breaks between statements where it is long, and says where the rest is', () => {
    const short = shortExplanation(Array.from({ length: 60 }, (_, index) => `C is ${index} in run${index}`).join(', '))
    expect(short).toMatch(/run\d+ … All of it stands in the evidence below\.$/)
    expect(short.length).toBeLessThan(380)
  })
})

describe('the rail while nothing is compared', () => {
  it('says why', () => {
    expect(railAnswerOfComparison(emptyCase)).toBeNull()
    expect(railAnswerOfComparison({ ...emptyCase, scan: { status: 'ready', value: scanWith() } })).toBe('No tracking store')
  })
})
