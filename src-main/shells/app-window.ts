import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const profilePrefix = 'countersign-window-'
/** Milliseconds that a browser may take to end by itself. */
const patience = 5000

export interface AppWindow {
  /** Resolves when the browser has ended and its profile is removed: true where it ran, false where it failed. */
  readonly ended: Promise<boolean>
  close(): void
}

/** The arguments that open `address` as a window of its own, with a profile that shares nothing with the user's. */
export function appWindowArguments(address: string, profile: string): string[] {
  return [
    `--app=${address}`,
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-extensions',
    '--disable-sync',
    '--metrics-recording-only',
    '--password-store=basic',
    '--window-size=1440,940',
  ]
}

/**
 * Opens `address` in `browser` as an app window with a temporary profile, which goes when the browser ends: it
 * holds the address with its ticket and whatever the browser cached. Profiles that a crash left are removed too.
 */
export function openAppWindow(browser: string, address: string): AppWindow {
  void removeLeftProfiles()
  const profile = mkdtempSync(join(tmpdir(), `${profilePrefix}${process.pid}-`))
  const child = spawn(browser, appWindowArguments(address, profile), { stdio: 'ignore' })
  const ended = new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false))
    child.once('exit', (code) => resolve(code === 0 || child.killed))
  }).then(async (ran) => {
    await removeProfile(profile)
    return ran
  })
  const close = () => {
    child.kill('SIGTERM')
    const force = setTimeout(() => child.kill('SIGKILL'), patience)
    void ended.then(() => clearTimeout(force))
  }
  return { ended, close }
}

/** A browser that is ending still writes for a moment, so removal is tried again. */
async function removeProfile(profile: string): Promise<void> {
  await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }).catch(() => {})
}

async function removeLeftProfiles(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const owner = new RegExp(`^${profilePrefix}(\\d+)-`).exec(name)?.[1]
    if (owner !== undefined && !isRunning(Number(owner))) await removeProfile(join(tmpdir(), name))
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
