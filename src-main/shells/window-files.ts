import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import { newNonce, securityHeaders, withNonce } from './content-security.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
}

/** An answer to a request for one of the window's files. */
export interface WindowFile {
  readonly status: 200 | 404
  readonly headers: Record<string, string>
  readonly body: Uint8Array<ArrayBuffer> | string
}

/** Gives the file for a URL path, as the request carries it. */
export type WindowFiles = (path: string) => WindowFile

/**
 * Reads the built window in `folder` into memory. A path is answered only where it equals that of a file read
 * at the start, so no path, encoded or not, can reach anything else. Throws where the folder can't be read.
 */
export function readWindowFiles(folder: string): WindowFiles {
  const files = new Map<string, { type: string; body: Uint8Array<ArrayBuffer> }>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    const path = file.slice(folder.length).split(sep).join('/').replace(/^\/?/, '/')
    files.set(path, {
      type: types[extname(entry.name)] ?? 'application/octet-stream',
      body: new Uint8Array(readFileSync(file)),
    })
  }
  const page = files.get('/index.html')
  if (page === undefined) throw new Error(`${folder}: holds no index.html`)
  const html = new TextDecoder().decode(page.body)

  return (path) => {
    const nonce = newNonce()
    const headers = securityHeaders(nonce)
    if (path === '/' || path === '/index.html') {
      return {
        status: 200,
        headers: { ...headers, 'content-type': page.type, 'cache-control': 'no-store' },
        body: withNonce(html, nonce),
      }
    }
    const file = files.get(path)
    if (file === undefined) {
      return { status: 404, headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' }, body: 'Not found' }
    }
    return {
      status: 200,
      headers: { ...headers, 'content-type': file.type, 'cache-control': 'no-cache' },
      body: file.body,
    }
  }
}
