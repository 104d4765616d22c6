import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ExplanationResult } from '../../../src-main/contract/explanation.ts'
import { shown } from '../../app/case.ts'
import { useCase } from '../../app/case-state.tsx'
import { costsAreUsable } from '../../app/use-table.ts'
import { Card } from '../../components/Card.tsx'
import { actionLines } from './action-lines.ts'
import { DerivedText } from './DerivedText.tsx'
import { MlflowDialog } from './MlflowDialog.tsx'

/** What to do about the recorded value, with the file and line, and what it would take to make it right. */
export function ActionsCard({ result }: { result: ExplanationResult }) {
  const { state } = useCase()
  const [offering, setOffering] = useState(false)
  const waits = (shown(state.runs)?.total ?? 0) === 0 ? 'The folder has no tracking store with a run.' : costsAreUsable(state.costs) ? null : 'It waits for the two costs.'
  return (
    <Card
      title="3  What to do"
      className="why-actions"
      end={
        <Button size="xs" variant="default" aria-disabled={waits !== null} title={waits ?? 'A patch that someone else applies'} onClick={() => waits === null && setOffering(true)}>
          Preview tags for MLflow
        </Button>
      }
    >
      <div className="scroll" tabIndex={0} role="region" aria-label="What to do">
        <ol>
          {actionLines(result.actions).map(({ verb, word, rest, place }) => (
            <li key={`${verb} ${place} ${rest}`}>
              <strong>{word}</strong>
              {rest} {place !== null && <span className="mono place">{place}</span>}
            </li>
          ))}
        </ol>
        <DerivedText derivation={result.derivations['leastRelativeRegret']}>{result.impliedCostRatioSentence}</DerivedText>
        {result.breakEvens.map(({ first, second, sentence }) => (
          <DerivedText key={`${first} ${second}`} derivation={result.derivations['breakEven']}>
            {sentence}
          </DerivedText>
        ))}
      </div>
      {offering && <MlflowDialog result={result} onClose={() => setOffering(false)} />}
    </Card>
  )
}
