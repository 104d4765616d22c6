import { createAnalysis } from '../../computing/analysis.ts'
import type { Scan } from '../../contract/scan.ts'
import { compareRuns, listRuns } from '../../usecases/compare.ts'
import { explainRecorded } from '../../usecases/explain.ts'
import type { ReportParts } from '../../usecases/gather-report.ts'
import { thresholdJudgement } from '../../usecases/judge-threshold.ts'
import { scanFolder } from '../../usecases/scan.ts'
import { namesFile } from '../data-folder.ts'
import { version } from '../version.ts'
import type { VerbAnswer, VerbOptions } from './verb.ts'

/**
 * Lends the parts that gather a report to `work`, and closes them after it.
 * @param scan what was read of the folder already; null reads it when it is needed
 */
export async function withReportParts(scan: Scan | null, options: VerbOptions, work: (parts: ReportParts) => Promise<VerbAnswer>): Promise<VerbAnswer> {
  const analysis = createAnalysis()
  try {
    return await work({
      analysis,
      scan: (folder) => (scan === null ? scanFolder(folder, { ...options, namesFile: namesFile() }) : Promise.resolve(scan)),
      listRuns,
      compare: compareRuns,
      explain: (request, of, explaining) => explainRecorded(request, of, { analysis }, explaining),
      judgement: (of) => thresholdJudgement({ analysis, scan: () => Promise.resolve(of), folderOf: (path) => path }),
      version,
    })
  } finally {
    await analysis.close()
  }
}
