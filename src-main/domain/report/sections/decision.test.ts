import { describe, expect, it } from 'vitest'
import type { HeldOut } from '../../../contract/uncertainty.ts'
import { exampleReportInput } from '../report-input.test-kit.ts'
import type { ReportInput } from '../report-input.ts'
import { reportModel } from '../report-model.ts'

const cut = { threshold: 0.4, cost: 1, tp: 1, fp: 1, fn: 0, tn: 1 }
const heldOut: HeldOut = {
  parting: { kind: 'parts', column: 'split', choose: ['valid'], judge: ['test'] },
  parts: [{ name: 'test', chooseRows: 1000, choosePositives: 100, judgeRows: 1000, judgePositives: 100, chosen: cut, judged: cut, best: cut }],
  chosenPerThousand: 492.4, judgedPerThousand: { value: 501.25, low: 480.1, high: 522.4 }, leftOut: 0, constraints: [], warnings: [], sentence: '',
  derivation: { title: '', query: null, formula: '', rows: '', files: [], tieRule: null },
}

function firstFigure(input: ReportInput) {
  const model = reportModel(input, { documentId: '0123456789ab', evidenceJsonSha256: '0'.repeat(64) }, () => true)
  const decision = model.sections.find(({ title }) => title === 'Decision')
  const figures = decision?.blocks.find((block) => block.kind === 'figures')
  return figures?.kind === 'figures' ? figures.items[0] : undefined
}

describe('the first figure of the decision', () => {
  it('is the cost on rows that did not choose the threshold, where there are such', () => {
    const judgement = { document: null, choices: null, uncertainty: null, heldOut, provenance: null, quality: null, problems: [] }
    expect(firstFigure(exampleReportInput({ judgement }))).toMatchObject({ value: '501.3', note: 'per 1,000 that did not choose (95\u202f%: 480.1 to 522.4); 492.4 where chosen' })
  })

  it('is the cost on all rows where no part was held back', () => {
    const input = exampleReportInput()
    expect(firstFigure(input)?.note).toContain('rows')
    expect(firstFigure(input)?.label).not.toContain('other rows')
  })
})
