import { Button, Modal, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useCase } from '../../app/case-state.tsx'
import { costsAreUsable } from '../../app/use-table.ts'
import { PathText } from '../../components/PathText.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { formatCount } from '../../format/number.ts'
import { QueryText } from './QueryText.tsx'
import { ResultField } from './ResultField.tsx'
import { RowsForm } from './RowsForm.tsx'
import { useResults } from './use-results.ts'
import { useWarehouse } from './use-warehouse.ts'
import './warehouse.css'
import { draftWaitsFor, type WarehouseDraft } from './warehouse-draft.ts'

function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <li>
      <h3>{title}</h3>
      {children}
    </li>
  )
}

/** Leads through the two queries that reduce rows where they are, and from their results to the decision. */
export function WarehouseDialog({ onClose }: { onClose: () => void }) {
  const { state, dispatch } = useCase()
  const { warehouse: draft, costs, folder } = state
  const change = (part: Partial<WarehouseDraft>) => dispatch({ type: 'warehouse-typed', warehouse: part })
  const steps = useWarehouse(() => {
    dispatch({ type: 'page-opened', page: 'threshold' })
    onClose()
  })
  const { results, lookAgain } = useResults()
  const waiting = draftWaitsFor(draft)
  const usable = costsAreUsable(costs)
  const typed = (fn: string, fp: string) => dispatch({ type: 'costs-typed', fn: fn.trim(), fp: fp.trim() })

  return (
    <Modal opened onClose={onClose} title="The rows are in a warehouse" size={860}>
      <p className="secondary warehouse-lead">
        Two queries reduce the rows where they are. What comes back is counts, at most about 65,537 lines of them at first;
        no row leaves the warehouse, and the recommended threshold is exact.
      </p>
      <ol className="warehouse-steps">
        <Step title="Say where the rows are">
          <RowsForm draft={draft} onChange={change} />
          <p className="secondary small" role="status">
            {waiting}
          </p>
        </Step>
        {steps.first !== null && (
          <Step title="Run the first query there">
            <QueryText name="First query" fileName="countersign-first.sql" sql={steps.first.sql} />
          </Step>
        )}
        {steps.first !== null && (
          <Step title="Bring its result">
            <p className="secondary">
              Save the whole result as CSV or Parquet in the folder, then{' '}
              <button className="link" onClick={lookAgain}>look for it again</button>. At most about{' '}
              {formatCount(steps.first.mostLines)} lines come back for each segment. The folder is{' '}
              <PathText path={folder ?? ''} />
            </p>
            <form
              className="warehouse-result"
              onSubmit={(event) => {
                event.preventDefault()
                if (usable) steps.writeSecond()
              }}
            >
              <ResultField label="File with the counts" query="first" value={draft.first} results={results} onChange={(first) => change({ first })} />
              <TextInput label="A missed positive costs" inputMode="decimal" value={costs.fn} onChange={(event) => typed(event.currentTarget.value, costs.fp)} />
              <TextInput label="A false alarm costs" inputMode="decimal" value={costs.fp} onChange={(event) => typed(costs.fn, event.currentTarget.value)} />
              <Button type="submit" loading={steps.busy} aria-disabled={!usable}>
                Write the second query
              </Button>
            </form>
            <p className="secondary small" role="status">
              {!usable && 'Give both costs, for example 10 and 1; at least one above 0.'}
            </p>
            <p className="secondary">
              Or <button className="link" disabled={steps.busy || !usable} onClick={() => steps.decide('first')}>use these counts alone</button>: one
              query only, and every number that is not exact shows what it lies between.
            </p>
          </Step>
        )}
        {steps.second !== null && (
          <Step title="Run the second query there">
            <p className="secondary">
              It lists the scores of {formatCount(steps.second.listed)} of 65,536 ranges one by one: those that can hold the
              optimum or a recorded threshold. At most about {formatCount(steps.second.mostLines)} lines come back.
            </p>
            <QueryText name="Second query" fileName="countersign-second.sql" sql={steps.second.sql} />
          </Step>
        )}
        {steps.second !== null && (
          <Step title="Bring its result">
            <p className="secondary">
              Save it in the same folder, then <button className="link" onClick={lookAgain}>look for it again</button>.
            </p>
            <form
              className="warehouse-result"
              onSubmit={(event) => {
                event.preventDefault()
                steps.decide('second')
              }}
            >
              <ResultField label="File with the scores" query="second" value={draft.second} results={results} onChange={(second) => change({ second })} />
              <Button type="submit" loading={steps.busy}>
                See the decision
              </Button>
            </form>
          </Step>
        )}
      </ol>
      {steps.problem !== null && <ProblemNotice problem={steps.problem} />}
    </Modal>
  )
}
