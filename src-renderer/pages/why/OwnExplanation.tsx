import { Button, CloseButton } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { Claim, EnteredExplanation, ExplanationResult } from '../../../src-main/contract/explanation.ts'
import type { Problem } from '../../../src-main/contract/problem.ts'
import { problemOf } from '../../api/problem-of.ts'
import { runToEnd } from '../../api/run-to-end.ts'
import { useCase } from '../../app/case-state.tsx'
import { explainRequestOf } from '../../app/use-explanation.ts'
import { useWork } from '../../app/use-work.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { formatMoment } from '../../format/date.ts'
import { derivationOf } from './derivation-of.ts'
import { DerivedText } from './DerivedText.tsx'
import { VerdictBadge } from './VerdictBadge.tsx'
import { claimKinds } from './why-words.ts'

type Answered = { status: 'none' } | { status: 'asking' } | { status: 'answered'; result: ExplanationResult } | { status: 'failed'; problem: Problem }

interface OwnExplanationProps {
  result: ExplanationResult
  onClose: () => void
}

/** An analyst's own explanation, in words or as a kind with its parameter, answered in its place like any other. */
export function OwnExplanation({ result, onClose }: OwnExplanationProps) {
  const { state, engine } = useCase()
  const work = useWork()
  const [words, setWords] = useState('')
  const [kind, setKind] = useState('')
  const [parameter, setParameter] = useState('')
  const [answered, setAnswered] = useState<Answered>({ status: 'none' })
  const [entered, setEntered] = useState<readonly EnteredExplanation[]>([])
  const field = useRef<HTMLInputElement>(null)
  const running = useRef<AbortController | null>(null)
  const { folder } = state
  useEffect(() => {
    field.current?.focus()
    return () => running.current?.abort()
  }, [])
  useEffect(() => {
    if (folder === null) return
    const controller = new AbortController()
    // What was entered before is an aid; without it the field works all the same.
    engine.explanation.entered({ folder }, { signal: controller.signal }).then((all) => {
      if (!controller.signal.aborted) setEntered(all)
    }, () => undefined)
    return () => controller.abort()
  }, [engine, folder, answered])

  const chosen = claimKinds.find((entry) => entry.kind === kind)
  const wanted = chosen?.parameter ?? null
  const number = Number(parameter)
  const wrong = wanted !== null && parameter.trim() !== '' && !(number > 0 && Number.isFinite(number))
  const ready = (chosen !== undefined ? !wrong : words.trim() !== '') && answered.status !== 'asking'
  const ask = (claim: Claim) => {
    const request = explainRequestOf(state)
    if (request === null) return
    running.current?.abort()
    const controller = new AbortController()
    running.current = controller
    setAnswered({ status: 'asking' })
    work('Testing your explanation', controller, async ({ signal, onProgress }) =>
      runToEnd(await engine.explanation.explain({ ...request, claim }, { signal }), onProgress),
    ).then(
      (answer) => {
        if (running.current === controller) setAnswered(answer === null ? { status: 'none' } : { status: 'answered', result: answer })
      },
      (error: unknown) => {
        if (running.current === controller) setAnswered({ status: 'failed', problem: problemOf(error) })
      },
    )
  }
  const before = [...new Map(entered.filter((entry) => entry.recorded.printed === result.recorded.printed && entry.claim.words !== '').map((entry) => [entry.claim.words, entry])).values()]
  return (
    <section className="why-own" aria-label="My own explanation" onKeyDown={(event) => event.key === 'Escape' && (event.stopPropagation(), onClose())}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!ready) return
          ask(
            chosen === undefined
              ? { kind: null, parameters: {}, words: words.trim() }
              : { kind: chosen.kind, parameters: wanted === null || parameter.trim() === '' ? {} : { [wanted]: number }, words: '' },
          )
        }}
      >
        <label>
          Explanation
          <input
            ref={field}
            className="why-input"
            value={words}
            maxLength={300}
            disabled={chosen !== undefined}
            placeholder="finer grid, F2, 5 : 1, recall 80 %"
            onChange={(event) => setWords(event.currentTarget.value)}
          />
        </label>
        <label>
          or of a kind
          <select className="why-input" value={kind} onChange={(event) => setKind(event.currentTarget.value)}>
            <option value="">in my words</option>
            {claimKinds.map((entry) => (
              <option key={entry.kind} value={entry.kind}>
                {entry.words}
              </option>
            ))}
          </select>
        </label>
        {wanted !== null && (
          <label>
            {wanted === 'ratio' ? 'FN : FP' : wanted === 'target' ? 'target, 0 to 1' : wanted}
            <input
              className="why-input"
              inputMode="decimal"
              size={7}
              value={parameter}
              aria-invalid={wrong}
              placeholder="any"
              onChange={(event) => setParameter(event.currentTarget.value)}
            />
          </label>
        )}
        <Button type="submit" aria-disabled={!ready} title={ready ? 'Test it on these rows' : 'Waits for an explanation'}>
          Test it
        </Button>
        <CloseButton size="sm" aria-label="Close my own explanation" onClick={onClose} />
      </form>
      <div aria-live="polite">
        {answered.status === 'asking' && <p className="missing">It is being tested on these rows.</p>}
        {answered.status === 'failed' && <ProblemNotice problem={answered.problem} />}
        {answered.status === 'answered' && <ClaimAnswer result={answered.result} />}
      </div>
      {before.length > 0 && (
        <p className="why-before">
          Entered before:{' '}
          {before.map((entry, index) => (
            <span key={entry.claim.words}>
              {index > 0 && ' · '}
              <button
                type="button"
                className="link"
                title={`${entry.sentence}\n${entry.actor}, ${formatMoment(entry.at)}`}
                onClick={() => {
                  setKind('')
                  setWords(entry.claim.words)
                  ask(entry.claim)
                }}
              >
                {entry.claim.words}
              </button>
            </span>
          ))}
        </p>
      )}
    </section>
  )
}

function ClaimAnswer({ result }: { result: ExplanationResult }) {
  const { claim } = result
  if (claim === null) return null
  const deciding = claim.explanations.find(({ verdict }) => verdict === 'reproduces') ?? claim.explanations[0]
  return (
    <div className="why-claim">
      {deciding === undefined ? (
        <span className="badge" data-kind="unknown">
          <span aria-hidden>?</span> {claim.understood === 'not understood' ? 'Not understood' : 'Cannot be told'}
        </span>
      ) : (
        <VerdictBadge verdict={deciding.verdict} />
      )}
      <DerivedText derivation={deciding === undefined ? undefined : derivationOf(deciding, result)}>{claim.sentence}</DerivedText>
    </div>
  )
}
