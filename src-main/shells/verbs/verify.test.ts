import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ExportedReport } from '../../contract/report.ts'
import type { Verification } from '../../contract/verification.ts'
import { makeSelfAssertedKey } from '../../signing/make-key.ts'
import { makeTsa, replyOf } from '../../signing/timestamp/tsa.test-kit.ts'
import { runCommand } from '../run-command.ts'

const passphrase = 'a passphrase of the test'
let place = ''
let folder = ''
let fingerprint = ''
const at = (name: string) => join(place, name)

async function run(...args: string[]) {
  let out = ''
  let err = ''
  const terminal = { out: (text: string) => (out += text), err: (text: string) => (err += text), watched: false, signal: new AbortController().signal }
  return { code: await runCommand(args, terminal), out, err }
}

const table = ['--predictions', 'scores.csv', '--label', 'y', '--score', 's', '--positive', '1', '--cost-fn', '10', '--cost-fp', '1']

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'countersign-verify-verb-test-'))
  folder = at('evidence')
  mkdirSync(folder)
  writeFileSync(join(folder, 'scores.csv'), `y,s\n${['1,0.9', '0,0.8', '1,0.7', '0,0.3', '0,0.2'].map((row) => `${row}\n`.repeat(20)).join('')}`)
  const made = await makeSelfAssertedKey('Ana', { passphrase, at: Date.now() - 1000 })
  fingerprint = made.fingerprint
  writeFileSync(at('ana.p12'), made.pkcs12)
  vi.stubEnv('COUNTERSIGN_PASSPHRASE', passphrase)
})
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(place, { recursive: true, force: true })
})

describe('report --certificate and verify', () => {
  it('seal a report, and find it valid, and trusted where its signer is expected', async () => {
    const written = await run('report', folder, '--out', at('sealed.pdf'), ...table, '--certificate', at('ana.p12'), '--json')
    expect([written.code, written.err]).toEqual([0, ''])
    expect((JSON.parse(written.out) as ExportedReport).seal).toMatchObject({ name: 'Ana', fingerprint, assurance: 'self-asserted' })
    const { code, out, err } = await run('verify', at('sealed.pdf'), '--signer', fingerprint.toUpperCase().replaceAll(/(..)(?!$)/g, '$1:'), '--evidence', folder, '--json')
    expect([code, err]).toEqual([0, ''])
    const verification = JSON.parse(out) as Verification
    expect(verification).toMatchObject({ valid: true, trusted: true, pages: 'identical', recomputed: { matches: true, against: 'folder' } })
    expect(Object.keys(verification).slice(0, 6)).toEqual(['valid', 'trusted', 'seal', 'attachments', 'chain', 'pages'])
  })

  it('end with 1 where the signer is another, the file was changed, or nothing seals it', async () => {
    const other = await run('verify', at('sealed.pdf'), '--signer', 'ab'.repeat(32))
    expect([other.code, other.err]).toEqual([1, ''])
    expect(other.out).toContain('Valid: the report is as it was made and sealed. It was not sealed by whom you trust.')
    const bytes = readFileSync(at('sealed.pdf'))
    bytes[2000] = (bytes[2000] ?? 0) ^ 1
    writeFileSync(at('changed.pdf'), bytes)
    const changed = await run('verify', at('changed.pdf'))
    expect(changed.code).toBe(1)
    expect(changed.out).toContain('Not valid.')
    await run('report', folder, '--out', at('draft.pdf'), ...table)
    const draft = await run('verify', at('draft.pdf'))
    expect(draft.code).toBe(1)
    expect(draft.out).toContain('The file is not sealed.')
  })

  it('end with 2 and one line where they are asked wrongly, before anything is written', async () => {
    const cases: [string[], RegExp][] = [
      [['verify', at('none.pdf')], /no such file/],
      [['verify', at('sealed.pdf'), '--signer', 'abc'], /no SHA-256 fingerprint/],
      [['verify', at('sealed.pdf'), '--signer', fingerprint, '--trust', at('ana.p12')], /Both --trust and --signer/],
      [['verify', at('sealed.pdf'), '--trust', at('ana.p12')], /not a file of certificates/],
      [['report', folder, '--out', at('never.pdf'), ...table, '--certificate', at('sealed.pdf')], /not a PKCS#12 file/],
    ]
    for (const [args, message] of cases) {
      const { code, out, err } = await run(...args)
      expect([code, out]).toEqual([2, ''])
      expect(err).toMatch(message)
    }
    vi.stubEnv('COUNTERSIGN_PASSPHRASE', 'wrong')
    expect((await run('report', folder, '--out', at('never.pdf'), ...table, '--certificate', at('ana.p12'))).err).toMatch(/can not be opened with this passphrase/)
    vi.stubEnv('COUNTERSIGN_PASSPHRASE', passphrase)
    expect(() => readFileSync(at('never.pdf'))).toThrow(/ENOENT/)
  })
})

describe('timestamp', () => {
  it('request and check exchange files with an authority, and verify tells who attests the time', async () => {
    await run('report', folder, '--out', at('stamped.pdf'), ...table, '--certificate', at('ana.p12'))
    const before = await run('verify', at('stamped.pdf'))
    expect([before.code, before.err]).toEqual([0, ''])
    expect(before.out).toContain('Anybody can make a whole report')
    expect(before.out).toContain('Asserted by the computer that sealed, and attested by no authority.')
    const asked = await run('timestamp', 'request', at('stamped.pdf'), '--out', at('stamped.tsq'), '--json')
    expect([asked.code, asked.err]).toEqual([0, ''])
    expect(JSON.parse(asked.out)).toMatchObject({ path: at('stamped.tsq'), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown })
    const now = Date.now()
    const tsa = makeTsa({ validFrom: now - 1e9, validTo: now + 1e9 })
    writeFileSync(at('reply.tsr'), replyOf(tsa, readFileSync(at('stamped.pdf')), { at: now, nonce: readFileSync(at('stamped.tsq')).subarray(-11, -3) }))
    const kept = await run('timestamp', 'check', at('stamped.pdf'), '--reply', at('reply.tsr'), '--request', at('stamped.tsq'), '--keep')
    expect([kept.code, kept.err]).toEqual([0, ''])
    expect(kept.out).toContain(`Kept as ${at('stamped.pdf.tsr')}`)
    const { code, out } = await run('verify', at('stamped.pdf'))
    expect(code).toBe(0)
    expect(out).toContain('Time attested by CN=Example time: ')
    expect(out).toContain('Whether the authority is to be believed was not checked')
  })

  it('ends with 1 where the reply does not hold or the authority is not trusted, and with 2 where it is asked wrongly', async () => {
    writeFileSync(at('sealed.pdf.tsr'), readFileSync(at('stamped.pdf.tsr')))
    const { code, out } = await run('verify', at('sealed.pdf'))
    expect([code, out.split('\n')[0]]).toEqual([1, expect.stringMatching(/^Valid: /)])
    expect(out).toContain('The time stamp attests nothing. The time stamp is over another file.')
    rmSync(at('sealed.pdf.tsr'))
    expect((await run('timestamp', 'check', at('sealed.pdf'), '--reply', at('reply.tsr'))).code).toBe(1)
    writeFileSync(at('other.pem'), `-----BEGIN CERTIFICATE-----\n${makeTsa({ validFrom: 0, validTo: Date.now() + 1e9 }).certificate.toString('base64')}\n-----END CERTIFICATE-----\n`)
    expect((await run('verify', at('stamped.pdf'), '--timestamp-trust', at('other.pem'))).code).toBe(1)
    const cases: [string[], RegExp][] = [
      [['timestamp'], /What to do about the time stamp is not given/],
      [['timestamp', 'request', at('sealed.pdf')], /--out/],
      [['timestamp', 'request', at('draft.pdf'), '--out', at('x.tsq')], /The file is not sealed/],
      [['timestamp', 'check', at('sealed.pdf')], /--reply/],
      [['timestamp', 'request', at('sealed.pdf'), '--out', at('ana.p12')], /there already/],
    ]
    for (const [args, message] of cases) {
      const asked = await run(...args)
      expect([asked.code, asked.out]).toEqual([2, ''])
      expect(asked.err).toMatch(message)
    }
  })
})
