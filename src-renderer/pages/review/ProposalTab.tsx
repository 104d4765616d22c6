import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import { bankChoicesOf } from '../../app/bank-choices.ts'
import { shown } from '../../app/case.ts'
import { useCase } from '../../app/case-state.tsx'
import { Hash } from '../../components/Hash.tsx'
import { PathInput } from '../../components/PathInput.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { useChoices } from '../choices/choices-state.ts'
import { orientationAnswer } from '../threshold/cost-words.ts'
import { OrientationQuestion } from '../threshold/OrientationQuestion.tsx'
import { ActButton } from './EventDialog.tsx'
import { proposalLines, proposalWaits, proposableThresholds, readThreshold, recommendedNow } from './proposal.ts'
import { deviationForm, termsForm } from './review-forms.ts'
import { nameOf } from './review-words.ts'
import { useAttempt, useReview } from './use-review.ts'

/** What is proposed, under which policy and with which dates; frozen from here. */
export function ProposalTab() {
  return (
    <div className="tab-scroll scroll" tabIndex={0} role="region" aria-label="Proposal">
      <ThresholdPart />
      <PolicyPart />
      <TermsPart />
      <FreezePart />
    </div>
  )
}

function ThresholdPart() {
  const { state: current } = useCase()
  const answer = useChoices()
  const { view, append, refusal } = useReview()
  const { busy, problem, attempt } = useAttempt()
  const { state } = view
  const shownView = shown(current.view)
  const recommended = recommendedNow(shown(answer), shownView)
  const options = proposableThresholds(recommended, shownView)
  const [choice, setChoice] = useState('')
  const [typed, setTyped] = useState('')
  const choices = bankChoicesOf(current)
  const threshold = choice === 'typed' ? readThreshold(typed) : (options.find(({ id }) => id === choice)?.threshold ?? undefined)
  const why = refusal('draft-set')
  const waits = why ?? proposalWaits({ hasChoices: choices !== null, answered: orientationAnswer(current) === 'yes', offered: options.length, threshold })
  const propose = () =>
    attempt(async () => {
      if (choices === null || threshold === undefined) return
      await append([{ kind: 'draft-set', payload: { choices, adopted: { threshold }, runs: [...current.chosenRuns].slice(0, 20), rowKey: null, trainingTable: null } }])
    })
  const proposed = state.draft?.adopted ?? null
  const differs = proposed !== null && recommended !== undefined && proposed.threshold !== recommended
  return (
    <section className="review-part">
      <h2>Threshold, costs and table</h2>
      {state.draft !== null && (
        <dl className="facts">
          {proposalLines(state).map(({ title, says }) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{says}</dd>
            </div>
          ))}
        </dl>
      )}
      {state.status === 'draft' && <OrientationQuestion />}
      {state.status === 'draft' && (
        <form
          className="proposal-form"
          onSubmit={(event) => {
            event.preventDefault()
            if (waits === null && !busy) void propose()
          }}
        >
          <NativeSelect
            label="Threshold to sign off"
            value={choice}
            data={[{ value: '', label: 'Choose' }, ...options.map(({ id, label }) => ({ value: id, label })), { value: 'typed', label: 'Another one' }]}
            onChange={(event) => setChoice(event.currentTarget.value)}
          />
          {choice === 'typed' && <TextInput label="Its value" inputMode="decimal" value={typed} error={typed !== '' && readThreshold(typed) === undefined ? 'Write a number such as 0.48.' : null} onChange={(event) => setTyped(event.currentTarget.value)} />}
          <Button type="submit" variant={proposed === null ? 'filled' : 'default'} aria-disabled={waits !== null || busy} title={waits ?? 'Takes the table, the costs and the choices of this window'}>
            {proposed === null ? 'Propose it' : 'Propose it instead'}
          </Button>
          <p className="secondary small">Taken as they stand in this window: how the table is read, the costs, limits and everything else that the bank chose, and the runs that are compared.</p>
        </form>
      )}
      {problem !== null && <ProblemNotice problem={problem} />}
      {state.status === 'draft' && differs && (
        <p className="needs">
          {state.deviation === null ? 'It is not the recommended one: the reason and who approves it are needed.' : `Reason: ${state.deviation.reason} To be approved by ${nameOf(state, state.deviation.approver)}.`}{' '}
          <ActButton form={deviationForm(view)} words={state.deviation === null ? 'State the deviation' : 'Change it'} />
        </p>
      )}
    </section>
  )
}

function PolicyPart() {
  const { engine } = useCase()
  const { view, append, refusal } = useReview()
  const { busy, problem, attempt } = useAttempt()
  const [path, setPath] = useState('')
  const { policy, status } = view.state
  const why = refusal('policy-set')
  const take = (from: string | null) =>
    attempt(async () => {
      if (why !== null) return
      const found = await engine.governance.policy({ path: from })
      await append([{ kind: 'policy-set', payload: { sha256: found.sha256, policy: z.json().parse(found.policy) } }])
    })
  const named = z.object({ name: z.string(), edition: z.string() }).safeParse(policy?.policy).data
  return (
    <section className="review-part">
      <h2>Policy of the checks</h2>
      {policy === null ? <p className="missing">Not set.</p> : <p>{named === undefined ? 'A policy' : `${named.name}, edition ${named.edition}`}, <Hash sha256={policy.sha256} /></p>}
      {status === 'draft' && (
        <div className="proposal-form">
          <PathInput label="File of the bank’s policy" choose="Choose a policy" title="Which policy is it?" types={['.json']} value={path} onChange={setPath} />
          <Button variant="default" aria-disabled={why !== null || path.trim() === '' || busy} title={why ?? 'Its SHA-256 goes into the record'} onClick={() => path.trim() !== '' && void take(path.trim())}>
            Use the bank’s policy
          </Button>
          <Button variant="default" aria-disabled={why !== null || busy} title={why ?? 'Its limits are conventions; none is a regulatory number'} onClick={() => void take(null)}>
            Use the default policy
          </Button>
        </div>
      )}
      {problem !== null && <ProblemNotice problem={problem} />}
    </section>
  )
}

function TermsPart() {
  const { view } = useReview()
  const { terms } = view.state
  return (
    <section className="review-part">
      <h2>Dates</h2>
      <p className={terms === null ? 'missing' : undefined}>{terms === null ? 'Not set.' : `Holds from ${terms.effectiveFrom}, expires on ${terms.expiresOn}, next review on ${terms.nextReviewOn}.`}</p>
      <ActButton form={termsForm(view)} words={terms === null ? 'Set the dates' : 'Change the dates'} />
    </section>
  )
}

function FreezePart() {
  const { state: current, engine } = useCase()
  const { view, actor, refusal, run } = useReview()
  const { busy, problem, attempt } = useAttempt()
  const { record, recordSha256, version } = view.state
  if (record !== null && recordSha256 !== null) {
    return (
      <section className="review-part">
        <h2>Frozen record</h2>
        <dl className="facts">
          <div><dt>Version</dt><dd>{version}</dd></div>
          <div><dt>Record</dt><dd><Hash sha256={recordSha256} /></dd></div>
          <div><dt>Evidence</dt><dd><Hash sha256={record.evidenceSha256} /></dd></div>
          <div><dt>Policy</dt><dd><Hash sha256={record.policySha256} /></dd></div>
        </dl>
      </section>
    )
  }
  const blocks = view.steps.find(({ id }) => id === 'freeze')?.blocks ?? []
  const why = refusal('frozen') ?? blocks[0] ?? null
  const freeze = () =>
    attempt(async () => {
      if (actor === null || current.folder === null || why !== null) return
      const request = { file: view.path, person: actor, folder: current.folder }
      await run('Freezing the evidence', (signal) => engine.review.freeze(request, { signal }))
    })
  return (
    <section className="review-part">
      <h2>Freeze</h2>
      <p className="secondary">Hashes every file of the folder, computes the recommended threshold and what the proposed one does, and evaluates the checks. Any change afterwards makes a new version and voids the signatures.</p>
      <Button aria-disabled={why !== null || busy} title={why ?? 'Freeze the evidence and the proposal'} onClick={() => void freeze()}>
        Freeze the evidence and the proposal
      </Button>
      {problem !== null && <ProblemNotice problem={problem} />}
    </section>
  )
}
