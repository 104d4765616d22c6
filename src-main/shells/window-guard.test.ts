import { describe, expect, it } from 'vitest'
import { applicationOrigin } from '../contract/connection.ts'
import { comesFromPage, guardContents, guardSession, isOwn, schemePrivileges, windowOptions } from './window-guard.ts'
import type { GuardedContents, GuardedSession } from './window-guard.ts'

/** A double of Electron's Session that keeps what was registered. */
function sessionDouble() {
  const kept: {
    handler?: (request: { url: string; method: string }) => Response
    scheme?: string
    before?: Parameters<GuardedSession['webRequest']['onBeforeRequest']>[0]
    permission?: Parameters<GuardedSession['setPermissionRequestHandler']>[0]
    check?: Parameters<GuardedSession['setPermissionCheckHandler']>[0]
    device?: () => boolean
    download?: (event: { preventDefault(): void }, item: { getURL(): string }) => void
  } = {}
  const session: GuardedSession = {
    webRequest: { onBeforeRequest: (listener) => void (kept.before = listener) },
    protocol: {
      handle: (scheme, handler) => {
        kept.scheme = scheme
        kept.handler = handler
      },
    },
    setPermissionRequestHandler: (handler) => void (kept.permission = handler),
    setPermissionCheckHandler: (handler) => void (kept.check = handler),
    setDevicePermissionHandler: (handler) => void (kept.device = handler),
    on: (_event, listener) => (kept.download = listener),
  }
  guardSession(session, (path) => ({
    status: path === '/index.html' ? 200 : 404,
    headers: { 'content-security-policy': "default-src 'none'" },
    body: path,
  }))
  return kept
}

/** A double of Electron's WebContents that lets a test raise its events. */
function contentsDouble() {
  const listeners = new Map<string, (event: { preventDefault(): void; url: string; isMainFrame: boolean }) => void>()
  let opened: (() => { action: string }) | undefined
  const contents: GuardedContents = {
    setWindowOpenHandler: (handler) => void (opened = handler),
    on: (event: string, listener: (event: { preventDefault(): void; url: string; isMainFrame: boolean }) => void) =>
      listeners.set(event, listener),
  }
  guardContents(contents)
  const isPrevented = (event: string, url: string, isMainFrame = true) => {
    let prevented = false
    listeners.get(event)?.({ url, isMainFrame, preventDefault: () => void (prevented = true) })
    return prevented
  }
  return { isPrevented, events: [...listeners.keys()], openWindow: () => opened?.() }
}

describe('window options', () => {
  it('give the page nothing of Node or Electron', () => {
    expect(windowOptions('/preload.cjs').webPreferences).toMatchObject({
      preload: '/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
    })
  })

  it('make the scheme secure and standard, so that its policy and origin hold', () => {
    expect(schemePrivileges).toMatchObject({ scheme: 'app', privileges: { standard: true, secure: true } })
    expect(schemePrivileges.privileges).not.toHaveProperty('bypassCSP')
  })
})

describe('session guard', () => {
  const allowed = (url: string) => {
    let cancel: boolean | undefined
    sessionDouble().before?.({ url }, (response) => (cancel = response.cancel))
    return cancel === false
  }
  it.each([`${applicationOrigin}/index.html`, `${applicationOrigin}/assets/a.js`, 'data:image/png;base64,AA==', `blob:${applicationOrigin}/1`])(
    'lets through %s',
    (url) => expect(allowed(url)).toBe(true),
  )
  it.each([
    'https://example.org/',
    'http://127.0.0.1:80/',
    'ws://127.0.0.1/',
    'file:///etc/passwd',
    'app://other/index.html',
    'app://countersign.example.org/',
    'blob:https://example.org/1',
    'devtools://devtools/bundled/inspector.html',
    'chrome-extension://a/b.js',
  ])('refuses %s', (url) => expect(allowed(url)).toBe(false))

  it('answers its own scheme from memory, with the policy', async () => {
    const { handler, scheme } = sessionDouble()
    expect(scheme).toBe('app')
    const answer = handler?.({ url: `${applicationOrigin}/index.html?a#b`, method: 'GET' })
    expect(answer?.status).toBe(200)
    expect(answer?.headers.get('content-security-policy')).toBe("default-src 'none'")
    expect(await answer?.text()).toBe('/index.html')
    expect(handler?.({ url: `${applicationOrigin}/../../etc/passwd`, method: 'GET' }).status).toBe(404)
    expect(handler?.({ url: 'app://other/index.html', method: 'GET' }).status).toBe(403)
    expect(handler?.({ url: `${applicationOrigin}/index.html`, method: 'POST' }).status).toBe(403)
  })

  const own = `${applicationOrigin}/index.html`
  it.each([
    ['geolocation', own, false],
    ['media', own, false],
    ['clipboard-read', own, false],
    ['openExternal', own, false],
    ['fileSystem', own, false],
    ['clipboard-sanitized-write', 'https://example.org/', false],
    ['clipboard-sanitized-write', own, true],
  ])('answers a request for %s from %s with %s', (name, requestingUrl, expected) => {
    const { permission, check } = sessionDouble()
    let granted: boolean | undefined
    permission?.({}, name, (answer) => (granted = answer), { requestingUrl })
    expect(granted).toBe(expected)
    expect(check?.({}, name, new URL(requestingUrl).protocol === 'app:' ? `${applicationOrigin}/` : requestingUrl)).toBe(expected)
  })

  it('refuses every device', () => expect(sessionDouble().device?.()).toBe(false))

  it.each([
    [`blob:${applicationOrigin}/1`, false],
    ['https://example.org/file', true],
    ['blob:https://example.org/1', true],
    [`${applicationOrigin}/index.html`, true],
  ])('on a download of %s: refused %s', (url, expected) => {
    let prevented = false
    sessionDouble().download?.({ preventDefault: () => void (prevented = true) }, { getURL: () => url })
    expect(prevented).toBe(expected)
  })
})

describe('contents guard', () => {
  it('opens no window', () => expect(contentsDouble().openWindow()).toEqual({ action: 'deny' }))
  it('lets the page reload and go nowhere else', () => {
    const { isPrevented } = contentsDouble()
    expect(isPrevented('will-navigate', `${applicationOrigin}/index.html`)).toBe(false)
    expect(isPrevented('will-navigate', 'https://example.org/')).toBe(true)
    expect(isPrevented('will-navigate', 'file:///etc/passwd')).toBe(true)
    expect(isPrevented('will-redirect', `${applicationOrigin}/index.html`)).toBe(true)
    expect(isPrevented('will-frame-navigate', `${applicationOrigin}/index.html`, false)).toBe(true)
    expect(isPrevented('will-attach-webview', '')).toBe(true)
  })
})

describe('comesFromPage', () => {
  const mainFrame = { url: `${applicationOrigin}/index.html` }
  const window = { webContents: { mainFrame } }
  it('accepts the top frame of the own page only', () => {
    expect(comesFromPage({ senderFrame: mainFrame }, window)).toBe(true)
    expect(comesFromPage({ senderFrame: null }, window)).toBe(false)
    expect(comesFromPage({ senderFrame: { url: `${applicationOrigin}/index.html` } }, window)).toBe(false)
    const strayed = { url: 'https://example.org/' }
    expect(comesFromPage({ senderFrame: strayed }, { webContents: { mainFrame: strayed } })).toBe(false)
  })
})

describe('isOwn', () => {
  it.each(['app://countersign.example.org/', 'app://countersign:80/', 'APP://countersign/', 'https://countersign/'])('refuses %s', (url) =>
    expect(isOwn(url)).toBe(false),
  )
})
