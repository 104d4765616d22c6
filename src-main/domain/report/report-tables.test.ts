import { describe, expect, it } from 'vitest'
import { exampleReportInput, exampleScan } from './report-input.test-kit.ts'
import { reportModel } from './report-model.ts'
import { reportTables } from './report-tables.ts'

const tables = (change = {}) => reportTables(reportModel(exampleReportInput(change), { documentId: '0123456789ab', evidenceJsonSha256: '0'.repeat(64) }, () => true))

describe('reportTables', () => {
  it('has each table under a name of its own, with the numbers as they are printed', () => {
    const found = tables()
    expect(new Set(found.map(({ name }) => name)).size).toBe(found.length)
    expect(found.map(({ name }) => name)).toContain('01-decision-1.csv')
    expect(found.find(({ name }) => name === '01-decision-1.csv')?.text).toContain('"0.4759636, recommended","8,025","71,156","151,406",')
  })

  it('gives a spreadsheet no formula', () => {
    const scan = exampleScan()
    const hostile = '=HYPERLINK("http://x")'
    const found = tables({ scan: { ...scan, files: [{ path: hostile, bytes: 1, sha256: 'a'.repeat(64) }] } })
    const manifest = found.find(({ name }) => name.includes('evidence-manifest') && name.endsWith('2.csv'))
    expect(manifest?.text).toContain(`"'=HYPERLINK(""http://x"")`)
  })
})
