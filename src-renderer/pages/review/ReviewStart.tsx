import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { KnownReview, ReviewView } from '../../../src-main/contract/review.ts'
import { useCase } from '../../app/case-state.tsx'
import { Card } from '../../components/Card.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import { PathInput } from '../../components/PathInput.tsx'
import { PathText } from '../../components/PathText.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { formatMoment } from '../../format/date.ts'
import { pathIn } from '../../format/path.ts'
import { plural } from '../../format/number.ts'
import { FormFields } from './FormFields.tsx'
import { FilePlace } from './FilePlace.tsx'
import { ask, missingFields, type FormValues } from './review-forms.ts'
import { reviewQuestion, reviewSentence, statusWords } from './review-words.ts'
import { useAttempt } from './use-review.ts'

const modelFields = [
  ask('name', 'Model', 'line'),
  ask('version', 'Version', 'line'),
  ask('tier', 'Tier', 'line', { optional: true }),
  ask('purpose', 'What it decides', 'text'),
  ask('preparer', 'You, as preparer', 'line'),
  ask('unit', 'Your unit', 'line', { optional: true }),
]

/** No review is open: make one, or open one. */
export function ReviewStart() {
  const { dispatch } = useCase()
  const show = (review: ReviewView) => dispatch({ type: 'review-shown', review })
  return (
    <>
      <PageHeader question={reviewQuestion} decisive="Nobody reviews it yet." rest={reviewSentence} />
      <div className="review-start">
        <NewReview onMade={show} />
        <OpenReview onOpened={show} />
      </div>
    </>
  )
}

function NewReview({ onMade }: { onMade: (review: ReviewView) => void }) {
  const { state, dispatch, engine } = useCase()
  const { busy, problem, attempt } = useAttempt()
  const [values, setValues] = useState<FormValues>({})
  const [file, setFile] = useState('')
  const [previous, setPrevious] = useState('')
  useEffect(() => {
    const controller = new AbortController()
    engine.application.about(undefined, { signal: controller.signal }).then(
      ({ exportFolder }) => {
        if (!controller.signal.aborted) setFile((typed) => (typed === '' ? pathIn(exportFolder, 'review.countersign') : typed))
      },
      // The field stays empty and says what it needs.
      () => undefined,
    )
    return () => controller.abort()
  }, [engine])
  const missing = [...(file.trim() === '' ? ['File'] : []), ...missingFields(modelFields, values)]
  const ready = missing.length === 0 && !busy && state.folder !== null
  const typed = (name: string) => (values[name] ?? '').trim()
  const make = () =>
    attempt(async () => {
      const model = { name: typed('name'), version: typed('version'), tier: typed('tier') || null, purpose: typed('purpose') }
      const preparer = { name: typed('preparer'), unit: typed('unit') || null }
      onMade(await engine.review.create({ file: file.trim(), folder: state.folder ?? '', model, preparer, previous: previous.trim() || null }))
      dispatch({ type: 'actor-chosen', person: 'P1' })
    })
  return (
    <Card title="New review" aside="of the folder in this window">
      <form
        className="review-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) void make()
        }}
      >
        <FilePlace label="File, outside the evidence" question="Where should the review lie?" value={file} onChange={setFile} />
        <div className="review-pairs">
          <FormFields fields={modelFields} values={values} onChange={(name, value) => setValues((before) => ({ ...before, [name]: value }))} />
        </div>
        <PathInput label="The review of this model before (optional)" choose="Choose a review" title="Which review was before?" types={['.countersign']} value={previous} onChange={setPrevious} />
        {problem !== null && <ProblemNotice problem={problem} />}
        <div className="form-actions">
          <Button type="submit" aria-disabled={!ready} title={missing.length === 0 ? 'Make the review file' : `Missing: ${missing.join(', ')}`}>
            Make the review
          </Button>
        </div>
      </form>
    </Card>
  )
}

function OpenReview({ onOpened }: { onOpened: (review: ReviewView) => void }) {
  const { engine } = useCase()
  const { busy, problem, attempt } = useAttempt()
  const [path, setPath] = useState('')
  const [known, setKnown] = useState<readonly KnownReview[] | null>(null)
  useEffect(() => {
    const controller = new AbortController()
    engine.review.known(undefined, { signal: controller.signal }).then(
      (found) => {
        if (!controller.signal.aborted) setKnown(found)
      },
      () => {
        if (!controller.signal.aborted) setKnown([])
      },
    )
    return () => controller.abort()
  }, [engine])
  const open = (file: string) => attempt(async () => onOpened(await engine.review.open({ file })))
  return (
    <Card title="Open a review">
      <form
        className="review-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (path.trim() !== '' && !busy) void open(path.trim())
        }}
      >
        <PathInput label="Review file" choose="Choose a review" title="Which review is it?" types={['.countersign']} value={path} onChange={setPath} />
        <div className="form-actions">
          <Button type="submit" variant="default" aria-disabled={path.trim() === '' || busy} title="Its chain, rules, hashes and signatures are checked first">
            Open the review
          </Button>
        </div>
        {problem !== null && <ProblemNotice problem={problem} />}
      </form>
      <h3 className="review-sub">Opened on this computer</h3>
      {known !== null && known.length === 0 && <p className="missing small">None yet.</p>}
      <ul className="known-reviews scroll" tabIndex={0} aria-label="Reviews that were opened on this computer">
        {(known ?? []).map((review) => (
          <li key={review.path}>
            <button className="link" disabled={!review.exists || busy} onClick={() => void open(review.path)}>
              {review.model}
            </button>
            <span className="secondary">
              {statusWords[review.status]}, {plural(review.entries, 'entry', 'entries')}, seen {formatMoment(review.seenAt)}
              {!review.exists && '; the file is not there'}
            </span>
            <PathText path={review.path} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
