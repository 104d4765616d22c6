import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ReviewView } from '../../contract/review.ts'
import { engineKinds, reviewKinds } from '../../contract/review-events.ts'
import { makeSelfAssertedKey } from '../../signing/make-key.ts'
import { runCommand } from '../run-command.ts'

const passphrase = 'a passphrase of the test'
let place = ''
let file = ''
beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'countersign-test-review-verb-'))
  file = join(place, 'model.countersign')
  mkdirSync(join(place, 'evidence'))
  // At 0.7 TP 2, FP 1: cost 1, the least with 10 and 1; worked out by hand.
  writeFileSync(join(place, 'evidence', 'scores.csv'), 'y,s\n1,0.9\n0,0.8\n1,0.7\n0,0.3\n0,0.2\n1,\n')
  vi.stubEnv('COUNTERSIGN_DATA', join(place, 'data'))
  vi.stubEnv('COUNTERSIGN_PASSPHRASE', passphrase)
  for (const name of ['Ben', 'Cleo']) {
    writeFileSync(join(place, `${name}.p12`), (await makeSelfAssertedKey(name, { passphrase, at: Date.now() - 1000, algorithm: 'ecdsa-p256' })).pkcs12)
  }
}, 120_000)
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(place, { recursive: true, force: true })
})

async function run(...args: string[]) {
  let [out, err] = ['', '']
  const terminal = { out: (text: string) => void (out += text), err: (text: string) => void (err += text), watched: false, signal: new AbortController().signal }
  const code = await runCommand(['review', ...args], terminal)
  return { code, out, err }
}

/** What a command that must be done prints as JSON. */
async function done<Answer = ReviewView>(...args: string[]): Promise<Answer> {
  const { code, out, err } = await run(...args, '--json')
  expect([code, err]).toEqual([0, ''])
  return JSON.parse(out) as Answer
}

const append = (person: string, kind: string, ...sets: string[]) =>
  done('append', file, ...(person === '' ? [] : ['--person', person]), '--kind', kind, ...(sets.length === 0 ? [] : ['--set', ...sets]))
const sign = (person: string, role: string, name: string, ...more: string[]) =>
  run('sign', file, '--person', person, '--role', role, '--certificate', join(place, `${name}.p12`), ...more, '--json')

describe('review', () => {
  it('is made, frozen, signed, challenged and rejected without a window', async () => {
    await done('new', file, '--folder', join(place, 'evidence'), '--model', 'scoring', '--model-version', '3', '--purpose', 'Refuse defaults.', '--preparer', 'Ana')
    expect((await append('', 'person-added', 'name=Ben')).state.people.map(({ id, name }) => [id, name])).toEqual([['P1', 'Ana'], ['P2', 'Ben']])
    await append('', 'person-added', 'name=Cleo')
    await append('', 'role-assigned', 'person=P2', 'role=validator')
    await append('', 'role-assigned', 'person=P3', 'role=approver')
    await done('append', file, '--person', 'P1', '--policy', 'default')
    const table = ['--predictions', 'scores.csv', '--label', 'y', '--score', 's', '--positive', '1', '--cost-fn', '10', '--cost-fp', '1']
    await done('append', file, '--person', 'P1', ...table, '--adopt', '0.7', '--confirm-costs')
    await append('P1', 'terms-set', 'effectiveFrom=2040-01-01', 'expiresOn=2041-01-01', 'nextReviewOn=2040-07-01')
    const statement = { kind: 'statement-set', payload: { topic: 'scope', values: { purpose: 'Loans.' }, source: null } }
    await done('append', file, '--person', 'P1', '--event', JSON.stringify(statement))
    const events = join(place, 'event.json')
    writeFileSync(events, JSON.stringify({ kind: 'note-added', payload: { text: 'As a file.' } }))
    await done('append', file, '--event-file', events)
    const frozen = await done('freeze', file, '--person', 'P1', '--folder', join(place, 'evidence'))
    expect(frozen.state).toMatchObject({
      status: 'frozen',
      record: { adopted: { decimal: '0.7', hex: '0x1.6666666666666p-1', cost: 1, fn: 0, fp: 1 }, evidenceJsonSha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown },
      checks: { fresh: true, checks: { length: 33 } },
    })
    const key = await done<{ path: string; certificate: { assurance: string } }>('make-key', join(place, 'Ana.p12'), '--name', 'Ana')
    expect(key).toMatchObject({ path: join(place, 'Ana.p12'), certificate: { assurance: 'self-asserted' } })
    if (process.platform !== 'win32') expect(statSync(key.path).mode & 0o777).toBe(0o600)
    expect((await sign('P1', 'preparer', 'Ana')).code).toBe(0)
    await append('P2', 'validation-started')
    await append('P2', 'challenge-raised', 'question=Why these costs?')
    await append('P1', 'challenge-answered', 'id=C1', 'response=From the loss study.')
    await append('P2', 'challenge-disposed', 'id=C1', 'disposition=accepted', 'text=Seen.')
    // Hardly any evidence: some hard checks can't be assessed, so that nothing but a rejection is open.
    const refused = await sign('P2', 'validator', 'Ben', '--opinion', 'approved')
    expect([refused.code, refused.err]).toEqual([1, ''])
    expect(JSON.parse(refused.out)).toMatchObject({ refused: { kind: 'not-allowed', message: expect.stringMatching(/^G\d\d .*only “Rejected” and “Withdrawn” are open\.$/) as unknown } })
    const preview = await run('sign', file, '--person', 'P2', '--role', 'validator', '--opinion', 'rejected', '--reason', 'Too few rows.', '--preview')
    expect([preview.code, preview.out]).toEqual([0, expect.stringContaining('Adopted threshold 0.7; recommended: 0.7.')])
    expect((await sign('P2', 'validator', 'Ben', '--opinion', 'rejected', '--reason', 'Too few rows.')).code).toBe(0)
    expect((await sign('P3', 'approver', 'Cleo', '--opinion', 'rejected', '--reason', 'Too few rows.')).code).toBe(0)
    const shown = await done('show', file)
    expect([shown.status, shown.state.signatures.map(({ role, opinion }) => [role, opinion])]).toEqual([
      'rejected', [['preparer', null], ['validator', 'rejected'], ['approver', 'rejected']],
    ])
    const text = await run('show', file)
    expect(text.out).toContain('scoring 3, version 1 of the review: rejected.')
    expect(text.out).toMatch(/self-asserted identity [0-9a-f]{64}/)
  }, 240_000)

  it('finds the evidence, hands over, compares copies and lists what was opened', async () => {
    expect(await done<object>('evidence', file)).toMatchObject({ folder: join(place, 'evidence') })
    const empty = join(place, 'empty')
    mkdirSync(empty)
    expect(await run('evidence', file, '--folder', empty)).toMatchObject({ code: 1, out: expect.stringContaining('missing  scores.csv') as unknown })
    const copy = join(place, 'copy.countersign')
    expect(await done<object>('hand-over', file, '--out', copy)).toMatchObject({ path: copy, head: expect.any(String) as unknown })
    expect(readFileSync(copy)).toEqual(readFileSync(file))
    expect((await run('compare', file, copy)).out).toContain('Both copies hold the same')
    expect((await run('changes', file, '--previous', copy)).out).toContain('Nothing that is compared differs from the previous sign-off.')
    expect(await done<object[]>('list')).toMatchObject([{ status: 'rejected', exists: true }])
  })

  it('fails on a copy that was cut or continued apart, and goes on only with a reason', async () => {
    const copy = join(place, 'cut.countersign')
    copyFileSync(file, copy)
    const lines = readFileSync(copy, 'utf8').split('\n')
    writeFileSync(copy, `${lines.slice(0, -2).join('\n')}\n`)
    const shown = await run('show', copy)
    expect([shown.code, shown.out]).toEqual([1, expect.stringContaining('its end was cut off, or it is an older copy')])
    expect((await run('append', copy, '--kind', 'note-added', '--set', 'text=x')).code).toBe(1)
    expect((await run('continue', copy, '--reason', 'The other laptop is lost.')).code).toBe(0)
    expect((await run('show', file)).code).toBe(1)
    expect((await run('compare', file, copy)).code).toBe(1)
    expect((await run('continue', file, '--reason', 'It was found.')).code).toBe(0)
  })

  it.each([
    ['no action', [], /What to do with the review is not given\. Give one of new, show, append/],
    ['an unknown action', ['vote', 'FILE'], /review vote is not known/],
    ['a missing file', ['show', '/no/such.countersign'], /no such\.countersign|\/no\/such\.countersign: There is no review file here/],
    ['a damaged file', ['show', 'DAMAGED'], /Line 1 is not an entry: the review file was changed after it was written\. Put back an unchanged copy/],
    ['a missing option', ['freeze', 'FILE', '--person', 'P1'], /--folder is missing/],
    ['nothing to append', ['append', 'FILE'], /What to append is not given/],
    ['two things to append', ['append', 'FILE', '--policy', 'default', '--kind', 'note-added'], /--kind and --policy are given; one of them is wanted/],
    ['an unknown kind', ['append', 'FILE', '--kind', 'vote-cast'], /This is no event/],
    ['a missing field', ['append', 'FILE', '--kind', 'finding-raised', '--set', 'severity=high'], /finding-raised, condition: .* Its fields are id, severity/],
    ['a field that is not known', ['append', 'FILE', '--kind', 'note-added', '--set', 'text=a', 'more=b'], /Unrecognized key/],
    ['no JSON', ['append', 'FILE', '--event', '{'], /is not JSON/],
    ['an unknown opinion', ['sign', 'FILE', '--person', 'P1', '--role', 'approver', '--opinion', 'fine', '--preview'], /--opinion fine is not known/],
    ['a key file that is none', ['key', 'FILE', '--person', 'P1', '--certificate', 'DAMAGED'], /This is not a PKCS#12 file/],
  ])('ends with 2 and one line for %s', async (_what, args, message) => {
    const damaged = join(place, 'damaged.countersign')
    writeFileSync(damaged, '{"seq":1}\n')
    const { code, out, err } = await run(...args.map((argument) => ({ FILE: file, DAMAGED: damaged })[argument] ?? argument))
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(message)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  })

  it('names in the README every kind of event that a person appends', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8')
    const own: readonly string[] = engineKinds
    expect(reviewKinds.filter((kind) => !own.includes(kind) && !readme.includes(`\`${kind}\``))).toEqual([])
  })
})
