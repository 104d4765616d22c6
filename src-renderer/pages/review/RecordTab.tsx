import { Button } from '@mantine/core'
import { useState } from 'react'
import { reviewPayloadSchemas, type ReviewChange } from '../../../src-main/contract/review-events.ts'
import type { ChangeLog, Copies } from '../../../src-main/contract/review.ts'
import { useCase } from '../../app/case-state.tsx'
import { Hash } from '../../components/Hash.tsx'
import { PathInput } from '../../components/PathInput.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { formatMoment } from '../../format/date.ts'
import { capitalised } from '../../format/number.ts'
import { ActButton } from './EventDialog.tsx'
import { entryWords } from './entry-words.ts'
import { noteForm } from './review-forms.ts'
import { nameOf } from './review-words.ts'
import { useAttempt, useReview } from './use-review.ts'

/** Every entry of the review file, newest first, and how it stands to other files. */
export function RecordTab() {
  const { view, reload } = useReview()
  const { busy, problem, attempt } = useAttempt()
  const { state } = view
  return (
    <div className="tab-scroll scroll" tabIndex={0} role="region" aria-label="Record">
      <div className="tab-tools">
        <p className="secondary">
          <bdi className="mono">{view.path}</bdi>
          <br />
          Review {state.reviewId}
          {state.previousReview !== null && `, after ${state.previousReview.reviewId}`}; last entry <Hash sha256={state.head.hash} />
        </p>
        <Button size="xs" variant="default" aria-disabled={busy} onClick={() => !busy && void attempt(reload)}>
          Read the file again
        </Button>
        <ActButton form={noteForm()} words="Add a note" />
      </div>
      {problem !== null && <ProblemNotice problem={problem} />}
      <NotedChanges />
      <OtherFile />
      <table className="data-table record-table">
        <thead>
          <tr>
            <th scope="col" className="number">#</th>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">What</th>
            <th scope="col">SHA-256</th>
          </tr>
        </thead>
        <tbody>
          {view.entries.toReversed().map((entry) => {
            const { title, says } = entryWords(entry, state)
            return (
              <tr key={entry.seq}>
                <td className="number">{entry.seq}</td>
                <td>{formatMoment(entry.at)}</td>
                <td>{entry.actor.person === null ? entry.actor.name : nameOf(state, entry.actor.person)}</td>
                <td>
                  {title}
                  {says !== '' && <span className="under">{says}</span>}
                </td>
                <td>
                  <Hash sha256={entry.hash} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** What the record changed against the review before, as it was noted when it was frozen. */
function NotedChanges() {
  const { entries } = useReview().view
  const noted = reviewPayloadSchemas['note-compared'].safeParse(entries.findLast(({ kind }) => kind === 'note-compared')?.payload).data
  if (noted === undefined) return null
  return (
    <section className="review-part">
      <h2>What changed against the review before</h2>
      <p>{noted.sentence}</p>
      <Changes changes={noted.changes} />
    </section>
  )
}

/** What changed against the review before, and how another copy of this one stands to it. */
function OtherFile() {
  const { engine } = useCase()
  const { view } = useReview()
  const { busy, problem, attempt } = useAttempt()
  const [other, setOther] = useState('')
  const [log, setLog] = useState<ChangeLog | null>(null)
  const [copies, setCopies] = useState<Copies | null>(null)
  const path = other.trim()
  const waits = path === '' ? 'Name a file first.' : busy ? 'It is being read.' : null
  const ask = (act: () => Promise<void>) => {
    if (waits !== null) return
    setLog(null)
    setCopies(null)
    void attempt(act)
  }
  return (
    <section className="review-part">
      <div className="proposal-form">
        <PathInput label="Another review file" choose="Choose a review" title="Which review is it?" types={['.countersign']} value={other} onChange={setOther} />
        <Button variant="default" aria-disabled={waits !== null} title={waits ?? 'Against the review before of the same model'} onClick={() => ask(async () => setLog(await engine.review.changeLog({ file: view.path, previous: path })))}>
          What changed since it?
        </Button>
        <Button variant="default" aria-disabled={waits !== null} title={waits ?? 'Which of two copies goes on from the other'} onClick={() => ask(async () => setCopies(await engine.review.compareCopies({ file: view.path, other: path })))}>
          Is it a copy of this one?
        </Button>
      </div>
      {problem !== null && <ProblemNotice problem={problem} />}
      {copies !== null && <p role="status">{copies.sentence}</p>}
      {log !== null && (
        <div role="status">
          <p>{log.sentence}</p>
          <Changes changes={log.changes} />
        </div>
      )}
    </section>
  )
}

/** What differs between two reviews, part by part. */
function Changes({ changes }: { changes: readonly ReviewChange[] }) {
  if (changes.length === 0) return null
  return (
    <table className="data-table">
      <thead>
        <tr>
          <th scope="col">Part</th>
          <th scope="col">What</th>
          <th scope="col">Before</th>
          <th scope="col">Now</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ section, what, before, after }) => (
          <tr key={`${section} ${what}`}>
            <td>{capitalised(section)}</td>
            <td>{what}</td>
            <td className={before === null ? 'missing' : undefined}>{before ?? '– missing'}</td>
            <td className={after === null ? 'missing' : undefined}>{after ?? '– missing'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
