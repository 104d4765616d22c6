import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { entryLine, sealEntry } from '../casefile/case-entry.ts'
import type { CaseEntry } from '../casefile/case-entry.ts'
import { createAnalysis } from '../computing/analysis.ts'
import { readReviewBytes } from '../casefile/review-file.ts'
import type { ReviewSignature } from '../contract/review-events.ts'
import { holdsHead } from './review-heads.ts'
import { hashRule, sha256, signedBytes } from './review-integrity.ts'
import { approved, desk, keyFiles } from './reviews.test-kit.ts'
import type { Desk } from './reviews.test-kit.ts'

const analysis = createAnalysis()
let here: Desk
let sound = ''
let entries: readonly CaseEntry[] = []
beforeAll(async () => {
  here = await desk(analysis)
  const shared = await mkdtemp(join(tmpdir(), 'countersign-review-keys-'))
  await approved(here, await keyFiles(shared))
  await rm(shared, { recursive: true, force: true })
  sound = await readFile(here.file, 'utf8')
  entries = readReviewBytes(here.file, Buffer.from(sound), hashRule).entries
}, 120_000)
beforeEach(() => writeFile(here.file, sound))
afterAll(async () => {
  await analysis.close()
  await rm(here.place, { recursive: true, force: true })
})

const lineOf = (kind: string, role?: string): number =>
  entries.find((entry) => entry.kind === kind && (role === undefined || (entry.payload as ReviewSignature).role === role))?.seq ?? 0

/** The file with some entries changed and every hash after them computed anew: a chain that is whole again. */
function rechained(change: (entry: CaseEntry, before: readonly CaseEntry[]) => unknown): string {
  const made: CaseEntry[] = []
  for (const entry of entries) {
    const payload = change(entry, made)
    if (payload === undefined) continue
    const { at, actor, kind } = entry
    made.push(sealEntry({ seq: made.length + 1, at, actor, kind, payload, previous: made.at(-1)?.hash ?? '0'.repeat(64) }))
  }
  return made.map(entryLine).join('')
}

/** What opening says where the file holds this: the problem, else the reason why nothing is added to it. */
async function told(text: string): Promise<string> {
  await writeFile(here.file, text)
  return here.reviews.open(here.file).then(
    ({ readOnly }) => (readOnly === null ? 'nothing' : readOnly.message),
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
}

describe('a review that was written anew with a chain that is whole', () => {
  it('is found by what the signatures are over', async () => {
    const changed = rechained(({ kind, payload }) => (kind === 'challenge-raised' ? { ...(payload as object), question: 'Is this all right?' } : payload))
    expect(await told(changed)).toContain(`Line ${lineOf('signed', 'validator')} holds a signature of something else than the review as it stood`)
  })

  it('is found by the signatures themselves where the hashes in them were computed anew too', async () => {
    const changed = rechained((entry, before) => {
      if (entry.kind === 'challenge-raised') return { ...(entry.payload as object), question: 'Is this all right?' }
      if (entry.kind !== 'signed') return entry.payload
      const signature = entry.payload as ReviewSignature
      const { state } = readReviewBytes('', Buffer.from(before.map(entryLine).join('')), hashRule)
      return { ...signature, payloadSha256: sha256(signedBytes(state, signature)) }
    })
    expect(await told(changed)).toContain(`The signature in line ${lineOf('signed', 'validator')} does not verify (What is signed was changed after it was signed)`)
  })

  it('is found where a signature is that of another role', async () => {
    const cms = (entries[lineOf('signed', 'preparer') - 1]?.payload as ReviewSignature).cms
    const changed = rechained(({ seq, payload }) => (seq === lineOf('signed', 'approver') ? { ...(payload as object), cms } : payload))
    expect(await told(changed)).toContain(`The signature in line ${lineOf('signed', 'approver')} does not verify`)
  })

  it('is found where the frozen record, the files, the policy or a key are others', async () => {
    const edit = (kind: string, changed: (payload: never) => object) => rechained((entry) => (entry.kind === kind ? changed(entry.payload as never) : entry.payload))
    expect(await told(edit('policy-set', (payload: { policy: object }) => ({ ...payload, policy: { ...payload.policy, edition: 'mine' } })))).toContain(
      `Line ${lineOf('policy-set')} names its policy by a hash that is not the policy’s`,
    )
    expect(await told(edit('frozen', (payload: { record: { adopted: object } }) => ({ ...payload, record: { ...payload.record, adopted: { ...payload.record.adopted, cost: 0 } } })))).toContain(
      `Line ${lineOf('frozen')} names its record by a hash that is not the record’s`,
    )
    expect(await told(edit('frozen', (payload: { manifest: object[] }) => ({ ...payload, manifest: payload.manifest.map((file) => ({ ...file, path: 'other.csv' })) })))).toContain(
      `Line ${lineOf('frozen')} lists other files than those whose hash the record names`,
    )
    expect(await told(edit('key-registered', (payload: object) => ({ ...payload, assurance: 'certificate' })))).toContain(
      `Line ${lineOf('key-registered')} calls the identity of its certificate “certificate”, which it is not`,
    )
    expect(await told(edit('key-registered', (payload: object) => ({ ...payload, fingerprint: 'ab'.repeat(32) })))).toContain(
      `Line ${lineOf('key-registered')} names its certificate by a fingerprint that is not the certificate’s`,
    )
  })

  it('is found by what this computer saw where nothing is signed in it any more', async () => {
    await told(sound)
    const unsigned = rechained(({ kind, payload, seq }) => (kind === 'signed' || seq > lineOf('signed', 'preparer') ? undefined : kind === 'person-added' ? { ...(payload as object), unit: null } : payload))
    expect(await told(unsigned)).toMatch(/^From line \d+ on this copy differs from the review that this computer has seen/)
  })
})

describe('a tail that was cut off', () => {
  it('is found by what this computer saw, line by line', async () => {
    await told(sound)
    for (let kept = 1; kept < entries.length; kept += 1) {
      const message = await told(`${sound.split('\n').slice(0, kept).join('\n')}\n`)
      expect(message).toContain(`This copy ends after line ${kept}, but this computer has seen ${entries.length} lines of the review`)
    }
    expect(await told(sound)).toBe('nothing')
  })

  it('can not be found from the file alone by a computer that never saw it, and is by a head that a report holds', async () => {
    const cut = `${sound.split('\n').slice(0, -2).join('\n')}\n`
    const elsewhere = await desk(analysis)
    await writeFile(elsewhere.file, cut)
    expect((await elsewhere.reviews.open(elsewhere.file)).readOnly).toBeNull()
    await rm(elsewhere.place, { recursive: true, force: true })
    const head = { seq: entries.length, hash: entries.at(-1)?.hash ?? '' }
    const [whole, short] = [sound, cut].map((text) => readReviewBytes('', Buffer.from(text), hashRule))
    expect(whole !== undefined && holdsHead(whole.state, whole.entries, head)).toBe(true)
    expect(short !== undefined && holdsHead(short.state, short.entries, head)).toBe(false)
  })
})

describe('what this computer saw', () => {
  it('is told where it can not be read any more', async () => {
    await told(sound)
    const place = join(here.place, 'data', 'review-heads')
    const [name = ''] = await readdir(place)
    const kept = await readFile(join(place, name), 'utf8')
    await writeFile(join(place, name), kept.slice(0, 100))
    const { warnings } = await here.reviews.open(here.file)
    expect(warnings.map(({ message }) => message)).toEqual([expect.stringContaining('a shortened copy would not be noticed here')])
  })
})
