import { mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeReport } from './write-report.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'countersign-write-test-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const bytes = new Uint8Array([1, 2, 3])

/** Opens as the system does, and fails as a full disk does when something is written. */
const openOnFullDisk: typeof open = async (...args) => {
  const file = await open(...args)
  file.writeFile = () => Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }))
  return file
}

describe('writeReport', () => {
  it('writes the file and leaves nothing beside it', async () => {
    await writeReport(join(folder, 'report.pdf'), bytes)
    expect(new Uint8Array(await readFile(join(folder, 'report.pdf')))).toEqual(bytes)
    expect(await readdir(folder)).toEqual(['report.pdf'])
  })

  it('replaces an older file', async () => {
    await writeFile(join(folder, 'report.pdf'), 'old')
    await writeReport(join(folder, 'report.pdf'), bytes)
    expect(await readFile(join(folder, 'report.pdf'))).toHaveLength(3)
  })

  it('keeps the older file and leaves no part where the disk is full', async () => {
    await writeFile(join(folder, 'report.pdf'), 'old')
    await expect(writeReport(join(folder, 'report.pdf'), bytes, openOnFullDisk)).rejects.toMatchObject({ problem: { kind: 'disk-full' } })
    expect(await readdir(folder)).toEqual(['report.pdf'])
    expect(await readFile(join(folder, 'report.pdf'), 'utf8')).toBe('old')
  })

  it('says why writing is refused', async () => {
    await writeFile(join(folder, 'file'), '')
    await mkdir(join(folder, 'taken', 'by'), { recursive: true })
    for (const [path, message] of [
      [join(folder, 'nowhere', 'report.pdf'), 'The folder to write to does not exist.'],
      [join(folder, 'file', 'report.pdf'), 'The folder to write to is not a folder.'],
      [join(folder, 'taken'), 'There is a folder of that name.'],
      [join(folder, 'n'.repeat(250)), 'The file name is too long.'],
    ] as const) {
      await expect(writeReport(path, bytes)).rejects.toMatchObject({ problem: { kind: 'write-refused', path, message } })
    }
    expect((await readdir(folder)).sort()).toEqual(['file', 'taken'])
  })
})
