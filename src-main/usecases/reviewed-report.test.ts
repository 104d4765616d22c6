import { createHash } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attachmentNames } from '../contract/report-attachments.ts'
import type { ExportedReport } from '../contract/report.ts'
import { renderReport } from './report-from-attachments.ts'
import { exportReviewedReport } from './reviewed-report.ts'
import { draftOf, reviewedCase, textOf } from './verify.test-kit.ts'
import type { ReviewedCase } from './verify.test-kit.ts'

let here: ReviewedCase
let written: ExportedReport
const at = (name: string) => join(here.place, name)
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
beforeAll(async () => {
  here = await reviewedCase()
  written = await exportReviewedReport({ folder: here.folder, out: at('again.pdf'), review: at('model.countersign'), copies: { html: at('again.html'), bundle: at('bundle') } }, here.parts)
}, 120_000)
afterAll(async () => {
  await here.close()
  await rm(here.place, { recursive: true, force: true })
})

describe('exportReviewedReport', () => {
  it('gives the same bytes each time, before sealing', async () => {
    expect(Buffer.compare(await readFile(at('again.pdf')), Buffer.from(here.unsealed))).toBe(0)
    expect(written).toMatchObject({ seal: null, sha256: sha256(here.unsealed) })
  })

  it('dates the document with the last entry of the review', () => {
    const [last] = textOf(here.files, attachmentNames.review).trimEnd().split('\n').slice(-1)
    const { at: time } = JSON.parse(last ?? '') as { at: number | string }
    const day = new Date(time).toISOString().replaceAll(/[-:T]|\.\d+Z/g, '')
    expect(Buffer.from(here.unsealed).toString('latin1')).toContain(`(D:${day}`)
  })

  it('gives the copies the document id of the PDF, and the bundle its attachments byte for byte', async () => {
    const { documentId } = written
    // As `cat evidence.json review.countersign | sha256sum`: two reviews of one folder attach one evidence.json.
    const both = Buffer.concat([await readFile(at('bundle/evidence.json')), await readFile(at('bundle/review.countersign'))])
    expect(documentId).toBe(sha256(both).slice(0, 12))
    expect((await renderReport(draftOf(here.files))).documentId).not.toBe(documentId)
    const [, printed] = /Document <span class="mono">([0-9a-f ]+)</.exec(await readFile(at('again.html'), 'utf8')) ?? []
    expect(printed?.replaceAll(' ', '')).toBe(documentId)
    for (const [name, bytes] of here.files) expect(Buffer.compare(await readFile(at(`bundle/${name}`)), Buffer.from(bytes)), name).toBe(0)
    const sums = (await readFile(at('bundle/SHA256SUMS'), 'utf8')).trimEnd().split('\n').map((line) => line.split('  '))
    for (const [sum, name] of sums) expect(sha256(await readFile(at(`bundle/${name ?? ''}`))), name).toBe(sum)
    const tables = (await readdir(at('bundle/tables'))).map((name) => `tables/${name}`)
    expect(sums.map(([, name]) => name).toSorted()).toEqual([...here.files.keys(), ...tables].toSorted())
  })

  it('meets PDF/UA-1 too with a review attached', async () => {
    const { pdf, pages } = await renderReport(here.files, { standard: 'ua-1' })
    expect(Buffer.from(pdf).toString('latin1')).toMatch(/pdfuaid:part>1</)
    expect(pages).toBeGreaterThan(10)
  })
})
