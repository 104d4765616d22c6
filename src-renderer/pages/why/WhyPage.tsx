import { Button } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { useState } from 'react'
import type { Explanation, ExplanationResult } from '../../../src-main/contract/explanation.ts'
import { shown } from '../../app/case.ts'
import { useCase } from '../../app/case-state.tsx'
import { Card } from '../../components/Card.tsx'
import { PageActions } from '../../components/PageActions.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { ActionsCard } from './ActionsCard.tsx'
import { derivationOf } from './derivation-of.ts'
import { DerivedText } from './DerivedText.tsx'
import { DetailsCard } from './DetailsCard.tsx'
import { groupExplanations } from './explanation-groups.ts'
import { ExplanationsCard } from './ExplanationsCard.tsx'
import { InventoryCard } from './InventoryCard.tsx'
import './why.css'
import './explanations.css'
import { askedDigits, askedValue, waitingWords, whyQuestion } from './why-state.ts'

/** Which explanations of a recorded threshold stand and fall on these rows, and what to do about it. */
export function WhyPage() {
  const { state } = useCase()
  const [asTable, setAsTable] = useState(false)
  const [selected, setSelected] = useState<{ printed: string; id: string } | null>(null)
  const [own, setOwn] = useState(false)
  const digits = askedDigits(state)
  const result = digits === null ? null : shown(state.explanation)
  const waiting = waitingWords(state)
  const chosen = result === null ? null : chosenOf(result, selected?.printed === result.recorded.printed ? selected.id : null)
  const derivation = () => {
    if (result === null) return undefined
    return chosen === null ? result.derivations['explanations'] : derivationOf(chosen.explanation, result)
  }
  const answered = result !== null && digits !== null
  return (
    <div className="why-page" data-stale={(answered && state.explanation.status !== 'ready') || undefined}>
      <PageHeader
        question={whyQuestion(state)}
        decisive={result?.answer.decisive ?? waiting.decisive}
        rest={
          result === null ? (
            waiting.rest
          ) : (
            <DerivedText className="why-rest" derivation={result.derivations['recorded']}>
              {result.regretSentence}
            </DerivedText>
          )
        }
        caveat={result?.answer.caveat}
        actions={
          answered && (
            <>
              <Button variant="default" aria-expanded={own} leftSection={<IconFlask size={14} stroke={1.7} aria-hidden />} onClick={() => setOwn(!own)}>
                Test my own explanation
              </Button>
              <PageActions asTable={asTable} onAsTable={setAsTable} derivation={derivation} />
            </>
          )
        }
      />
      <div className="why-grid" data-waiting={!answered || undefined}>
        {/* In one place whether there is an answer or not: a reason that is being typed outlives the answer's arrival. */}
        <div className="why-left">
          <InventoryCard asked={askedValue(state)} />
          {result !== null && chosen !== null && <DetailsCard explanation={chosen.explanation} others={chosen.others} result={result} />}
        </div>
        {answered ? (
          <ExplanationsCard
            key={result.recorded.printed}
            result={result}
            digits={digits}
            asTable={asTable}
            selected={chosen?.explanation.id ?? null}
            onSelect={(id) => setSelected({ printed: result.recorded.printed, id })}
            ownOpen={own}
            onOwnClosed={() => setOwn(false)}
          />
        ) : (
          <WaitingCard />
        )}
        {answered && <ActionsCard result={result} />}
      </div>
    </div>
  )
}

/** What the explanations wait for, and the one next action. */
function WaitingCard() {
  const { state, dispatch } = useCase()
  const asked = askedValue(state)
  const open = () => dispatch({ type: 'page-opened', page: 'evidence' })
  return (
    <Card title="2  Which explanations stand" className="why-explanations">
      {asked === null && <p className="secondary">Explanations are tested on the rows once a recorded threshold is in question.</p>}
      {asked !== null && state.reading === null && (
        <>
          <p className="secondary">They are tested on a table that holds a label and a score for each case.</p>
          <div className="why-next">
            <Button onClick={open}>Look at the evidence</Button>
          </div>
        </>
      )}
      {state.table.status === 'failed' && state.reading !== null && (
        <ProblemNotice problem={state.table.problem}>
          <Button onClick={open}>Choose another table or reading</Button>
        </ProblemNotice>
      )}
      {state.explanation.status === 'failed' && asked !== null && (
        <ProblemNotice problem={state.explanation.problem}>
          <Button onClick={() => dispatch({ type: 'value-asked', recorded: { ...asked } })}>Test them again</Button>
        </ProblemNotice>
      )}
      {asked !== null && state.reading !== null && state.table.status !== 'failed' && state.explanation.status !== 'failed' && (
        <p className="missing">Objectives, grids, targets, rounding and other data are tested one after another.</p>
      )}
    </Card>
  )
}

interface Chosen {
  explanation: Explanation
  others: readonly Explanation[]
}

/** The explanation whose details are shown: the chosen one, else the first. */
function chosenOf(result: ExplanationResult, id: string | null): Chosen | null {
  const groups = groupExplanations(result.explanations)
  const together = groups.refuted.find((group) => group.id === id)
  if (together !== undefined) return { explanation: together.leading, others: together.others }
  const found = result.explanations.find((explanation) => explanation.id === id) ?? groups.reproducing[0]?.leading ?? result.explanations[0]
  return found === undefined ? null : { explanation: found, others: [] }
}
