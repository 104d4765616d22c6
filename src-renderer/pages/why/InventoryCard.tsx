import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Dismissal, InventorySubject } from '../../../src-main/contract/inventory.ts'
import { subjectKey, subjectPlace } from '../../../src-main/contract/inventory.ts'
import type { Problem } from '../../../src-main/contract/problem.ts'
import type { RecordedValue } from '../../../src-main/contract/explanation.ts'
import { problemOf } from '../../api/problem-of.ts'
import { shown } from '../../app/case.ts'
import { useCase } from '../../app/case-state.tsx'
import { useDismissing } from '../../app/use-dismissals.ts'
import { Card } from '../../components/Card.tsx'
import { NumberTarget } from '../../components/NumberTarget.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { ThresholdMark } from '../../components/ThresholdMark.tsx'
import { formatMoment } from '../../format/date.ts'
import { formatDifference, plural } from '../../format/number.ts'
import { inventoryRows, type InventoryRow } from './inventory-rows.ts'
import { sameValue } from './why-state.ts'

interface InventoryCardProps {
  /** The value in question; null where none is. */
  asked: RecordedValue | null
}

const sections = [
  { kind: 'threshold', title: 'Thresholds' },
  { kind: 'cost', title: 'Costs' },
  { kind: 'objective', title: 'Objectives' },
] as const

/** Every threshold, cost and objective that the folder states; one is asked about, false hits are dismissed with a reason. */
export function InventoryCard({ asked }: InventoryCardProps) {
  const { state, dispatch } = useCase()
  const scan = shown(state.scan)
  const dismissals = useMemo(() => shown(state.dismissals) ?? [], [state.dismissals])
  const view = shown(state.view)
  const rows = useMemo(() => (scan === null ? [] : inventoryRows(scan, dismissals, view?.recorded ?? [])), [scan, dismissals, view])
  const [open, setOpen] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const tell = (work: Promise<void>) => void work.then(() => setProblem(null), (error: unknown) => setProblem(problemOf(error)))
  return (
    <Card title="1  What was recorded, and where" className="why-inventory">
      {state.dismissals.status === 'failed' && <ProblemNotice problem={state.dismissals.problem} />}
      {problem !== null && <ProblemNotice problem={problem} />}
      <div className="scroll" tabIndex={0} role="region" aria-label="What was recorded">
        {rows.length === 0 && <p className="missing">Nothing in this folder states a threshold, a cost or an objective.</p>}
        {sections.map(({ kind, title }) => {
          const own = rows.filter((row) => row.kind === kind)
          return own.length === 0 ? null : (
            <section key={kind} aria-label={title}>
              {kind !== 'threshold' && <h3>{title}</h3>}
              <ul>
                {own.map((row) => (
                  <Row
                    key={row.id}
                    row={row}
                    asked={row.value !== null && asked !== null && sameValue(row.value, asked)}
                    open={open === row.id}
                    onAsk={() => row.value !== null && dispatch({ type: 'value-asked', recorded: row.value })}
                    onOpen={() => setOpen(open === row.id ? null : row.id)}
                    onWork={tell}
                  />
                ))}
              </ul>
            </section>
          )
        })}
        <Dismissed dismissals={dismissals} onWork={tell} />
      </div>
    </Card>
  )
}

interface RowProps {
  row: InventoryRow
  asked: boolean
  open: boolean
  onAsk: () => void
  onOpen: () => void
  onWork: (work: Promise<void>) => void
}

function Row({ row, asked, open, onAsk, onOpen, onWork }: RowProps) {
  const more = row.places.length - 1
  return (
    <li className="why-row" data-asked={asked || undefined}>
      {row.value === null ? (
        <span className="why-value">{row.digits}</span>
      ) : (
        <button type="button" className="why-value why-select" aria-pressed={asked} title={`Explain ${row.digits}`} onClick={onAsk}>
          <ThresholdMark kind="recorded" /> {row.digits}
        </button>
      )}
      <span className="why-from">
        <span className="name" title={row.places.map(({ words }) => words).join('\n')}>
          {row.from}
        </span>
        <button type="button" className="link" aria-expanded={open} aria-label={`Places and dismissal of ${row.digits}`} onClick={onOpen}>
          {more === 0 ? 'Place' : `+${more} more`}
        </button>
      </span>
      {row.interval !== null && (
        <span className="why-interval">
          <span title="Every value that it stands for">{row.interval}</span>
          <Cost row={row} />
        </span>
      )}
      {open && <Places row={row} onWork={onWork} onDone={onOpen} />}
    </li>
  )
}

/** What the recorded value costs more than the recommendation, on the chosen predictions. */
function Cost({ row: { comparison } }: { row: InventoryRow }) {
  const { state } = useCase()
  const derivation = shown(state.view)?.derivations['recorded']
  if (comparison === null) return null
  const words = comparison.regret === 0 ? 'costs the least' : `${comparison.distinguishable ? '' : '≈ '}${formatDifference(comparison.regret)}`
  return (
    <span title="Cost units more than the recommended threshold">
      <NumberTarget derivation={derivation}>{words}</NumberTarget>
    </span>
  )
}

/** Every place of a value, and a reason for which one of them, or all, are dismissed. */
function Places({ row, onWork, onDone }: { row: InventoryRow; onWork: RowProps['onWork']; onDone: () => void }) {
  const { dismiss } = useDismissing()
  const [reason, setReason] = useState('')
  const ready = reason.trim() !== ''
  const act = (subjects: readonly InventorySubject[]) => {
    if (!ready) return
    onWork(dismiss(subjects, reason.trim()))
    onDone()
  }
  const all = row.places.map(({ subject }) => subject)
  return (
    <form
      className="why-places-form"
      onSubmit={(event) => {
        event.preventDefault()
        act(all)
      }}
    >
      <ul>
        {row.places.map(({ subject, words, detail }) => (
          <li key={subjectKey(subject)}>
            <span title={detail}>{words}</span>
            {all.length > 1 && (
              <button type="button" className="link" aria-disabled={!ready} title={ready ? 'Dismiss this place' : 'Waits for a reason'} onClick={() => act([subject])}>
                Dismiss
              </button>
            )}
          </li>
        ))}
      </ul>
      <label>
        Not a decision threshold? Why
        <input className="why-input" value={reason} maxLength={500} placeholder="a drift alert" onChange={(event) => setReason(event.currentTarget.value)} />
      </label>
      <Button size="xs" type="submit" variant="default" aria-disabled={!ready} title={ready ? 'Leave it out; it is kept with the reason' : 'Waits for a reason'}>
        {all.length === 1 ? 'Dismiss it' : `Dismiss all ${all.length} places`}
      </Button>
    </form>
  )
}

function Dismissed({ dismissals, onWork }: { dismissals: readonly Dismissal[]; onWork: RowProps['onWork'] }) {
  const { restore } = useDismissing()
  if (dismissals.length === 0) return null
  return (
    <details className="why-dismissed">
      <summary>{plural(dismissals.length, 'place')} dismissed as false hits</summary>
      <ul>
        {dismissals.map(({ subject, reason, at, actor }) => (
          <li key={subjectKey(subject)}>
            <span className="place">
              <s>{subject.printed}</s> {subjectPlace(subject)}
            </span>
            <span className="secondary">
              “{reason}”, {actor}, {formatMoment(at)}
            </span>
            <button type="button" className="link" aria-label={`Bring back ${subject.printed}, ${subjectPlace(subject)}`} onClick={() => onWork(restore([subject]))}>
              Bring back
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}
