import { Button } from '@mantine/core'
import { useEffect, useState, type DragEvent } from 'react'
import { mostHandedBytes } from '../../../src-main/contract/verification.ts'
import { useCase } from '../../app/case-state.tsx'
import type { TaskState } from '../../app/use-task.ts'
import { Card } from '../../components/Card.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { TaskProgress } from '../../components/TaskProgress.tsx'
import { fileNameOfPath } from '../../format/path.ts'
import { droppedReport, handingProblem } from './dropped-report.ts'
import { SignerCard } from './SignerCard.tsx'
import { useVerify, type Verified } from './use-verify.ts'
import './verify.css'
import { draftOf, sameDraft, verifyWaitsFor, type VerifyDraft } from './verify-request.ts'
import { answerOf, verifyQuestion } from './verify-words.ts'
import { VerifyForm } from './VerifyForm.tsx'
import { WhatWasChecked } from './WhatWasChecked.tsx'

/** Whether a report is as it was sealed, by whom, and what was checked to say so. */
export function VerifyPage() {
  const { state, dispatch } = useCase()
  const [draft, setDraft] = useState<VerifyDraft>(() => draftOf(state.verifying))
  const { state: task, start, stop } = useVerify()
  const { verifying } = state
  // What the page was opened with is verified at once; what is typed here waits for the button.
  useEffect(() => {
    if (verifying !== null && handingProblem(verifying, mostHandedBytes) === null) start(draftOf(verifying))
  }, [verifying, start])
  const [over, setOver] = useState(false)
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const report = droppedReport(event.dataTransfer.files)
    if (report === null) return
    const next = { ...draft, report }
    setDraft(next)
    if (handingProblem(report, mostHandedBytes) === null && verifyWaitsFor(next) === null) start(next)
  }
  const found = task.status === 'done' ? task.result.found : null
  return (
    <div
      className="verify"
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (event.currentTarget === event.target) setOver(false)
      }}
      onDrop={onDrop}
    >
      <PageHeader
        question={verifyQuestion}
        {...headOf(task, draft)}
        actions={
          <Button variant="default" onClick={() => dispatch({ type: 'page-opened', page: state.folder === null ? 'open-folder' : 'report' })}>
            {state.folder === null ? 'Back to the start' : 'Back to the report'}
          </Button>
        }
      />
      <div className="verify-grid">
        <div className="verify-main">
          {task.status === 'running' && (
            <Card title="Verifying">
              <TaskProgress title="Reading the report" progress={task.progress} onStop={stop} />
            </Card>
          )}
          {task.status === 'failed' && (
            <Card title="It could not be verified">
              <ProblemNotice problem={task.problem} />
            </Card>
          )}
          {found !== null && <WhatWasChecked found={found} />}
          {(task.status === 'none' || task.status === 'stopped') && (
            <Card title="What will be checked" className="verify-before">
              <ul>
                <li>The seal: whether it fits these bytes and covers the whole file</li>
                <li>Every attachment, by its hash</li>
                <li>The review: its chain, who signed, with which keys</li>
                <li>The pages, made again from the attachments</li>
                <li>The numbers, computed again from what is attached or from the evidence</li>
              </ul>
            </Card>
          )}
        </div>
        <div className="verify-side">
          {found !== null && <SignerCard found={found} />}
          <Card title="What is verified">
            <VerifyForm
              draft={draft}
              running={task.status === 'running'}
              onDraft={(change) => setDraft((before) => ({ ...before, ...change }))}
              onVerify={() => start(draft)}
            />
          </Card>
        </div>
      </div>
    </div>
  )
}

const integrityOnly = 'Valid means integrity only: nothing was changed since it was sealed. Whether the decision is right is another question.'

function headOf(task: TaskState<Verified>, draft: VerifyDraft): { decisive: string; rest: string; caveat: string | null } {
  switch (task.status) {
    case 'none':
      return { decisive: 'Name a report to find out.', rest: 'Nothing of it leaves this computer.', caveat: null }
    case 'running':
      return { decisive: 'Verifying the report.', rest: 'It takes a few seconds.', caveat: null }
    case 'stopped':
      return { decisive: 'Stopped.', rest: 'Nothing was found out.', caveat: null }
    case 'failed':
      return { decisive: 'It could not be verified.', rest: '', caveat: null }
    case 'done': {
      const { found, draft: asked } = task.result
      const stale = sameDraft(asked, draft) ? null : `This was found of ${fileNameOfPath(asked.report.file)}; “Verify” answers for what is typed now.`
      return { ...answerOf(found), caveat: stale ?? (found.valid ? integrityOnly : null) }
    }
  }
}
