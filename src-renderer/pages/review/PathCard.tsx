import { reviewPath } from './review-words.ts'
import { useReview } from './use-review.ts'

const stateWords = { done: 'done', now: 'here', later: 'ahead' } as const

/** The path of the review, from draft to in force. */
export function PathCard() {
  const { view } = useReview()
  return (
    <ol className="card review-path" aria-label="Path of the review">
      {reviewPath(view).map(({ title, state, says }) => (
        <li key={title} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
          <span className="dot" aria-hidden>
            {state === 'done' ? '✓' : ''}
          </span>
          <span className="title">
            {title}
            <span className="visually-hidden"> ({stateWords[state]})</span>
          </span>
          <span className="says">{says}</span>
        </li>
      ))}
    </ol>
  )
}
