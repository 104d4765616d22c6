import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProblemError } from '../contract/problem.ts'
import { chainsTo } from './chains-to.ts'
import { makeSelfAssertedKey } from './make-key.ts'
import type { NewKey } from './make-key.ts'
import { hasOpenssl, makeAuthority, makeCertificate, openssl, writeKeyFile } from './openssl.test-kit.ts'
import { openPkcs12 } from './open-pkcs12.ts'
import { checkedIndependently } from './own-check.test-kit.ts'
import { signDetached } from './sign-detached.ts'
import type { SigningKey } from './signing-key.ts'
import { verifyDetached } from './verify-detached.ts'

const at = Date.UTC(2026, 10, 24, 9, 30)
const passphrase = 'correct horse ü€'
const bytes = new TextEncoder().encode('what is signed')
const pem = (der: Uint8Array) => `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`

let made: NewKey
let key: SigningKey
let elliptic: SigningKey
beforeAll(async () => {
  made = await makeSelfAssertedKey(' Ana Ruïz ', { passphrase, at })
  key = await openPkcs12(made.pkcs12, passphrase)
  const other = await makeSelfAssertedKey('Ben Okafor', { passphrase, at, algorithm: 'ecdsa-p256' })
  elliptic = await openPkcs12(other.pkcs12, passphrase)
})

describe('a key made here', () => {
  it('carries the name and says that nobody else vouches for it', () => {
    expect(key).toMatchObject({ subject: 'CN=Ana Ruïz', selfAsserted: true, chain: [], fingerprint: made.fingerprint })
    expect(key.facts).toMatchObject({ name: 'Ana Ruïz', key: 'RSA, 3072 bits', validFrom: at, validTo: Date.UTC(2029, 10, 24, 9) })
    expect(elliptic.facts).toMatchObject({ key: 'ECDSA, P-256', assurance: 'self-asserted' })
  })

  it('is refused without a name or with a short passphrase', async () => {
    await expect(makeSelfAssertedKey(' ', { passphrase, at })).rejects.toMatchObject({ problem: { kind: 'usage' } })
    await expect(makeSelfAssertedKey('Ana', { passphrase: '1234567', at })).rejects.toMatchObject({ problem: { kind: 'usage' } })
  })

  it('opens with its passphrase only, and no longer where a byte of it was changed', async () => {
    await expect(openPkcs12(made.pkcs12, 'another')).rejects.toMatchObject({ problem: { kind: 'usage', message: expect.stringMatching(/passphrase/) as unknown } })
    const changed = Uint8Array.from(made.pkcs12)
    changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1
    await expect(openPkcs12(changed, passphrase)).rejects.toMatchObject({ problem: { path: null } })
  })
})

describe('openPkcs12', () => {
  it.each([new Uint8Array(), new Uint8Array(2 << 20), bytes])('refuses what is no key file', async (file) => {
    await expect(openPkcs12(file, '', 'a.p12')).rejects.toMatchObject({ problem: { kind: 'file-corrupt', path: 'a.p12' } })
  })
})

describe('signDetached', () => {
  it('gives a signature that Node verifies by itself, with RSA and with ECDSA', async () => {
    for (const signer of [key, elliptic]) {
      const cms = await signDetached(signer, bytes, at)
      expect(checkedIndependently(cms, bytes)?.fingerprint256.replaceAll(':', '').toLowerCase()).toBe(signer.fingerprint)
      expect(checkedIndependently(cms, bytes.subarray(1))).toBeNull()
    }
  })

  it('gives the same bytes each time with an RSA key, and others at another time', async () => {
    const [one, two, later] = [await signDetached(key, bytes, at), await signDetached(key, bytes, at), await signDetached(key, bytes, at + 1000)]
    expect(Buffer.compare(one, two)).toBe(0)
    expect(Buffer.compare(one, later)).not.toBe(0)
  })

  it('refuses a time at which the certificate is not valid', async () => {
    for (const time of [at - 1000, Date.UTC(2031, 0, 1)]) {
      await expect(signDetached(key, bytes, time)).rejects.toMatchObject({ problem: { kind: 'usage', message: expect.stringContaining('2026-11-24 to 2029-11-24') as unknown } })
    }
  })
})

describe('verifyDetached', () => {
  it('tells who signed and when they said so', async () => {
    const facts = { valid: true, why: null, fingerprint: key.fingerprint, subject: 'CN=Ana Ruïz', chain: [] }
    expect(await verifyDetached(await signDetached(key, bytes, at), bytes)).toMatchObject({ ...facts, signedAt: at })
    expect(await verifyDetached(await signDetached(key, bytes, at, { timeInside: false }), bytes)).toMatchObject({ ...facts, signedAt: null })
  })

  it('refuses other bytes, and says that they were changed', async () => {
    const cms = await signDetached(key, bytes, at)
    expect(await verifyDetached(cms, bytes.subarray(1))).toMatchObject({ valid: false, why: 'What is signed was changed after it was signed.', fingerprint: key.fingerprint })
  })

  it('refuses a signature of which any byte was changed', async () => {
    const cms = await signDetached(elliptic, bytes, at)
    for (let index = 0; index < cms.length; index += 1) {
      const changed = Uint8Array.from(cms)
      changed[index] = (changed[index] ?? 0) ^ 1
      expect((await verifyDetached(changed, bytes)).valid, `byte ${index}`).toBe(false)
    }
  })

  it('refuses what is cut off, followed by something, or no signature', async () => {
    const cms = await signDetached(key, bytes, at)
    for (const wrong of [cms.subarray(0, -1), Buffer.concat([cms, Buffer.from([0])]), new Uint8Array(), bytes, new Uint8Array(2 << 20)]) {
      expect(await verifyDetached(wrong, bytes)).toMatchObject({ valid: false, why: expect.any(String) as unknown })
    }
  })

  it('refuses the signature of one key with the certificate of another', async () => {
    const cms = await signDetached({ ...key, privateKey: (await openPkcs12((await makeSelfAssertedKey('Eve', { passphrase, at })).pkcs12, passphrase)).privateKey }, bytes, at)
    expect(await verifyDetached(cms, bytes)).toMatchObject({ valid: false, why: 'The signature is not by the key of its certificate.' })
  })
})

describe('chainsTo', () => {
  it('trusts a self-made certificate that is named itself, and no other', async () => {
    expect(await chainsTo([key.certificate], pem(key.certificate), at)).toBe('trusted')
    expect(await chainsTo([key.certificate], pem(elliptic.certificate), at)).toBe('not-trusted')
    expect(await chainsTo([key.certificate], pem(key.certificate), Date.UTC(2031, 0, 1))).toBe('not-trusted')
    expect(await chainsTo([], pem(key.certificate), at)).toBe('not-trusted')
    await expect(chainsTo([key.certificate], 'no certificate', at)).rejects.toMatchObject({ problem: { kind: 'file-corrupt' } })
  })
})

describe.skipIf(!hasOpenssl)('with OpenSSL (skipped where OpenSSL 3 is not installed)', () => {
  let folder = ''
  const file = (name: string) => join(folder, name)
  const verifiedByOpenssl = (cms: Uint8Array, trust: string) => {
    writeFileSync(file('cms'), cms)
    writeFileSync(file('content'), bytes)
    const options = ['-verify', '-inform', 'DER', '-in', 'cms', '-content', 'content', '-binary', '-cades', '-purpose', 'any']
    return execFileSync('openssl', ['cms', ...options, '-CAfile', trust], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  }
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-signing-test-'))
    makeAuthority(folder, 'root')
    makeAuthority(folder, 'other')
    makeAuthority(folder, 'issuing', 'root')
    makeCertificate(folder, 'rsa', { by: 'issuing' })
    makeCertificate(folder, 'ec', { by: 'issuing', key: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384'] })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each(['rsa', 'ec'])('opens a key file of %s as OpenSSL writes it today and as older programs did', async (name) => {
    for (const [kind, options] of [['new', []], ['old', ['-legacy']]] as const) {
      for (const words of ['password', 'pässwörd €']) {
        writeKeyFile(folder, `${kind}.p12`, name, words, 'issuing', options)
        const opened = await openPkcs12(readFileSync(file(`${kind}.p12`)), words)
        expect(opened).toMatchObject({ subject: `O=Example bank, CN=${name}`, selfAsserted: false, facts: { assurance: 'certificate' } })
        expect(opened.chain).toHaveLength(1)
        const cms = await signDetached(opened, bytes, Date.now())
        expect(verifiedByOpenssl(cms, 'root.pem')).toBe('what is signed')
        const { valid, certificate, chain } = await verifyDetached(cms, bytes)
        expect(valid).toBe(true)
        const certificates = [certificate ?? new Uint8Array(), ...chain]
        expect(await chainsTo(certificates, readFileSync(file('root.pem'), 'utf8'), Date.now())).toBe('trusted')
        expect(await chainsTo(certificates, readFileSync(file('issuing.pem'), 'utf8'), Date.now())).toBe('trusted')
        expect(await chainsTo(certificates, readFileSync(file('other.pem'), 'utf8'), Date.now())).toBe('not-trusted')
        expect(await chainsTo(certificates.slice(0, 1), readFileSync(file('root.pem'), 'utf8'), Date.now())).toBe('not-trusted')
      }
    }
  })

  it('does not trust a certificate that was issued by one that may not issue', async () => {
    makeCertificate(folder, 'forged', { by: 'rsa' })
    writeKeyFile(folder, 'forged.p12', 'forged', 'password', 'rsa')
    const forged = await openPkcs12(readFileSync(file('forged.p12')), 'password')
    const certificates = [forged.certificate, ...forged.chain]
    for (const trust of ['root', 'issuing']) expect(await chainsTo(certificates, readFileSync(file(`${trust}.pem`), 'utf8'), Date.now())).toBe('not-trusted')
  })

  it.each([
    ['a weak key', { key: ['-newkey', 'rsa:1024'] }, /too weak/],
    ['a key for encryption only', { extensions: 'basicConstraints=CA:FALSE\nkeyUsage=critical,keyEncipherment\n' }, /not issued for signing/],
    ['a key of another kind', { key: ['-newkey', 'ed25519'] }, /too weak|kind that can not sign/],
  ])('refuses to sign with %s', async (_what, options, message) => {
    makeCertificate(folder, 'unfit', { by: 'issuing', ...options })
    writeKeyFile(folder, 'unfit.p12', 'unfit', 'password', 'issuing')
    const error = await openPkcs12(readFileSync(file('unfit.p12')), 'password').catch((thrown: unknown) => thrown as ProblemError)
    expect(error).toMatchObject({ problem: { kind: 'usage', message: expect.stringMatching(message) as unknown } })
  })

  it('makes key files that OpenSSL opens, encrypted with AES-256', () => {
    writeFileSync(file('made.p12'), made.pkcs12)
    openssl(folder, 'pkcs12', '-in', 'made.p12', '-passin', `pass:${passphrase}`, '-nodes', '-out', 'made.pem')
    expect(openssl(folder, 'x509', '-in', 'made.pem', '-noout', '-subject', '-nameopt', 'utf8')).toContain('CN=Ana Ruïz')
    expect(openssl(folder, 'pkey', '-in', 'made.pem', '-noout', '-text')).toMatch(/3072 bit/)
  })
})
