import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPkcs12 } from '../signing/open-pkcs12.ts'
import { makeKeyFile } from './review-keys.ts'

describe('makeKeyFile', () => {
  let place: string
  beforeEach(() => (place = mkdtempSync(join(tmpdir(), 'countersign-key-test-'))))
  afterEach(() => rmSync(place, { recursive: true, force: true }))
  const passphrase = 'a passphrase of this test'

  it('writes a key that its passphrase opens, for this account alone, and never over another file', async () => {
    const out = join(place, 'ana.p12')
    const made = await makeKeyFile({ name: 'Ana', out, passphrase })
    expect(made).toMatchObject({ path: out, certificate: { name: 'Ana', assurance: 'self-asserted' } })
    if (process.platform !== 'win32') expect(statSync(out).mode & 0o777).toBe(0o600)
    expect((await openPkcs12(new Uint8Array(readFileSync(out)), passphrase)).fingerprint).toBe(made.certificate.fingerprint)
    const other = join(place, 'other.p12')
    writeFileSync(other, 'kept')
    await expect(makeKeyFile({ name: 'Ana', out: other, passphrase })).rejects.toMatchObject({ problem: { kind: 'write-refused', path: other } })
    expect(readFileSync(other, 'utf8')).toBe('kept')
  })

  it('writes nothing where the passphrase is short', async () => {
    const out = join(place, 'ana.p12')
    await expect(makeKeyFile({ name: 'Ana', out, passphrase: 'short' })).rejects.toMatchObject({ problem: { kind: 'usage' } })
    expect(existsSync(out)).toBe(false)
  })
})
