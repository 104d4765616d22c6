import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import type { HandOver } from '../../../src-main/contract/review.ts'
import { useCase } from '../../app/case-state.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { formatHash } from '../../format/hash.ts'
import { formatBytes, plural } from '../../format/number.ts'
import { CopyLine } from '../report/CopyLine.tsx'
import { FilePlace } from './FilePlace.tsx'
import { besideFile } from './KeyDialog.tsx'
import { useAttempt, useReview } from './use-review.ts'

/** Copies the one file that another person needs, and shows what identifies it. */
export function HandOverDialog({ onClose }: { onClose: () => void }) {
  const { engine } = useCase()
  const { view } = useReview()
  const { busy, problem, attempt } = useAttempt()
  const [out, setOut] = useState(() => besideFile(view.path, `review-${view.state.head.seq}-entries.countersign`))
  const [done, setDone] = useState<HandOver | null>(null)
  const ready = out.trim() !== '' && !busy
  return (
    <Modal opened onClose={onClose} title="Hand over the review" size={600}>
      <form
        className="review-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) void attempt(async () => setDone(await engine.review.handOver({ file: view.path, out: out.trim() })))
        }}
      >
        <p className="secondary">The next person needs this one file and the evidence folder, which is found again by its hash. Continue only one copy.</p>
        <FilePlace label="Copy to" question="Where should the copy go?" value={out} onChange={setOut} />
        {problem !== null && <ProblemNotice problem={problem} />}
        {done !== null && (
          <div role="status" className="export-done">
            <p>
              <strong>Copied.</strong> {plural(done.entries, 'entry', 'entries')}, {formatBytes(done.bytes)}.
            </p>
            <dl className="facts">
              <CopyLine title="Path" value={done.path} />
              <CopyLine title="SHA-256 of the file" value={done.sha256} shownAs={formatHash(done.sha256)} />
              <CopyLine title="Head of the chain" value={done.head} shownAs={formatHash(done.head)} />
            </dl>
          </div>
        )}
        <div className="form-actions">
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
          <Button type="submit" aria-disabled={!ready}>
            Copy the file
          </Button>
        </div>
      </form>
    </Modal>
  )
}
