import { symlink } from 'node:fs/promises'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { containedPath, isInside } from './contained-path.ts'
import { temporaryFolder } from './folder.test-kit.ts'

describe('containedPath', () => {
  it('gives the canonical path of a file inside', async () => {
    const folder = await temporaryFolder({ 'a/b.txt': 'x' })
    await symlink('a', path.join(folder, 'link'))
    expect(await containedPath(folder, 'a/b.txt')).toBe(path.join(folder, 'a', 'b.txt'))
    expect(await containedPath(folder, 'link/b.txt')).toBe(path.join(folder, 'a', 'b.txt'))
  })

  it.each(['/etc/passwd', '../x', 'a/../../x', 'C:\\x', 'c:x', '\\\\host\\share', 'a\u0000b'])('refuses %j', async (name) => {
    const folder = await temporaryFolder({ 'a/b.txt': 'x' })
    await expect(containedPath(folder, name)).rejects.toMatchObject({ problem: { kind: 'usage' } })
  })

  it('refuses a link that leads out', async () => {
    const outside = await temporaryFolder({ 'x.txt': 'x' })
    const folder = await temporaryFolder()
    await symlink(outside, path.join(folder, 'out'))
    await expect(containedPath(folder, 'out/x.txt')).rejects.toMatchObject({ problem: { kind: 'usage' } })
  })

  it('says that a file is missing', async () => {
    const folder = await temporaryFolder()
    await expect(containedPath(folder, 'no.txt')).rejects.toMatchObject({ problem: { kind: 'file-missing', path: 'no.txt' } })
  })

  it('never gives a path outside, whatever the name', async () => {
    const folder = await temporaryFolder({ 'a/b.txt': 'x' })
    const part = fc.oneof(fc.constantFrom('..', '.', 'a', 'b.txt', '', '~', 'C:'), fc.string({ maxLength: 4 }))
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 6 }), fc.constantFrom('/', '\\'), async (parts, separator) => {
        const found = await containedPath(folder, parts.join(separator)).catch(() => folder)
        expect(isInside(folder, found)).toBe(true)
      }),
    )
  })
})
