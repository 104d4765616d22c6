import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeLicenceFiles } from './licence-files.ts'
import { commandFile, root, runNode } from './project.ts'

const stamp = join(root, 'out', 'built.txt')
const sources = ['src-main', 'src-renderer', 'electron.vite.config.ts', 'package.json', 'package-lock.json']

/** Builds out/ from nothing and gives the exit code; `quiet` prints warnings and errors only. */
export async function buildProduct(options: { quiet: boolean }): Promise<number> {
  rmSync(join(root, 'out'), { recursive: true, force: true })
  const level = options.quiet ? ['--logLevel', 'warn'] : []
  const code = await runNode([commandFile('electron-vite', 'electron-vite'), 'build', ...level])
  if (code === 0) {
    writeLicenceFiles()
    writeFileSync(stamp, '')
  }
  return code
}

/** Whether out/ is complete and newer than everything it is made from. */
export function isBuilt(): boolean {
  if (!existsSync(stamp)) return false
  const built = statSync(stamp).mtimeMs
  return sources.every((source) => newest(join(root, source)) <= built)
}

function newest(path: string): number {
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), found.mtimeMs)
}
