import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ReviewView } from '../../contract/review.ts'
import { missingExceptions } from '../../domain/review/sign-obstacles.ts'
import { hasOpenssl, makeAuthority, makeCertificate, writeKeyFile } from '../../signing/openssl.test-kit.ts'
import { runCommand } from '../run-command.ts'

const evidence = resolve('..', 'shared', 'data', 'scoring-enhanced')
const possible = existsSync(join(evidence, 'results', 'static_model_predictions.parquet')) && hasOpenssl
const passphrase = 'a passphrase of the test'
let place = ''
let file = ''
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'countersign-test-review-real-'))
  file = join(place, 'scoring.countersign')
  vi.stubEnv('COUNTERSIGN_DATA', join(place, 'data'))
  vi.stubEnv('COUNTERSIGN_PASSPHRASE', passphrase)
  if (!possible) return
  makeAuthority(place, 'authority')
  for (const name of ['Ana', 'Ben', 'Cleo']) {
    makeCertificate(place, name, { by: 'authority', key: ['-newkey', 'rsa:2048'] })
    writeKeyFile(place, `${name}.p12`, name, passphrase, 'authority')
  }
}, 120_000)
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(place, { recursive: true, force: true })
})

async function done(...args: string[]): Promise<ReviewView> {
  let [out, err] = ['', '']
  const terminal = { out: (text: string) => void (out += text), err: (text: string) => void (err += text), watched: false, signal: new AbortController().signal }
  const code = await runCommand(['review', args[0] ?? '', file, ...args.slice(1), '--json'], terminal)
  expect([code, err, code === 0 ? '' : out]).toEqual([0, '', ''])
  return JSON.parse(out) as ReviewView
}
const append = (person: string | null, kind: string, ...sets: string[]) =>
  done('append', ...(person === null ? [] : ['--person', person]), '--kind', kind, ...(sets.length === 0 ? [] : ['--set', ...sets]))
const sign = (person: string, role: string, name: string, ...more: string[]) =>
  done('sign', '--person', person, '--role', role, '--certificate', join(place, `${name}.p12`), ...more)

// Skipped where the public data or OpenSSL 3, which issues the certificates, is absent.
describe.skipIf(!possible)('a review of a real folder by three people with certificates of one authority', () => {
  it('goes from the folder to a threshold in force', async () => {
    await done('new', '--folder', evidence, '--model', 'scoring', '--model-version', '4', '--purpose', 'Refuse applications that are likely to default.', '--preparer', 'Ana')
    for (const name of ['Ben', 'Cleo', 'Dan']) await append(null, 'person-added', `name=${name}`)
    await append(null, 'role-assigned', 'person=P2', 'role=validator')
    await append(null, 'role-assigned', 'person=P3', 'role=approver')
    await done('append', '--person', 'P1', '--policy', 'default')
    const table = ['--predictions', 'results/static_model_predictions.parquet', '--label', 'TARGET', '--score', 'PROBABILITY', '--positive', '1', '--negative', '0']
    await done('append', '--person', 'P1', ...table, '--cost-fn', '10', '--cost-fp', '1', '--adopt', '0.48', '--confirm-costs')
    await append('P1', 'deviation-stated', 'reason=Rounded to two decimals.', 'approver=P3')
    await append('P1', 'terms-set', 'effectiveFrom=2090-01-01', 'expiresOn=2091-01-01', 'nextReviewOn=2090-07-01')
    const frozen = await done('freeze', '--person', 'P1', '--folder', evidence)
    // The optimum over all scores and the cost at 0.48, as they were counted with another program: 151,536 − 151,406 = 130.
    expect(frozen.state.record).toMatchObject({
      table: { rows: 307_511, positives: 24_825 },
      recommended: { decimal: '0.4759636133379771', cost: 151_406, fn: 8025, fp: 71_156 },
      adopted: { decimal: '0.48', cost: 151_536 },
      deviation: { cost: 130, approver: 'P3' },
    })
    await sign('P1', 'preparer', 'Ana')
    await append('P2', 'validation-started')
    await append('P2', 'challenge-raised', 'question=Why 0.48 and not the exact optimum?')
    await append('P1', 'challenge-answered', 'id=C1', 'response=The system in use holds two decimals; it costs 130 more.')
    await append('P2', 'challenge-disposed', 'id=C1', 'disposition=accepted', 'text=Accepted.')
    await sign('P2', 'validator', 'Ben', '--opinion', 'approved')
    let view = await done('key', '--person', 'P3', '--certificate', join(place, 'Cleo.p12'))
    const needed = missingExceptions(view.state, view.today).map(({ id }) => id)
    expect(needed).toContain('G05')
    for (const id of needed) {
      view = await append('P3', 'exception-granted', `check=${id}`, 'reason=Not in the folder.', 'compensatingControl=Backtest every quarter.', 'owner=P4', 'approver=P3', 'expiresOn=2090-01-01')
    }
    view = await sign('P3', 'approver', 'Cleo', '--opinion', 'approved')
    expect(view.state.checks?.checks.filter(({ gate }) => gate === 'hard').map(({ id, result }) => [id, result])).toEqual(
      ['G01', 'G02', 'G06', 'G10', 'G26', 'G31', 'G33'].map((id) => [id, 'PASS']),
    )
    view = await append('P1', 'effective-set', 'from=2090-01-01', 'implementation=Read back from the system in use.')
    expect([view.status, view.state.signatures.map(({ role, void: why }) => [role, why])]).toEqual(['effective', [['preparer', null], ['validator', null], ['approver', null]]])
    expect(new Set(view.state.keys.map(({ assurance }) => assurance))).toEqual(new Set(['certificate']))
  }, 300_000)
})
