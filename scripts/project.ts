import { spawn } from 'node:child_process'
import type { SpawnOptions } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'

/** The project's top folder. */
export const root = resolve(import.meta.dirname, '..')

const require = createRequire(import.meta.url)

/** The file that a package's command runs, so that no shell is needed to start it on any system. */
export function commandFile(packageName: string, command: string): string {
  const manifest = join(root, 'node_modules', packageName, 'package.json')
  const { bin } = require(manifest) as { bin: string | Record<string, string> }
  const file = typeof bin === 'string' ? bin : bin[command]
  if (file === undefined) throw new Error(`${packageName} has no command ${command}.`)
  return join(dirname(manifest), file)
}

/** Runs a Node program in the project's folder and gives its exit code; 1 where a signal ended it. */
export function runNode(args: readonly string[], options: SpawnOptions = {}): Promise<number> {
  return run(process.execPath, args, options)
}

/** Runs a program in the project's folder and gives its exit code; 1 where a signal ended it or it can't be started. */
export function run(program: string, args: readonly string[], options: SpawnOptions = {}): Promise<number> {
  return new Promise((done) => {
    const child = spawn(program, args, { cwd: root, stdio: 'inherit', ...options })
    child.once('error', () => done(1))
    child.once('exit', (code) => done(code ?? 1))
  })
}
