import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TimestampCheck } from '../contract/timestamp.ts'
import { checkedTimestampSchema } from '../contract/timestamp.ts'
import { compiledExample, sealTime, testKey } from '../report/sealed-report.test-kit.ts'
import { sealReport } from '../report/seal.ts'
import { makeTsa, replyOf } from '../signing/timestamp/tsa.test-kit.ts'
import { checkTimestamp, requestTimestamp } from './timestamp.ts'

const tsa = makeTsa({ validFrom: sealTime - 1e9, validTo: sealTime + 1e9 })
/** The nonce of the request by its place: DER of eight bytes ends with it and with certReq. */
const nonceIn = (request: Uint8Array) => request.subarray(-11, -3)

let place = ''
let sealed: Uint8Array
const at = (name: string) => join(place, name)
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'countersign-timestamp-test-'))
  const unsealed = await compiledExample()
  sealed = await sealReport(unsealed, await testKey('Ana'), sealTime)
  await writeFile(at('report.pdf'), sealed)
  await writeFile(at('draft.pdf'), unsealed)
  await writeFile(at('tsa.pem'), `-----BEGIN CERTIFICATE-----\n${tsa.certificate.toString('base64')}\n-----END CERTIFICATE-----\n`)
  const other = makeTsa({ validFrom: sealTime, validTo: sealTime + 1e9 })
  await writeFile(at('other.pem'), `-----BEGIN CERTIFICATE-----\n${other.certificate.toString('base64')}\n-----END CERTIFICATE-----\n`)
}, 60_000)
afterAll(() => rm(place, { recursive: true, force: true }))

async function checked(reply: Uint8Array, change: Partial<TimestampCheck> = {}) {
  await writeFile(at('reply.tsr'), reply)
  const found = await checkTimestamp({ file: at('report.pdf'), reply: at('reply.tsr'), request: null, trust: null, keep: false, ...change })
  expect(checkedTimestampSchema.parse(found)).toEqual(found)
  return found
}

describe('requestTimestamp', () => {
  it('writes the SHA-256 of the whole sealed file, and never over another file', async () => {
    const written = await requestTimestamp({ file: at('report.pdf'), out: at('report.tsq') })
    const sha256 = createHash('sha256').update(sealed).digest('hex')
    const request = await readFile(at('report.tsq'))
    expect(written).toEqual({ path: at('report.tsq'), bytes: request.length, sha256 })
    expect(request.toString('hex')).toContain(`0420${sha256}`)
    for (const out of [at('report.tsq'), at('report.pdf'), place]) {
      await expect(requestTimestamp({ file: at('report.pdf'), out })).rejects.toMatchObject({ problem: { kind: 'write-refused', path: out } })
    }
    expect(Buffer.compare(await readFile(at('report.pdf')), Buffer.from(sealed))).toBe(0)
  })

  it('refuses a report that nothing seals, and one that was changed', async () => {
    const changed = Uint8Array.from(sealed)
    changed[2000] = (changed[2000] ?? 0) ^ 1
    await writeFile(at('changed.pdf'), changed)
    for (const [name, why] of [['draft.pdf', /The file is not sealed\./], ['changed.pdf', /changed after it was signed/]] as const) {
      await expect(requestTimestamp({ file: at(name), out: at('never.tsq') })).rejects.toMatchObject({ problem: { kind: 'not-allowed', message: expect.stringMatching(why) as unknown } })
    }
    expect(await readdir(place)).not.toContain('never.tsq')
  })
})

describe('checkTimestamp', () => {
  it('answers the request with who attests which time, and keeps the reply beside the report', async () => {
    const nonce = nonceIn(await readFile(at('report.tsq')))
    const reply = replyOf(tsa, sealed, { at: sealTime + 60_000, nonce })
    const found = await checked(reply, { request: at('report.tsq'), trust: at('tsa.pem'), keep: true })
    expect(found).toMatchObject({
      state: 'attested', why: null, time: '2026-11-24T09:31:00Z', accuracySeconds: 1.5, trusted: true, sealedLater: false, kept: at('report.pdf.tsr'),
      authority: { name: 'Example time', fingerprint: createHash('sha256').update(tsa.certificate).digest('hex') },
    })
    expect(Buffer.compare(await readFile(at('report.pdf.tsr')), reply)).toBe(0)
    await expect(checked(reply, { keep: true })).rejects.toMatchObject({ problem: { kind: 'write-refused', path: at('report.pdf.tsr') } })
    expect(await checked(reply, { keep: true, reply: at('report.pdf.tsr') })).toMatchObject({ kept: at('report.pdf.tsr') })
    await rm(at('report.pdf.tsr'))
  })

  it('says whom it trusts, and keeps nothing of anybody else or of another request', async () => {
    const reply = replyOf(tsa, sealed, { at: sealTime + 60_000 })
    expect((await checked(reply)).trusted).toBe('not-checked')
    expect(await checked(reply, { trust: at('other.pem'), keep: true })).toMatchObject({ state: 'attested', trusted: false, kept: null })
    expect(await checked(reply, { request: at('report.tsq'), keep: true })).toMatchObject({ state: 'unsound', why: 'The reply answers another request.', kept: null })
    expect(await readdir(place)).not.toContain('report.pdf.tsr')
  })

  it('tells the reply over another file, an altered one and one by a certificate that had expired', async () => {
    const reply = replyOf(tsa, sealed, { at: sealTime + 60_000 })
    const altered = Uint8Array.from(reply)
    altered[reply.length - 5] = (altered[reply.length - 5] ?? 0) ^ 1
    const cases: [Uint8Array, RegExp][] = [
      [replyOf(tsa, Buffer.concat([sealed, Buffer.from('\n')]), { at: sealTime }), /over another file/],
      [altered, /was changed after it was signed/],
      [replyOf(tsa, sealed, { at: sealTime + 2e9 }), /was not valid at the time that it attests/],
      [Buffer.from('nothing'), /not a reply/],
    ]
    for (const [given, why] of cases) {
      const found = await checked(given, { trust: at('tsa.pem') })
      expect(found).toMatchObject({ state: 'unsound', trusted: false, sealedLater: null })
      expect(found.why).toMatch(why)
    }
  })

  it('tells a seal that asserts a time after the one that is attested', async () => {
    // The authority says within 1.5 seconds.
    expect((await checked(replyOf(tsa, sealed, { at: sealTime - 1000 }))).sealedLater).toBe(false)
    expect((await checked(replyOf(tsa, sealed, { at: sealTime - 2000 }))).sealedLater).toBe(true)
  })

  it('refuses what is no file, no request and no certificate', async () => {
    const reply = replyOf(tsa, sealed, { at: sealTime })
    await mkdir(at('folder'))
    const cases: [Partial<TimestampCheck>, string][] = [
      [{ reply: at('none.tsr') }, 'file-missing'],
      [{ reply: at('folder') }, 'file-unreadable'],
      [{ request: at('tsa.pem') }, 'file-corrupt'],
      [{ trust: at('report.tsq') }, 'file-corrupt'],
      [{ file: at('draft.pdf') }, 'not-allowed'],
    ]
    for (const [change, kind] of cases) {
      await expect(checked(reply, change), kind).rejects.toMatchObject({ problem: { kind } })
    }
  })
})
