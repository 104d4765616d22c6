import { Button, TextInput } from '@mantine/core'
import { useEffect, useEffectEvent, useState } from 'react'
import type { EvidenceSearch } from '../../../src-main/contract/review.ts'
import { runToEnd } from '../../api/run-to-end.ts'
import { useCase } from '../../app/case-state.tsx'
import { useWork } from '../../app/use-work.ts'
import { PathInput } from '../../components/PathInput.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { plural } from '../../format/number.ts'
import { useAttempt, useReview } from './use-review.ts'

/** What isn't as it should be: damages, a copy that can't be continued, evidence that is not at hand. */
export function ReviewNotices() {
  const { engine } = useCase()
  const { view, show } = useReview()
  const { busy, problem, attempt } = useAttempt()
  const [reason, setReason] = useState('')
  const ready = reason.trim() !== '' && !busy
  return (
    <>
      {view.warnings.map((warning) => (
        <ProblemNotice key={warning.message} problem={warning} />
      ))}
      {view.readOnly !== null && (
        <ProblemNotice problem={view.readOnly}>
          <form
            className="proposal-form"
            onSubmit={(event) => {
              event.preventDefault()
              if (ready) void attempt(async () => show(await engine.review.continueWith({ file: view.path, reason: reason.trim() })))
            }}
          >
            <TextInput label="Reason to continue with this copy all the same" value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
            <Button type="submit" variant="default" aria-disabled={!ready} title="The reason is kept in the file">
              Continue with this copy
            </Button>
          </form>
        </ProblemNotice>
      )}
      {problem !== null && <ProblemNotice problem={problem} />}
      {view.state.record !== null && <EvidenceNotice expected={view.state.record.evidenceSha256} />}
    </>
  )
}

/** Looks whether the folder of this window is the evidence of the review; finds it elsewhere, or says what is missing. */
function EvidenceNotice({ expected }: { expected: string }) {
  const { state, dispatch, engine } = useCase()
  const { view } = useReview()
  const work = useWork()
  const { busy, problem, attempt } = useAttempt()
  const [found, setFound] = useState<EvidenceSearch | null>(null)
  const [named, setNamed] = useState('')
  const scanned = state.scan.status === 'ready' ? state.scan.value.evidenceSha256 : null
  const look = (folder: string | null, controller = new AbortController()) =>
    attempt(async () => {
      const request = { file: view.path, folder }
      const search = async () => {
        const answer = await work('Looking for the evidence', controller, async ({ signal, onProgress }) => runToEnd(await engine.review.findEvidence(request, { signal }), onProgress))
        if (answer !== null) setFound(answer)
      }
      await search()
    })
  const atOpening = useEffectEvent((controller: AbortController) => {
    void look(scanned === expected ? state.folder : null, controller)
  })
  const isScanned = scanned !== null
  useEffect(() => {
    if (!isScanned) return
    const controller = new AbortController()
    // The folder may lie elsewhere on this computer than on the one where it was frozen.
    atOpening(controller)
    return () => controller.abort()
  }, [expected, isScanned])
  if (problem !== null) return <ProblemNotice problem={problem} />
  if (found === null || (found.folder !== null && scanned === expected)) return null
  const [nearest] = found.tried
  return (
    <section className="evidence-search" aria-label="Evidence of the review">
      <p>
        <strong>{found.folder === null ? 'The evidence is not at hand.' : 'This window shows another folder.'}</strong> {found.sentence}
      </p>
      {found.folder === null && nearest !== undefined && (
        <ul>
          {(['missing', 'changed', 'added'] as const).map((kind) =>
            nearest[kind].length === 0 ? null : (
              <li key={kind}>
                {plural(nearest[kind].length, `${kind} file`)}: <span className="mono">{nearest[kind].slice(0, 6).join(', ')}</span>
              </li>
            ),
          )}
        </ul>
      )}
      {found.folder === null ? (
        <form
          className="proposal-form"
          onSubmit={(event) => {
            event.preventDefault()
            if (named.trim() !== '' && !busy) void look(named.trim())
          }}
        >
          <PathInput label="Folder that holds the evidence" choose="Choose a folder" title="Which folder holds the evidence?" value={named} onChange={setNamed} />
          <Button type="submit" variant="default" aria-disabled={named.trim() === '' || busy}>
            Look there
          </Button>
        </form>
      ) : (
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            dispatch({ type: 'folder-opened', folder: found.folder ?? '' })
            dispatch({ type: 'review-shown', review: view })
            dispatch({ type: 'page-opened', page: 'review' })
          }}
        >
          Open that folder
        </Button>
      )}
    </section>
  )
}
