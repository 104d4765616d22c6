import { spawn } from 'node:child_process'
import type { StdioOptions } from 'node:child_process'
import { join, resolve } from 'node:path'
import { hasDisplay } from '../src-main/shells/installed-browser.ts'
import { fetchElectron, findElectron } from './electron-binary.ts'
import type { FetchEvent } from './electron-binary.ts'
import { buildProduct, isBuilt } from './product-build.ts'
import { root } from './project.ts'

type Shell = { readonly kind: 'electron'; readonly program: string } | { readonly kind: 'browser' }

/** `npm start [-- FOLDER]`: builds where needed and opens the folder, or else the demo workspace. */
async function start(folder: string | undefined): Promise<number> {
  if (!isBuilt()) {
    say('Building Countersign.')
    const code = await buildProduct({ quiet: true })
    if (code !== 0) return code
  }
  const { shell, why } = await chooseShell()
  say(`Shell: ${shell.kind === 'electron' ? 'Electron' : 'browser'}. ${why}`)
  const opened = folder === undefined ? '--demo' : resolve(process.env['INIT_CWD'] ?? process.cwd(), folder)
  return shell.kind === 'electron'
    ? runUntilEnd(shell.program, [root, opened], 'inherit')
    : runUntilEnd(process.execPath, [join(root, 'out', 'main', 'browser.js'), opened], ['inherit', 'inherit', 'inherit', 'ipc'])
}

/** Electron where it is there or can be had; `COUNTERSIGN_SHELL` = electron or browser decides otherwise. */
async function chooseShell(): Promise<{ shell: Shell; why: string }> {
  const wanted = process.env['COUNTERSIGN_SHELL']
  const browser: Shell = { kind: 'browser' }
  if (wanted === 'browser') return { shell: browser, why: 'COUNTERSIGN_SHELL asks for it.' }
  if (!hasDisplay()) return { shell: browser, why: 'Electron needs a display, and there is none.' }
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    return { shell: browser, why: 'Electron keeps its sandbox only where it is not run as root.' }
  }
  const installed = findElectron()
  if (installed !== null) return { shell: { kind: 'electron', program: installed }, why: 'Its binary is installed.' }
  if (process.env['ELECTRON_SKIP_BINARY_DOWNLOAD']) {
    return { shell: browser, why: 'ELECTRON_SKIP_BINARY_DOWNLOAD forbids to fetch Electron.' }
  }
  say('Fetching Electron, once (about 110 MB).')
  const failure = await fetchElectron([process.execPath, join(root, 'scripts', 'fetch-electron.ts')], showProgress)
  const fetched = findElectron()
  return failure === null && fetched !== null
    ? { shell: { kind: 'electron', program: fetched }, why: 'Its binary has been fetched.' }
    : { shell: browser, why: `Electron can't be fetched: ${failure ?? 'its binary is missing after the download'}.` }
}

function showProgress(event: FetchEvent): void {
  if (event.kind !== 'received') return
  const millions = (bytes: number) => (bytes / 1e6).toFixed(0)
  const text = `  ${millions(event.bytes)}${event.total === null ? '' : ` of ${millions(event.total)}`} MB`
  process.stdout.write(process.stdout.isTTY ? `\r${text}${event.bytes === event.total ? '\n' : ''}` : `${text}\n`)
}

/**
 * Runs a shell until it ends. A signal to this process is passed on. npm
 * passes a signal to the command interpreter between it and this process only, so the interpreter's end counts as one.
 */
function runUntilEnd(program: string, args: readonly string[], stdio: StdioOptions): Promise<number> {
  const child = spawn(program, args, { cwd: root, stdio })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  if (process.env['npm_lifecycle_event'] !== undefined) {
    const parent = process.ppid
    setInterval(() => void (process.ppid === parent || child.kill('SIGTERM')), 1000).unref()
  }
  return new Promise((done) => {
    child.once('error', () => done(1))
    child.once('exit', (code) => done(code ?? 1))
  })
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

process.exitCode = await start(process.argv[2])
