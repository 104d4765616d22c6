import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { caseFile } from './case-file.ts'
import type { CaseFile } from './case-file.ts'
import { casePlace } from './case-place.ts'

let place = ''
let path = ''
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'countersign-case-test-'))
  path = join(place, 'cases', 'a.jsonl')
})
afterEach(() => rm(place, { recursive: true, force: true }))

const opened = (at = path): CaseFile => caseFile({ path: at, folder: '/evidence', actor: { name: 'ana' }, now: () => 1_700_000_000_000 })
const lines = async () => (await readFile(path, 'utf8')).split('\n')

describe('caseFile', () => {
  it('has no entries and writes nothing until one is added', async () => {
    expect(await opened().entries()).toEqual([])
    expect(await readdir(place)).toEqual([])
  })

  it('keeps entries as canonical JSON lines, each chained to the one before by SHA-256', async () => {
    const file = opened()
    await file.append({ kind: 'note', payload: { b: 2, a: 'ä' } })
    await file.append({ kind: 'note', payload: null })
    const [first = '', second = '', third = '', rest] = await lines()
    expect(rest).toBe('')
    // Written out by hand; the hash is taken of the line without its member "hash".
    const body = `"actor":{"name":"ana"},"at":1700000000000,HASH"kind":"case-opened","payload":{"folder":"/evidence","format":"countersign-case","version":1},"previous":"${'0'.repeat(64)}","seq":1}`
    const hash = createHash('sha256').update(`{${body.replace('HASH', '')}`).digest('hex')
    expect(first).toBe(`{${body.replace('HASH', `"hash":"${hash}",`)}`)
    expect(second).toContain(`"payload":{"a":"ä","b":2},"previous":"${hash}","seq":2`)
    expect(JSON.parse(third)).toMatchObject({ seq: 3, previous: (JSON.parse(second) as { hash: string }).hash })
    expect((await opened().entries()).map(({ kind }) => kind)).toEqual(['case-opened', 'note', 'note'])
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('sets a last line aside whose writing was cut off, and goes on after the one before', async () => {
    await opened().append({ kind: 'note', payload: 1 })
    await writeFile(path, '{"actor":{"na', { flag: 'a' })
    expect((await opened().entries()).length).toBe(2)
    await opened().append({ kind: 'note', payload: 2 })
    expect((await opened().entries()).map(({ payload }) => payload)).toEqual([expect.anything(), 1, 2])
    expect(await readFile(`${path}.torn-3`, 'utf8')).toBe('{"actor":{"na')
    expect(await readdir(join(place, 'cases'))).toEqual(['a.jsonl', 'a.jsonl.torn-3'])
  })

  it('sets aside a line that was cut off in the middle of a character, and every further one', async () => {
    await opened().append({ kind: 'note', payload: 1 })
    const cut = Buffer.from('{"ä').subarray(0, 3)
    for (const name of ['.torn-3', '.torn-3.2']) {
      const whole = await readFile(path)
      await writeFile(path, Buffer.concat([whole, cut]))
      await opened().append({ kind: 'note', payload: 2 })
      expect(await readFile(path + name)).toEqual(cut)
      await writeFile(path, whole)
    }
  })

  it.each([
    ['an entry was changed', (text: string) => text.replace('"payload":1', '"payload":7'), /Line 2 does not have the hash/],
    ['an entry was taken away', (text: string) => text.split('\n').toSpliced(1, 1).join('\n'), /Line 2 does not follow/],
    ['a line is no entry', (text: string) => text.replace('\n', '\nx\n'), /Line 2 is not an entry/],
    ['a line is written in another way', (text: string) => text.replace('"payload":1', '"payload": 1'), /Line 2 is not in the form/],
    ['the first line is another', (text: string) => text.split('\n').slice(1).join('\n'), /Line 1 does not follow/],
  ])('refuses to read and to add where %s', async (_name, change, message) => {
    await opened().append({ kind: 'note', payload: 1 })
    await opened().append({ kind: 'note', payload: 2 })
    const changed = change(await readFile(path, 'utf8'))
    await writeFile(path, changed)
    await expect(opened().entries()).rejects.toMatchObject({ problem: { kind: 'file-corrupt', message: expect.stringMatching(message) as unknown } })
    await expect(opened().append({ kind: 'note', payload: 3 })).rejects.toMatchObject({ problem: { kind: 'file-corrupt' } })
    expect(await readFile(path, 'utf8')).toBe(changed)
  })

  it('refuses a file of a newer format', async () => {
    const { sealEntry, entryLine, noHash } = await import('./case-entry.ts')
    await opened().append({ kind: 'note', payload: 1 })
    const entry = { seq: 1, at: 1, actor: { name: 'ana' }, kind: 'case-opened', payload: { format: 'countersign-case', version: 2, folder: '/' }, previous: noHash }
    await writeFile(path, entryLine(sealEntry(entry)))
    await expect(opened().entries()).rejects.toMatchObject({ problem: { kind: 'usage', message: expect.stringContaining('format 2') as unknown } })
  })

  it('adds entries one after another where several are added at once', async () => {
    const [one, other] = [opened(), opened()]
    await Promise.all(Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? one : other).append({ kind: 'note', payload: index })))
    const entries = await one.entries()
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 13 }, (_, index) => index + 1))
    expect(entries.slice(1).map(({ payload }) => Number(payload)).sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, index) => index))
  })

  it('takes over the lock of a process that no longer runs', async () => {
    await opened().append({ kind: 'note', payload: 1 })
    // Above the highest process id of Linux and macOS.
    await writeFile(`${path}.lock`, '2147483646')
    await opened().append({ kind: 'note', payload: 2 })
    expect((await opened().entries()).length).toBe(3)
  })

  it('adds nothing where the condition against it holds', async () => {
    const once = () => opened().append({ kind: 'note', payload: 1 }, (entries) => entries.some(({ kind }) => kind === 'note'))
    await Promise.all([once(), once()])
    expect((await opened().entries()).length).toBe(2)
  })
})

describe('casePlace', () => {
  it('is one for a folder and a link to it, and another for another folder', async () => {
    await symlink(place, `${place}-link`)
    try {
      expect(await casePlace('/data', `${place}-link`)).toBe(await casePlace('/data', place))
      expect(await casePlace('/data', tmpdir())).not.toBe(await casePlace('/data', place))
    } finally {
      await rm(`${place}-link`)
    }
  })
})
