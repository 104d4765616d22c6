import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { ExportedReport } from '../../../src-main/contract/report.ts'
import type { TaskState } from '../../app/use-task.ts'
import { CopyLine } from './CopyLine.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { TaskProgress } from '../../components/TaskProgress.tsx'
import { formatHash } from '../../format/hash.ts'
import { formatBytes, plural } from '../../format/number.ts'
import { fileNameOfPath } from '../../format/path.ts'
import { copyWords, sealWords } from './outcome-words.ts'

interface ExportOutcomeProps {
  state: TaskState<ExportedReport>
  onStop: () => void
  onVerify: (path: string) => void
}

/** What became of the export, in its place: progress, a problem, or the finished file with what identifies it. */
export function ExportOutcome({ state, onStop, onVerify }: ExportOutcomeProps) {
  switch (state.status) {
    case 'none':
      return null
    case 'running':
      return <TaskProgress title="Exporting the report" progress={state.progress} onStop={onStop} />
    case 'stopped':
      return (
        <p className="export-note" role="status">
          Stopped. Nothing was written.
        </p>
      )
    case 'failed':
      return <ProblemNotice problem={state.problem} />
    case 'done':
      return <Exported report={state.result} onVerify={onVerify} />
  }
}

function Exported({ report, onVerify }: { report: ExportedReport; onVerify: (path: string) => void }) {
  const place = useRef<HTMLDivElement>(null)
  // A browser may give a promise for it, which an effect may not return.
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [report])
  return (
    <div className="export-done" ref={place}>
      <div className="export-head" role="status">
        <p>
          <strong>Exported {fileNameOfPath(report.path)}.</strong> {plural(report.pages, 'page')}, {formatBytes(report.bytes)}. {sealWords(report.seal)}
        </p>
      </div>
      <dl className="facts">
        <CopyLine title="Path" value={report.path} />
        <CopyLine title="Document id" value={report.documentId} />
        <CopyLine title="SHA-256" value={report.sha256} shownAs={formatHash(report.sha256)} />
        {report.seal !== null && <CopyLine title="Certificate" value={report.seal.fingerprint} shownAs={formatHash(report.seal.fingerprint)} />}
        {report.copies.map((copy) => (
          <CopyLine key={copy.path} title={copyWords(copy)} value={copy.path} />
        ))}
      </dl>
      {report.copies.length > 0 && <p className="secondary">The seal covers the PDF only, and none of its copies.</p>}
      {report.assumed.length > 0 && <p className="secondary">{plural(report.assumed.length, 'line')} printed as assumed, unconfirmed.</p>}
      <Button size="xs" variant="default" onClick={() => onVerify(report.path)}>
        Verify it
      </Button>
    </div>
  )
}
