import { IconLock, IconPencil } from '@tabler/icons-react'
import type { ReviewView } from '../../src-main/contract/review.ts'
import { blocksOf, nextStep, reviewPath, statusWords } from '../pages/review/review-words.ts'
import { pluralInWords } from '../format/number.ts'
import { useCase } from './case-state.tsx'
import { pages, questionOf } from './pages.tsx'

/** The questions in order, each with its current answer: the rail alone is the summary of the case. */
export function Rail() {
  const { state, dispatch } = useCase()
  return (
    <nav className="rail" aria-label="Questions">
      {pages.map((page, index) => {
        const answer = page.railAnswer(state)
        const question = questionOf(page, state)
        return (
          <button
            key={page.id}
            className="rail-question"
            aria-current={state.page === page.id ? 'page' : undefined}
            disabled={state.folder === null}
            title={answer === null ? question : `${question} ${answer}`}
            onClick={() => dispatch({ type: 'page-opened', page: page.id })}
          >
            <span className="number">{index + 1}</span>
            <span className="question">{question}</span>
            {answer !== null && <span className="rail-answer">{answer}</span>}
          </button>
        )
      })}
      <RailFoot review={state.review} />
    </nav>
  )
}

/** The state of the review, whatever page is shown: version, path, who acts next, how many things block. */
function RailFoot({ review }: { review: ReviewView | null }) {
  if (review === null) {
    return (
      <div className="rail-foot" title="Draft: no review yet. What you export is not a sign-off.">
        <p className="state">
          <IconPencil size={14} stroke={1.7} aria-hidden /> <span className="words">Draft</span>
        </p>
        <p className="words">No review is open. What you export is a draft, not a sign-off.</p>
      </div>
    )
  }
  const { state, status, steps } = review
  const next = nextStep(steps)?.who ?? null
  const blocks = blocksOf(steps)?.blocks.length ?? 0
  const words = [
    `${state.model.name} ${state.model.version}, version ${state.version}`,
    ...(next === null ? [] : [`Next: ${next}`]),
    ...(blocks === 0 ? [] : [`${pluralInWords(blocks, 'thing blocks', 'things block')} the next signature`]),
  ]
  const Icon = status === 'draft' ? IconPencil : IconLock
  return (
    <div className="rail-foot" title={[statusWords[status], ...words].join('. ')}>
      <p className="state">
        <Icon size={14} stroke={1.7} aria-hidden /> <span className="words">{statusWords[status]}</span>
      </p>
      <div className="rail-path" aria-hidden>
        {reviewPath(review).slice(1).map(({ title, state: where }) => (
          <i key={title} data-state={where} />
        ))}
      </div>
      {words.map((line) => (
        <p key={line} className="words">
          {line}
        </p>
      ))}
    </div>
  )
}
