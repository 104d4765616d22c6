import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { root } from './project.ts'

interface Validation {
  readonly validateConfiguration: (configuration: unknown, logger: unknown) => Promise<void>
}

const require = createRequire(import.meta.url)
const fromBuilder = createRequire(require.resolve('electron-builder/package.json'))
const { validateConfiguration } = fromBuilder('app-builder-lib/out/util/config/config.js') as Validation
const { DebugLogger } = fromBuilder('builder-util') as { DebugLogger: new (enabled: boolean) => unknown }

interface Configuration {
  electronFuses: Record<string, boolean>
  publish: unknown
  asarUnpack: string[]
}

const read = () => parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8')) as Configuration
const check = (configuration: unknown) => validateConfiguration(configuration, new DebugLogger(false))

describe('electron-builder.yml', () => {
  it('fits the schema of the pinned electron-builder', async () => {
    await expect(check(read())).resolves.toBeUndefined()
  })

  it('would be refused with an unknown key or a wrong type', async () => {
    await expect(check({ ...read(), surprise: true })).rejects.toThrow(/surprise/)
    await expect(check({ ...read(), asar: 'yes, please' })).rejects.toThrow(/asar/)
  })

  it('sets every fuse that keeps other code out, and publishes nothing', () => {
    const { electronFuses, publish } = read()
    expect(electronFuses).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    })
    expect(publish).toBeNull()
  })
})
