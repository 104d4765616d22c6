import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { FetchEvent } from './electron-binary.ts'
import { root } from './project.ts'

/** What this program uses of @electron/get, which the electron package brings along. */
interface ElectronGet {
  downloadArtifact(details: {
    version: string
    artifactName: string
    platform: string
    arch: string
    checksums: Record<string, string>
    cacheRoot?: string
    downloadOptions: { quiet: boolean; getProgressCallback: (progress: { transferred: number; total: number | null }) => void }
  }): Promise<string>
}

const electron = join(root, 'node_modules', 'electron')
const fromElectron = createRequire(join(electron, 'package.json'))
const say = (event: FetchEvent) => process.stdout.write(`${JSON.stringify(event)}\n`)

/**
 * Fetches the Electron binary into the package's cache and unpacks it, telling how far it is. The package's own
 * installer then finds the file in its cache; alone it shows no progress for 30 seconds and never gives up.
 */
async function fetchBinary(): Promise<void> {
  const { version } = fromElectron('./package.json') as { version: string }
  const checksums = fromElectron('./checksums.json') as Record<string, string>
  const get = (await import(pathToFileURL(fromElectron.resolve('@electron/get')).href)) as ElectronGet
  // The installer looks in the same cache.
  const cacheRoot = process.env['electron_config_cache']
  let shown = 0
  await get.downloadArtifact({
    version,
    artifactName: 'electron',
    platform: process.env['npm_config_platform'] ?? process.platform,
    arch: process.env['npm_config_arch'] ?? process.arch,
    checksums,
    ...(cacheRoot === undefined ? {} : { cacheRoot }),
    downloadOptions: {
      quiet: true,
      getProgressCallback: ({ transferred, total }) => {
        const now = performance.now()
        if (shown > 0 && now - shown < 500) return
        shown = now
        say({ kind: 'received', bytes: transferred, total })
      },
    },
  })
  say({ kind: 'unpacking' })
  const { status } = spawnSync(process.execPath, [join(electron, 'install.js')], { stdio: 'ignore' })
  if (status !== 0) throw new Error('the download could not be unpacked')
}

try {
  await fetchBinary()
} catch (error) {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  say({ kind: 'failed', why: cause instanceof Error ? cause.message : String(cause) })
  process.exitCode = 1
}
