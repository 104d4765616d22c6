import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noncePlaceholder } from '../contract/connection.ts'
import { readWindowFiles } from './window-files.ts'
import type { WindowFiles } from './window-files.ts'

describe('window files', () => {
  let folder: string
  let files: WindowFiles

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-test-window-'))
    mkdirSync(join(folder, 'renderer', 'assets'), { recursive: true })
    writeFileSync(join(folder, 'secret.txt'), 'secret')
    writeFileSync(join(folder, 'renderer', 'index.html'), `<meta property="csp-nonce" nonce="${noncePlaceholder}">`)
    writeFileSync(join(folder, 'renderer', 'assets', 'index.js'), 'export {}')
    files = readWindowFiles(join(folder, 'renderer'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('gives the page with a nonce that its policy names, new every time', () => {
    const [first, second] = [files('/'), files('/index.html')]
    const nonce = /nonce="([\w-]+)"/.exec(String(first.body))?.[1] ?? 'none'
    expect(first.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`)
    expect(String(second.body)).not.toContain(nonce)
    expect(first.headers['cache-control']).toBe('no-store')
  })

  it('gives files with their type', () => {
    const file = files('/assets/index.js')
    expect(file.status).toBe(200)
    expect(file.headers['content-type']).toBe('text/javascript; charset=utf-8')
    expect(new TextDecoder().decode(file.body as Uint8Array)).toBe('export {}')
  })

  it.each(['/../secret.txt', '/..%2fsecret.txt', '/assets/../../secret.txt', '/assets', '/assets/', '', 'index.html', '/INDEX.HTML'])(
    'has nothing for %j',
    (path) => {
      const file = files(path)
      expect(file.status).toBe(404)
      expect(file.headers['content-security-policy']).toContain("default-src 'none'")
    },
  )

  it('refuses a folder without a page', () => {
    expect(() => readWindowFiles(join(folder, 'renderer', 'assets'))).toThrow(/index\.html/)
  })
})
