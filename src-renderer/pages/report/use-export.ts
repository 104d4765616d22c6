import { useCallback, useEffect, useRef, useState } from 'react'
import type { Problem } from '../../../src-main/contract/problem.ts'
import type { Progress } from '../../../src-main/contract/progress.ts'
import type { ExportedReport, ReportRequest } from '../../../src-main/contract/report.ts'
import { problemOf } from '../../api/problem-of.ts'
import { runToEnd } from '../../api/run-to-end.ts'
import { useCase } from '../../app/case-state.tsx'

/** How far an export is. `stopped` and `failed` have written nothing. */
export type ExportState =
  | { status: 'none' }
  | { status: 'running'; progress: Progress | null }
  | { status: 'stopped' }
  | { status: 'failed'; problem: Problem }
  | { status: 'done'; report: ExportedReport }

interface Export {
  state: ExportState
  start: (request: ReportRequest) => void
  stop: () => void
}

/** Exports the report; leaving the page stops what still runs. */
export function useExport(): Export {
  const { engine } = useCase()
  const [state, setState] = useState<ExportState>({ status: 'none' })
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const start = useCallback(
    (request: ReportRequest) => {
      running.current?.abort()
      const controller = new AbortController()
      running.current = controller
      const { signal } = controller
      setState({ status: 'running', progress: null })
      const work = async () =>
        runToEnd(await engine.report.export(request, { signal }), (progress) => {
          if (!signal.aborted) setState({ status: 'running', progress })
        })
      work().then(
        (report) => {
          if (!signal.aborted) setState({ status: 'done', report })
        },
        (error: unknown) => {
          if (!signal.aborted) setState({ status: 'failed', problem: problemOf(error) })
        },
      )
    },
    [engine],
  )
  const stop = useCallback(() => {
    running.current?.abort()
    setState({ status: 'stopped' })
  }, [])
  return { state, start, stop }
}
