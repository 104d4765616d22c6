import { expect } from '@playwright/test'
import { request as httpRequest } from 'node:http'
import { networkInterfaces } from 'node:os'
import { connect } from 'node:net'
import { test } from '../support/launch.ts'

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** A request that is sent as it stands: fetch would tidy up the path and forbid to set Host and Origin. */
function ask(origin: string, path: string, headers: Record<string, string> = {}, method = 'GET', body = ''): Promise<Answer> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ hostname, port, path, method, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

test('a ticket works once, and its secret opens the engine', async ({ serve }) => {
  const { url, origin } = await serve(null)
  const ticket = new URL(url).hash.replace('#ticket=', '')
  const swap = () => ask(origin, '/session', { origin, 'content-type': 'text/plain' }, 'POST', ticket)
  const first = await swap()
  expect(first.status).toBe(200)
  expect(first.headers['cache-control']).toBe('no-store')
  expect(first.body).toContain('secret')
  expect((await swap()).status).toBe(401)
})

test('a session begins only from the own page', async ({ serve }) => {
  const { url, origin } = await serve(null)
  const ticket = new URL(url).hash.replace('#ticket=', '')
  const post = (headers: Record<string, string>, body = ticket) => ask(origin, '/session', headers, 'POST', body)
  expect((await post({})).status).toBe(403)
  expect((await post({ origin: 'https://example.org' })).status).toBe(403)
  expect((await post({ origin: 'null' })).status).toBe(403)
  expect((await post({ origin, host: 'countersign.example' })).status).toBe(421)
  expect((await post({ origin }, 'guess')).status).toBe(401)
  expect((await post({ origin }, 'x'.repeat(100_000))).status).toBe(413)
  expect((await post({ origin })).status).toBe(200)
})

test('a page without ticket or secret reaches nothing', async ({ serve, browserOnce }) => {
  const { origin } = await serve(null)
  const page = await (await browserOnce()).newPage()
  await page.goto(origin)
  const opened = await page.evaluate(`new Promise((resolve) => {
    const socket = new WebSocket(location.origin.replace('http', 'ws') + '/engine', ['countersign.v1', 'guess'])
    socket.onopen = () => resolve('opened')
    socket.onerror = () => resolve('refused')
  })`)
  expect(opened).toBe('refused')
  await page.close()
})

test('the ticket leaves the address', async ({ serve, browserOnce }) => {
  const { url, origin } = await serve(null)
  const page = await (await browserOnce()).newPage()
  await page.goto(url)
  await expect(page).toHaveURL(`${origin}/`)
  await page.close()
})

test('only this host and the window’s files are served, with a strict policy', async ({ serve }) => {
  const { origin } = await serve(null)
  const page = await ask(origin, '/')
  expect(page.status).toBe(200)
  const policy = String(page.headers['content-security-policy'])
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self';")
  expect(policy).not.toContain('unsafe')
  expect(page.headers['x-content-type-options']).toBe('nosniff')
  expect(page.body).not.toContain('COUNTERSIGN-NONCE')
  const nonce = /nonce="([\w-]+)"/.exec(page.body)?.[1] ?? ''
  expect(policy).toContain(`'nonce-${nonce}'`)
  expect(String((await ask(origin, '/')).headers['content-security-policy'])).not.toContain(nonce)

  expect((await ask(origin, '/', { host: 'localhost:80' })).status).toBe(421)
  expect((await ask(origin, '/', { host: 'countersign.example' })).status).toBe(421)
  expect((await ask(origin, '/', { origin: 'https://example.org' })).status).toBe(403)
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
    expect((await ask(origin, '/', {}, method)).status, method).toBe(405)
  }
})

test('no path leads out of the window’s files', async ({ serve }) => {
  const { origin } = await serve(null)
  const paths = [
    '/../main/browser.js',
    '/..%2fmain%2fbrowser.js',
    '/%2e%2e/main/browser.js',
    '/assets/../../main/browser.js',
    '/assets/..\\..\\main\\browser.js',
    '//etc/passwd',
    '/etc/passwd',
    'file:///etc/passwd',
    '/index.html%00.js',
    '/package.json',
    '/.git/config',
  ]
  for (const path of paths) expect((await ask(origin, path)).status, path).toBe(404)
})

test('nothing listens outside 127.0.0.1', async ({ serve }) => {
  const { origin } = await serve(null)
  const port = Number(new URL(origin).port)
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter((address) => address.address !== '127.0.0.1' && !address.address.startsWith('fe80'))
    .map((address) => address.address)
  for (const host of [...others, '127.0.0.2']) {
    const answered = await new Promise((resolve) => {
      const socket = connect({ host, port })
      socket.once('connect', () => resolve(true))
      socket.once('error', () => resolve(false))
    })
    expect(answered, host).toBe(false)
  }
})
