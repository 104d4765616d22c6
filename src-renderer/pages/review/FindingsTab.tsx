import { severityWords } from '../../../src-main/contract/review-events.ts'
import type { Finding } from '../../../src-main/contract/review.ts'
import { formatMoment } from '../../format/date.ts'
import { ActButton } from './EventDialog.tsx'
import { answerFindingForm, closeFindingForm, extendFindingForm, findingForm, reopenFindingForm } from './review-forms.ts'
import { nameOf, severityBlocks } from './review-words.ts'
import { useReview } from './use-review.ts'

const statusWords = { open: 'Open', answered: 'Answered', closed: 'Closed' } as const
const parts = ['criterion', 'cause', 'effect', 'recommendation'] as const
const partWords = { criterion: 'Criterion', cause: 'Cause', effect: 'Effect', recommendation: 'Recommendation' } as const

/** What the validator found, with severity, owner and day; nothing of its history is removed. */
export function FindingsTab() {
  const { view } = useReview()
  const { state } = view
  return (
    <div className="tab-scroll scroll" tabIndex={0} role="region" aria-label="Findings">
      <div className="tab-tools">
        <p className="secondary">The validator closes a finding, never its owner. Open ones of severity Critical forbid an approval; High ones allow it with conditions only.</p>
        <ActButton form={findingForm(view)} words="Raise a finding" />
      </div>
      {state.findings.length === 0 && <p className="missing">No finding was raised.</p>}
      {state.findings.map((finding) => (
        <FindingItem key={finding.id} finding={finding} />
      ))}
    </div>
  )
}

function FindingItem({ finding }: { finding: Finding }) {
  const { state } = useReview().view
  const { id, severity, check, condition, status, owner, due, raised, history } = finding
  return (
    <article className="review-item" aria-label={`Finding ${id}`}>
      <h2>
        {id} <Severity severity={severity} /> {check !== null && <span className="secondary">about {check}</span>}{' '}
        <span className="badge" data-kind={status === 'closed' ? 'plain' : 'strong'}>{statusWords[status]}</span>
      </h2>
      <p>{condition}</p>
      <dl className="finding-parts">
        {parts.map((part) => (
          <div key={part}>
            <dt>{partWords[part]}</dt>
            <dd>{finding[part]}</dd>
          </div>
        ))}
      </dl>
      <p className="secondary">
        Raised by {nameOf(state, raised.by.person)}, {formatMoment(raised.at)}. Owner {nameOf(state, owner)}, due {due ?? 'on no day'}.
      </p>
      {history.map(({ kind, text, due: until, by, at, seq }) => (
        <blockquote key={seq}>
          <p>
            <strong>{kind.charAt(0).toUpperCase() + kind.slice(1)}{until === null ? '' : ` to ${until}`}.</strong> {text}
          </p>
          <p className="secondary">{nameOf(state, by.person)}, {formatMoment(at)}</p>
        </blockquote>
      ))}
      <div className="item-acts">
        {status === 'open' && <ActButton form={answerFindingForm(id)} words="Answer" />}
        {status !== 'closed' && <ActButton form={closeFindingForm(id)} words="Close" />}
        {status !== 'closed' && <ActButton form={extendFindingForm(id)} words="Extend" />}
        {status === 'closed' && <ActButton form={reopenFindingForm(id)} words="Reopen" />}
      </div>
    </article>
  )
}

/** A severity as blocks of ink, then the word. */
function Severity({ severity }: { severity: Finding['severity'] }) {
  const filled = severityBlocks[severity]
  return (
    <span className="severity">
      <span className="blocks-of-ink" aria-hidden>
        {[0, 1, 2, 3].map((block) => (
          <i key={block} data-filled={block < filled || undefined} />
        ))}
      </span>{' '}
      {severityWords[severity]}
    </span>
  )
}
