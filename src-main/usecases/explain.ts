import type { Analysis } from '../computing/analysis.ts'
import type { RunSummary } from '../contract/comparison.ts'
import type { ExplainRequest, ExplanationResult } from '../contract/explanation.ts'
import { ProblemError } from '../contract/problem.ts'
import type { ReportProgress } from '../contract/progress.ts'
import type { Scan } from '../contract/scan.ts'

interface Options {
  readonly signal?: AbortSignal
  readonly onProgress?: ReportProgress
}

/** What an explanation is gathered with. */
export interface ExplainParts {
  readonly analysis: Pick<Analysis, 'load'>
  readonly listRuns: (folder: string) => Promise<readonly RunSummary[]>
}

/** Tests every explanation of a recorded threshold against a prediction table and the evidence of its folder. */
export function explainRecorded(
  request: ExplainRequest,
  _scan: Scan,
  _parts: ExplainParts,
  _options: Options = {},
): Promise<ExplanationResult> {
  return Promise.reject(
    new ProblemError({ kind: 'usage', path: request.reading.path, message: 'Explanations are not answered yet.', action: 'Wait for the next version.' }),
  )
}
