import { opinionWords } from '../../../src-main/contract/review-events.ts'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { formatMoment } from '../../format/date.ts'
import { ActButton } from './EventDialog.tsx'
import { conditionForm, conditionMetForm, effectiveForm, reopenForm, returnForm, supersedeForm, termsForm } from './review-forms.ts'
import { nameOf, roleOf } from './review-words.ts'
import { SignDialog } from './SignDialog.tsx'
import { useReview } from './use-review.ts'

/** Opinions, conditions, exceptions and dates, and what happens to a decision after it. */
export function DecisionTab() {
  const { view, actor, refusal } = useReview()
  const [revoking, setRevoking] = useState(false)
  const { state } = view
  const { conditions, exceptions, notApplicable, opinions, terms, versions } = state
  const whyRevoke = refusal('revoked')
  return (
    <div className="tab-scroll scroll" tabIndex={0} role="region" aria-label="Decision">
      <section className="review-part">
        <h2>Opinions</h2>
        <dl className="facts">
          <div><dt>Validator</dt><dd>{opinions.validator === null ? 'none yet' : opinionWords[opinions.validator]}</dd></div>
          <div><dt>Approver</dt><dd>{opinions.approver === null ? 'none yet' : opinionWords[opinions.approver]}</dd></div>
          <div><dt>Dates</dt><dd>{terms === null ? 'not set' : `from ${terms.effectiveFrom} to ${state.expiresOn ?? terms.expiresOn}; next review ${terms.nextReviewOn}`}</dd></div>
          {state.effective !== null && <div><dt>In force</dt><dd>from {state.effective.from}: {state.effective.implementation}</dd></div>}
        </dl>
        <div className="item-acts">
          <ActButton form={termsForm(view)} words={terms === null ? 'Set the dates' : 'Change the dates'} />
          <ActButton form={effectiveForm(view)} />
        </div>
      </section>
      <section className="review-part">
        <h2>Conditions</h2>
        {conditions.length === 0 && <p className="missing">None is set.</p>}
        {conditions.map(({ id, text, check, metric, limit, owner, due, met }) => (
          <article key={id} className="review-item" aria-label={`Condition ${id}`}>
            <p>
              <strong>{id}</strong> {text} {met !== null && <span className="badge" data-kind="plain">Met</span>}
            </p>
            <p className="secondary">
              {[check === null ? null : `About ${check}`, metric === null ? null : `${metric}${limit === null ? '' : `: ${limit}`}`, `owner ${nameOf(state, owner)}`, `due ${due}`].filter((part) => part !== null).join(', ')}
              {met !== null && `. ${met.evidence} (${nameOf(state, met.by.person)}, ${formatMoment(met.at)})`}
            </p>
            {met === null && <ActButton form={conditionMetForm(id)} words="Confirm that it is met" />}
          </article>
        ))}
        <div className="item-acts">
          <ActButton form={conditionForm(view)} words="Set a condition" />
        </div>
      </section>
      <section className="review-part">
        <h2>Exceptions, and checks that are not applicable</h2>
        {exceptions.length + notApplicable.length === 0 && <p className="missing">None.</p>}
        <ul className="plain-list">
          {exceptions.map(({ seq, check, reason, compensatingControl, owner, expiresOn }) => (
            <li key={seq}>
              <strong>{check}</strong> until {expiresOn}{expiresOn < view.today && ' (past)'}: {reason} In its place: {compensatingControl} <span className="secondary">Owner {nameOf(state, owner)}.</span>
            </li>
          ))}
          {notApplicable.map(({ seq, check, reason, by }) => (
            <li key={seq}>
              <strong>{check}</strong> not applicable: {reason} <span className="secondary">{nameOf(state, by.person)}.</span>
            </li>
          ))}
        </ul>
      </section>
      {versions.length > 0 && (
        <section className="review-part">
          <h2>Versions that ended</h2>
          <ul className="plain-list">
            {versions.map(({ version, ended, at }) => (
              <li key={version}>
                Version {version}: {ended} <span className="secondary">{formatMoment(at)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="review-part">
        <h2>Send back or end</h2>
        <div className="item-acts">
          <ActButton form={returnForm('preparer')} words="Return to the preparer" />
          {roleOf(state, actor) === 'approver' && <ActButton form={returnForm('validator')} words="Return to the validator" />}
          <ActButton form={reopenForm()} words="Reopen as a new version" />
          <ActButton form={supersedeForm()} words="Supersede" />
          <Button size="xs" variant="default" aria-disabled={whyRevoke !== null} title={whyRevoke ?? 'Is signed by the approver'} onClick={() => whyRevoke === null && setRevoking(true)}>
            Revoke the approval
          </Button>
        </div>
      </section>
      {revoking && actor !== null && <SignDialog role="approver" person={actor} revoke onClose={() => setRevoking(false)} />}
    </div>
  )
}
