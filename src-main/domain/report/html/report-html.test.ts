import { describe, expect, it } from 'vitest'
import { exampleReportInput } from '../report-input.test-kit.ts'
import { reportModel } from '../report-model.ts'
import { reportHtml } from './report-html.ts'

const identity = { documentId: '0123456789ab', evidenceJsonSha256: '0'.repeat(64) }
const html = (change = {}) => reportHtml(reportModel(exampleReportInput(change), identity, () => true))

describe('reportHtml', () => {
  it('has every section of the model with its number, and the decisive numbers', () => {
    const page = html()
    const titles = [...page.matchAll(/<h2><span class="number">(\w+)<\/span>([^<]*)/g)].map(([, number, title]) => `${number ?? ''} ${title ?? ''}`)
    const model = reportModel(exampleReportInput(), identity, () => true)
    expect(titles).toEqual([...model.sections.map(({ title }, index) => `${index + 1} ${title}`), ...model.appendices.map(({ title }, index) => `${'ABCD'[index] ?? ''} ${title}`)])
    for (const text of ['0.4759636', '151,406', '8,025', '71,156']) expect(page).toContain(text)
  })

  it('loads nothing: every address is a part of the page or a drawing in it', () => {
    const addresses = [...html().matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address ?? '')
    expect(addresses.length).toBeGreaterThan(5)
    for (const address of addresses) expect(address).toMatch(/^(#s\w+|data:image\/svg\+xml;charset=utf-8,[^<>"' ]+)$/)
    expect(html()).toContain("default-src 'none'")
  })

  it('shows hostile names as text', () => {
    const hostile = '</script><script>alert(1)</script><img src=x onerror=alert(1)>"\'&\u0000\u202e'
    const page = html({ folderName: hostile, assumed: [hostile] })
    expect(page).not.toMatch(/<script|<img src=x/)
    expect(page).toContain('&lt;/script&gt;&lt;script&gt;alert(1)')
    expect(page).not.toContain('\u0000')
  })

  it('gives every drawing its words', () => {
    const images = [...html().matchAll(/<img [^>]*>/g)].map(([image]) => image)
    expect(images.length).toBeGreaterThan(3)
    for (const image of images) expect(image).toMatch(/alt="[^"]{20,}"/)
  })
})
