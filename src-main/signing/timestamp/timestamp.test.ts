import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chainsTo } from '../chains-to.ts'
import { hasOpenssl, makeAuthority, makeCertificate, openssl } from '../openssl.test-kit.ts'
import { der, makeTsa, replyOf } from './tsa.test-kit.ts'
import type { AuthorityOptions, ReplyOptions } from './tsa.test-kit.ts'
import { nonceOfRequest, timestampRequest } from './timestamp-request.ts'
import { verifyTimestamp } from './verify-timestamp.ts'

const bytes = Buffer.from('a sealed report')
const at = Date.UTC(2026, 10, 24, 10, 15, 30)
const nonce = Uint8Array.of(0x41, 2, 3, 4, 5, 6, 7, 8)
const validity = { validFrom: Date.UTC(2026, 0, 1), validTo: Date.UTC(2027, 0, 1) }
const tsa = makeTsa(validity)
const reply = replyOf(tsa, bytes, { at, nonce })

describe('timestampRequest', () => {
  it('is the request of RFC 3161 with the SHA-256, a nonce and the wish for the certificate, byte for byte', () => {
    // Laid out by hand after RFC 3161, section 2.4.1: version, imprint (SHA-256, NULL, digest), nonce, certReq.
    const expected = `30430201013031300d060960864801650304020105000420${createHash('sha256').update(bytes).digest('hex')}02084102030405060708${'0101ff'}`
    expect(Buffer.from(timestampRequest(bytes, nonce)).toString('hex')).toBe(expected)
    expect(nonceOfRequest(timestampRequest(bytes, nonce))).toBe(0x4102030405060708n)
  })

  it('has another nonce each time, always of eight bytes', () => {
    const made = Array.from({ length: 20 }, () => nonceOfRequest(timestampRequest(bytes)))
    expect(new Set(made).size).toBe(20)
    expect(made.every((one) => one !== null && one >= 1n << 62n && one < 1n << 63n)).toBe(true)
  })

  it('is told from what is none', () => {
    for (const other of [new Uint8Array(), bytes, reply]) {
      expect(() => nonceOfRequest(other, 'a.tsq')).toThrow(expect.objectContaining({ problem: expect.objectContaining({ kind: 'file-corrupt', path: 'a.tsq' }) as unknown }))
    }
  })
})

describe('verifyTimestamp', () => {
  const found = (options: Partial<ReplyOptions>, over: Uint8Array = bytes, wanted: bigint | null = null) => verifyTimestamp(replyOf(tsa, bytes, { at, nonce, ...options }), over, wanted)

  it('finds who attests which time, within what, and under which number and rules', () => {
    expect(verifyTimestamp(reply, bytes, 0x4102030405060708n)).toMatchObject({
      sound: true, why: null, time: at, accuracySeconds: 1.5, certificate: new Uint8Array(tsa.certificate), chain: [], serialNumber: '2a', policy: '1.2.3.4.1',
    })
    expect(found({ status: 1 })).toMatchObject({ sound: true, time: at })
  })

  it('refuses the reply over another file, and that to another request', () => {
    expect(found({}, Buffer.from('another report'))).toMatchObject({ sound: false, why: 'The time stamp is over another file.' })
    expect(found({}, bytes, 1n)).toMatchObject({ sound: false, why: 'The reply answers another request.' })
    expect(verifyTimestamp(replyOf(tsa, bytes, { at }), bytes, 1n)).toMatchObject({ sound: false, why: 'The reply answers another request.' })
  })

  it('refuses a reply that grants nothing, and what is no reply', () => {
    expect(found({ status: 2 })).toMatchObject({ sound: false, time: null, why: 'The authority did not grant the time stamp: refused.' })
    for (const other of [new Uint8Array(), bytes, Buffer.concat([reply, Buffer.from([0])]), reply.subarray(0, -1), timestampRequest(bytes)]) {
      expect(verifyTimestamp(other, bytes)).toMatchObject({ sound: false, time: null, why: 'This is not a reply of a time-stamping authority.' })
    }
    expect(verifyTimestamp(Buffer.alloc(2 << 20, 0x30), bytes)).toMatchObject({ sound: false, why: 'The reply is too long.' })
    expect(verifyTimestamp(der(0x30, der(0x30, der(0x02, Buffer.from([0])))), bytes)).toMatchObject({ sound: false, why: 'The reply holds no time stamp.' })
  })

  it('refuses a weak hash, another kind of content, a certificate that is not named, and a critical extension', () => {
    expect(found({ imprint: 'sha1' }).why).toBe('The time stamp is over a hash that is too weak, or that Countersign does not read.')
    expect(found({ contentType: '1.2.840.113549.1.7.1' }).why).toBe('The reply was changed after it was signed.')
    expect(found({ named: makeTsa(validity).certificate }).why).toBe('The certificate of the authority is not in the reply.')
    expect(found({ criticalExtension: true }).why).toBe('The time stamp depends on something that Countersign does not read.')
  })

  it('refuses a certificate that was not issued for time stamps alone', () => {
    const wrong: Partial<AuthorityOptions>[] = [{ usage: 'emailProtection' }, { usage: 'none' }, { usage: 'both' }, { critical: false }]
    for (const options of wrong) {
      expect(verifyTimestamp(replyOf(makeTsa({ ...validity, ...options }), bytes, { at }), bytes)).toMatchObject({
        sound: false, why: 'The certificate of the authority was not issued for time stamps alone.',
      })
    }
  })

  it('refuses a certificate that had expired at the time that is attested, or was not valid yet', () => {
    const why = 'The certificate of the authority was not valid at the time that it attests.'
    for (const time of [validity.validFrom - 1000, validity.validTo + 1000]) expect(found({ at: time })).toMatchObject({ sound: false, time, why })
    for (const time of [validity.validFrom, validity.validTo]) expect(found({ at: time })).toMatchObject({ sound: true, time })
  })

  it('gives no other answer for any byte that is changed than that it does not hold', () => {
    const sound = verifyTimestamp(reply, bytes)
    let refused = 0
    for (let place = 0; place < reply.length; place += 1) {
      const changed = Uint8Array.from(reply)
      changed[place] = (changed[place] ?? 0) ^ 1
      const answer = verifyTimestamp(changed, bytes)
      // What nothing signs, such as the version of the CMS, says nothing of the time and the authority.
      if (answer.sound) expect(answer, `byte ${place}`).toEqual(sound)
      else refused += 1
    }
    expect(refused).toBeGreaterThan(reply.length * 0.95)
  })
})

describe.skipIf(!hasOpenssl)('the authority of OpenSSL (skipped where OpenSSL 3 is not installed)', () => {
  let place = ''
  const file = (name: string) => join(place, name)
  const read = (name: string) => new Uint8Array(readFileSync(file(name)))
  const extensions = 'basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n'

  beforeAll(() => {
    place = mkdtempSync(join(tmpdir(), 'countersign-timestamp-test-'))
    makeAuthority(place, 'root')
    makeAuthority(place, 'between', 'root')
    makeAuthority(place, 'stranger')
    makeCertificate(place, 'tsa', { by: 'between', extensions })
    makeCertificate(place, 'curve', { by: 'root', extensions, key: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384'] })
    writeFileSync(file('data'), bytes)
    writeFileSync(file('request.tsq'), timestampRequest(bytes, nonce))
    const section = (name: string, digest: string) => `[${name}]\nserial=${file('serial')}\ndefault_policy=1.2.3.4.5\ndigests=sha256,sha512\nsigner_digest=${digest}\naccuracy=secs:1,millisecs:500\ness_cert_id_alg=${name === 'early' ? 'sha1' : digest}\n`
    writeFileSync(file('tsa.cnf'), `[tsa]\ndefault_tsa=late\n${section('late', 'sha256')}${section('early', 'sha256')}${section('wide', 'sha384')}`)
  })
  afterAll(() => rmSync(place, { recursive: true, force: true }))

  function answer(section: string, signer: string, ...more: string[]): Uint8Array {
    openssl(place, 'ts', '-reply', '-queryfile', 'request.tsq', '-config', 'tsa.cnf', '-section', section, '-signer', `${signer}.pem`, '-inkey', `${signer}.key`, ...more, '-out', 'reply.tsr')
    return read('reply.tsr')
  }

  it('reads the request, answers it, and is believed only by who trusts its root', async () => {
    expect(openssl(place, 'ts', '-query', '-in', 'request.tsq', '-text')).toMatch(/Hash Algorithm: sha256[^]*Nonce: 0x4102030405060708\nCertificate required: yes/)
    const before = Math.floor(Date.now() / 1000) * 1000
    const found = verifyTimestamp(answer('late', 'tsa', '-chain', 'between.pem'), bytes, 0x4102030405060708n)
    expect(found).toMatchObject({ sound: true, why: null, accuracySeconds: 1.5, policy: '1.2.3.4.5', chain: { length: 1 } })
    expect(found.time).toBeGreaterThanOrEqual(before)
    expect(found.time).toBeLessThanOrEqual(Date.now())
    const certificates = [found.certificate ?? new Uint8Array(), ...found.chain]
    const trust = (name: string) => chainsTo(certificates, readFileSync(file(`${name}.pem`), 'utf8'), found.time ?? 0)
    expect([await trust('root'), await trust('between'), await trust('stranger')]).toEqual(['trusted', 'trusted', 'not-trusted'])
  })

  it('signs with a curve and SHA-384, and names its certificate by SHA-1 as older ones do', () => {
    expect(verifyTimestamp(answer('wide', 'curve'), bytes)).toMatchObject({ sound: true, why: null })
    expect(verifyTimestamp(answer('early', 'tsa'), bytes)).toMatchObject({ sound: true, why: null })
  })

  it('says the same as this program of a reply over another file and of an altered one', () => {
    const whole = answer('late', 'tsa', '-chain', 'between.pem')
    const theirs = (reply: Uint8Array, data: string) => {
      writeFileSync(file('asked.tsr'), reply)
      writeFileSync(file('asked'), data)
      try {
        return openssl(place, 'ts', '-verify', '-data', 'asked', '-in', 'asked.tsr', '-CAfile', 'root.pem', '-untrusted', 'between.pem').includes('OK')
      } catch {
        return false
      }
    }
    const altered = Uint8Array.from(whole)
    altered[whole.length - 20] = (altered[whole.length - 20] ?? 0) ^ 1
    for (const [reply, data] of [[whole, bytes.toString()], [whole, 'another'], [altered, bytes.toString()]] as const) {
      expect(verifyTimestamp(reply, Buffer.from(data)).sound).toBe(theirs(reply, data))
    }
    expect(verifyTimestamp(whole, bytes).sound).toBe(true)
    expect(verifyTimestamp(altered, bytes).why).toMatch(/^The reply was changed/)
  })

  it('refuses another hash in words of its own, which are told', () => {
    openssl(place, 'ts', '-query', '-data', 'data', '-sha1', '-out', 'request.tsq')
    expect(verifyTimestamp(answer('late', 'tsa'), bytes).why).toBe('The authority did not grant the time stamp: refused. It says: “Message digest algorithm is not supported.”.')
  })
})
