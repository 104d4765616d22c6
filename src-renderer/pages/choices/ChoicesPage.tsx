import { Button } from '@mantine/core'
import { useState } from 'react'
import { shown } from '../../app/case.ts'
import { useCase } from '../../app/case-state.tsx'
import { costsAreUsable } from '../../app/use-table.ts'
import { BoundsNotice } from '../../components/BoundsNotice.tsx'
import { InlineTarget } from '../../components/InlineTarget.tsx'
import { derivationAtFocus, PageActions, type CardDerivations } from '../../components/PageActions.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { orientationAnswer } from '../threshold/cost-words.ts'
import { OrientationQuestion } from '../threshold/OrientationQuestion.tsx'
import { ReadingNotice } from '../threshold/ReadingNotice.tsx'
import { waitingWords } from '../threshold/threshold-state.ts'
import { ChoiceForm } from './ChoiceForm.tsx'
import { choicesQuestion, lackWords, useChoices } from './choices-state.ts'
import { ComparedCard } from './ComparedCard.tsx'
import { PriceCard } from './PriceCard.tsx'
import { SensitivityCard } from './SensitivityCard.tsx'
import './choices.css'

const cardDerivations: CardDerivations = [
  ['.compared', 'compared'],
  ['.prices', 'constraints'],
  ['.sensitivity', 'sensitivity'],
]

/** The threshold under the costs, limits and reviews that a bank chooses, and the price of each. */
export function ChoicesPage() {
  const { state, dispatch } = useCase()
  const [asTable, setAsTable] = useState(false)
  const answer = useChoices()
  const choices = shown(answer)
  const waiting = waitingWords(state)
  if (state.reading === null || state.table.status !== 'ready') {
    return (
      <>
        <PageHeader question={choicesQuestion} decisive={waiting.decisive} rest={waiting.rest} />
        <div>
          <Button onClick={() => dispatch({ type: 'page-opened', page: 'evidence' })}>Look at the evidence</Button>
        </div>
      </>
    )
  }
  const refused = choices !== null && orientationAnswer(state) === 'no'
  const stale = answer.status !== 'ready' || !costsAreUsable(state.costs)
  return (
    <div className="choices-page" data-stale={stale || undefined}>
      <PageHeader
        question={choicesQuestion}
        first={choices !== null && <OrientationQuestion />}
        decisive={refused ? '' : <InlineTarget derivation={choices?.derivations['cost']}>{choices?.sentence ?? waiting.decisive}</InlineTarget>}
        rest={choices === null ? waiting.rest : ''}
        caveat={choices === null ? null : lackWords(choices)}
        actions={
          <PageActions
            asTable={asTable}
            onAsTable={setAsTable}
            derivation={() => derivationAtFocus(document.activeElement, cardDerivations, choices?.derivations ?? {}, 'cost')}
          />
        }
      />
      <ReadingNotice auc={state.table.value.auc} />
      {state.keepProblem !== null && <ProblemNotice problem={state.keepProblem} />}
      {answer.status === 'failed' && <ProblemNotice problem={answer.problem} />}
      <BoundsNotice bounds={choices?.bounds} decisive="The cheapest threshold is exact; scores apart from it are counted by ranges." />
      <div className="choices-grid">
        <ChoiceForm />
        {choices !== null && (
          <>
            <ComparedCard choices={choices} />
            <PriceCard choices={choices} />
            <SensitivityCard choices={choices} asTable={asTable} />
          </>
        )}
      </div>
    </div>
  )
}
