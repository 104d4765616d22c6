import { memo, useId, useState } from 'react'
import { Card } from '../../components/Card.tsx'
import { useSteady } from '../../components/use-steady.ts'
import { useCase } from '../../app/case-state.tsx'
import type { ChoiceDraft } from '../choices/choice-draft.ts'
import { useMovedCosts, type CostFields, type ShownBesideCosts } from '../choices/use-moved-costs.ts'
import { words } from './case-words.ts'
import { costProblem, costSentence, costsProblem, orientationAnswer } from './cost-words.ts'

/** The two costs, what they mean for each other, where they come from and whether a person confirmed them. */
export function CostsCard({ beside }: { beside: ShownBesideCosts }) {
  const { state } = useCase()
  const { costs } = state
  const moved = useMovedCosts(beside)
  const { fn, fp } = moved.costs
  const type = useSteady((field: keyof CostFields, value: string) => moved.type({ fn: fn.trim(), fp: fp.trim(), [field]: value.trim() }))
  return (
    <Card title="What do mistakes cost?" className="costs">
      <CostField title={words.falseNegativeCost} term="false negative" field="fn" value={fn} onChange={type} />
      <CostField title={words.falsePositiveCost} term="false positive" field="fp" value={fp} onChange={type} />
      {/* Beside the fields stands what is answered: it changes with the answer. */}
      <CostsSay fn={costs.fn} fp={costs.fp} answered={orientationAnswer(state)} />
      <CostFacts currency={state.choices.currency.trim()} source={costs.source} confirmed={costs.confirmed} owner={ownerWords(state.choices)} />
    </Card>
  )
}

const CostsSay = memo(function CostsSay({ fn, fp, answered }: CostFields & { answered: 'yes' | 'no' | null }) {
  const sentence = costSentence(fn, fp)
  const together = costsProblem(fn, fp)
  return (
    <div className="costs-say">
      {together !== null && <p role="alert" className="costs-wrong">{together}</p>}
      {sentence !== null && (
        <p>
          {sentence.before}
          <strong>{sentence.strong}</strong>
          {sentence.after}
        </p>
      )}
      {sentence !== null && (
        <p className={answered === 'yes' ? undefined : 'missing'}>
          {answered === 'yes' ? '✓ Confirmed by you' : answered === 'no' ? '✕ Not what the bank says' : '? Not confirmed by anybody'}
        </p>
      )}
      {sentence === null && together === null && (
        <p className="missing">The recommendation waits for two costs.</p>
      )}
    </div>
  )
})

interface CostFactsProps {
  currency: string
  source: string | null
  confirmed: boolean
  owner: string | null
}

const CostFacts = memo(function CostFacts({ currency, source, confirmed, owner }: CostFactsProps) {
  return (
    <dl className="facts costs-facts">
      <dt>Unit</dt>
      <dd className={currency === '' ? 'missing' : undefined}>{currency === '' ? 'no currency stated' : currency}</dd>
      <dt>Source</dt>
      <dd className={source !== null ? 'mono' : confirmed ? undefined : 'missing'}>{sourceWords({ source, confirmed })}</dd>
      <dt>Owner, date</dt>
      <dd className={owner === null ? 'missing' : undefined}>{owner ?? 'not stated'}</dd>
    </dl>
  )
})

function ownerWords({ owner, date }: Pick<ChoiceDraft, 'owner' | 'date'>): string | null {
  const stated = [owner.trim(), date.trim()].filter((text) => text !== '')
  return stated.length === 0 ? null : stated.join(', ')
}

/** Where the costs come from: what the bank states, else where the folder states them, else who typed them. */
function sourceWords(costs: { source: string | null; confirmed: boolean }): string {
  if (costs.source !== null) return costs.source
  return costs.confirmed ? 'typed by you' : 'not stated'
}

interface CostFieldProps {
  field: keyof CostFields
  title: string
  term: string
  value: string
  onChange: (field: keyof CostFields, value: string) => void
}

const CostField = memo(function CostField({ field, title, term, value, onChange }: CostFieldProps) {
  const id = useId()
  const [left, setLeft] = useState(value !== '')
  const problem = left ? costProblem(value) : null
  return (
    <div className="cost-field">
      <label htmlFor={id}>
        {title}
        <span>{term}</span>
      </label>
      <input
        id={id}
        className="cost-input"
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        value={value}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        onChange={(event) => onChange(field, event.currentTarget.value)}
        onBlur={() => setLeft(true)}
      />
      {problem !== null && (
        <p id={`${id}-problem`} role="alert" className="costs-wrong">
          {problem}
        </p>
      )}
    </div>
  )
})
