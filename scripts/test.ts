import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildProduct } from './product-build.ts'
import { commandFile, root, runNode } from './project.ts'
import { testBrowser } from './test-browser.ts'
import { playwrightCounts, readReport, sum, vitestCounts } from './test-counts.ts'
import type { Counts } from './test-counts.ts'

const results = join(root, 'test-results')
const unitResult = join(root, '.cache', 'unit-tests.json')
const endToEndResult = join(root, '.cache', 'end-to-end-tests.json')
const failures: string[] = []

/** Runs one part of `npm test`, and remembers it where it fails; the parts after it still run. */
async function part(name: string, work: () => Promise<number>): Promise<boolean> {
  process.stdout.write(`\n== ${name}\n`)
  const begun = performance.now()
  const code = await work().catch((error: unknown) => {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  })
  const time = `${((performance.now() - begun) / 1000).toFixed(1)} s`
  process.stdout.write(`== ${name}: ${code === 0 ? 'passed' : 'FAILED'}, ${time}\n`)
  if (code !== 0) failures.push(name)
  return code === 0
}

mkdirSync(join(root, '.cache'), { recursive: true })
for (const file of [unitResult, endToEndResult, results]) rmSync(file, { recursive: true, force: true })

const checker = commandFile('typescript', 'tsc')
await part('types', async () => (await runNode([checker, '-p', 'tsconfig.main.json'])) + (await runNode([checker, '-p', 'tsconfig.renderer.json'])))
await part('lint', () => runNode([commandFile('eslint', 'eslint'), '.']))
await part('unit tests', () =>
  runNode([
    commandFile('vitest', 'vitest'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${unitResult}`,
  ]),
)
if (await part('build', () => buildProduct({ quiet: true }))) {
  await part('end-to-end tests', async () => {
    process.stdout.write(`Browser: ${await testBrowser()}\n`)
    return runNode(
      [commandFile('@playwright/test', 'playwright'), 'test', '--config', 'e2e/playwright.config.ts', '--project', 'browser'],
      { env: { ...process.env, COUNTERSIGN_E2E_RESULT: endToEndResult } },
    )
  })
}

const reports: readonly (readonly [unknown, (report: unknown) => Counts])[] = [
  [readReport(unitResult), vitestCounts],
  [readReport(endToEndResult), playwrightCounts],
]
const counts = sum(reports.filter(([report]) => report !== null).map(([report, count]) => count(report)))
if (failures.length > 0) process.stdout.write(`\nFailed: ${failures.join(', ')}\n`)
process.stdout.write(`\n${counts.passed} passed, ${Math.max(counts.failed, failures.length > 0 ? 1 : 0)} failed, ${counts.skipped} skipped\n`)
process.exitCode = failures.length > 0 || counts.failed > 0 ? 1 : 0
