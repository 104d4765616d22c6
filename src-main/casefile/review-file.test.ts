import { execFileSync, spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { day0, events, opened, ana, ben, cleo, dan } from '../domain/review/review.test-kit.ts'
import { entryLine, sealEntry } from './case-entry.ts'
import type { CaseEntry } from './case-entry.ts'
import { createReviewFile, readReviewBytes, reviewFile } from './review-file.ts'
import type { ReviewAuthor } from './review-file.ts'

const account: ReviewAuthor = { name: 'account', person: null }
const by = (person: string): ReviewAuthor => ({ name: 'account', person })
const child = join(import.meta.dirname, 'append-notes.test-kit.ts')

let place = ''
let path = ''
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'countersign-review-file-'))
  path = join(place, 'r.countersign')
  await createReviewFile(path, () => null, opened, account, day0, [])
  return () => rm(place, { recursive: true, force: true })
})

const file = () => reviewFile(path, () => null)
const note = (text: string) => file().append(({ add }) => void add({ kind: 'note-added', payload: { text } }, account, day0))

/** Draft, freezing, and the signatures of the three roles, as the rules demand them. */
async function signed(): Promise<void> {
  await file().append(({ add, read }) => {
    let state = read.state
    for (const [id, name] of [[ana, 'Ana'], [ben, 'Ben'], [cleo, 'Cleo'], [dan, 'Dan']] as const) state = add(events.person(id, name), account, day0)
    for (const [id, role] of [[ana, 'preparer'], [ben, 'validator'], [cleo, 'approver']] as const) state = add(events.role(id, role), account, day0)
    for (const id of [ana, ben, cleo]) state = add(events.key(id), by(id), day0)
    for (const event of [events.policy(), events.draft(), events.terms()]) state = add(event, by(ana), day0)
    state = add(events.frozen(state), by(ana), day0)
    state = add(events.checks(state), by(ana), day0)
    state = add(events.sign(state, 'preparer'), by(ana), day0)
    add({ kind: 'validation-started', payload: {} }, by(ben), day0)
    state = add(events.none(), by(ben), day0)
    state = add(events.sign(state, 'validator', 'approved'), by(ben), day0)
    add(events.sign(state, 'approver', 'approved'), by(cleo), day0)
  })
}

const kinds = (entries: readonly CaseEntry[]) => entries.map(({ kind }) => kind)
const notesIn = (entries: readonly CaseEntry[]) => entries.flatMap(({ kind, payload }) => (kind === 'note-added' ? [Number(/note (\d+)/.exec(JSON.stringify(payload))?.[1])] : []))

describe('a review file', () => {
  it('writes only what the rules allow, all of an addition or nothing', async () => {
    const before = await readFile(path)
    await expect(
      file().append(({ add }) => {
        add(events.person(ana, 'Ana'), account, day0)
        add(events.draft(), by(ana), day0)
      }),
    ).rejects.toMatchObject({ problem: { kind: 'not-allowed', path, message: 'Only the preparer may change the proposal; Ana is not.' } })
    expect(await readFile(path)).toEqual(before)
    await expect(createReviewFile(path, () => null, opened, account, day0, [])).rejects.toMatchObject({ problem: { kind: 'write-refused' } })
  })

  it('refuses an event whose hashes are wrong, and finds one in a file', async () => {
    await expect(reviewFile(path, () => 'names a wrong hash').append(({ add }) => void add(events.person(ana, 'Ana'), account, day0))).rejects.toMatchObject({
      problem: { kind: 'not-allowed', message: 'The person-added names a wrong hash.' },
    })
    await note('one')
    expect(() => readReviewBytes(path, new Uint8Array(), () => null)).toThrow(/no review file here, or it is empty/)
    await expect(reviewFile(path, ({ kind }) => (kind === 'note-added' ? 'names a wrong hash' : null)).read()).rejects.toMatchObject({
      problem: { kind: 'file-corrupt', message: 'Line 2 names a wrong hash: the review file was changed after it was written. Line 1 is sound.' },
    })
  })

  it('keeps what was signed wherever the last line is cut off, and says which line it was', async () => {
    await signed()
    const whole = await readFile(path)
    const head = (await file().read()).state.head
    const last = await note('the last one')
    const line = (await readFile(path)).subarray(whole.length)
    for (let cut = 0; cut <= line.length; cut += cut < 20 || cut > line.length - 20 ? 1 : 13) {
      await writeFile(path, Buffer.concat([whole, line.subarray(0, cut)]))
      const { state, entries, warnings } = await file().read()
      expect(state.status).toBe('approved')
      if (cut >= line.length - 1) {
        expect(entries).toEqual(last.entries)
        expect(warnings.map(({ message }) => message)).toEqual(cut === line.length ? [] : [`Line ${entries.length} is whole but its end is missing.`])
      } else {
        expect(state.head).toEqual(head)
        expect(warnings.map(({ message }) => message)).toEqual(cut === 0 ? [] : [expect.stringContaining(`Line ${head.seq + 1} was cut off while it was written`)])
      }
      const { entries: after } = await note('again')
      expect(kinds(after)).toEqual([...kinds(entries), 'note-added'])
      expect((await readdir(place)).some((name) => name.includes('.torn-'))).toBe(cut > 0 && cut < line.length - 1)
      for (const name of await readdir(place)) if (name.includes('.torn-')) await rm(join(place, name))
    }
  }, 120_000)

  it('is told as damaged with its line, whatever byte of it is changed, and nothing is added to it', async () => {
    await signed()
    const whole = await readFile(path)
    const starts = [0, ...[...whole].flatMap((byte, index) => (byte === 10 ? [index + 1] : []))]
    let refused = 0
    for (let at = 0; at < whole.length - 1; at += 97) {
      const changed = Buffer.from(whole)
      changed[at] = changed[at] === 0x31 ? 0x32 : 0x31
      const line = starts.filter((start) => start <= at).length
      let message = ''
      try {
        readReviewBytes(path, changed, () => null)
      } catch (error) {
        message = error instanceof Error ? error.message : ''
      }
      // A line end that is changed joins two lines into one, which is told with the first of them.
      expect(message).toContain(`Line ${line} `)
      expect(message).toMatch(/was changed after it was written/)
      refused += 1
    }
    expect(refused).toBeGreaterThan(100)
    const changed = Buffer.from(whole)
    changed[400] = 0x31
    await writeFile(path, changed)
    await expect(note('x')).rejects.toMatchObject({ problem: { kind: 'file-corrupt' } })
    expect(await readFile(path)).toEqual(changed)
  }, 120_000)

  it('shows an entry that was written anew with the right hashes by the rule that it breaks', async () => {
    await signed()
    const { entries } = await file().read()
    // Ana, the preparer, closes the matter for the validator: the chain of the forged file is whole.
    const forged = (kind: string, payload: unknown, person: string): string => {
      const previous = entries.at(-1)?.hash ?? ''
      return entries.map(entryLine).join('') + entryLine(sealEntry({ seq: entries.length + 1, at: day0, actor: { name: 'x', person }, kind, payload, previous }))
    }
    const read = (text: string) => () => readReviewBytes(path, Buffer.from(text), () => null)
    expect(read(forged('revoked', {}, ana))).toThrow(`Line ${entries.length + 1} breaks a rule of the review (It is no revoked`)
    expect(read(forged('reopened', { reason: 'x' }, ana))).toThrow('The review is approved: only the approver may reopen it.')
    expect(read(forged('vote-cast', {}, ana))).toThrow(/A newer Countersign wrote this review file \(line \d+ is of the kind vote-cast\)/)
    expect(read(forged('note-of-tomorrow', { any: 1 }, ana))().state.status).toBe('approved')
  })

  it('of a newer format is refused, and so is another file', () => {
    const first = { seq: 1, at: 1, actor: { name: 'a' }, kind: 'review-opened', payload: { ...opened, version: 2, more: true }, previous: '0'.repeat(64) }
    expect(() => readReviewBytes(path, Buffer.from(entryLine(sealEntry(first))), () => null)).toThrow(/A newer Countersign wrote this review file \(format 2; this one knows up to 1\)\. Open it with the newer version/)
    expect(() => readReviewBytes(path, Buffer.from('%PDF-1.7\n'), () => null)).toThrow(/Line 1 is not an entry/)
    const other = { ...first, kind: 'case-opened', payload: { format: 'countersign-case', version: 1, folder: '/' } }
    expect(() => readReviewBytes(path, Buffer.from(entryLine(sealEntry(other))), () => null)).toThrow(/Line 1 does not say that this is a review file/)
    expect(() => readReviewBytes(path, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(entryLine(sealEntry({ ...first, payload: opened })))]), () => null)).toThrow(/Line 1/)
  })
})

/** Starts a process that adds notes, and kills it `after` milliseconds from its first one; gives the numbers that it printed. */
function killedAfter(at: string, after: number, from: number): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const writer = spawn(process.execPath, [child, at, String(from)], { stdio: ['ignore', 'pipe', 'inherit'] })
    let out = ''
    let timer: NodeJS.Timeout | null = null
    writer.stdout.on('data', (text: Buffer) => {
      out += text.toString()
      timer ??= setTimeout(() => writer.kill('SIGKILL'), after)
    })
    writer.once('error', reject)
    writer.once('close', (_code, signal) => {
      if (signal !== 'SIGKILL') reject(new Error(`The writer ended by itself: ${out.slice(-300)}`))
      else resolve(out.split('\n').slice(0, -1).map(Number))
    })
  })
}

/** More of them with COUNTERSIGN_KILLS. */
const kills = Number(process.env['COUNTERSIGN_KILLS'] ?? 200)
/** Each file gets so many of them, so that reading what is kept stays quick. */
const killsOfFile = 20

describe('a process that is killed while it writes', () => {
  it.skipIf(process.platform === 'win32')(`loses nothing that was written, ${kills} times at random moments`, async () => {
    await signed()
    const base = await readFile(path)
    const before = (await file().read()).entries
    const counts = { acknowledged: 0, further: 0 }
    const killed = async (name: string, first: number, rounds: number) => {
      const at = join(place, name)
      await writeFile(at, base)
      const acknowledged: number[] = []
      for (let round = first; round < first + rounds; round += 1) {
        // From right after the first note to 100 ms later: in the middle of several further ones.
        acknowledged.push(...(await killedAfter(at, (round * 37) % 101, round * 100_000)))
      }
      const { entries, state, warnings } = await reviewFile(at, () => null).read()
      expect(entries.slice(0, before.length)).toEqual(before)
      expect([state.status, ...state.signatures.map((signature) => signature.void)]).toEqual(['approved', null, null, null])
      expect(warnings.length).toBeLessThan(2)
      const kept = notesIn(entries)
      expect(acknowledged.filter((number) => !kept.includes(number))).toEqual([])
      // At most the one note of each round that was on the disk before its number was printed.
      expect(kept.length - acknowledged.length).toBeLessThanOrEqual(rounds)
      await reviewFile(at, () => null).append(({ add }) => void add({ kind: 'note-added', payload: { text: 'and on' } }, account, day0))
      counts.acknowledged += acknowledged.length
      counts.further += kept.length - acknowledged.length
    }
    const batches = Array.from({ length: Math.ceil(kills / killsOfFile) }, (_, index) => index * killsOfFile)
    const lane = async (own: number) => {
      for (const first of batches.filter((_, index) => index % 4 === own)) await killed(`${first}.countersign`, first, Math.min(killsOfFile, kills - first))
    }
    await Promise.all([0, 1, 2, 3].map(lane))
    expect((await readdir(place)).filter((name) => name.endsWith('.lock'))).toEqual([])
    expect(counts.acknowledged).toBeGreaterThanOrEqual(kills)
    process.stdout.write(`kills ${kills}: ${counts.acknowledged} notes acknowledged and kept, ${counts.further} more kept before they were acknowledged\n`)
  }, 900_000)
})

describe('two processes that write at once', () => {
  it('take turns, and every entry follows the one before', async () => {
    const run = (from: number) =>
      new Promise<void>((resolve, reject) => {
        const writer = spawn(process.execPath, [child, path, String(from), '40'], { stdio: ['ignore', 'pipe', 'inherit'] })
        let out = ''
        writer.stdout.on('data', (text: Buffer) => (out += text.toString()))
        writer.once('close', () => (out.includes('failed') ? reject(new Error(out.slice(-300))) : resolve()))
      })
    await Promise.all([run(0), run(1000), run(2000)])
    const { entries, warnings } = await file().read()
    expect(warnings).toEqual([])
    expect(notesIn(entries).sort((a, b) => a - b)).toEqual([0, 1000, 2000].flatMap((from) => Array.from({ length: 40 }, (_, index) => from + index)))
  }, 120_000)
})

describe('a full disk', () => {
  it.skipIf(process.platform === 'win32')('keeps what was there, and says that the rest was not kept', async () => {
    const limited = (size: number) => {
      // The largest file that the process may write, in units of 512 bytes: the write that crosses it is cut short.
      const script = `ulimit -f ${size}; exec "$0" "$@"`
      return execFileSync('/bin/sh', ['-c', script, process.execPath, child, path, '3000', '40'], { encoding: 'utf8' })
    }
    const out = limited(40)
    expect(out).toMatch(/failed .*The disk is full; what you did was not kept\. Free some space and do it again\./)
    const { entries, warnings } = await file().read()
    expect(warnings).toEqual([])
    const printed = out.split('\n').filter((line) => /^\d+$/.test(line)).map(Number)
    expect(printed.length).toBeGreaterThan(0)
    expect(notesIn(entries)).toEqual(printed)
    await note('after space was made')
    expect((await file().read()).entries.length).toBe(entries.length + 1)
  }, 60_000)

  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  it.skipIf(!asRoot)('of a real file system (needs root, for a small one in memory) loses nothing', async (context) => {
    const small = join(place, 'small')
    await mkdir(small)
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', small], { stdio: 'ignore' })
    } catch {
      context.skip('mounting is not allowed here')
    }
    try {
      path = join(small, 'r.countersign')
      await createReviewFile(path, () => null, opened, account, day0, [])
      const written: number[] = []
      let problem: unknown = null
      for (let number = 0; number < 60 && problem === null; number += 1) {
        await note(`note ${number} ${'x'.repeat(3000)}`).then(() => written.push(number), (error: unknown) => (problem = error))
      }
      expect(problem).toMatchObject({ problem: { kind: 'disk-full', path, message: 'The disk is full; what you did was not kept.' } })
      const { entries, warnings } = await file().read()
      expect([notesIn(entries), warnings]).toEqual([written, []])
    } finally {
      execFileSync('umount', [small])
    }
  }, 60_000)

  it('a lock that was left by a process of another computer is told, not broken', async () => {
    await writeFile(`${path}.lock`, '1@another-computer\n')
    await expect(note('x')).rejects.toMatchObject({ problem: { kind: 'write-refused', message: 'Another Countersign (process 1 of the computer another-computer) is writing to this review file.' } })
    await rm(`${path}.lock`)
    await truncate(path, 0)
    await expect(note('x')).rejects.toMatchObject({ problem: { kind: 'file-missing' } })
  }, 60_000)
})
