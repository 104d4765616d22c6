import { Button } from '@mantine/core'
import { useState, type SyntheticEvent } from 'react'
import type { EvidenceSearch } from '../../../src-main/contract/review.ts'
import { runToEnd } from '../../api/run-to-end.ts'
import { useCase } from '../../app/case-state.tsx'
import { useWork } from '../../app/use-work.ts'
import { Card } from '../../components/Card.tsx'
import { PathInput } from '../../components/PathInput.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { useAttempt } from '../review/use-review.ts'

const reviewTypes = ['.countersign']

/** Opens a review that was handed over, and with it the folder that holds its evidence, found by its hash. */
export function ReviewCard() {
  const { engine, dispatch } = useCase()
  const work = useWork()
  const { busy, problem, attempt } = useAttempt()
  const [file, setFile] = useState('')
  const [search, setSearch] = useState<EvidenceSearch | null>(null)
  const named = file.trim()
  const open = () =>
    attempt(async () => {
      setSearch(null)
      const review = await engine.review.open({ file: named })
      const controller = new AbortController()
      const found = await work('Looking for the evidence', controller, async ({ signal, onProgress }) =>
        runToEnd(await engine.review.findEvidence({ file: named, folder: null }, { signal }), onProgress),
      )
      // A draft has frozen no evidence yet: the folder that this computer knows for it is the one.
      const folder = found?.folder ?? (review.state.record === null ? review.evidence : null)
      if (folder === null) return setSearch(found)
      dispatch({ type: 'folder-opened', folder })
      dispatch({ type: 'review-shown', review })
      dispatch({ type: 'page-opened', page: 'review' })
    })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (named !== '' && !busy) void open()
  }
  return (
    <Card title="A review to go on with" className="verify-card">
      <form onSubmit={submit}>
        <PathInput label="Review file" choose="Choose a review" title="Which review is it?" types={reviewTypes} value={file} onChange={setFile} />
        <Button type="submit" variant="default" aria-disabled={named === '' || busy} title="It is verified first; its evidence is found by its hash">
          Open the review
        </Button>
      </form>
      {problem !== null && <ProblemNotice problem={problem} />}
      {search !== null && (
        <p role="status">
          {search.sentence} Open the folder that should hold it; what is missing or changed in it is then told on the page of the review.
        </p>
      )}
    </Card>
  )
}
