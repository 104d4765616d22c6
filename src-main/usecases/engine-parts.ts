import { createAnalysis } from '../computing/analysis.ts'
import { demoVersion, writeDemo } from '../demo/write-demo.ts'
import { compareRuns, listRuns } from './compare.ts'
import type { EngineParts } from './engine.ts'
import { explainRecorded } from './explain.ts'
import { exportReport } from './report.ts'
import { scanFolder } from './scan.ts'

/** The parts of the product; `version` is printed in reports. */
export function createEngineParts(version: string): EngineParts {
  const analysis = createAnalysis()
  return {
    scanFolder,
    listRuns,
    compareRuns,
    analysis,
    explain: (request, scan, options) => explainRecorded(request, scan, { analysis, listRuns }, options),
    exportReport: (request, options) => exportReport(request, { analysis, scan: scanFolder, listRuns, compare: compareRuns, version }, options),
    writeDemo,
    demoVersion: String(demoVersion),
  }
}
