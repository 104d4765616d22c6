import { IconLock, IconPencil } from '@tabler/icons-react'
import { memo } from 'react'
import type { ReviewView } from '../../src-main/contract/review.ts'
import { blocksOf, nextStep, reviewPath, statusWords } from '../pages/review/review-words.ts'
import { pluralInWords } from '../format/number.ts'
import { useCase, useDispatch } from './case-state.tsx'
import { pages, questionOf, type Page } from './pages.tsx'

/** The questions in order, each with its current answer: the rail alone is the summary of the case. */
export function Rail() {
  const { state } = useCase()
  return (
    <nav className="rail" aria-label="Questions">
      {pages.map((page, index) => (
        <RailQuestion
          key={page.id}
          page={page.id}
          number={index + 1}
          question={questionOf(page, state)}
          answer={page.railAnswer(state)}
          isCurrent={state.page === page.id}
          isDisabled={state.folder === null}
        />
      ))}
      <RailFoot review={state.review} />
    </nav>
  )
}

interface RailQuestionProps {
  page: Page['id']
  number: number
  question: string
  answer: string | null
  isCurrent: boolean
  isDisabled: boolean
}

const RailQuestion = memo(function RailQuestion({ page, number, question, answer, isCurrent, isDisabled }: RailQuestionProps) {
  const dispatch = useDispatch()
  return (
    <button
      className="rail-question"
      aria-current={isCurrent ? 'page' : undefined}
      disabled={isDisabled}
      title={answer === null ? question : `${question} ${answer}`}
      onClick={() => dispatch({ type: 'page-opened', page })}
    >
      <span className="number">{number}</span>
      <span className="question">{question}</span>
      {answer !== null && <span className="rail-answer">{answer}</span>}
    </button>
  )
})

/** The state of the review, whatever page is shown: version, path, who acts next, how many things block. */
const RailFoot = memo(function RailFoot({ review }: { review: ReviewView | null }) {
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
})
