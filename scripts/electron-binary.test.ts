import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fetchElectron, fetchLimits, findElectron } from './electron-binary.ts'
import type { FetchEvent } from './electron-binary.ts'

describe('findElectron', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-test-electron-'))
    mkdirSync(join(folder, 'dist'))
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ version: '45.4.1' }))
    writeFileSync(join(folder, 'path.txt'), 'electron')
    writeFileSync(join(folder, 'dist', 'version'), '45.4.1')
    writeFileSync(join(folder, 'dist', 'electron'), '')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('finds the binary of the pinned version', () => expect(findElectron(folder)).toBe(join(folder, 'dist', 'electron')))
  it('does not take another version, a missing program or a half-unpacked one', () => {
    writeFileSync(join(folder, 'dist', 'version'), '44.0.0')
    expect(findElectron(folder)).toBeNull()
    writeFileSync(join(folder, 'dist', 'version'), '45.4.1')
    rmSync(join(folder, 'dist', 'electron'))
    expect(findElectron(folder)).toBeNull()
    rmSync(join(folder, 'path.txt'))
    expect(findElectron(folder)).toBeNull()
  })
})

describe('fetchElectron', () => {
  const fetch = async (program: string, limits = fetchLimits) => {
    const events: FetchEvent[] = []
    const failure = await fetchElectron([process.execPath, '-e', program], (event) => events.push(event), limits)
    return { failure, events }
  }
  const say = (event: FetchEvent) => `process.stdout.write(${JSON.stringify(`${JSON.stringify(event)}\n`)});`
  const wait = 'setInterval(() => {}, 1000);'

  it('tells the progress and the end of a download', async () => {
    const received: FetchEvent = { kind: 'received', bytes: 5, total: 10 }
    const { failure, events } = await fetch(say(received) + say({ kind: 'unpacking' }))
    expect(failure).toBeNull()
    expect(events).toEqual([received, { kind: 'unpacking' }])
  })
  it('gives the reason of a failure', async () => {
    const { failure } = await fetch(`${say({ kind: 'failed', why: 'getaddrinfo ENOTFOUND' })}process.exitCode = 1`)
    expect(failure).toBe('getaddrinfo ENOTFOUND')
  })
  it('gives up without a connection', async () => {
    const { failure, events } = await fetch(wait, { connection: 300, stall: 60_000 })
    expect(failure).toContain('no connection within 0.3 s')
    expect(events).toEqual([])
  })
  it('gives up when nothing more arrives', async () => {
    const { failure } = await fetch(say({ kind: 'received', bytes: 1, total: null }) + wait, { connection: 60_000, stall: 300 })
    expect(failure).toContain('stalled for 0.3 s')
  })
  it('tells a program that ends at once or is missing', async () => {
    expect((await fetch('process.exit(3)')).failure).toBe('the download ended unexpectedly')
    expect(await fetchElectron(['/nowhere/node'], () => {})).toContain('ENOENT')
  })
  it('waits 5 s for a connection and 10 s for more', () => expect(fetchLimits).toEqual({ connection: 5000, stall: 10_000 }))
})
