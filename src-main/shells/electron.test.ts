import { EventEmitter } from 'node:events'
import { expect, it, vi } from 'vitest'
import { applicationOrigin, connectMessage } from '../contract/connection.ts'

/** A double of what the main process uses of Electron; it keeps the order of what was done. */
const double = await vi.hoisted(async () => {
  const { EventEmitter: Emitter } = await import('node:events')
  const done: string[] = []
  const app = Object.assign(new Emitter(), {
    isPackaged: false,
    enableSandbox: () => void done.push('sandbox'),
    setPath: (name: string) => void done.push(`path ${name}`),
    whenReady: () => Promise.resolve(void done.push('ready')),
    quit: () => void done.push('quit'),
    exit: (code: number) => void done.push(`exit ${code}`),
  })
  const engine = Object.assign(new Emitter(), { received: [] as unknown[], postMessage: (_message: unknown, ports: unknown) => void engine.received.push(ports) })
  const forked: unknown[] = []
  const windows: { options: unknown; webContents: { mainFrame: { url: string } } }[] = []
  class BrowserWindow {
    readonly webContents = { mainFrame: { url: '' } }
    readonly options: unknown
    constructor(options: unknown) {
      done.push('window')
      this.options = options
      windows.push(this)
    }
    once() {}
    show() {}
    loadURL(url: string) {
      done.push(`load ${url}`)
      this.webContents.mainFrame.url = url
      return Promise.resolve()
    }
  }
  const defaultSession = {
    webRequest: { onBeforeRequest: () => void done.push('requests guarded') },
    protocol: { handle: (scheme: string) => void done.push(`scheme ${scheme}`) },
    setPermissionRequestHandler: () => void done.push('permissions guarded'),
    setPermissionCheckHandler: () => {},
    setDevicePermissionHandler: () => {},
    on: () => {},
  }
  const electron = {
    app,
    BrowserWindow,
    ipcMain: new Emitter(),
    Menu: { setApplicationMenu: () => {} },
    protocol: { registerSchemesAsPrivileged: () => void done.push('scheme registered') },
    session: { defaultSession },
    utilityProcess: {
      fork: (...args: unknown[]) => {
        forked.push(args)
        return engine
      },
    },
  }
  return { electron, done, engine, forked, windows }
})

vi.mock('electron', () => double.electron)
vi.mock('./window-files.ts', () => ({ readWindowFiles: () => () => ({ status: 404, headers: {}, body: '' }) }))

it('guards everything before it opens the one window, and connects only its own page', async () => {
  const { electron, done, engine, forked, windows } = double
  await import('./electron.ts')
  await vi.waitFor(() => expect(done).toContain(`load ${applicationOrigin}/index.html`))

  const order = ['sandbox', 'scheme registered', 'ready', 'scheme app', 'requests guarded', 'permissions guarded', 'window']
  expect(done.filter((step) => order.includes(step))).toEqual(order)
  expect(forked).toMatchObject([[expect.stringMatching(/engine\.js$/), [expect.any(String)], {}]])
  const [window] = windows
  expect(windows).toHaveLength(1)
  expect(window?.options).toMatchObject({
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, preload: expect.stringMatching(/preload\.cjs$/) as string },
  })

  const contents = Object.assign(new EventEmitter(), { setWindowOpenHandler: vi.fn() })
  electron.app.emit('web-contents-created', {}, contents)
  expect(contents.setWindowOpenHandler).toHaveBeenCalledOnce()
  expect(contents.eventNames()).toContain('will-navigate')

  const ports = ['a port']
  electron.ipcMain.emit(connectMessage, { senderFrame: { url: `${applicationOrigin}/index.html` }, ports })
  electron.ipcMain.emit(connectMessage, { senderFrame: null, ports })
  expect(engine.received).toEqual([])
  electron.ipcMain.emit(connectMessage, { senderFrame: window?.webContents.mainFrame, ports })
  expect(engine.received).toEqual([ports])

  engine.emit('exit', 1)
  expect(done.at(-1)).toBe('quit')
})
