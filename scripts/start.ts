import { spawn } from 'node:child_process'
import type { StdioOptions } from 'node:child_process'
import { join, resolve } from 'node:path'
import { hasDisplay } from '../src-main/shells/installed-browser.ts'
import { fetchElectron, findElectron } from './electron-binary.ts'
import type { FetchEvent } from './electron-binary.ts'
import { buildProduct, isBuilt } from './product-build.ts'
import { root } from './project.ts'

/** Milliseconds within which an Electron that ends with an error has not worked at all, for want of a library, say. */
const soonAfterStart = 10_000

/** `npm start [-- FOLDER]`: builds where needed and opens the folder, or else the demo workspace. */
async function start(folder: string | undefined): Promise<number> {
  if (!isBuilt()) {
    say('Building Countersign.')
    const code = await buildProduct({ quiet: true })
    if (code !== 0) return code
  }
  const { program, why } = await chooseShell()
  say(`Shell: ${program === null ? 'browser' : 'Electron'}. ${why}`)
  const opened = folder === undefined ? '--demo' : resolve(process.env['INIT_CWD'] ?? process.cwd(), folder)
  if (program !== null) {
    const begun = performance.now()
    const { code, signal } = await runUntilEnd(program, [root, opened], 'inherit')
    if (code === 0 || signal !== null || performance.now() - begun > soonAfterStart) return code ?? 1
    say(`Shell: browser. Electron ended at once with code ${code}.`)
  }
  const browserShell = [join(root, 'out', 'main', 'browser.js'), opened]
  // The channel tells the shell when this process is gone, however it ended.
  const { code } = await runUntilEnd(process.execPath, browserShell, ['inherit', 'inherit', 'inherit', 'ipc'])
  return code ?? 1
}

/**
 * Electron's program where it is there or can be had, null for the browser shell; and why.
 * COUNTERSIGN_SHELL=browser asks for the browser shell.
 */
async function chooseShell(): Promise<{ program: string | null; why: string }> {
  if (process.env['COUNTERSIGN_SHELL'] === 'browser') return { program: null, why: 'COUNTERSIGN_SHELL asks for it.' }
  if (!hasDisplay()) return { program: null, why: 'Electron needs a display, and there is none.' }
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    return { program: null, why: 'Electron would have to run without its sandbox, since this is root.' }
  }
  const installed = findElectron()
  if (installed !== null) return { program: installed, why: 'Its binary is installed.' }
  if (process.env['ELECTRON_SKIP_BINARY_DOWNLOAD']) {
    return { program: null, why: 'ELECTRON_SKIP_BINARY_DOWNLOAD forbids to fetch Electron.' }
  }
  say('Fetching Electron, once (about 110 MB).')
  const failure = await fetchElectron([process.execPath, join(root, 'scripts', 'fetch-electron.ts')], showProgress)
  const program = findElectron()
  if (program !== null) return { program, why: 'Its binary has been fetched.' }
  return { program, why: `Electron can't be fetched: ${failure ?? 'its binary is missing after the download'}.` }
}

function showProgress(event: FetchEvent): void {
  if (event.kind !== 'received') return
  const millions = (bytes: number) => (bytes / 1e6).toFixed(0)
  const text = `  ${millions(event.bytes)}${event.total === null ? '' : ` of ${millions(event.total)}`} MB`
  process.stdout.write(process.stdout.isTTY ? `\r${text}${event.bytes === event.total ? '\n' : ''}` : `${text}\n`)
}

interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/**
 * Runs a shell until it ends. A signal to this process is passed on. npm
 * passes a signal to the command interpreter between it and this process only, so the interpreter's end counts as one.
 */
function runUntilEnd(program: string, args: readonly string[], stdio: StdioOptions): Promise<Ended> {
  const child = spawn(program, args, { cwd: root, stdio })
  const pass = (signal: NodeJS.Signals) => child.kill(signal)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, pass)
  if (process.env['npm_lifecycle_event'] !== undefined) {
    const parent = process.ppid
    setInterval(() => void (process.ppid === parent || child.kill('SIGTERM')), 1000).unref()
  }
  return new Promise((done) => {
    child.once('error', () => done({ code: 1, signal: null }))
    child.once('exit', (code, signal) => done({ code, signal }))
  })
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

process.exitCode = await start(process.argv[2])
