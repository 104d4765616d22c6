import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { shown } from '../../app/case.ts'
import { useCase } from '../../app/case-state.tsx'
import { Card } from '../../components/Card.tsx'
import { costProblem } from '../threshold/cost-words.ts'
import { useColumns } from '../../app/use-columns.ts'
import { Field, TextField } from './ChoiceField.tsx'
import { useMovedCosts } from './use-moved-costs.ts'

/** What a bank chooses beside the two costs, section by section. */
export function ChoiceForm() {
  const { state, dispatch } = useCase()
  const columns = useColumns()
  const { choices } = state
  const { costs, type } = useMovedCosts({ choices: true, groupsAt: null, judgedAt: null })
  const amounts = (shown(columns) ?? []).filter(({ uses }) => uses.includes('amount')).map(({ name }) => name)
  const cost = (which: 'fn' | 'fp', label: string) => (
    <TextField
      label={label}
      value={costs[which]}
      problem={costProblem(costs[which])}
      onChange={(value) => type({ ...costs, [which]: value.trim() })}
    />
  )
  return (
    <Card title="What the bank states" className="choice-form">
      <div className="scroll" tabIndex={0} role="region" aria-label="What the bank states">
        <Section title="What each case costs">
          {cost('fn', 'A default we accepted')}
          {cost('fp', 'A refused good customer')}
          <Field field="tp" label="A default we refused" empty="0" />
          <Field field="tn" label="A good customer accepted" empty="0" />
          <p className="secondary">A gain is a negative cost.</p>
        </Section>
        <Section title="Where the costs come from">
          <Field field="currency" label="Currency" empty="such as EUR" wide />
          <Field field="source" label="Source" empty="document or study" wide />
          <Field field="owner" label="Owner" empty="who answers for them" wide />
          <Field field="date" label="As of" empty="YYYY-MM-DD" wide />
        </Section>
        <Section title="Limits">
          <Field field="recall" label="Defaults found, at least" unit="%" />
          <Field field="falsePositiveRate" label="Good customers refused, at most" unit="%" />
          <Field field="approval" label="Approval rate, at least" unit="%" />
          <Field field="alerts" label="Refused in a period, at most" />
          <Field field="volume" label="Cases that a period brings" />
          <Field field="period" label="Period" empty="month" />
        </Section>
        <Section title="Manual review between two thresholds">
          <Field field="review" label="A review costs" empty="no review" />
          <Field field="catches" label="Defaults that it finds" unit="%" empty="100" />
          <Field field="clears" label="Good customers that it clears" unit="%" empty="100" />
          <Field field="capacity" label="Cases it can take, at most" unit="%" empty="all" />
        </Section>
        <Section title="Amount of each case">
          {amounts.length === 0 ? (
            <p className="missing">The table has no numeric column beside label and score.</p>
          ) : (
            <>
              <NativeSelect
                size="xs"
                label="Amount column"
                value={choices.amount}
                data={[{ value: '', label: 'Every case costs the same' }, ...amounts]}
                onChange={({ currentTarget: { value } }) => dispatch({ type: 'choices-typed', choices: { amount: value } })}
              />
              {choices.amount !== '' && (
                <>
                  <p className="secondary">Added for each unit of the amount:</p>
                  <Field field="fnPerAmount" label="A default we accepted" empty="0" />
                  <Field field="fpPerAmount" label="A refused good customer" empty="0" />
                  <Field field="tpPerAmount" label="A default we refused" empty="0" />
                  <Field field="tnPerAmount" label="A good customer accepted" empty="0" />
                </>
              )}
            </>
          )}
        </Section>
        <Section title="In use">
          <Field field="prevalence" label="Share that will default" unit="%" empty="as here" />
          <Field field="ratioFrom" label="Cost ratio FN : FP, from" empty="half" />
          <Field field="ratioTo" label="to" empty="one and a half" />
        </Section>
      </div>
    </Card>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="choice-section">
      <legend>{title}</legend>
      {children}
    </fieldset>
  )
}
