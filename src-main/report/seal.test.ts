import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkedIndependently } from '../signing/own-check.test-kit.ts'
import { signDetached } from '../signing/sign-detached.ts'
import type { SigningKey } from '../signing/signing-key.ts'
import { readSealedPdf } from './read-sealed-pdf.ts'
import { sealForm } from './seal-form.ts'
import { sealReport, signedBytes } from './seal.ts'
import { compiledExample, sealTime, testKey } from './sealed-report.test-kit.ts'

let base: Uint8Array
let key: SigningKey
let elliptic: SigningKey
let sealed: Uint8Array
beforeAll(async () => {
  base = await compiledExample()
  key = await testKey('Ana Ruïz')
  elliptic = await testKey('Ben Okafor', 'ecdsa-p256')
  sealed = await sealReport(base, key, sealTime)
}, 60_000)

/** What a reader that knows nothing of the writer finds: the numbers of ByteRange, and the signature between the ranges. */
function byteRangeOf(pdf: Uint8Array) {
  const text = Buffer.from(pdf).toString('latin1')
  const numbers = [.../\/ByteRange \[(\d+) +(\d+) +(\d+) +(\d+) *\]/g.exec(text) ?? []].slice(1).map(Number)
  const [from = -1, length = -1, second = -1, rest = -1] = numbers
  const hex = text.slice(from + length + 1, second - 1)
  const all = Buffer.from(hex, 'hex')
  const cms = all.subarray(0, 4 + all.readUInt16BE(2))
  return { from, length, second, rest, brackets: text[from + length] + (text[second - 1] ?? ''), cms, signed: Buffer.concat([pdf.subarray(from, length), pdf.subarray(second, second + rest)]) }
}

describe('sealReport', () => {
  it('leaves every byte of the report as it was, and signs all others but those of the signature', () => {
    expect(Buffer.from(sealed.subarray(0, base.length)).equals(base)).toBe(true)
    const { from, length, second, rest, brackets, cms, signed } = byteRangeOf(sealed)
    expect([from, second + rest, brackets]).toEqual([0, sealed.length, '<>'])
    expect(length).toBeGreaterThan(base.length)
    expect(checkedIndependently(cms, signed)?.fingerprint256.replaceAll(':', '').toLowerCase()).toBe(key.fingerprint)
  })

  it('gives the same file for the same report, RSA key and time, and another at another time', async () => {
    expect(Buffer.from(await sealReport(base, key, sealTime + 999)).equals(sealed)).toBe(true)
    expect(Buffer.from(await sealReport(base, key, sealTime + 1000)).equals(sealed)).toBe(false)
  })

  it('seals with an ECDSA key too', async () => {
    const other = await sealReport(base, elliptic, sealTime)
    expect(await readSealedPdf(other)).toMatchObject({ seal: 'sound', signature: { subject: 'CN=Ben Okafor' } })
    const { cms, signed } = byteRangeOf(other)
    expect(checkedIndependently(cms, signed)).not.toBeNull()
  })

  it('refuses what is sealed already, and what is no report', async () => {
    await expect(sealReport(sealed, key, sealTime)).rejects.toThrow(/more than one go/)
    await expect(sealReport(Buffer.from('%PDF-1.7\n'), key, sealTime)).rejects.toThrow(/does not end/)
  })
})

describe('readSealedPdf', () => {
  it('finds a sound seal, its signer and time, and the report with its attachments', async () => {
    const found = await readSealedPdf(sealed)
    expect(found).toMatchObject({ seal: 'sound', why: null, coversWholeFile: true, sealedAt: sealTime, signature: { fingerprint: key.fingerprint, valid: true } })
    expect(Buffer.from(found.base ?? []).equals(base)).toBe(true)
    expect(found.attachments.map(({ name, mimeType, relationship, bytes }) => [name, mimeType, relationship, Buffer.from(bytes).toString().slice(0, 13)])).toEqual([
      ['evidence.json', 'application/json', 'Data', '{"facts":"ä"}'],
      ['score-histogram.csv', 'text/csv', 'Data', 'low,high\nlow,'],
    ])
  })

  it('finds no seal in a report that has none', async () => {
    expect(await readSealedPdf(base)).toMatchObject({ seal: 'none', why: 'The file is not sealed.', attachments: { length: 2 } })
  })

  it('finds a byte that was changed, in the report and all over the seal', async () => {
    const step = Math.floor(base.length / 60)
    const places = [
      ...Array.from({ length: 60 }, (_, index) => index * step),
      ...Array.from({ length: 100 }, (_, index) => base.length + 7 * index),
      ...Array.from({ length: 60 }, (_, index) => base.length + 700 + index * 149).filter((at) => at < sealed.length),
      ...Array.from({ length: 100 }, (_, index) => sealed.length - 1 - 3 * index),
    ]
    for (const place of places) {
      const changed = Uint8Array.from(sealed)
      changed[place] = (changed[place] ?? 0) ^ 0x20
      expect((await readSealedPdf(changed)).seal, `byte ${place}`).not.toBe('sound')
    }
  })

  it('says that what is signed was changed where that is so', async () => {
    const changed = Uint8Array.from(sealed)
    changed[base.length >> 1] = (changed[base.length >> 1] ?? 0) ^ 1
    expect(await readSealedPdf(changed)).toMatchObject({ seal: 'unsound', coversWholeFile: true, why: 'What is signed was changed after it was signed.' })
  })

  it('finds what stands behind the seal, and what is missing', async () => {
    for (const wrong of [Buffer.concat([sealed, Buffer.from('\n')]), Buffer.concat([sealed, Buffer.from('% more\n')]), sealed.subarray(0, -1), sealed.subarray(0, -40)]) {
      expect((await readSealedPdf(wrong)).seal).toBe('unsound')
    }
  })

  it('finds an update after the seal, whatever it changes', async () => {
    const text = Buffer.from(sealed).toString('latin1')
    const [, table = ''] = /startxref\n(\d+)\n%%EOF\n$/.exec(text) ?? []
    const [, root = ''] = /\/Root (\d+) 0 R/.exec(text) ?? []
    const [, size = ''] = /.*\/Size (\d+)/s.exec(text) ?? []
    const catalog = /(\d+) 0 obj\n(<<\/Type \/Catalog .*?)\nendobj/s.exec(text.slice(base.length))?.[2] ?? ''
    const object = `${root} 0 obj\n${catalog}\nendobj\n`
    const tail = `xref\n${root} 1\n${String(sealed.length).padStart(10, '0')} 00000 n\r\ntrailer\n<</Size ${size} /Root ${root} 0 R /Prev ${table}>>\nstartxref\n${sealed.length + object.length}\n%%EOF\n`
    const updated = Buffer.concat([sealed, Buffer.from(object + tail, 'latin1')])
    expect(await readSealedPdf(updated)).toMatchObject({ seal: 'unsound', coversWholeFile: false, why: expect.stringContaining('written to after it was sealed') as unknown, attachments: [] })
  })

  it('finds a signature that leaves a part of the file out', async () => {
    const form = sealForm(base, { name: key.facts.name, at: sealTime, room: 4096 })
    const [start, end] = form.gap
    const narrower = Buffer.from(form.bytes)
    const shorter = String(form.bytes.length - end - 20).padEnd(10)
    narrower.write(shorter, narrower.indexOf('/ByteRange [') + '/ByteRange [0 '.length + 22, 'latin1')
    const signed = Buffer.concat([narrower.subarray(0, start), narrower.subarray(end, -20)])
    narrower.write(Buffer.from(await signDetached(key, signed, sealTime, { timeInside: false })).toString('hex'), start + 1, 'latin1')
    expect(byteRangeOf(narrower)).toMatchObject({ from: 0, second: end, rest: form.bytes.length - end - 20 })
    expect(await readSealedPdf(narrower)).toMatchObject({ seal: 'unsound', coversWholeFile: false, why: 'The seal does not cover the whole file.' })
  })

  it('finds a second signature in the update', async () => {
    const text = Buffer.from(sealed).toString('latin1')
    const note = /\/TU <[0-9a-f]+>/.exec(text)?.[0] ?? ''
    expect(note.length).toBeGreaterThan(20)
    const two = text.replace(note, '/ByteRange [0 1 2 3]'.padEnd(note.length))
    expect(await readSealedPdf(Buffer.from(two, 'latin1'))).toMatchObject({ seal: 'unsound', why: 'The file is not as Countersign writes a report: it has more than one signature.' })
  })

  it('finds bytes that are hidden beside the signature, and another spelling of it', async () => {
    const [start, end] = sealForm(base, { name: key.facts.name, at: sealTime, room: 4096 }).gap
    const bytes = Buffer.from(sealForm(base, { name: key.facts.name, at: sealTime, room: 4096 }).bytes)
    const cms = Buffer.from(await signDetached(key, signedBytes(bytes, [start, end]), sealTime, { timeInside: false })).toString('hex')
    bytes.write(cms, start + 1, 'latin1')
    expect((await readSealedPdf(bytes)).seal).toBe('sound')
    bytes.write('beef', start + 1 + cms.length + 8, 'latin1')
    expect(await readSealedPdf(bytes)).toMatchObject({ seal: 'unsound', why: 'The place of the signature holds something else beside it.' })
    bytes.write('0000', start + 1 + cms.length + 8, 'latin1')
    bytes.write(cms.toUpperCase(), start + 1, 'latin1')
    expect((await readSealedPdf(bytes)).seal).toBe('unsound')
  })

  it.each([
    ['an end alone', Buffer.from('%PDF-1.7\nstartxref\n9\n%%EOF\n')],
    ['a table that lists itself as the one before', Buffer.from('%PDF-1.7\nxref\n0 1\n0000000000 65535 f\r\ntrailer\n<</Size 1 /Prev 9>>\nstartxref\n9\n%%EOF\n')],
    ['a table of impossible size', Buffer.from('%PDF-1.7\nxref\n0 99999999\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n')],
    ['deep nesting', Buffer.from(`%PDF-1.7\nxref\n0 1\n0000000000 65535 f\r\ntrailer\n${'['.repeat(100_000)}`)],
    ['deep nesting, ended', Buffer.from(`%PDF-1.7\nxref\n0 1\n0000000000 65535 f\r\ntrailer\n${'['.repeat(100_000)}\nstartxref\n9\n%%EOF\n`)],
  ])('answers for a PDF that is %s', async (_what, bytes) => {
    expect(await readSealedPdf(bytes)).toMatchObject({ seal: 'unsound', why: expect.stringMatching(/^The file /) as unknown })
  })

  it('finds no seal in what is no PDF', async () => {
    expect(await readSealedPdf(new Uint8Array())).toMatchObject({ seal: 'none', why: 'The file is empty.', attachmentsWhy: 'The file is empty.' })
    expect(await readSealedPdf(Buffer.from('no PDF at all'))).toMatchObject({ seal: 'none', why: 'The file is not a PDF.' })
  })
})

const hasTool = (name: string) => spawnSync(name, ['-v']).error === undefined

describe.skipIf(!hasTool('pdfsig') || !hasTool('qpdf'))('other tools (skipped where pdfsig and qpdf are not installed)', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-seal-test-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('find a valid signature over the total document, in a file without an error', async () => {
    for (const [name, signer] of [['rsa', key], ['ec', elliptic]] as const) {
      const file = join(folder, `${name}.pdf`)
      writeFileSync(file, await sealReport(base, signer, sealTime))
      const said = spawnSync('pdfsig', ['-nocert', file], { encoding: 'utf8' }).stdout
      expect(said).toContain('Signature Validation: Signature is Valid.')
      expect(said).toContain('Total document signed')
      expect(said).toContain(`Signer Certificate Common Name: ${signer.facts.name}`)
      expect(said).toContain('Signature Type: ETSI.CAdES.detached')
      expect(spawnSync('qpdf', ['--check', file]).status).toBe(0)
      expect(spawnSync('pdfdetach', ['-save', '1', '-o', join(folder, 'evidence.json'), file]).status).toBe(0)
      expect(readFileSync(join(folder, 'evidence.json'), 'utf8')).toBe('{"facts":"ä"}')
    }
  })

  it('see a changed byte as this reader does', () => {
    const changed = Uint8Array.from(sealed)
    changed[2000] = (changed[2000] ?? 0) ^ 1
    writeFileSync(join(folder, 'changed.pdf'), changed)
    expect(spawnSync('pdfsig', ['-nocert', join(folder, 'changed.pdf')], { encoding: 'utf8' }).stdout).toContain('Digest Mismatch')
  })
})
