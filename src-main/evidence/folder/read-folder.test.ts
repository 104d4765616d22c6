import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { ProblemError } from '../../contract/problem.ts'
import { temporaryFolder } from './folder.test-kit.ts'
import { fileProblem, folderProblem } from './folder-problem.ts'
import { hashFiles } from './hash-files.ts'
import { readFolder } from './read-folder.ts'
import { walkFolder } from './walk-folder.ts'

// FIPS 180-4 example and the well-known hash of nothing.
const sha256OfAbc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
const sha256OfNothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

function errno(code: string): Error {
  return Object.assign(new Error(code), { code })
}

describe('readFolder', () => {
  it('lists every file, sorted, with its hash and size', async () => {
    const folder = await temporaryFolder({ 'b/abc.txt': 'abc', 'a.txt': '', '.hidden': 'abc' })
    const listing = await readFolder(folder)
    expect(listing.files.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 }))).toEqual([
      { path: '.hidden', bytes: 3, sha256: sha256OfAbc },
      { path: 'a.txt', bytes: 0, sha256: sha256OfNothing },
      { path: 'b/abc.txt', bytes: 3, sha256: sha256OfAbc },
    ])
    expect(listing.problems).toEqual([])
  })

  it('skips tools and caches and says so', async () => {
    const folder = await temporaryFolder({
      'kept.txt': 'abc',
      '.git/HEAD': 'x',
      'a/__pycache__/m.pyc': 'x',
      'b/__pycache__/m.pyc': 'x',
    })
    const listing = await readFolder(folder)
    expect(listing.files.map((file) => file.path)).toEqual(['kept.txt'])
    expect(listing.problems.map(({ kind, path, message }) => ({ kind, path, message }))).toEqual(
      expect.arrayContaining([
        { kind: 'skipped', path: '.git', message: 'This directory was skipped: it holds tools or caches.' },
        {
          kind: 'skipped',
          path: null,
          message: '2 directories named __pycache__ were skipped: they hold tools or caches.',
        },
      ]),
    )
  })

  it('follows no link out of the folder and no link to a directory', async () => {
    const outside = await temporaryFolder({ 'secret.txt': 'abc' })
    const folder = await temporaryFolder({ 'inside.txt': 'abc' })
    await symlink(path.join(outside, 'secret.txt'), path.join(folder, 'out.txt'))
    await symlink(folder, path.join(folder, 'loop'))
    await symlink('inside.txt', path.join(folder, 'same.txt'))
    await symlink('nowhere', path.join(folder, 'dangling'))
    const listing = await readFolder(folder)
    expect(listing.files.map((file) => file.path)).toEqual(['inside.txt', 'same.txt'])
    expect(listing.problems.map((problem) => [problem.kind, problem.path]).sort()).toEqual([
      ['file-missing', 'dangling'],
      ['skipped', 'loop'],
      ['skipped', 'out.txt'],
    ])
  })

  it.skipIf(process.platform === 'win32')('does not open a named pipe', async () => {
    const folder = await temporaryFolder({ 'a.txt': 'abc' })
    execFileSync('mkfifo', [path.join(folder, 'pipe')])
    const listing = await readFolder(folder)
    expect(listing.files.map((file) => file.path)).toEqual(['a.txt'])
    expect(listing.problems.map((problem) => problem.path)).toEqual(['pipe'])
  })

  it.skipIf(process.platform !== 'linux')('reports a name that is not UTF-8, and reads the rest', async () => {
    const folder = await temporaryFolder({ 'a.txt': 'abc' })
    await writeFile(Buffer.concat([Buffer.from(`${folder}/bad-`), Buffer.from([0xff])]), 'x')
    const listing = await readFolder(folder)
    expect(listing.files.map((file) => file.path)).toEqual(['a.txt'])
    expect(listing.problems.map((problem) => problem.message)).toEqual([
      'Its name is not valid UTF-8, so it was not read.',
    ])
  })

  it.skipIf(process.platform !== 'linux')('hashes hostile names as sha256sum prints them', async () => {
    const folder = await temporaryFolder({ 'two\nlines.txt': 'abc', 'back\\slash': 'abc', 'é/à.txt': 'x', z: '' })
    const listing = await readFolder(folder)
    const byCoreutils = execFileSync(
      'sh',
      ['-c', "find . -type f -printf '%P\\0' | xargs -0 sha256sum | LC_ALL=C sort | sha256sum"],
      { cwd: folder, encoding: 'utf8' },
    )
    expect(listing.evidenceSha256).toBe(byCoreutils.slice(0, 64))
    expect(listing.problems.map((problem) => problem.path)).toEqual(['two\nlines.txt'])
  })

  it('reports progress file by file', async () => {
    const folder = await temporaryFolder({ a: '1', b: '2' })
    const seen: string[] = []
    await readFolder(folder, {
      onProgress: ({ stage, done, total, unit }) => seen.push(`${stage} ${done} of ${total ?? '?'} ${unit}`),
    })
    expect(seen).toEqual(['Hashing 0 of 2 files', 'Hashing 1 of 2 files', 'Hashing 2 of 2 files'])
  })

  it('stops when asked', async () => {
    const folder = await temporaryFolder({ a: '1', b: '2' })
    const stop = new AbortController()
    const reading = readFolder(folder, { signal: stop.signal, onProgress: () => stop.abort() })
    await expect(reading).rejects.toMatchObject({ problem: { kind: 'stopped' } })
  })

  it('refuses a folder that is missing, or a file', async () => {
    const folder = await temporaryFolder({ 'a.txt': 'abc' })
    await expect(readFolder(path.join(folder, 'no'))).rejects.toMatchObject({ problem: { kind: 'folder-missing' } })
    await expect(readFolder(path.join(folder, 'a.txt'))).rejects.toMatchObject({
      problem: { kind: 'folder-unreadable', message: 'This is a file, not a folder.' },
    })
  })

  it('says that the folder has vanished rather than listing every file as missing', async () => {
    const folder = await temporaryFolder({ 'a.txt': 'abc', 'b.txt': 'abc' })
    const reading = readFolder(folder, {
      onProgress: () => {
        rmSync(folder, { recursive: true, force: true })
      },
    })
    await expect(reading).rejects.toMatchObject({ problem: { kind: 'folder-missing' } })
  })
})

describe('hashFiles', () => {
  it('reports a file that has vanished since the walk and hashes the others', async () => {
    const folder = await temporaryFolder({ a: 'abc', b: 'abc' })
    const walked = await walkFolder(folder)
    await rm(path.join(folder, 'a'))
    const { files, problems } = await hashFiles(walked.files)
    expect(files.map((file) => [file.path, file.sha256])).toEqual([['b', sha256OfAbc]])
    expect(problems.map((problem) => [problem.kind, problem.path])).toEqual([['file-missing', 'a']])
  })

  it.skipIf(process.platform === 'win32')('does not follow a link that took the place of a file', async () => {
    const folder = await temporaryFolder({ a: 'abc', b: 'abc' })
    const walked = await walkFolder(folder)
    await rm(path.join(folder, 'a'))
    await symlink('b', path.join(folder, 'a'))
    const { problems } = await hashFiles(walked.files)
    expect(problems.map((problem) => [problem.kind, problem.path])).toEqual([['file-unreadable', 'a']])
  })

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'reports a file and a directory without permission (skipped for root, who may read everything)',
    async () => {
      const folder = await temporaryFolder({ 'a.txt': 'abc', 'b.txt': 'abc' })
      await mkdir(path.join(folder, 'closed'), { mode: 0 })
      await writeFile(path.join(folder, 'none.txt'), 'x', { mode: 0 })
      const listing = await readFolder(folder)
      expect(listing.files).toHaveLength(2)
      expect(listing.problems.map((problem) => problem.path).sort()).toEqual(['closed', 'none.txt'])
    },
  )
})

describe('the words for a failed read', () => {
  it('names permission, absence and anything else', () => {
    expect(fileProblem('a', errno('EACCES')).message).toBe('You have no permission to read it.')
    expect(fileProblem('a', errno('ENOENT')).kind).toBe('file-missing')
    expect(fileProblem('a', errno('EIO')).message).toBe('It could not be read (EIO).')
    expect(folderProblem('/f', errno('EPERM')).message).toBe('You have no permission to read this folder.')
    expect(folderProblem('/f', new Error('broken\nat x')).message).toBe('The folder could not be read (broken).')
    expect(folderProblem('/f', undefined).message).toBe('The folder could not be read (unknown error).')
  })

  it('keeps a problem that is already one', () => {
    const problem = { kind: 'stopped', path: null, message: 'm', action: 'a' } as const
    expect(fileProblem('a', new ProblemError(problem))).toBe(problem)
  })
})
