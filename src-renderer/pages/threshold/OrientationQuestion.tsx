import { useCase } from '../../app/case-state.tsx'
import { SteadyButton } from '../../components/SteadyButton.tsx'
import { orientationAnswer, orientationOf } from './cost-words.ts'

/** The costs in words, as a question that is put before any recommendation; nothing once it was answered with yes. */
export function OrientationQuestion() {
  const { state, dispatch } = useCase()
  const question = orientationOf(state)
  const answered = orientationAnswer(state)
  if (question === null || answered === 'yes') return null
  const answer = (said: 'yes' | 'no') => dispatch({ type: 'orientation-answered', orientation: { question, answer: said } })
  return (
    <span className="orientation">
      <span className="costs-mark" aria-hidden>
        ?
      </span>{' '}
      <strong>{question}</strong>{' '}
      <SteadyButton size="compact-xs" variant="default" onClick={() => answer('yes')}>
        Yes
      </SteadyButton>{' '}
      <SteadyButton
        size="compact-xs"
        variant="default"
        aria-pressed={answered === 'no'}
        onClick={() => {
          answer('no')
          document.querySelector<HTMLInputElement>('.cost-field input, .choice-field input')?.focus()
        }}
      >
        No
      </SteadyButton>{' '}
      {answered === 'no' ? 'Then these costs recommend nothing: type what the bank says.' : 'If so:'}{' '}
    </span>
  )
}
