import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './project.ts'

const electron = join(root, 'node_modules', 'electron')

/** The installed Electron program; null where the package or its binary is missing. */
export function findElectron(folder: string = electron): string | null {
  try {
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    const program = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'))
    const installed = readFileSync(join(folder, 'dist', 'version'), 'utf8').replace(/^v/, '').trim()
    return installed === version && existsSync(program) ? program : null
  } catch {
    return null
  }
}

/** What the fetching program says of itself, one JSON line each. */
export type FetchEvent =
  | { readonly kind: 'received'; readonly bytes: number; readonly total: number | null }
  | { readonly kind: 'unpacking' }
  | { readonly kind: 'failed'; readonly why: string }

export interface FetchLimits {
  /** Milliseconds until the server must have answered. */
  readonly connection: number
  /** Milliseconds that may pass between two pieces of the download. */
  readonly stall: number
}

export const fetchLimits: FetchLimits = { connection: 5_000, stall: 10_000 }

/**
 * Fetches the Electron binary with the program `fetcher`, which prints FetchEvents; null where it is there
 * afterwards, else why not. It is given up when no server answers, or nothing more arrives, within the limits.
 */
export function fetchElectron(
  fetcher: readonly [program: string, ...args: string[]],
  onEvent: (event: FetchEvent) => void,
  limits: FetchLimits = fetchLimits,
): Promise<string | null> {
  const [program, ...args] = fetcher
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] })
    let outcome: string | null = 'the download ended unexpectedly'
    let timer: NodeJS.Timeout | undefined
    const allow = (time: number, why: string) => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        outcome = why
        child.kill('SIGKILL')
      }, time)
    }
    const take = (event: FetchEvent) => {
      if (event.kind === 'received') {
        allow(limits.stall, `the download stalled for ${limits.stall / 1000} s`)
      } else clearTimeout(timer)
      if (event.kind === 'failed') outcome = event.why
      onEvent(event)
    }
    allow(limits.connection, `no connection within ${limits.connection / 1000} s`)
    let rest = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) take(JSON.parse(line) as FetchEvent)
    })
    child.once('error', (error) => (outcome = error.message))
    child.once('close', (code) => {
      clearTimeout(timer)
      resolve(code === 0 ? null : outcome)
    })
  })
}
