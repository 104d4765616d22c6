import { applicationOrigin, applicationScheme } from '../contract/connection.ts'
import type { WindowFiles } from './window-files.ts'

/** Options of the one window: nothing of Node or Electron reaches the page. */
export function windowOptions(preload: string) {
  return {
    width: 1440,
    height: 940,
    minWidth: 960,
    minHeight: 640,
    show: false,
    title: 'Countersign',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: false,
    },
  } as const
}

/** How the application's scheme behaves: like https, so that the content security policy and modules work. */
export const schemePrivileges = {
  scheme: applicationScheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true },
} as const

/** Whether a URL lies inside the application's own origin. */
export function isOwn(url: string): boolean {
  return url === applicationOrigin || url.startsWith(`${applicationOrigin}/`)
}

/** What the guards use of Electron's Session. */
export interface GuardedSession {
  readonly webRequest: {
    onBeforeRequest(listener: (details: { url: string }, answer: (response: { cancel: boolean }) => void) => void): void
  }
  readonly protocol: {
    handle(scheme: string, handler: (request: { url: string; method: string }) => Response): void
  }
  setPermissionRequestHandler(
    handler: (contents: unknown, permission: string, answer: (granted: boolean) => void, details: { requestingUrl: string }) => void,
  ): void
  setPermissionCheckHandler(handler: (contents: unknown, permission: string, origin: string) => boolean): void
  setDevicePermissionHandler(handler: () => boolean): void
  on(
    event: 'will-download',
    listener: (event: { preventDefault(): void }, item: { getURL(): string }) => void,
  ): unknown
}

/** The one permission: to put text that a person chose to copy on the clipboard. Reading it is another, and refused. */
const copying = 'clipboard-sanitized-write'

/**
 * Shuts the session: its own files are answered from memory; every other request is refused, and so is every
 * permission but copying, and every download but of what the page made itself, for which Electron asks where to save it.
 */
export function guardSession(session: GuardedSession, files: WindowFiles): void {
  session.protocol.handle(applicationScheme, (request) => {
    if (!isOwn(request.url) || request.method !== 'GET') return new Response('Refused', { status: 403 })
    const file = files(new URL(request.url).pathname)
    return new Response(file.body, { status: file.status, headers: file.headers })
  })
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isOwn(details.url) && !isInPage(details.url) })
  })
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(permission === copying && isOwn(details.requestingUrl)),
  )
  session.setPermissionCheckHandler((_contents, permission, origin) => permission === copying && isOwn(origin))
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event, item) => {
    if (!isInPage(item.getURL())) event.preventDefault()
  })
}

/** What a page makes itself needs no network; the content security policy says where it may stand. */
function isInPage(url: string): boolean {
  return url.startsWith('data:') || url.startsWith(`blob:${applicationOrigin}/`)
}

/** What the guards use of Electron's WebContents. */
export interface GuardedContents {
  setWindowOpenHandler(handler: () => { action: 'deny' }): void
  on(event: 'will-navigate' | 'will-redirect', listener: (event: { preventDefault(): void; url: string }) => void): unknown
  on(event: 'will-frame-navigate', listener: (event: { preventDefault(): void; url: string; isMainFrame: boolean }) => void): unknown
  on(event: 'will-attach-webview', listener: (event: { preventDefault(): void }) => void): unknown
}

/** Refuses new windows, embedded pages and every navigation but a reload of the application's own page. */
export function guardContents(contents: GuardedContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', (event) => {
    if (!isOwn(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOwn(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

/** Whether a message comes from the top frame of the application's own page in the window given. */
export function comesFromPage(
  event: { readonly senderFrame: { readonly url: string } | null },
  window: { readonly webContents: { readonly mainFrame: object } },
): boolean {
  return event.senderFrame !== null && event.senderFrame === window.webContents.mainFrame && isOwn(event.senderFrame.url)
}
