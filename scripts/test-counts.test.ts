import { expect, it } from 'vitest'
import { playwrightCounts, sum, vitestCounts } from './test-counts.ts'

const unit = { numPassedTests: 10, numFailedTests: 0, numPendingTests: 2, numTodoTests: 1, numFailedTestSuites: 0, success: true }
const stats = { expected: 5, unexpected: 1, flaky: 0, skipped: 2 }

it('adds up both runners', () => {
  expect(sum([vitestCounts(unit), playwrightCounts({ stats, errors: [] })])).toEqual({ passed: 15, failed: 1, skipped: 5 })
})

it('counts a file that could not be loaded as a failure', () => {
  expect(vitestCounts({ ...unit, numFailedTestSuites: 1, success: false }).failed).toBe(1)
  expect(playwrightCounts({ stats, errors: [{}] }).failed).toBe(2)
})
