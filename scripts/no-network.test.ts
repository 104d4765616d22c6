import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import typescript from 'typescript'
import { describe, expect, it } from 'vitest'
import { root } from './project.ts'

const sources = ['src-main', 'src-renderer'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.(test|test-kit)\.tsx?$/.test(path))
    .map((path) => ({ path: `${folder}/${path.replaceAll('\\', '/')}`, text: readFileSync(join(root, folder, path), 'utf8') })),
)

const importing = (modules: RegExp) => sources
  .filter(({ text }) => typescript.preProcessFile(text, true, true).importedFiles.some(({ fileName }) => modules.test(fileName)))
  .map(({ path }) => path)

describe('the sources of the product', () => {
  it('open no connection: only the browser shell listens, and its page talks to it', () => {
    expect(sources.length).toBeGreaterThan(300)
    expect(importing(/^(node:)?(http|https|http2|net|tls|dns|dgram)(\/.*)?$/)).toEqual(['src-main/shells/loopback-server.ts', 'src-main/transport/serve-web-socket.ts'])
    const reaching = sources.filter(({ text }) => /\bfetch\(['"`$A-Za-z]|new WebSocket\(|XMLHttpRequest|sendBeacon|EventSource\(/.test(text.replaceAll('fetch(0)', '').replaceAll('fetch(Math.', '')))
    expect(reaching.map(({ path }) => path)).toEqual(['src-renderer/api/connect-browser.ts'])
  })

  it('start no program but the browser that shows the window', () => {
    expect(importing(/^(node:)?(child_process|cluster)$/)).toEqual(['src-main/shells/app-window.ts'])
  })

  it('make no code from text', () => {
    const found = sources.filter(({ text }) => /\beval\(|new Function\(|\bvm\b.*from 'node:vm'|dangerouslySetInnerHTML/.test(text))
    expect(found.map(({ path }) => path)).toEqual([])
  })

  it('let DuckDB fetch no extension, wherever it is opened', () => {
    const opening = sources.filter(({ text }) => /DuckDBInstance\.(create|fromCache)\(/.test(text))
    expect(opening.length).toBeGreaterThan(1)
    for (const { path, text } of opening) expect(text, path).toMatch(/autoinstall_known_extensions: 'false'/)
  })
})
