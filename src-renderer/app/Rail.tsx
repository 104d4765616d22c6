import { IconPencil } from '@tabler/icons-react'
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
      <div className="rail-foot" title="Draft: no review yet. What you export is not a sign-off.">
        <p className="state">
          <IconPencil size={14} stroke={1.7} aria-hidden /> <span className="words">Draft</span>
        </p>
        <p className="words">No review yet. What you export is a draft, not a sign-off.</p>
      </div>
    </nav>
  )
}
