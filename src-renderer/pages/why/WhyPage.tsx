import { Button } from '@mantine/core'
import { IconFlask, IconTable } from '@tabler/icons-react'
import { useState } from 'react'
import type { Explanation, ExplanationResult } from '../../../src-main/contract/explanation.ts'
import { shown } from '../../app/case.ts'
import { useCase } from '../../app/case-state.tsx'
import { useShortcut } from '../../app/use-shortcut.ts'
import { Card } from '../../components/Card.tsx'
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
import { askedDigits, askedValue, waitingWords, whyQuestion } from './why-state.ts'

/** Which explanations of a recorded threshold stand and fall on these rows, and what to do about it. */
export function WhyPage() {
  const { state } = useCase()
  const result = shown(state.explanation)
  const digits = askedDigits(state)
  if (result === null || digits === null) return <Waiting />
  return <Answered key={result.recorded.printed} result={result} digits={digits} />
}

function Waiting() {
  const { state, dispatch } = useCase()
  const waiting = waitingWords(state)
  const asked = askedValue(state)
  const open = (page: 'evidence') => dispatch({ type: 'page-opened', page })
  return (
    <div className="why-page">
      <PageHeader question={whyQuestion(state)} decisive={waiting.decisive} rest={waiting.rest} />
      <div className="why-grid" data-waiting>
        <InventoryCard asked={asked} />
        <Card title="2  Which explanations stand" className="why-explanations">
          {asked === null && <p className="secondary">Explanations are tested on the rows once a recorded threshold is in question.</p>}
          {asked !== null && state.reading === null && (
            <>
              <p className="secondary">They are tested on a table that holds a label and a score for each case.</p>
              <div className="why-next">
                <Button onClick={() => open('evidence')}>Look at the evidence</Button>
              </div>
            </>
          )}
          {state.table.status === 'failed' && state.reading !== null && (
            <ProblemNotice problem={state.table.problem}>
              <Button onClick={() => open('evidence')}>Choose another table or reading</Button>
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
      </div>
    </div>
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

function Answered({ result, digits }: { result: ExplanationResult; digits: string }) {
  const { state, dispatch } = useCase()
  const [asTable, setAsTable] = useState(false)
  const [selected, setSelected] = useState<string | null>(null)
  const [own, setOwn] = useState(false)
  const chosen = chosenOf(result, selected)
  const stale = state.explanation.status !== 'ready'
  const explain = () => {
    const derivation = chosen === null ? result.derivations['explanations'] : derivationOf(chosen.explanation, result)
    if (derivation !== undefined) dispatch({ type: 'derivation-opened', derivation })
  }
  useShortcut('t', () => setAsTable(!asTable))
  useShortcut('d', explain)
  return (
    <div className="why-page" data-stale={stale || undefined}>
      <PageHeader
        question={whyQuestion(state)}
        decisive={result.answer.decisive}
        rest={
          <DerivedText className="why-rest" derivation={result.derivations['recorded']}>
            {result.regretSentence}
          </DerivedText>
        }
        caveat={result.answer.caveat}
        actions={
          <>
            <Button variant="default" aria-expanded={own} leftSection={<IconFlask size={14} stroke={1.7} aria-hidden />} onClick={() => setOwn(!own)}>
              Test my own explanation
            </Button>
            <Button
              variant="default"
              aria-pressed={asTable}
              aria-keyshortcuts="T"
              title={`${asTable ? 'Show as charts' : 'Show as table'} (T)`}
              leftSection={<IconTable size={14} stroke={1.7} aria-hidden />}
              onClick={() => setAsTable(!asTable)}
            >
              {asTable ? 'Show as charts' : 'Show as table'}
            </Button>
            <Button variant="default" aria-keyshortcuts="D" title="How was this computed? (D)" onClick={explain}>
              How was this computed?
            </Button>
          </>
        }
      />
      <div className="why-grid">
        <div className="why-left">
          <InventoryCard asked={askedValue(state)} />
          {chosen !== null && <DetailsCard explanation={chosen.explanation} others={chosen.others} result={result} />}
        </div>
        <ExplanationsCard
          result={result}
          digits={digits}
          asTable={asTable}
          selected={chosen?.explanation.id ?? null}
          onSelect={setSelected}
          ownOpen={own}
          onOwnClosed={() => setOwn(false)}
        />
        <ActionsCard result={result} />
      </div>
    </div>
  )
}
