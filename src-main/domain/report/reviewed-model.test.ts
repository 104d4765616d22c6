import { describe, expect, it } from 'vitest'
import type { CheckResult } from '../../contract/governance.ts'
import { check, reviewAt, type Stage } from '../review/review.test-kit.ts'
import { exampleReportInput } from './report-input.test-kit.ts'
import { reportModel } from './report-model.ts'
import type { ReportedReview } from './reported-review.ts'

const identity = { documentId: '0123456789ab', evidenceJsonSha256: '0'.repeat(64) }

function modelAt(stage: Stage, ...results: CheckResult[]) {
  const { state } = reviewAt(stage, ...results)
  const review: ReportedReview = { state, status: state.status, fileSha256: 'ab'.repeat(32), sincePrevious: null }
  return reportModel(exampleReportInput({ review }), identity, () => true)
}
const textOf = (value: unknown): string => JSON.stringify(value)
const section = (model: ReturnType<typeof modelAt>, title: string) => model.sections.find((candidate) => candidate.title === title)

describe('the report of a review', () => {
  it('has what a reviewer expects, in the order in which a committee reads', () => {
    const titles = modelAt('approved').sections.map(({ title }) => title)
    const wanted = ['Decision', 'Scope and roles', 'What people stated', 'Data and reconciliation', 'Threshold method', 'Results', 'Governance checks', 'Findings, conditions and exceptions', 'Limitations', 'Implementation and monitoring', 'Approvals']
    expect(titles.filter((title) => wanted.includes(title))).toEqual(wanted)
    expect(modelAt('approved').appendices.map(({ title }) => title)).toContain('Policy')
  })

  it('calls nothing signed that is not', () => {
    expect(modelAt('draft').status).toBe('Draft review, not a sign-off')
    expect(modelAt('in-validation').status).toContain('not a sign-off')
    expect(modelAt('approved').status).toBe('Approved')
    expect(textOf(section(modelAt('frozen'), 'Approvals'))).toContain('not signed')
  })

  it('lists what can not be assessed first, and each such check as a limitation that the review can not remove', () => {
    const open = { ...check('G05', 'NOT_ASSESSABLE'), title: 'Label defined', limitation: 'G05 Label defined: not assessable. The definition is missing.' }
    const model = modelAt('frozen', open)
    const rows = textOf(section(model, 'Governance checks'))
    expect(rows.indexOf('G05')).toBeGreaterThan(0)
    expect(rows.indexOf('G05')).toBeLessThan(rows.indexOf('G01'))
    expect(textOf(section(model, 'Limitations'))).toContain('Not assessable. The definition is missing.')
  })

  it('names the adopted threshold on the cover and on the page of the decision', () => {
    const model = modelAt('approved')
    expect(model.cover.subtitle).toContain('Adopted: 0.7')
    expect(textOf(section(model, 'Decision'))).toContain('Adopted: 0.7')
  })
})
