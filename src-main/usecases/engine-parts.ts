import { createAnalysis } from '../computing/analysis.ts'
import { ProblemError } from '../contract/problem.ts'
import { demoVersion, writeDemo } from '../demo/write-demo.ts'
import { compareRuns, listRuns } from './compare.ts'
import type { EngineParts } from './engine.ts'
import { scanFolder } from './scan.ts'

const missing = (what: string) => (): Promise<never> =>
  Promise.reject(new ProblemError({ kind: 'usage', path: null, message: `${what} is not built in.`, action: 'Use a newer build.' }))

/** The parts of the product. */
export function createEngineParts(): EngineParts {
  return {
    scanFolder,
    listRuns,
    compareRuns,
    analysis: createAnalysis(),
    exportReport: missing('The report'),
    writeDemo,
    demoVersion: String(demoVersion),
  }
}
