import { test as base, _electron, chromium } from '@playwright/test'
import type { Browser, Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findElectron } from '../../scripts/electron-binary.ts'
import { findInstalledBrowser } from '../../src-main/shells/installed-browser.ts'
import { openArguments, root, shellEnvironment, startBrowserShell } from './browser-shell.ts'
import type { BrowserShell } from './browser-shell.ts'
import { removeGeneratedFolders } from './generated-folder.ts'

/** The product's window, in whatever shell the project names. */
export interface Opened {
  readonly page: Page
  /** `http://127.0.0.1:PORT`, or the application's own scheme. */
  readonly origin: string
  /** Requests that went anywhere but to the page's own origin. */
  readonly foreignRequests: readonly string[]
  /** Exceptions of the page and errors on its console, a refused style or script among them. */
  readonly errors: readonly string[]
}

interface Fixtures {
  /** Takes the folders of evidence away that the test generated; at work without being asked for. */
  readonly generatedFoldersRemoved: void
  /** An empty folder for the test to fill; removed afterwards. */
  readonly folder: string
  /** The application's own data, apart from that of other tests. */
  readonly dataFolder: string
  /** Starts a browser shell on a folder, or on its start page (null). */
  readonly serve: (path: string | null) => Promise<BrowserShell>
  /** Opens the product on a folder, on its start page (null) or on the demo workspace ('demo'). */
  readonly open: (path: string | null) => Promise<Opened>
}

interface WorkerFixtures {
  /** The installed browser, started when it is first asked for. */
  readonly browserOnce: () => Promise<Browser>
}

/** The test runner with the product's shells: every test has its own process and its own data. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  browserOnce: [
    async ({}, use) => {
      let launched: Promise<Browser> | null = null
      await use(() => (launched ??= launchInstalledBrowser()))
      await (await (launched as Promise<Browser> | null))?.close()
    },
    { scope: 'worker' },
  ],
  generatedFoldersRemoved: [
    async ({}, use) => {
      await use()
      await removeGeneratedFolders()
    },
    { auto: true },
  ],
  folder: async ({}, use) => withTemporaryFolder('evidence', use),
  dataFolder: async ({}, use) => withTemporaryFolder('data', use),

  serve: async ({ dataFolder }, use) => {
    const running: BrowserShell[] = []
    await use(async (path) => {
      const shell = await startBrowserShell(path, dataFolder)
      running.push(shell)
      return shell
    })
    await Promise.all(running.map((shell) => shell.stop()))
  },

  open: async ({ serve, dataFolder, browserOnce }, use, testInfo) => {
    const closings: (() => Promise<void>)[] = []
    await use(async (path) => {
      if (testInfo.project.name === 'electron') {
        const application = await launchElectron(path, dataFolder)
        closings.push(() => application.close())
        const page = await application.firstWindow()
        return watch(page, page.url().split('/', 3).join('/'))
      }
      const shell = await serve(path)
      const context = await (await browserOnce()).newContext()
      closings.push(() => context.close())
      const page = await context.newPage()
      const opened = watch(page, shell.origin)
      await page.goto(shell.url)
      return opened
    })
    for (const close of closings) await close()
  },
})

async function launchInstalledBrowser(): Promise<Browser> {
  const program = findInstalledBrowser()
  if (program === null) throw new Error('No Edge, Chrome or Chromium is installed; COUNTERSIGN_BROWSER can name one.')
  // Chromium has no sandbox for root, as which tests run in a container.
  return chromium.launch({ executablePath: program, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
}

function launchElectron(path: string | null, dataFolder: string) {
  const program = findElectron()
  if (program === null) throw new Error("Electron's binary is not installed.")
  const args = [root, ...openArguments(path)]
  return _electron.launch({ executablePath: program, args, env: shellEnvironment(dataFolder) })
}

/** Follows what a page asks for and complains about. */
function watch(page: Page, origin: string): Opened {
  const foreignRequests: string[] = []
  const errors: string[] = []
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(`${origin}/`) && !url.startsWith('data:') && !url.startsWith('blob:')) foreignRequests.push(url)
  })
  page.on('websocket', (socket) => {
    if (!socket.url().startsWith(`${origin.replace('http', 'ws')}/`)) foreignRequests.push(socket.url())
  })
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  return { page, origin, foreignRequests, errors }
}

async function withTemporaryFolder(name: string, use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), `countersign-test-${name}-`))
  await use(folder)
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
}
