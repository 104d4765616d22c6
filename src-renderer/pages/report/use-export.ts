import { useCallback } from 'react'
import type { ExportedReport, ReportRequest, ReviewedReportRequest } from '../../../src-main/contract/report.ts'
import { runToEnd } from '../../api/run-to-end.ts'
import { useCase } from '../../app/case-state.tsx'
import { useTask, type TaskState } from '../../app/use-task.ts'

/** Which report is asked for: that of what is on screen, or that of a review. */
export type Asked = { kind: 'draft'; request: ReportRequest } | { kind: 'review'; request: ReviewedReportRequest }

interface Export {
  /** Where it is stopped or has failed, nothing was written. */
  state: TaskState<ExportedReport>
  start: (asked: Asked) => void
  stop: () => void
}

/** Exports the report; leaving the page stops what still runs. */
export function useExport(): Export {
  const { engine } = useCase()
  const { state, start: run, stop } = useTask<ExportedReport>()
  const start = useCallback(
    (asked: Asked) =>
      run(async ({ signal, onProgress }) =>
        runToEnd(
          asked.kind === 'draft' ? await engine.report.export(asked.request, { signal }) : await engine.report.exportReviewed(asked.request, { signal }),
          onProgress,
        ),
      ),
    [engine, run],
  )
  return { state, start, stop }
}
