import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { root, shellEnvironment } from './browser-shell.ts'

const run = promisify(execFile)

/** The JSON that a verb of the built command line prints; raises where it exits with anything but 0. */
export function countersign<Answer>(...args: readonly string[]): Promise<Answer> {
  return answer(args, process.env)
}

/** As `countersign`, with the application's own data in `dataFolder`. */
export function countersignWith<Answer>(dataFolder: string, ...args: readonly string[]): Promise<Answer> {
  return answer(args, shellEnvironment(dataFolder))
}

async function answer<Answer>(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Answer> {
  const entry = path.join(root, 'out', 'main', 'command-line.js')
  const { stdout } = await run(process.execPath, [entry, ...args, '--json'], { maxBuffer: 64 * 2 ** 20, env })
  return JSON.parse(stdout) as Answer
}
