import { Button } from '@mantine/core'
import type { Progress } from '../../../src-main/contract/progress.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { formatHash } from '../../format/hash.ts'
import { formatBytes, formatCount, plural } from '../../format/number.ts'
import { CopyLine } from './CopyLine.tsx'
import type { ExportState } from './use-export.ts'

/** What became of the export, in its place: progress, a problem, or the finished file with what identifies it. */
export function ExportOutcome({ state, onStop }: { state: ExportState; onStop: () => void }) {
  switch (state.status) {
    case 'none':
      return null
    case 'running':
      return (
        <div className="export-running" role="status">
          <Bar progress={state.progress} />
          <p>{progressWords(state.progress)}</p>
          <Button size="xs" variant="default" onClick={onStop}>
            Stop
          </Button>
        </div>
      )
    case 'stopped':
      return (
        <p className="export-note" role="status">
          Stopped. Nothing was written.
        </p>
      )
    case 'failed':
      return <ProblemNotice problem={state.problem} />
    case 'done': {
      const { report } = state
      return (
        <div className="export-done" role="status">
          <p>
            <strong>Exported.</strong> {plural(report.pages, 'page')}, {formatBytes(report.bytes)}.
          </p>
          <dl className="facts">
            <CopyLine title="Path" value={report.path} />
            <CopyLine title="Document id" value={report.documentId} />
            <CopyLine title="SHA-256" value={report.sha256} shownAs={formatHash(report.sha256)} />
          </dl>
          {report.assumed.length > 0 && (
            <p className="secondary">{plural(report.assumed.length, 'line')} printed as assumed, unconfirmed.</p>
          )}
        </div>
      )
    }
  }
}

function Bar({ progress }: { progress: Progress | null }) {
  const share = progress === null || progress.total === null || progress.total === 0 ? null : progress.done / progress.total
  return (
    <progress className="export-bar" aria-label="Exporting the report" max={1} {...(share === null ? {} : { value: share })} />
  )
}

function progressWords(progress: Progress | null): string {
  if (progress === null) return 'Exporting the report'
  const { stage, done, total, unit } = progress
  return total === null
    ? `${stage}: ${formatCount(done)} ${unit}`
    : `${stage}: ${formatCount(done)} of ${formatCount(total)} ${unit}`
}
