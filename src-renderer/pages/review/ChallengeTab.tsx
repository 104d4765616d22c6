import { formatMoment } from '../../format/date.ts'
import { ActButton } from './EventDialog.tsx'
import { answerChallengeForm, challengeForm, disposeForm, noChallengeForm, startValidationForm } from './review-forms.ts'
import { nameOf } from './review-words.ts'
import { useReview } from './use-review.ts'

const statusWords = { open: 'Waits for an answer', answered: 'Waits for the validator', disposed: 'Disposed of' } as const

/** Questions of the validator with response and disposition, or the statement that there is none. */
export function ChallengeTab() {
  const { view } = useReview()
  const { state } = view
  return (
    <div className="tab-scroll scroll" tabIndex={0} role="region" aria-label="Challenge">
      <div className="tab-tools">
        <p className="secondary">A decision needs at least one challenge with its answer and disposition, or the printed statement that none was raised.</p>
        {state.status === 'prepared' && <ActButton form={startValidationForm(view)} main />}
        <ActButton form={challengeForm(view)} words="Raise a challenge" />
        {state.challenges.length === 0 && <ActButton form={noChallengeForm()} words="State that there is none" />}
      </div>
      {state.challenges.length === 0 && state.noChallenge === null && <p className="missing">No challenge was raised yet.</p>}
      {state.noChallenge !== null && (
        <article className="review-item">
          <h2>No challenge was raised</h2>
          <p>{state.noChallenge.text}</p>
          <p className="secondary">{nameOf(state, state.noChallenge.by.person)}, {formatMoment(state.noChallenge.at)}</p>
        </article>
      )}
      {state.challenges.map(({ id, question, check, status, raised, response, disposition }) => (
        <article key={id} className="review-item" aria-label={`Challenge ${id}`}>
          <h2>
            {id} {check !== null && <span className="secondary">about {check}</span>} <span className="badge" data-kind={status === 'disposed' ? 'plain' : 'strong'}>{statusWords[status]}</span>
          </h2>
          <p>{question}</p>
          <p className="secondary">{nameOf(state, raised.by.person)}, {formatMoment(raised.at)}</p>
          {response !== null && (
            <blockquote>
              <p>{response.text}</p>
              <p className="secondary">{nameOf(state, response.by.person)}, {formatMoment(response.at)}</p>
            </blockquote>
          )}
          {disposition !== null && (
            <p>
              <strong>{disposition.kind === 'accepted' ? 'Accepted.' : `Not accepted${disposition.finding === null ? '' : `: finding ${disposition.finding}`}.`}</strong> {disposition.text}{' '}
              <span className="secondary">{nameOf(state, disposition.by.person)}, {formatMoment(disposition.at)}</span>
            </p>
          )}
          {status !== 'disposed' && (
            <div className="item-acts">
              {status === 'open' && <ActButton form={answerChallengeForm(id)} words="Answer" />}
              <ActButton form={disposeForm(view, id)} words="Dispose of it" />
            </div>
          )}
        </article>
      ))}
    </div>
  )
}
