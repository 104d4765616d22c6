import { opinionWords } from '../../../src-main/contract/review-events.ts'
import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { ReviewRole } from '../../../src-main/contract/review-events.ts'
import type { ReviewStep } from '../../../src-main/contract/review.ts'
import { useCase } from '../../app/case-state.tsx'
import { Card } from '../../components/Card.tsx'
import { Hash } from '../../components/Hash.tsx'
import { formatMoment } from '../../format/date.ts'
import { ActButton } from './EventDialog.tsx'
import { KeyDialog } from './KeyDialog.tsx'
import { personForm, roleForm } from './review-forms.ts'
import { blocksOf, nameOf, nextStep, roleOf, roles, standing } from './review-words.ts'
import { useReview } from './use-review.ts'

/** Who acts in this window, what blocks, the steps, and the signers. */
export function SideColumn() {
  return (
    <div className="review-side scroll" tabIndex={0} role="region" aria-label="Who acts, what blocks, who signs">
      <ActingCard />
      <BlocksCard />
      <StepsCard />
      <SignersCard />
    </div>
  )
}

function ActingCard() {
  const { dispatch } = useCase()
  const { view, actor } = useReview()
  const { people } = view.state
  const words = (id: string) => {
    const role = roleOf(view.state, id)
    return `${nameOf(view.state, id)}${role === null ? '' : `, ${role}`}`
  }
  return (
    <Card title="You act as" className="acting">
      <div className="acting-line">
        <NativeSelect
          aria-label="You act as"
          value={actor ?? ''}
          data={[{ value: '', label: people.length === 0 ? 'Nobody takes part yet' : 'Choose who acts' }, ...people.map(({ id }) => ({ value: id, label: words(id) }))]}
          onChange={(event) => dispatch({ type: 'actor-chosen', person: event.currentTarget.value === '' ? null : event.currentTarget.value })}
        />
        <ActButton form={personForm(view)} words="Add a person" />
      </div>
    </Card>
  )
}

function BlocksCard() {
  const { view } = useReview()
  const found = blocksOf(view.steps)
  if (found === null) return null
  const { step, blocks } = found
  return (
    <Card title={`What blocks: ${step.title.toLowerCase()}`} className="blocks">
      {blocks.length === 0 ? (
        <p className="secondary small">{step.state === 'now' ? `Nothing. It waits for ${step.who ?? 'nobody'}.` : 'Its time has not come: an earlier step is open.'}</p>
      ) : (
        <ul>
          {blocks.map((block) => (
            <li key={block}>
              <span className="fail" aria-hidden>
                ✕
              </span>
              <span>{block}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

const stepMarks: Readonly<Record<ReviewStep['state'], readonly [string, string]>> = { done: ['✓', 'done'], now: ['●', 'can be done now'], blocked: ['✕', 'blocked'], later: ['○', 'later'] }

function StepsCard() {
  const { view } = useReview()
  const next = nextStep(view.steps)
  return (
    <Card title="Steps" aside={next === null ? 'nothing is left to do' : `next: ${next.who ?? 'nobody'}`}>
      <ol className="review-steps">
        {view.steps.map((step) => {
          const [mark, words] = stepMarks[step.state]
          return (
            <li key={step.id} data-state={step.state} data-next={step.id === next?.id || undefined} title={step.blocks.join(' ')}>
              <span className="mark" aria-hidden>
                {mark}
              </span>
              <span>
                {step.title}
                <span className="visually-hidden"> ({words})</span>
                {step.who !== null && step.state !== 'later' && <span className="who"> {step.who}</span>}
              </span>
            </li>
          )
        })}
      </ol>
    </Card>
  )
}

const signs: Readonly<Record<ReviewRole, string>> = { preparer: 'to prepare', validator: 'to validate', approver: 'to approve' }

function SignersCard() {
  const { view, actor, refusal } = useReview()
  const [registering, setRegistering] = useState(false)
  const { state } = view
  const why = refusal('key-registered') ?? (actor === null ? 'Choose who acts first.' : null)
  return (
    <Card
      title="Signers"
      end={
        <button className="link" aria-disabled={why !== null} title={why ?? 'Make a key, or use a certificate'} onClick={() => why === null && setRegistering(true)}>
          Register a key
        </button>
      }
    >
      <ul className="signers">
        {roles.map((role) => {
          const signature = standing(state, role)
          const person = state.roles[role]
          const key = state.keys.findLast((each) => each.person === person)
          return (
            <li key={role} data-signed={signature !== null || undefined}>
              <span className="mark" aria-hidden>
                {signature === null ? '–' : '✓'}
              </span>
              <div>
                <p>
                  <strong>{person === null ? `The ${role}` : nameOf(state, person)}</strong>, {signature === null ? signs[role] : signature.meaning}
                  {signature?.opinion != null && `: ${opinionWords[signature.opinion]}`}
                </p>
                <p className="secondary">
                  {signature !== null && `${formatMoment(signature.at)}, `}
                  {key === undefined ? 'no key yet' : <>{key.assurance === 'certificate' ? 'certificate' : 'self-asserted identity'} <Hash sha256={key.fingerprint} /></>}
                </p>
                {person === null && <ActButton form={roleForm(view, role)} words={`Name the ${role}`} />}
              </div>
            </li>
          )
        })}
      </ul>
      {state.signatures.some((signature) => signature.void !== null) && (
        <p className="secondary small">Void: {state.signatures.filter((signature) => signature.void !== null).map(({ person, version, void: reason }) => `${nameOf(state, person)}, version ${version} (${reason ?? ''})`).join('; ')}</p>
      )}
      {registering && actor !== null && <KeyDialog person={actor} onClose={() => setRegistering(false)} />}
    </Card>
  )
}
