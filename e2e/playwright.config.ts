import { defineConfig } from '@playwright/test'
import { findElectron } from '../scripts/electron-binary.ts'

const continuous = Boolean(process.env['CI'])
const counts = process.env['COUNTERSIGN_E2E_RESULT']

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results',
  fullyParallel: true,
  forbidOnly: continuous,
  workers: 2,
  // A loaded machine may miss a deadline once; what needed a second try is listed as flaky.
  retries: continuous ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ...(counts === undefined ? [] : [['json', { outputFile: counts }] as const])],
  use: {
    viewport: { width: 1440, height: 940 },
    trace: 'retain-on-failure', screenshot: 'only-on-failure', locale: 'en-US', timezoneId: 'UTC',
  },
  projects: [
    { name: 'browser' },
    ...(findElectron() === null ? [] : [{ name: 'electron', testIgnore: '**/security/{loopback,printed-address}.spec.ts' }]),
  ],
})
