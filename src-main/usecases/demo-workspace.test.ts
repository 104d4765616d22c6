import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDemoWorkspace } from './demo-workspace.ts'
import type { WriteDemo } from './demo-workspace.ts'

const options = () => ({ signal: new AbortController().signal, onProgress: () => {} })

describe('demo workspace', () => {
  let data: string
  let written: number
  const write: WriteDemo = (out) => {
    written += 1
    mkdirSync(out)
    writeFileSync(join(out, 'note.md'), `copy ${written}`)
    return Promise.resolve()
  }
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'countersign-test-demo-'))
    written = 0
  })
  afterEach(() => rmSync(data, { recursive: true, force: true }))

  it('is written once, and holds nothing but evidence', async () => {
    const demo = createDemoWorkspace(data, '1', write)
    await demo.ensure(options())
    await demo.ensure(options())
    await createDemoWorkspace(data, '1', write).ensure(options())
    expect(written).toBe(1)
    expect(readdirSync(demo.folder)).toEqual(['note.md'])
  })

  it('is written anew for another version, and where it is missing', async () => {
    await createDemoWorkspace(data, '1', write).ensure(options())
    const demo = createDemoWorkspace(data, '2', write)
    await demo.ensure(options())
    expect(readFileSync(join(demo.folder, 'note.md'), 'utf8')).toBe('copy 2')
    rmSync(demo.folder, { recursive: true })
    await demo.ensure(options())
    expect(readFileSync(join(demo.folder, 'note.md'), 'utf8')).toBe('copy 3')
  })

  it('is written once for two windows at one time', async () => {
    const demo = createDemoWorkspace(data, '1', write)
    await Promise.all([demo.ensure(options()), demo.ensure(options())])
    expect(written).toBe(1)
  })

  it('is never left half written', async () => {
    const stop = new AbortController()
    const demo = createDemoWorkspace(data, '1', (out) => {
      mkdirSync(out)
      writeFileSync(join(out, 'half'), '')
      stop.abort()
      return Promise.reject(new Error('stopped'))
    })
    await expect(demo.ensure({ signal: stop.signal, onProgress: () => {} })).rejects.toThrow('stopped')
    expect(existsSync(demo.folder)).toBe(false)
    expect(readdirSync(data)).toEqual([])
  })

  it('says what to do where it can not be written', async () => {
    const demo = createDemoWorkspace(data, '1', () => Promise.reject(new Error('ENOSPC: no space left')))
    await expect(demo.ensure(options())).rejects.toMatchObject({
      problem: { kind: 'write-refused', path: demo.folder, message: expect.stringContaining('ENOSPC') as string },
    })
  })
})
