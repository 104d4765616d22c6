import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createRecentFolders } from './recent-folders.ts'

describe('recent folders', () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-test-recent-'))
    file = join(folder, 'data', 'recent-folders.json')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('come newest first, each once, with whether they still exist', async () => {
    const recent = createRecentFolders(file)
    mkdirSync(join(folder, 'kept'))
    await recent.add(join(folder, 'kept'), 1)
    await recent.add(join(folder, 'gone'), 2)
    await recent.add(join(folder, 'kept'), 3)
    expect(await recent.list()).toEqual([
      { path: join(folder, 'kept'), openedAt: 3, exists: true },
      { path: join(folder, 'gone'), openedAt: 2, exists: false },
    ])
  })

  it('survive a restart, and are forgotten on request', async () => {
    await createRecentFolders(file).add('/a', 1)
    await createRecentFolders(file).add('/b', 2)
    await createRecentFolders(file).forget('/a')
    expect((await createRecentFolders(file).list()).map(({ path }) => path)).toEqual(['/b'])
  })

  it('lose none of the changes that come at once', async () => {
    const recent = createRecentFolders(file)
    await Promise.all(Array.from({ length: 10 }, (_, index) => recent.add(`/${index}`, index)))
    expect(await recent.list()).toHaveLength(10)
    expect(readdirSync(join(folder, 'data'))).toEqual(['recent-folders.json'])
  })

  it('keep the latest twelve', async () => {
    const recent = createRecentFolders(file)
    for (let index = 0; index < 20; index += 1) await recent.add(`/${index}`, index)
    const paths = (await recent.list()).map(({ path }) => path)
    expect(paths).toHaveLength(12)
    expect(paths[0]).toBe('/19')
  })

  it.each(['', '{', '[{"path": 1}]', '"text"', '[{"path": "/a"', '\u0000\u0000'])('count a damaged file as empty and replace it: %j', async (damaged) => {
    mkdirSync(join(folder, 'data'))
    writeFileSync(file, damaged)
    const recent = createRecentFolders(file)
    expect(await recent.list()).toEqual([])
    await recent.add('/a', 1)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual([{ path: '/a', openedAt: 1 }])
  })

  it('report a list that can not be written, and go on', async () => {
    writeFileSync(join(folder, 'data'), 'a file where the folder should be')
    const recent = createRecentFolders(file)
    await expect(recent.add('/a', 1)).rejects.toThrow()
    expect(await recent.list()).toEqual([])
  })
})
