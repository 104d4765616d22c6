import { createHash } from 'node:crypto'
import { copyFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAnalysis } from '../computing/analysis.ts'
import { check, hashOf, policy } from '../domain/review/review.test-kit.ts'
import { approved, desk, drafted, keyFiles, signing, work } from './reviews.test-kit.ts'
import type { Desk } from './reviews.test-kit.ts'

const analysis = createAnalysis()
let shared = ''
let keys: Awaited<ReturnType<typeof keyFiles>>
let here: Desk
beforeAll(async () => {
  shared = await mkdtemp(join(tmpdir(), 'countersign-review-keys-'))
  keys = await keyFiles(shared)
}, 120_000)
beforeEach(async () => {
  here = await desk(analysis)
  return () => rm(here.place, { recursive: true, force: true })
})
afterAll(async () => {
  await analysis.close()
  await rm(shared, { recursive: true, force: true })
})

describe('a review through its use cases', () => {
  it('freezes the hash of every file, the exact threshold and what it costs', async () => {
    await drafted(here)
    const { state } = await here.reviews.freeze({ file: here.file, person: 'P1', folder: here.folder }, work)
    const bytes = await readFile(join(here.folder, 'scores.csv'))
    const file = createHash('sha256').update(bytes).digest('hex')
    expect(state.manifest).toEqual([{ path: 'scores.csv', sha256: file, bytes: bytes.length }])
    expect(state.record).toMatchObject({
      evidenceSha256: createHash('sha256').update(`${file}  scores.csv\n`).digest('hex'),
      table: { path: 'scores.csv', sha256: file, rows: 6, used: 5, positives: 2 },
      // 0.7 as a hexadecimal float is what Python's float.hex gives.
      recommended: { decimal: '0.7', hex: '0x1.6666666666666p-1', cost: 1, tp: 2, fp: 1, fn: 0, tn: 2 },
      adopted: { decimal: '0.7', cost: 1 },
      deviation: null,
    })
    expect(state).toMatchObject({ status: 'frozen', checks: { version: 1, fresh: true, outdated: false } })
    expect(here.asked[0]).toMatchObject({ folder: here.folder, review: { frozen: { recommendedThreshold: 0.7 }, adopted: { threshold: 0.7 } } })
  })

  it('asks for the reason of a deviation, and freezes what it costs', async () => {
    await drafted(here, 0.9)
    const freeze = () => here.reviews.freeze({ file: here.file, person: 'P1', folder: here.folder }, work)
    await expect(freeze()).rejects.toMatchObject({ problem: { kind: 'not-allowed', path: here.file, message: 'The proposed threshold, 0.9, is not the recommended one, 0.7.' } })
    await here.reviews.append({ file: here.file, person: 'P1', event: { kind: 'deviation-stated', payload: { reason: 'As before.', approver: 'P3' } }, expectedHead: null })
    // At 0.9 one of two positives is missed: FN 1 · 10 = 10, nine more than 1.
    expect((await freeze()).state.record?.deviation).toEqual({ reason: 'As before.', approver: 'P3', cost: 9 })
  })

  it('freezes a decision to flag nobody with its counts', async () => {
    await drafted(here)
    const draft = (await here.reviews.open(here.file)).state.draft
    if (draft === null) throw new Error('There is no draft.')
    await here.reviews.append({ file: here.file, person: 'P1', event: { kind: 'draft-set', payload: { ...draft, adopted: { threshold: null } } }, expectedHead: null })
    await here.reviews.append({ file: here.file, person: 'P1', event: { kind: 'deviation-stated', payload: { reason: 'Not in use yet.', approver: 'P3' } }, expectedHead: null })
    const { state } = await here.reviews.freeze({ file: here.file, person: 'P1', folder: here.folder }, work)
    expect(state.record?.adopted).toEqual({ decimal: null, hex: null, cost: 20, tp: 0, fp: 0, fn: 2, tn: 3 })
  })

  it('is signed by three people from a folder to the approval, and every signature verifies when it is opened', async () => {
    await approved(here, keys)
    const { state, status, warnings, readOnly, steps } = await here.reviews.open(here.file)
    expect([status, warnings, readOnly]).toEqual(['approved', [], null])
    expect(state.signatures.map(({ role, meaning, opinion, person }) => [role, meaning, opinion, person])).toEqual([
      ['preparer', 'prepared', null, 'P1'], ['validator', 'validated', 'approved', 'P2'], ['approver', 'approved', 'approved', 'P3'],
    ])
    expect(new Set(state.signatures.map(({ fingerprint }) => fingerprint)).size).toBe(3)
    expect(state.keys.map(({ assurance }) => assurance)).toEqual(Array(3).fill('self-asserted'))
    expect(steps.find(({ id }) => id === 'effective')).toMatchObject({ state: 'now' })
    here.at = Date.UTC(2027, 10, 25)
    expect((await here.reviews.open(here.file)).status).toBe('expired')
  })

  it('shows what is signed, and signs nothing else', async () => {
    await drafted(here)
    await here.reviews.freeze({ file: here.file, person: 'P1', folder: here.folder }, work)
    const request = { file: here.file, person: 'P1', role: 'preparer', opinion: null, reason: null, expiresOn: null, revoke: false } as const
    expect((await here.reviews.previewSignature(request)).refused).toBe('No key of Ana is registered yet.')
    await here.reviews.registerKey({ file: here.file, person: 'P1', certificate: keys.Ana, passphrase: signing('', '', 'preparer', '').passphrase })
    await here.reviews.evaluate({ file: here.file, person: 'P1', folder: null }, work)
    const preview = await here.reviews.previewSignature(request)
    expect(preview.refused).toBeNull()
    expect(preview.lines).toContain('Adopted threshold 0.7; recommended: 0.7.')
    await here.reviews.append({ file: here.file, person: null, event: { kind: 'note-added', payload: { text: 'Meanwhile.' } }, expectedHead: null })
    await expect(here.reviews.sign(signing(here.file, 'P1', 'preparer', keys.Ana, { expectedHead: preview.head }), work)).rejects.toMatchObject({
      problem: { kind: 'not-allowed', message: expect.stringMatching(/^The review went on since it was shown/) as unknown },
    })
    const again = await here.reviews.previewSignature(request)
    expect((await here.reviews.sign(signing(here.file, 'P1', 'preparer', keys.Ana, { expectedHead: again.head }), work)).status).toBe('prepared')
  })

  it('refuses a wrong passphrase, the key of another and what the engine writes itself', async () => {
    await drafted(here)
    await here.reviews.freeze({ file: here.file, person: 'P1', folder: here.folder }, work)
    await expect(here.reviews.sign(signing(here.file, 'P1', 'preparer', keys.Ana, { passphrase: 'another passphrase' }), work)).rejects.toMatchObject({ problem: { kind: 'usage' } })
    await here.reviews.sign(signing(here.file, 'P1', 'preparer', keys.Ana), work)
    await here.reviews.append({ file: here.file, person: 'P2', event: { kind: 'validation-started', payload: {} }, expectedHead: null })
    await here.reviews.append({ file: here.file, person: 'P2', event: { kind: 'no-challenge-stated', payload: { text: 'None.' } }, expectedHead: null })
    await expect(here.reviews.sign(signing(here.file, 'P2', 'validator', keys.Ana, { opinion: 'approved' }), work)).rejects.toMatchObject({
      problem: { message: 'This key is that of Ana: two people can not share a key.' },
    })
    const { state } = await here.reviews.open(here.file)
    const checks = state.checks
    if (checks === null) throw new Error('There are no checks.')
    const { version, today, policySha256, evidenceSha256, fresh } = checks
    const payload = { version, today, policySha256, evidenceSha256, fresh, checks: checks.checks }
    await expect(here.reviews.append({ file: here.file, person: 'P1', event: { kind: 'checks-evaluated', payload }, expectedHead: null })).rejects.toMatchObject({ problem: { kind: 'not-allowed' } })
  })

  it('takes no policy that makes a hard check waivable', async () => {
    await drafted(here)
    const soft = JSON.parse(JSON.stringify(policy).replace('"G02":{"gate":"hard"', '"G02":{"gate":"information"')) as typeof policy
    expect(soft).not.toEqual(policy)
    const event = { kind: 'policy-set', payload: { sha256: hashOf(soft), policy: soft } } as const
    await expect(here.reviews.append({ file: here.file, person: 'P1', event, expectedHead: null })).rejects.toMatchObject({
      problem: { message: expect.stringMatching(/makes a check waivable that nobody may waive/) as unknown },
    })
  })

  it('permits only a rejection where a hard check fails', async () => {
    here.results = [check('G02', 'FAIL', 'hard')]
    await drafted(here)
    await here.reviews.freeze({ file: here.file, person: 'P1', folder: here.folder }, work)
    await here.reviews.sign(signing(here.file, 'P1', 'preparer', keys.Ana), work)
    await here.reviews.append({ file: here.file, person: 'P2', event: { kind: 'validation-started', payload: {} }, expectedHead: null })
    await here.reviews.append({ file: here.file, person: 'P2', event: { kind: 'no-challenge-stated', payload: { text: 'None.' } }, expectedHead: null })
    await expect(here.reviews.sign(signing(here.file, 'P2', 'validator', keys.Ben, { opinion: 'approved' }), work)).rejects.toMatchObject({ problem: { message: expect.stringMatching(/^G02 /) as unknown } })
    const rejected = await here.reviews.sign(signing(here.file, 'P2', 'validator', keys.Ben, { opinion: 'rejected', reason: 'Rows are lost.' }), work)
    expect(rejected.status).toBe('validated')
    expect((await here.reviews.sign(signing(here.file, 'P3', 'approver', keys.Cleo, { opinion: 'rejected', reason: 'Rows are lost.' }), work)).status).toBe('rejected')
  })

  it('is revoked by a signature of the approver', async () => {
    await approved(here, keys)
    const revoked = await here.reviews.sign(signing(here.file, 'P3', 'approver', keys.Cleo, { revoke: true, reason: 'The population has drifted.' }), work)
    expect(revoked).toMatchObject({ status: 'revoked', state: { revoked: { reason: 'The population has drifted.' } } })
    expect((await here.reviews.open(here.file)).warnings).toEqual([])
  })
})

describe('on another computer', () => {
  it('the evidence is found by its hash, or what is missing is said', async () => {
    await approved(here, keys)
    const there = await desk(analysis)
    try {
      await rm(there.folder, { recursive: true })
      const handed = await here.reviews.handOver(here.file, there.file)
      expect(handed).toMatchObject({ path: there.file, entries: (await here.reviews.open(here.file)).state.head.seq })
      expect(await readFile(there.file)).toEqual(await readFile(here.file))
      expect((await there.reviews.findEvidence({ file: there.file, folder: null }, work)).sentence).toMatch(/^The evidence is not on this computer where it was looked for: a folder “evidence” with 1 files/)
      await cp(here.folder, join(there.place, 'evidence'), { recursive: true })
      expect(await there.reviews.findEvidence({ file: there.file, folder: null }, work)).toMatchObject({ folder: join(there.place, 'evidence') })
      expect((await there.reviews.open(there.file)).evidence).toBe(join(there.place, 'evidence'))
      await writeFile(join(there.place, 'evidence', 'scores.csv'), 'y,s\n1,1\n')
      await writeFile(join(there.place, 'evidence', 'more.txt'), 'x')
      expect(await there.reviews.findEvidence({ file: there.file, folder: null }, work)).toMatchObject({
        folder: null, tried: [{ missing: [], changed: ['scores.csv'], added: ['more.txt'] }], sentence: expect.stringMatching(/1 has other content, 1 was added/) as unknown,
      })
    } finally {
      await rm(there.place, { recursive: true, force: true })
    }
  })

  it('the checks of the last evaluation stand where the evidence is not at hand', async () => {
    await drafted(here)
    await here.reviews.freeze({ file: here.file, person: 'P1', folder: here.folder }, work)
    await rm(here.folder, { recursive: true })
    await here.reviews.sign(signing(here.file, 'P1', 'preparer', keys.Ana), work)
    expect(here.asked.at(-1)).toMatchObject({ folder: null, previous: { fresh: true } })
    expect((await here.reviews.open(here.file)).state.checks).toMatchObject({ fresh: false })
  })

  it('a review is held against the one before it of the same model', async () => {
    await approved(here, keys)
    const second = { ...here, file: join(here.place, 'next.countersign') }
    await drafted(second, 0.7, here.file)
    const { state } = await here.reviews.open(second.file)
    const draft = state.draft
    if (draft === null) throw new Error('There is no draft.')
    const payoffs = { ...draft.choices.payoffs, fn: { perCase: '20', perAmount: '0' } }
    await here.reviews.append({ file: second.file, person: 'P1', event: { kind: 'draft-set', payload: { ...draft, choices: { ...draft.choices, payoffs } } }, expectedHead: null })
    await here.reviews.freeze({ file: second.file, person: 'P1', folder: here.folder }, work)
    const { entries } = await here.reviews.open(second.file)
    expect(entries.find(({ kind }) => kind === 'note-compared')?.payload).toMatchObject({ changes: [{ what: 'False negative, cost per case' }] })
    const log = await here.reviews.changeLog(second.file, here.file)
    expect(log).toMatchObject({ sentence: '1 difference from the previous sign-off.', changes: [{ section: 'costs', what: 'False negative, cost per case', before: '10', after: '20' }] })
  })
})

describe('copies', () => {
  it('that are continued apart are told and never joined', async () => {
    await drafted(here)
    const copy = join(here.place, 'copy.countersign')
    await copyFile(here.file, copy)
    const note = (file: string, text: string) => here.reviews.append({ file, person: null, event: { kind: 'note-added', payload: { text } }, expectedHead: null })
    await note(here.file, 'here')
    expect(await here.reviews.compareCopies(here.file, copy)).toMatchObject({ relation: 'this-is-longer', common: 10, here: 11, there: 10 })
    const older = await here.reviews.open(copy)
    expect(older.readOnly).toMatchObject({ kind: 'review-diverged', message: expect.stringMatching(/^This copy ends after line 10, but this computer has seen 11 lines/) as unknown })
    await expect(note(copy, 'there')).rejects.toMatchObject({ problem: { kind: 'review-diverged' } })
    const continued = await here.reviews.continueWith(copy, 'The other laptop was lost.')
    expect(continued).toMatchObject({ readOnly: null, entries: expect.arrayContaining([expect.objectContaining({ kind: 'note-continued' })]) as unknown })
    expect((await here.reviews.open(here.file)).readOnly?.message).toMatch(/^From line 11 on this copy differs/)
    expect(await here.reviews.compareCopies(here.file, copy)).toMatchObject({ relation: 'forked', common: 10, here: 11, there: 11 })
  })

  it('are listed as they were seen last', async () => {
    await drafted(here)
    expect(await here.reviews.known()).toMatchObject([{ path: here.file, model: 'scoring 3', status: 'draft', entries: 10, exists: true }])
    await rm(here.file)
    expect(await here.reviews.known()).toMatchObject([{ exists: false }])
    await expect(here.reviews.open(here.file)).rejects.toMatchObject({ problem: { kind: 'file-missing' } })
  })

  it('do not lie inside the evidence, nor over another file', async () => {
    const model = { name: 'm', version: '1', tier: null, purpose: 'p' }
    await expect(here.reviews.create({ file: join(here.folder, 'x.countersign'), folder: here.folder, model, preparer: null, previous: null })).rejects.toMatchObject({ problem: { kind: 'inside-evidence' } })
    await writeFile(here.file, 'mine')
    await expect(here.reviews.create({ file: here.file, folder: here.folder, model, preparer: null, previous: null })).rejects.toMatchObject({ problem: { kind: 'write-refused' } })
    expect(await readFile(here.file, 'utf8')).toBe('mine')
  })
})
