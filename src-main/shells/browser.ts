import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createEngineParts } from '../usecases/engine-parts.ts'
import { createEngine } from '../usecases/engine.ts'
import { openAppWindow } from './app-window.ts'
import type { AppWindow } from './app-window.ts'
import { dataFolder, namesFile } from './data-folder.ts'
import { reportDefect } from './defects.ts'
import { findInstalledBrowser, hasDisplay } from './installed-browser.ts'
import { serveLoopback } from './loopback-server.ts'
import { version } from './version.ts'
import { readWindowFiles } from './window-files.ts'

/** A ticket that a browser gets on its command line, where other programs can see it. */
const ticketLifetime = 60_000
/** How long the window that was opened may be without its connection, as it is for a moment during a reload. */
const longestAbsence = 10_000

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Opens the demo workspace. */
    demo: { type: 'boolean', default: false },
    /** Prints {"url": ...} as one line and opens no window. */
    json: { type: 'boolean', default: false },
    'no-window': { type: 'boolean', default: false },
  },
})

const engine = createEngine(
  {
    dataFolder: dataFolder(),
    shell: 'browser',
    initialFolder: values.demo ? 'demo' : (positionals[0] ?? null),
    version,
    onDefect: reportDefect,
  },
  createEngineParts(version, namesFile()),
)
const files = readWindowFiles(fileURLToPath(new URL('../renderer', import.meta.url)))
let printed = false
let window: AppWindow | null = null
let absence: NodeJS.Timeout | undefined
const server = await serveLoopback({
  router: engine.router,
  files,
  onTicketUsed: () => {
    if (printed && !values.json) say(`That address is used up. For another window: ${server.address(null)}`)
  },
  // Some browsers go on running when their last window has closed, so its connection decides.
  onWindows: (count) => {
    clearTimeout(absence)
    if (count === 0 && window !== null) absence = setTimeout(() => window?.close(), longestAbsence)
  },
})

let stopping: Promise<void> | null = null

function stop(): Promise<void> {
  stopping ??= (async () => {
    clearTimeout(absence)
    window?.close()
    await Promise.all([server.close(), engine.close(), window?.ended])
  })()
  return stopping
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void stop().then(() => process.exit(0)))
}
// Where a starter holds a channel to this process, its end, however it came, is the end of this process too.
process.on('disconnect', () => void stop().then(() => process.exit(0)))

const browser = values.json || values['no-window'] ? null : hasDisplay() ? findInstalledBrowser() : null
if (values.json) {
  process.stdout.write(`${JSON.stringify({ url: server.address(null) })}\n`)
} else if (browser === null) {
  const why = values['no-window']
    ? 'No window was asked for.'
    : hasDisplay()
      ? 'No Edge, Chrome or Chromium was found (COUNTERSIGN_BROWSER can name one).'
      : 'There is no display.'
  printAddress(why)
} else {
  window = openAppWindow(browser, server.address(ticketLifetime))
  say(`Countersign is open in ${browser}. Closing its window ends it.`)
  const ran = await window.ended
  window = null
  if (ran) await stop().then(() => process.exit(0))
  else printAddress(`${browser} could not open a window.`)
}

/** The address is for a person: its ticket works once, whenever that is, and the next one is printed after that. */
function printAddress(why: string): void {
  printed = true
  say(`${why} Open this address in a browser on this machine; Ctrl+C ends Countersign:\n${server.address(null)}`)
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
