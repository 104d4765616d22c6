import { Button } from '@mantine/core'
import { useId, useState } from 'react'
import { Card } from '../../components/Card.tsx'
import { useCase } from '../../app/case-state.tsx'
import { words } from './case-words.ts'
import { costProblem, costSentence, costsProblem, orientationQuestion } from './cost-words.ts'

/** The two costs, what they mean for each other, where they come from and whether a person confirmed them. */
export function CostsCard() {
  const { state, dispatch } = useCase()
  const { costs } = state
  const currency = state.choices.currency.trim()
  const [fn, setFn] = useState(costs.fn)
  const [fp, setFp] = useState(costs.fp)
  const type = (next: { fn: string; fp: string }) => {
    setFn(next.fn)
    setFp(next.fp)
    // At once: the card may be laid out anew while somebody types, and what was typed must stay.
    dispatch({ type: 'costs-typed', fn: next.fn.trim(), fp: next.fp.trim() })
  }
  const sentence = costSentence(fn.trim(), fp.trim())
  const question = orientationQuestion(fn.trim(), fp.trim())
  const together = costsProblem(fn.trim(), fp.trim())
  return (
    <Card title="What do mistakes cost?" className="costs">
      <CostField
        title={words.falseNegativeCost}
        term="false negative"
        value={fn}
        onChange={(value) => type({ fn: value, fp })}
      />
      <CostField
        title={words.falsePositiveCost}
        term="false positive"
        value={fp}
        onChange={(value) => type({ fn, fp: value })}
      />
      <div className="costs-say">
        {together !== null && <p role="alert" className="costs-wrong">{together}</p>}
        {sentence !== null && !costs.confirmed && (
          <p className="costs-question">
            <span className="costs-mark" aria-hidden>
              ?
            </span>{' '}
            <span className="visually-hidden">Assumed, not confirmed: </span>
            <strong>{question}</strong>
          </p>
        )}
        {sentence !== null && costs.confirmed && (
          <p>
            {sentence.before}
            <strong>{sentence.strong}</strong>
            {sentence.after}
          </p>
        )}
        {sentence === null && together === null && (
          <p className="missing">The recommendation waits for two costs.</p>
        )}
      </div>
      <dl className="facts costs-facts">
        <dt>Unit</dt>
        <dd className={currency === '' ? 'missing' : undefined}>{currency === '' ? 'no currency stated' : currency}</dd>
        <dt>Source</dt>
        <dd className={costs.source !== null ? 'mono' : costs.confirmed ? undefined : 'missing'}>{sourceWords(costs)}</dd>
      </dl>
      {sentence !== null && !costs.confirmed && (
        <div className="costs-confirm">
          <Button size="xs" variant="default" onClick={() => dispatch({ type: 'costs-confirmed' })}>
            Yes, confirm costs
          </Button>
        </div>
      )}
    </Card>
  )
}

function sourceWords(costs: { fn: string; source: string | null; confirmed: boolean }): string {
  if (costs.source !== null) return costs.source
  return costs.confirmed ? 'typed by you' : 'not stated'
}

interface CostFieldProps {
  title: string
  term: string
  value: string
  onChange: (value: string) => void
}

function CostField({ title, term, value, onChange }: CostFieldProps) {
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
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={() => setLeft(true)}
      />
      {problem !== null && (
        <p id={`${id}-problem`} role="alert" className="costs-wrong">
          {problem}
        </p>
      )}
    </div>
  )
}
