import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { statementForms, type StatementForm } from '../../../src-main/contract/statements.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { SidePanel } from '../../components/SidePanel.tsx'
import { FormFields } from './FormFields.tsx'
import { missingFields, type FormValues } from './review-forms.ts'
import { useAttempt, useReview } from './use-review.ts'

/** What only people know: a form for each topic, kept as attested. */
export function FactsTab() {
  const { view, refusal } = useReview()
  const [opened, setOpened] = useState<StatementForm | null>(null)
  const { statements } = view.state
  const why = refusal('statement-set')
  return (
    <div className="tab-scroll scroll" tabIndex={0} role="region" aria-label="Facts">
      <p className="secondary small">What is stated here is attested: typed by a person, never computed. A check that reads it says so, and alone it never passes a check that rows decide.</p>
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">Fact</th>
            <th scope="col">Checks</th>
            <th scope="col">Stated</th>
            <th scope="col">
              <span className="visually-hidden">Act</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {statementForms.map((form) => {
            const statement = statements.find(({ topic }) => topic === form.topic)
            const missing = statement === undefined ? null : missingFields(form.fields, statement.values)
            return (
              <tr key={form.topic}>
                <th scope="row">
                  <strong>{form.title}</strong>
                  <br />
                  <span className="secondary">{form.question}</span>
                </th>
                <td>{form.checks.length === 0 ? '–' : form.checks.join(', ')}</td>
                <td className={missing === null ? 'missing' : undefined}>{missing === null ? 'not stated' : missing.length === 0 ? 'whole' : `without ${missing.join(', ').toLowerCase()}`}</td>
                <td>
                  <Button size="xs" variant="default" aria-label={`${statement === undefined ? 'State' : 'Look at'}: ${form.title}`} onClick={() => setOpened(form)}>
                    {statement === undefined && why === null ? 'State it' : 'Open'}
                  </Button>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {opened !== null && <StatementPanel key={opened.topic} form={opened} onClose={() => setOpened(null)} />}
    </div>
  )
}

function StatementPanel({ form, onClose }: { form: StatementForm; onClose: () => void }) {
  const { view, append, refusal } = useReview()
  const { busy, problem, attempt } = useAttempt()
  const before = view.state.statements.find(({ topic }) => topic === form.topic)
  const [values, setValues] = useState<FormValues>(before?.values ?? {})
  const [source, setSource] = useState(before?.source ?? '')
  const why = refusal('statement-set')
  const stated = Object.entries(values).filter(([, value]) => value.trim() !== '')
  const ready = why === null && stated.length > 0 && !busy
  const keep = async () => {
    const payload = { topic: form.topic, values: Object.fromEntries(stated), source: source.trim() === '' ? null : source.trim() }
    if (await attempt(() => append([{ kind: 'statement-set', payload }]))) onClose()
  }
  return (
    <SidePanel title={form.title} onClose={onClose}>
      <form
        className="review-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) void keep()
        }}
      >
        <p>{form.question}</p>
        <FormFields fields={form.fields} values={values} disabled={why !== null} onChange={(name, value) => setValues((last) => ({ ...last, [name]: value }))} />
        <TextInput label="Document that the answers are taken from (optional)" value={source} disabled={why !== null} onChange={(event) => setSource(event.currentTarget.value)} />
        {before?.person != null && <p className="secondary">Stated by {before.person}.</p>}
        {problem !== null && <ProblemNotice problem={problem} />}
        {why !== null && <p className="secondary">{why}</p>}
        <div className="form-actions">
          <Button type="submit" aria-disabled={!ready} title={why ?? 'Kept as attested by the acting person'}>
            State it
          </Button>
        </div>
      </form>
    </SidePanel>
  )
}
