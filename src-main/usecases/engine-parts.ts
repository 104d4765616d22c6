import { createAnalysis } from '../computing/analysis.ts'
import { demoVersion, writeDemo } from '../demo/write-demo.ts'
import { compareRuns, listRuns } from './compare.ts'
import type { EngineParts } from './engine.ts'
import { explainRecorded } from './explain.ts'
import { thresholdJudgement } from './judge-threshold.ts'
import { exportReport } from './report.ts'
import type { ReportParts } from './gather-report.ts'
import { scanFolder } from './scan.ts'

/** The parts of the product; `version` is printed in reports, `namesFile` holds a bank's own names, see `readOwnNames`. */
export function createEngineParts(version: string, namesFile: string): EngineParts {
  const analysis = createAnalysis()
  const explain: ReportParts['explain'] = (request, scan, options) => explainRecorded(request, scan, { analysis }, options)
  const report: ReportParts = {
    analysis,
    scan: (folder, options) => scanFolder(folder, { ...options, namesFile }),
    listRuns,
    compare: compareRuns,
    explain,
    judgement: (scan) => thresholdJudgement({ analysis, scan: () => Promise.resolve(scan), folderOf: (path) => path }),
    version,
  }
  return {
    scanFolder: (folder, options) => scanFolder(folder, { ...options, namesFile }),
    listRuns,
    compareRuns,
    analysis,
    explain,
    exportReport: (request, dismissals, options) => exportReport(request, report, { ...options, dismissals }),
    writeDemo,
    demoVersion: String(demoVersion),
  }
}
