import { hasDisplay } from '../src-main/shells/installed-browser.ts'
import { findElectron } from './electron-binary.ts'
import { buildProduct, isBuilt } from './product-build.ts'
import { commandFile, runNode } from './project.ts'

/** `npm run test:electron`: the end-to-end specs in the Electron shell, where Electron can run. */
async function testElectron(): Promise<number> {
  const reason =
    findElectron() === null
      ? "Electron's binary is not installed (`npx install-electron` fetches it)"
      : hasDisplay()
        ? null
        : 'there is no display'
  if (reason !== null) {
    process.stdout.write(`Skipped: the end-to-end tests in Electron, because ${reason}.\n0 passed, 0 failed, all skipped\n`)
    return 0
  }
  if (!isBuilt()) {
    const code = await buildProduct({ quiet: true })
    if (code !== 0) return code
  }
  return runNode([commandFile('@playwright/test', 'playwright'), 'test', '--config', 'e2e/playwright.config.ts', '--project', 'electron'])
}

process.exitCode = await testElectron()
