import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { attachmentNames } from '../contract/report-attachments.ts'
import { canonicalJson } from '../domain/canonical/canonical-json.ts'
import { histogramCsv } from '../domain/histogram/histogram-csv.ts'
import { evidenceRecord } from '../domain/report/evidence-json.ts'
import { publicFacts } from '../domain/report/public-facts.ts'
import { exampleReportInput } from '../domain/report/report-input.test-kit.ts'
import { readAttachments, renderReport, type AttachedFiles } from './report-from-attachments.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

function files(change: { csv?: (text: string) => string; evidence?: (text: string) => string; restate?: boolean } = {}): AttachedFiles {
  const { histogram, ...facts } = exampleReportInput()
  const sound = histogramCsv(histogram.cells)
  const csv = change.csv?.(sound) ?? sound
  const { orientation, minimumCell, cells } = histogram
  const stated = { sha256: sha256(change.restate === true ? csv : sound), orientation, minimumCell, cells: cells.length }
  const json = canonicalJson(evidenceRecord({ facts: publicFacts(facts), histogram: stated }))
  return new Map([
    [attachmentNames.evidence, Buffer.from(change.evidence?.(json) ?? json)],
    [attachmentNames.histogram, Buffer.from(csv)],
  ])
}

describe('renderReport', () => {
  it('makes the same bytes from the same attachments, which the document carries', async () => {
    const [first, second] = [await renderReport(files()), await renderReport(files())]
    expect(Buffer.compare(first.pdf, second.pdf)).toBe(0)
    const text = Buffer.from(first.pdf).toString('latin1')
    for (const name of ['evidence.json', 'score-histogram.csv']) expect(text).toContain(name)
    expect(first.documentId).toBe(sha256(Buffer.from(files().get(attachmentNames.evidence) ?? '').toString()).slice(0, 12))
  })

  it('draws the curve from the histogram: a cut at each edge with its exact cost', () => {
    const { curve } = readAttachments(files()).input.view
    const at = curve.thresholds.indexOf(0.4759636133379771)
    // 10 · 8,025 + 71,156, from the matrix of the case.
    expect(curve.costs[at]).toBe(151_406)
    expect(curve.falseNegatives[curve.thresholds.indexOf(0.338)]).toBe(4391)
  })
})

describe('readAttachments', () => {
  it.each([
    ['a histogram that was changed', { csv: (text: string) => text.replace('90000', '90001').replace('91000', '91001') }, /SHA-256/],
    ['a histogram written in another way', { csv: (text: string) => text.replace('0.2,', '0.20,'), restate: true }, /form/],
    ['cells that overlap', { csv: (text: string) => text.replace('0.005,0.2,', '0.005,0.3,'), restate: true }, /apart and in order/],
    ['evidence that is no JSON', { evidence: (text: string) => text.slice(1) }, /no JSON/],
    ['evidence written in another way', { evidence: (text: string) => text.replace('"facts":', '"facts": ') }, /canonical/],
    ['a fact of another kind', { evidence: (text: string) => text.replace('"positives":24825', '"positives":"24825"') }, /can not be used/],
    ['another record', { evidence: () => '{"format":"other"}' }, /not the record/],
  ])('refuses %s', (_name, change, message) => {
    expect(() => readAttachments(files(change))).toThrow(message)
  })

  it('refuses a record of another format, naming the version that reads it', () => {
    const later = files({ evidence: (text) => text.replace('"formatVersion":2', '"formatVersion":3') })
    expect(() => readAttachments(later)).toThrow('Use Countersign 0.1.0.')
  })

  it('refuses where an attachment is missing', () => {
    const without = new Map([...files()].filter(([name]) => name !== attachmentNames.histogram))
    expect(() => readAttachments(without)).toThrow('score-histogram.csv: The attachment can not be used. It is missing.')
  })
})
