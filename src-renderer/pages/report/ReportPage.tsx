import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useCase } from '../../app/case-state.tsx'
import { Card } from '../../components/Card.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import { Unconfirmed } from '../../components/Unconfirmed.tsx'
import { pluralInWords } from '../../format/number.ts'
import { DestinationForm } from './DestinationForm.tsx'
import { ExportOutcome } from './ExportOutcome.tsx'
import { optionsFor, requestOptions, type ExportOptions } from './export-options.ts'
import { destination, exportWaitsFor, proposedFileName, reportParts, reportRequest, reviewedParts, unconfirmed } from './report-state.ts'
import './report.css'
import { useExport } from './use-export.ts'

/** What the report will hold, what of it nobody confirmed, and where it goes. */
export function ReportPage() {
  const { state, dispatch, engine } = useCase()
  const exporting = useExport()
  const [folder, setFolder] = useState('')
  const [typedName, setTypedName] = useState<string | null>(null)
  const [options, setOptions] = useState<ExportOptions>(() => optionsFor(state.review?.path ?? null))
  const { source } = options
  const fileName = typedName ?? proposedFileName(state.folder ?? '', source)
  useEffect(() => {
    const controller = new AbortController()
    engine.application.about(undefined, { signal: controller.signal }).then(
      ({ exportFolder }) => {
        if (!controller.signal.aborted) setFolder((typed) => (typed === '' ? exportFolder : typed))
      },
      // The field stays empty and says what it needs.
      () => undefined,
    )
    return () => controller.abort()
  }, [engine])
  const waits = exportWaitsFor(state, source)
  const open = source === 'review' ? [] : unconfirmed(state)
  const start = (passphrase: string) => {
    const out = destination(folder.trim(), fileName)
    const more = requestOptions(options, passphrase, out)
    if (source === 'review') {
      if (state.folder !== null) exporting.start({ kind: 'review', request: { folder: state.folder, out, review: options.review.trim(), ...more } })
      return
    }
    const request = reportRequest(state, out)
    if (request !== null) exporting.start({ kind: 'draft', request: { ...request, ...more } })
  }
  return (
    <>
      <PageHeader
        question="What goes into the report?"
        decisive={waits !== null ? 'Nothing yet.' : source === 'review' ? 'What the review proposes and froze, and who signed it.' : 'A draft of the decision with its evidence, as a PDF.'}
        rest={waits ?? (source === 'review' ? 'What is on screen stays out of it.' : openWords(open.length))}
        caveat={waits === null && source === 'draft' ? 'Without a review the report is an undated draft, not a sign-off.' : null}
        actions={
          <Button variant="default" onClick={() => dispatch({ type: 'verify-opened', report: null })}>
            Verify a report
          </Button>
        }
      />
      <div className="report-grid">
        <div className="report-side">
          {open.length > 0 && (
            <Card title="Assumed from the folder" end={<Unconfirmed />} className="report-assumed">
              <p className="secondary">The report prints these lines until a person confirms them.</p>
              <ul>
                {open.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
              <Button
                size="xs"
                variant="default"
                onClick={() => {
                  if (state.reading !== null) dispatch({ type: 'reading-confirmed' })
                  dispatch({ type: 'costs-confirmed' })
                }}
              >
                {open.length === 1 ? 'Confirm it' : 'Confirm all'}
              </Button>
            </Card>
          )}
          <Card title="In this order" className="report-parts">
            <dl>
              {(source === 'review' ? reviewedParts : reportParts(state)).map(({ title, content }) => (
                <div key={title}>
                  <dt>{title}</dt>
                  <dd>{content}</dd>
                </div>
              ))}
            </dl>
          </Card>
        </div>
        <div className="report-side">
          <Card title="Export the report" className="report-export">
            <DestinationForm
              folder={folder}
              fileName={fileName}
              onFolder={setFolder}
              onFileName={setTypedName}
              options={options}
              onOptions={(change) => setOptions((before) => ({ ...before, ...change }))}
              waits={waits}
              running={exporting.state.status === 'running'}
              onExport={start}
            />
            <ExportOutcome state={exporting.state} onStop={exporting.stop} onVerify={(file) => dispatch({ type: 'verify-opened', report: { file, content: null } })} />
          </Card>
        </div>
      </div>
    </>
  )
}

function openWords(count: number): string {
  if (count === 0) return 'Everything in it is confirmed.'
  return `It prints ${pluralInWords(count, 'assumption that nobody has confirmed', 'assumptions that nobody has confirmed')}.`
}
