import { createAnalysis } from '../computing/analysis.ts'
import { demoVersion, writeDemo } from '../demo/write-demo.ts'
import { compareRuns, listRuns } from './compare.ts'
import type { EngineParts } from './engine.ts'
import { explainRecorded } from './explain.ts'
import { evaluateGovernance } from './governance.ts'
import type { FactParts } from './governance-facts.ts'
import { thresholdJudgement } from './judge-threshold.ts'
import { exportReport } from './report.ts'
import { exportReviewedReport } from './reviewed-report.ts'
import { verifyReport } from './verify.ts'
import type { ReportParts } from './gather-report.ts'
import { reviewParts } from './review-parts.ts'
import { scanFolder } from './scan.ts'

/** The parts of the product; `version` is printed in reports, `namesFile` holds a bank's own names, see `readOwnNames`. */
export function createEngineParts(version: string, namesFile: string): EngineParts {
  const analysis = createAnalysis()
  const explain: ReportParts['explain'] = (request, scan, options) => explainRecorded(request, scan, { analysis }, options)
  const judgementOf: FactParts['judgement'] = (scan) => thresholdJudgement({ analysis, scan: () => Promise.resolve(scan), folderOf: (path) => path })
  const report: ReportParts = {
    analysis,
    scan: (folder, options) => scanFolder(folder, { ...options, namesFile }),
    listRuns,
    compare: compareRuns,
    explain,
    judgement: judgementOf,
    version,
  }
  return {
    scanFolder: (folder, options) => scanFolder(folder, { ...options, namesFile }),
    listRuns,
    compareRuns,
    analysis,
    explain,
    exportReport: (request, dismissals, options) => exportReport(request, report, { ...options, dismissals }),
    exportReviewedReport: (request, options) => exportReviewedReport(request, report, options),
    verifyReport: (request, options) => verifyReport(request, report, options),
    governance: (request, today, scan, options) =>
      evaluateGovernance(request, today, { analysis, freshAnalysis: createAnalysis, scan, judgement: judgementOf, version }, options),
    review: reviewParts(report, { analysis, freshAnalysis: createAnalysis, scan: report.scan, judgement: judgementOf, version }),
    writeDemo,
    demoVersion: String(demoVersion),
  }
}
