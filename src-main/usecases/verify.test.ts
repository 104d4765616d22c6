import { spawnSync } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attachmentNames } from '../contract/report-attachments.ts'
import type { Verification, VerifyRequest } from '../contract/verification.ts'
import { verificationSchema } from '../contract/verification.ts'
import { canonicalJson } from '../domain/canonical/canonical-json.ts'
import { sealReport } from '../report/seal.ts'
import { makeTsa, replyOf } from '../signing/timestamp/tsa.test-kit.ts'
import { renderReport } from './report-from-attachments.ts'
import type { AttachedFiles } from './report-from-attachments.ts'
import { start } from './reviews.test-kit.ts'
import { verifyReport } from './verify.ts'
import { draftOf, pagesWith, rechained, reviewedCase, textOf, withFile, withOtherHistogram } from './verify.test-kit.ts'
import type { ReviewedCase } from './verify.test-kit.ts'

let here: ReviewedCase
let signer = ''
beforeAll(async () => {
  here = await reviewedCase()
  signer = (await here.key('Cleo')).fingerprint
}, 120_000)
afterAll(async () => {
  await here.close()
  await rm(here.place, { recursive: true, force: true })
})

/** Verifies bytes; where nothing else is said, Cleo is expected to have sealed them. */
async function verified(bytes: Uint8Array, change: Partial<VerifyRequest> = {}, version = here.parts.version): Promise<Verification> {
  const file = join(here.place, 'given.pdf')
  await writeFile(file, bytes)
  const verification = await verifyReport({ file, evidence: null, trust: null, signer, ...change }, { ...here.parts, version })
  expect(verificationSchema.parse(verification)).toEqual(verification)
  return verification
}

/** A report as somebody with a key of their own would seal it. */
const forged = async (bytes: Uint8Array) => sealReport(bytes, await here.key('Ana'), start)
const remade = async (files: AttachedFiles) => forged((await renderReport(files)).pdf)
const said = ({ problems }: Verification) => problems.join(' ')

describe('verifyReport', () => {
  it('finds everything as it was made, with and without the evidence', async () => {
    const sound = { valid: true, trusted: true, pages: 'identical', pagesWhy: null, problems: [], madeBy: '1.2.3' }
    const chain = { state: 'whole', status: 'approved', distinct: true, ofThisReport: true, signatures: { length: 3 } }
    const alone = await verified(here.sealed)
    expect(alone).toMatchObject({ ...sound, chain, seal: { state: 'valid', coversWholeFile: true, fingerprint: signer, sealedAt: '2026-11-24T09:00:00Z' } })
    expect(alone.attachments.map(({ name, matches }) => [name, matches])).toEqual(Object.values(attachmentNames).toSorted().map((name) => [name, true]))
    expect(alone.recomputed).toMatchObject({ matches: true, against: 'histogram', differences: [] })
    const beside = await verified(here.sealed, { evidence: here.folder })
    expect(beside).toMatchObject({ ...sound, recomputed: { matches: true, against: 'folder', differences: [] } })
  })

  it('verifies what a window was handed as it does a file', async () => {
    const handed = await verifyReport({ file: 'dropped.pdf', content: Buffer.from(here.sealed).toString('base64'), evidence: null, trust: null, signer }, here.parts)
    expect(handed).toEqual(await verified(here.sealed))
  })

  it('says whom the seal is by, and trusts it only where that is expected', async () => {
    expect((await verified(here.sealed, { signer: null })).trusted).toBe('not-checked')
    expect((await verified(here.sealed, { signer: (await here.key('Ben')).fingerprint })).trusted).toBe(false)
    const trust = join(here.place, 'trusted.pem')
    for (const [name, trusted] of [['Cleo', true], ['Ana', false]] as const) {
      const { certificate } = await here.key(name)
      await writeFile(trust, `-----BEGIN CERTIFICATE-----\n${Buffer.from(certificate).toString('base64')}\n-----END CERTIFICATE-----\n`)
      expect((await verified(here.sealed, { signer: null, trust })).trusted).toBe(trusted)
    }
    await writeFile(trust, 'no certificate')
    await expect(verified(here.sealed, { signer: null, trust })).rejects.toMatchObject({ problem: { kind: 'file-corrupt', path: trust } })
  })

  it('says what an authority attests of the time, apart from whether the report is valid', async () => {
    expect((await verified(here.sealed)).timestamp).toBeNull()
    const tsa = makeTsa({ validFrom: start - 1e9, validTo: start + 1e9 })
    const beside = join(here.place, 'given.pdf.tsr')
    await writeFile(beside, replyOf(tsa, here.sealed, { at: start + 5000 }))
    const attested = { state: 'attested', time: '2026-11-24T09:00:05Z', authority: { name: 'Example time' }, trusted: 'not-checked', sealedLater: false }
    expect(await verified(here.sealed)).toMatchObject({ valid: true, timestamp: attested })
    const pem = join(here.place, 'tsa.pem')
    await writeFile(pem, `-----BEGIN CERTIFICATE-----\n${tsa.certificate.toString('base64')}\n-----END CERTIFICATE-----\n`)
    expect(await verified(here.sealed, { timestampTrust: pem })).toMatchObject({ valid: true, timestamp: { ...attested, trusted: true } })
    // The reply over one report lies beside another one.
    expect(await verified(here.unsealed)).toMatchObject({ valid: false, timestamp: { state: 'unsound', why: 'The time stamp is over another file.' } })
    const named = join(here.place, 'named.tsr')
    await writeFile(named, replyOf(tsa, here.unsealed, { at: start }))
    expect(await verified(here.sealed, { timestamp: named })).toMatchObject({ valid: true, timestamp: { state: 'unsound' } })
    await rm(beside)
    await mkdir(beside)
    expect(await verified(here.sealed)).toMatchObject({ valid: true, timestamp: { state: 'unsound', why: 'This is not a reply of a time-stamping authority.' } })
    await rm(beside, { recursive: true })
    await expect(verified(here.sealed, { timestamp: beside })).rejects.toMatchObject({ problem: { kind: 'file-missing', path: beside } })
  })

  it('finds that a report is not sealed, and then trusts it by nobody', async () => {
    const found = await verified(here.unsealed)
    expect(found).toMatchObject({ valid: false, trusted: false, seal: { state: 'none', why: 'The file is not sealed.' }, pages: 'identical', chain: { state: 'whole' } })
  })

  it('takes a sealed draft as valid, and says that it has no review', async () => {
    const draft = (await renderReport(draftOf(here.files))).pdf
    expect(await verified(await sealReport(draft, await here.key('Cleo'), start))).toMatchObject({ valid: true, trusted: true, chain: { state: 'none' }, pages: 'identical' })
  })

  it('does not compare pages that another version sets otherwise, and says so', async () => {
    const other = await sealReport(await pagesWith(draftOf(here.files), here.files), await here.key('Cleo'), start)
    const found = await verified(other, {}, '9.9.9')
    expect(found).toMatchObject({ pages: 'not-rendered', pagesWhy: expect.stringContaining('Countersign 1.2.3 made the report') as unknown })
    expect((await verified(other)).pages).toBe('differ')
  })

  it('tells a file that is missing, a folder, and one that is no PDF', async () => {
    const at = (file: string) => verifyReport({ file, evidence: null, trust: null, signer: null }, here.parts)
    await expect(at(join(here.place, 'none.pdf'))).rejects.toMatchObject({ problem: { kind: 'file-missing' } })
    await expect(at(here.place)).rejects.toMatchObject({ problem: { kind: 'file-unreadable' } })
    const none = { valid: false, trusted: false, seal: { state: 'none' }, pages: 'not-rendered', attachments: [] }
    expect(await verified(Buffer.from('text'))).toMatchObject({ ...none, problems: ['The file is not a PDF.'] })
    expect(await verified(new Uint8Array())).toMatchObject({ ...none, problems: ['The file is empty.'] })
    const other = Buffer.from('%PDF-1.4\n%%EOF\n')
    expect(await verified(other)).toMatchObject({ ...none, seal: { state: 'invalid' }, problems: ['The file is not as Countersign writes a report: it does not end as a PDF does.'] })
  })
})

describe('damages', () => {
  it('finds a byte that was changed in the pages, an attachment, the seal and the signature', async () => {
    const attachment = Buffer.from(here.sealed).indexOf('/EmbeddedFile') + 300
    for (const place of [2000, attachment, here.unsealed.length + 30, here.sealed.length - 2000, here.sealed.length - 10]) {
      const changed = Uint8Array.from(here.sealed)
      changed[place] = (changed[place] ?? 0) ^ 1
      expect(await verified(changed), `byte ${place}`).toMatchObject({ valid: false, trusted: false })
    }
  })

  it('finds an update that another program appended', async () => {
    const input = join(here.place, 'sealed.pdf')
    const text = Buffer.from(here.sealed).toString('latin1')
    const [, table = '', root = ''] = [...(/startxref\n(\d+)\n%%EOF\n$/.exec(text) ?? []), ...(/\/Root (\d+) 0 R/.exec(text)?.slice(1) ?? [])]
    const object = `9999 0 obj\n<<>>\nendobj\n`
    const tail = `xref\n9999 1\n${String(here.sealed.length).padStart(10, '0')} 00000 n\r\ntrailer\n<</Size 10000 /Root ${root} 0 R /Prev ${table}>>\nstartxref\n${here.sealed.length + object.length}\n%%EOF\n`
    const updated = Buffer.concat([here.sealed, Buffer.from(object + tail)])
    await writeFile(input, updated)
    const found = await verified(updated)
    expect(found).toMatchObject({ valid: false, trusted: false, seal: { state: 'invalid', coversWholeFile: false }, pages: 'not-rendered' })
    expect(said(found)).toContain('The file was written to after it was sealed')
    // Poppler's pdfsig, where it is installed, still calls the older signature valid, but not over the total document.
    const other = spawnSync('pdfsig', ['-nocert', input], { encoding: 'utf8' })
    if (other.error === undefined) expect(other.stdout).toContain('Not total document signed')
  })

  it('finds an attachment that was swapped, though its hash was changed with it', async () => {
    const swapped = withFile(here.files, attachmentNames.histogram, textOf(here.files, attachmentNames.histogram).replace('20,0', '20,1'))
    const first = await verified(await forged(await pagesWith(here.files, swapped)))
    expect(first).toMatchObject({ valid: false, trusted: false, pages: 'not-rendered' })
    expect(said(first)).toContain('The attachment score-histogram.csv: Its SHA-256 is not the one that is stated for it.')
    const both = await verified(await forged(await pagesWith(draftOf(here.files), withOtherHistogram(draftOf(here.files)))))
    expect(both).toMatchObject({ valid: false, trusted: false, pages: 'differ', attachments: [{ matches: true }, { matches: true }], recomputed: { matches: false } })
    const reviewed = await verified(await forged(await pagesWith(here.files, withOtherHistogram(here.files))))
    expect(said(reviewed)).toContain('The attached review froze another record of the evidence than the one that is attached.')
  })

  it('finds an attachment that does not belong in a report, and one that is missing', async () => {
    const more = new Map([...here.files, ['more.txt' as never, Buffer.from('more')]])
    expect(said(await verified(await forged(await pagesWith(here.files, more))))).toContain('A report does not carry a file of this name.')
    for (const name of Object.values(attachmentNames)) {
      const fewer = new Map([...here.files].filter(([other]) => other !== name))
      const found = await verified(await forged(await pagesWith(here.files, fewer)))
      expect(found.valid, name).toBe(false)
      expect(found.pages, name).not.toBe('identical')
    }
  })

  it('finds a chain that was cut off: by the pages, and where those were made anew by who sealed', async () => {
    const review = textOf(here.files, attachmentNames.review)
    const shorter = (text: string) => withFile(here.files, attachmentNames.review, text)
    const torn = await verified(await forged(await pagesWith(here.files, shorter(review.slice(0, -40)))))
    expect(torn).toMatchObject({ valid: false, chain: { state: 'broken' } })
    const cut = shorter(review.split('\n').slice(0, -2).join('\n').concat('\n'))
    expect(await verified(await forged(await pagesWith(here.files, cut)))).toMatchObject({ valid: false, pages: 'differ', chain: { state: 'whole' } })
    const anew = await verified(await remade(cut))
    expect(anew).toMatchObject({ valid: true, trusted: false, chain: { status: 'validated', signatures: { length: 2 } } })
  })

  it('finds an entry that was changed, with and without a chain made anew', async () => {
    const review = textOf(here.files, attachmentNames.review)
    const plain = withFile(here.files, attachmentNames.review, review.replace('Why these costs?', 'Why those costs?'))
    expect(said(await verified(await forged(await pagesWith(here.files, plain))))).toContain('does not have the hash of its content')
    const anew = rechained(here.files, (kind, payload) => (kind === 'challenge-raised' ? { ...payload, question: 'Why those costs?' } : payload))
    const found = await verified(await forged(await pagesWith(here.files, anew)))
    expect(found).toMatchObject({ valid: false, chain: { state: 'broken' } })
    expect(said(found)).toContain('holds a signature of something else than the review as it stood')
  })

  it('finds one key that stands for two people', async () => {
    const [first] = rechainedPayloads(here.files, 'key-registered')
    const anew = rechained(here.files, (kind, payload) => (kind === 'key-registered' && payload['person'] === 'P2' ? { ...first, person: 'P2' } : payload))
    const found = await verified(await forged(await pagesWith(here.files, anew)))
    expect(found).toMatchObject({ valid: false, chain: { state: 'broken' } })
    expect(said(found)).toMatch(/breaks a rule of the review/)
  })

  it('finds the review of another report', async () => {
    const other = withFile(here.files, attachmentNames.evidence, textOf(here.files, attachmentNames.evidence).replaceAll('scores.csv', 'others.csv'))
    expect(said(await verified(await forged(await pagesWith(here.files, other))))).toContain('The attached review froze another record')
    const evidence = JSON.parse(textOf(here.files, attachmentNames.evidence)) as { facts: { scan: { evidenceSha256: string } } }
    evidence.facts.scan.evidenceSha256 = 'ab'.repeat(32)
    const elsewhere = withFile(here.files, attachmentNames.evidence, canonicalJson(evidence))
    expect(said(await verified(await remade(elsewhere)))).toContain('The attached review is about other evidence than the report.')
  })

  it('finds a report that was edited and sealed anew by another key where a signer is expected', async () => {
    const edited = await remade(withFile(draftOf(here.files), attachmentNames.evidence, textOf(here.files, attachmentNames.evidence).replace('"folderName":"evidence"', '"folderName":"other"')))
    expect(await verified(edited)).toMatchObject({ valid: true, trusted: false })
    expect(await verified(edited, { signer: null })).toMatchObject({ valid: true, trusted: 'not-checked' })
  })

  it('finds counts that were changed everywhere but in the numbers, and against the evidence those too', async () => {
    const changed = withOtherHistogram(draftOf(here.files))
    const found = await verified(await remade(changed))
    expect(found).toMatchObject({ valid: false, trusted: false, pages: 'identical', recomputed: { matches: false, against: 'histogram' } })
    expect(found.recomputed.differences.map(({ of, stated, found: again }) => [of, stated, again])).toContainEqual(['positive rows', 40, 41])
    const beside = await verified(await remade(changed), { evidence: here.folder })
    expect(beside).toMatchObject({ valid: false, recomputed: { matches: false, against: 'folder' } })
  })

  it('finds that the evidence beside a report is another', async () => {
    const other = join(here.place, 'other')
    await mkdir(other, { recursive: true })
    await writeFile(join(other, 'scores.csv'), 'y,s\n1,0.5\n0,0.4\n')
    expect((await verified(here.sealed, { evidence: other })).recomputed).toMatchObject({ against: 'histogram', sentence: expect.stringContaining('other evidence') as unknown })
  })
})

function rechainedPayloads(files: AttachedFiles, wanted: string): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = []
  rechained(files, (kind, payload) => (kind === wanted ? (found.push(payload), payload) : payload))
  return found
}
