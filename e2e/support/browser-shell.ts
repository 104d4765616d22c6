import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'

/** The project's top folder. */
export const root = resolve(import.meta.dirname, '..', '..')

/** A running browser shell: the address for one page, and its end. */
export interface BrowserShell {
  readonly url: string
  readonly origin: string
  readonly pid: number
  readonly stop: () => Promise<void>
}

/** The environment of a shell whose data is apart from the user's. */
export function shellEnvironment(dataFolder: string): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return { ...Object.fromEntries(inherited), COUNTERSIGN_DATA: dataFolder, TZ: 'UTC' }
}

/** What a shell is told to open: a folder, its start page (null) or the demo workspace. */
export function openArguments(path: string | null): string[] {
  return path === null ? [] : [path === 'demo' ? '--demo' : path]
}

/** Starts the built browser shell on `path` without a window and waits for its address. */
export async function startBrowserShell(path: string | null, dataFolder: string): Promise<BrowserShell> {
  const entry = join(root, 'out', 'main', 'browser.js')
  const child = spawn(process.execPath, [entry, '--json', ...openArguments(path)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: shellEnvironment(dataFolder),
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const line = await new Promise<string>((done, fail) => {
    createInterface(child.stdout).once('line', done)
    child.once('error', fail)
    child.once('exit', (code) => fail(new Error(`The browser shell ended with ${code} before it printed its address.`)))
  })
  const { url } = z.object({ url: z.url() }).parse(JSON.parse(line))
  return {
    url,
    origin: new URL(url).origin,
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
