import { Button, Modal, NativeSelect, PasswordInput, Textarea, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { opinionSchema, type ReviewRole, opinionWords } from '../../../src-main/contract/review-events.ts'
import type { Problem } from '../../../src-main/contract/problem.ts'
import type { SignaturePreview } from '../../../src-main/contract/review.ts'
import { problemOf } from '../../api/problem-of.ts'
import { useCase } from '../../app/case-state.tsx'
import { PathInput } from '../../components/PathInput.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { besideFile, KeyDialog, keyTypes } from './KeyDialog.tsx'
import { nameOf } from './review-words.ts'
import { useAttempt, useReview } from './use-review.ts'

interface SignDialogProps {
  role: ReviewRole
  person: string
  /** Revokes the approval instead of deciding. */
  revoke?: boolean
  onClose: () => void
}

/** What is signed is shown anew when typing pauses this many milliseconds. */
const pause = 150

/** Shows exactly what a signature is over, then asks for the passphrase and signs that and nothing else. */
export function SignDialog({ role, person, revoke = false, onClose }: SignDialogProps) {
  const { view, run } = useReview()
  const { engine } = useCase()
  const { busy, problem, attempt } = useAttempt()
  const { state, path: file } = view
  const [opinion, setOpinion] = useState('')
  const [reason, setReason] = useState('')
  const [expiresOn, setExpiresOn] = useState('')
  const [certificate, setCertificate] = useState(() => besideFile(file, `${nameOf(state, person)}.p12`))
  const [passphrase, setPassphrase] = useState('')
  const [registering, setRegistering] = useState(false)
  const chosen = opinionSchema.safeParse(opinion).data ?? null
  const asksOpinion = role !== 'preparer' && !revoke
  const hasKey = state.keys.some((key) => key.person === person)
  const stale = !revoke && (state.checks === null || state.checks.outdated) && (role === 'preparer' || chosen?.startsWith('approved') === true)
  const decision = {
    file, person, role, revoke, opinion: asksOpinion ? chosen : null, reason: reason.trim() === '' || (role === 'preparer' && !revoke) ? null : reason.trim(),
    expiresOn: chosen === 'approved-for-limited-use' && expiresOn !== '' ? expiresOn : null,
  }
  const asked = JSON.stringify(decision)
  const { hash } = state.head
  const [answer, setAnswer] = useState<{ asked: string; hash: string; preview: SignaturePreview | null; problem: Problem | null } | null>(null)
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const timer = setTimeout(() => {
      engine.review.previewSignature(JSON.parse(asked) as typeof decision, { signal }).then(
        (preview) => {
          if (!signal.aborted) setAnswer({ asked, hash, preview, problem: null })
        },
        (error: unknown) => {
          if (!signal.aborted) setAnswer({ asked, hash, preview: null, problem: problemOf(error) })
        },
      )
    }, pause)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [engine, asked, hash])
  const preview = answer?.asked === asked && answer.hash === hash ? answer.preview : null
  const needs = [
    ...(hasKey ? [] : ['a registered key']),
    ...(asksOpinion && chosen === null ? ['an opinion'] : []),
    ...(stale ? ['checks that are evaluated anew'] : []),
    ...(revoke && decision.reason === null ? ['a reason'] : []),
    ...(preview === null ? ['what is to be signed'] : []),
    ...(passphrase === '' ? ['the passphrase'] : []),
  ]
  const ready = needs.length === 0 && preview?.refused === null && !busy
  const sign = async () => {
    if (preview === null) return
    const request = { ...decision, certificate: certificate.trim(), passphrase, expectedHead: preview.head }
    if (await attempt(() => run('Signing', (signal) => engine.review.sign(request, { signal })))) onClose()
  }
  const title = revoke ? 'Revoke the approval' : `Sign as ${role}`
  if (registering) return <KeyDialog person={person} onRegistered={setCertificate} onClose={() => setRegistering(false)} />
  return (
    <Modal opened onClose={onClose} title={title} size={640}>
      <form
        className="review-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) void sign()
        }}
      >
        {!hasKey && (
          <p className="needs">
            {nameOf(state, person)} has registered no key yet.{' '}
            <Button size="xs" variant="default" onClick={() => setRegistering(true)}>
              Register a key
            </Button>
          </p>
        )}
        {asksOpinion && (
          <NativeSelect
            label="Opinion"
            value={opinion}
            data={[{ value: '', label: 'Choose' }, ...opinionSchema.options.map((value) => ({ value, label: opinionWords[value] }))]}
            onChange={(event) => setOpinion(event.currentTarget.value)}
          />
        )}
        {chosen === 'approved-for-limited-use' && <TextInput type="date" label="Expires on" value={expiresOn} onChange={(event) => setExpiresOn(event.currentTarget.value)} />}
        {(asksOpinion || revoke) && (
          <Textarea label={revoke || chosen === 'rejected' || chosen === 'withdrawn' ? 'Reason' : 'Reason (optional)'} rows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        )}
        {stale && hasKey && (
          <p className="needs">
            The review went on since the checks were evaluated.{' '}
            <Button
              size="xs"
              variant="default"
              aria-disabled={busy}
              onClick={() => !busy && void attempt(() => run('Evaluating the checks', (signal) => engine.review.evaluate({ file, person }, { signal })))}
            >
              Evaluate the checks again
            </Button>
          </p>
        )}
        <section aria-label="What is signed" className="signed-lines" aria-busy={preview === null}>
          <h3>This is what is signed</h3>
          <ul>
            {(answer?.preview?.lines ?? []).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
        {answer?.problem != null && <ProblemNotice problem={answer.problem} />}
        {preview?.refused != null && hasKey && !stale && (!asksOpinion || chosen !== null) && (
          <p className="refused" role="status">
            <strong>It can’t be signed now.</strong> {preview.refused}
          </p>
        )}
        <PathInput label="Key file" choose="Choose a key" title="Which key is it?" types={keyTypes} value={certificate} onChange={setCertificate} />
        <PasswordInput
          label="Passphrase"
          description="Asked for at each signature, and never kept."
          autoComplete="off"
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': 'Show the passphrase' }}
        />
        {problem !== null && <ProblemNotice problem={problem} />}
        <div className="form-actions">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" aria-disabled={!ready} title={needs.length === 0 ? (preview?.refused ?? title) : `Waits for ${needs.join(', ')}`}>
            {title}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
