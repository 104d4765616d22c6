import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listFolder, locateFolder } from './folders.ts'

describe('folders', () => {
  let top: string
  beforeEach(() => (top = mkdtempSync(join(tmpdir(), 'countersign-test-folders-'))))
  afterEach(() => rmSync(top, { recursive: true, force: true }))

  const folder = (...path: string[]) => {
    mkdirSync(join(top, ...path), { recursive: true })
    return join(top, ...path)
  }
  const file = (content: string, ...path: string[]) => writeFileSync(join(top, ...path), content)

  describe('list', () => {
    it('gives folders by name, hidden ones last, and counts files', async () => {
      for (const name of ['.git', 'Zebra', 'run10', 'run9', 'alpha']) folder(name)
      file('', 'readme.md')
      const listing = await listFolder(top)
      expect(listing.folders.map(({ name }) => name)).toEqual(['alpha', 'run9', 'run10', 'Zebra', '.git'])
      expect(listing).toMatchObject({ path: top, parent: tmpdir(), files: 1 })
      expect(listing.roots.length).toBeGreaterThan(0)
    })

    it('gives the files of the types that are asked for, whatever their case, and no folders', async () => {
      for (const name of ['b10.PDF', 'b9.pdf', '.hidden.pdf', 'notes.txt', 'pdf']) file('', name)
      folder('c.pdf')
      const listing = await listFolder(top, ['.pdf'])
      expect(listing.named.map(({ name }) => name)).toEqual(['b9.pdf', 'b10.PDF', '.hidden.pdf'])
      expect(listing.named[0]?.path).toBe(join(top, 'b9.pdf'))
      expect(listing.files).toBe(5)
      expect((await listFolder(top)).named).toEqual([])
    })

    it('marks the folders that hold evidence themselves', async () => {
      folder('store', 'mlruns')
      folder('table')
      file('', 'table', 'scores.CSV')
      folder('plain', 'inner')
      file('', 'plain', 'inner', 'model.pkl')
      const listing = await listFolder(top)
      expect(listing.folders.filter((entry) => entry.looksLikeEvidence).map(({ name }) => name)).toEqual(['store', 'table'])
    })

    it('has no parent at the root', async () => expect((await listFolder('/')).parent).toBeNull())

    it.skipIf(process.platform === 'win32')('follows links to folders, and counts broken ones as files', async () => {
      symlinkSync(folder('real'), join(top, 'linked'))
      symlinkSync(join(top, 'nowhere'), join(top, 'broken'))
      const listing = await listFolder(top)
      expect(listing.folders.map(({ name }) => name)).toEqual(['linked', 'real'])
      expect(listing.files).toBe(1)
    })

    it('says what is wrong with a path', async () => {
      file('', 'file.txt')
      await expect(listFolder(join(top, 'none'))).rejects.toMatchObject({ problem: { kind: 'folder-missing' } })
      await expect(listFolder(join(top, 'file.txt'))).rejects.toMatchObject({
        problem: { kind: 'folder-unreadable', message: 'This is a file, not a folder.' },
      })
    })

    it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('says that a permission is missing', async () => {
      chmodSync(folder('closed'), 0o000)
      await expect(listFolder(join(top, 'closed'))).rejects.toMatchObject({ problem: { kind: 'folder-unreadable' } })
      expect((await listFolder(top)).folders).toMatchObject([{ name: 'closed', looksLikeEvidence: false }])
      chmodSync(join(top, 'closed'), 0o700)
    })
  })

  describe('locate', () => {
    const options = (overrides = {}) => ({ near: [top], depth: 5, time: 60_000, ...overrides })
    const dropped = (entries: { path: string; bytes: number | null }[]) => ({ name: 'case', entries })

    it('finds every folder of that name which holds what was dropped', async () => {
      const first = folder('a', 'case')
      const second = folder('b', 'c', 'case')
      folder('other', 'case')
      file('12345', 'a', 'case', 'scores.csv')
      file('12345', 'b', 'c', 'case', 'scores.csv')
      file('1', 'other', 'case', 'scores.csv')
      expect((await locateFolder(dropped([{ path: 'scores.csv', bytes: 5 }]), options())).sort()).toEqual([first, second])
      expect(await locateFolder(dropped([{ path: 'missing.csv', bytes: null }]), options())).toEqual([])
    })

    it('finds one of the starting folders itself', async () => {
      const near = folder('case')
      expect(await locateFolder(dropped([]), options({ near: [near] }))).toEqual([near])
    })

    it('goes no deeper than it may, and not into folders of programs', async () => {
      folder('1', '2', '3', 'case')
      folder('node_modules', 'case')
      folder('.hidden', 'case')
      expect(await locateFolder(dropped([]), options({ depth: 3 }))).toEqual([])
      expect(await locateFolder(dropped([]), options({ depth: 4 }))).toEqual([join(top, '1', '2', '3', 'case')])
    })

    it('ends when its time is over', async () => {
      folder('case')
      expect(await locateFolder(dropped([]), options({ time: -1 }))).toEqual([])
    })

    it('looks at nothing outside the folder, whatever a window says it holds', async () => {
      folder('case')
      file('12345', 'secret.txt')
      const outside = ['../secret.txt', join(top, 'secret.txt'), '../case/../secret.txt']
      for (const path of outside) expect(await locateFolder(dropped([{ path, bytes: 5 }]), options())).toEqual([])
    })
  })
})
