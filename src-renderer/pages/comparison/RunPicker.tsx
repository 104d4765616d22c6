import { Button, Checkbox, Modal } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { RunColumn } from '../../../src-main/contract/comparison.ts'
import { FilterField } from '../../components/FilterField.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { VirtualRows } from '../../components/VirtualRows.tsx'
import { formatMoment } from '../../format/date.ts'
import { shortenMiddle } from '../../format/hash.ts'
import { formatCount, plural } from '../../format/number.ts'
import { visibleText } from '../../format/visible-text.ts'
import { lifecycleWords, runColumns, runName } from './run-list.ts'
import { useRunPages } from './use-run-pages.ts'

const fewestRuns = 2
const mostRuns = 20

interface RunPickerProps {
  folder: string
  /** Whether runs come from more than one store. */
  severalStores: boolean
  chosen: readonly string[]
  /** Ids of the runs that record a threshold. */
  recording: ReadonlySet<string>
  onChoose: (ids: string[]) => void
  onClose: () => void
}

/** Choose two to twenty runs; the first one chosen is the baseline. */
export function RunPicker({ folder, severalStores, chosen, recording, onChoose, onClose }: RunPickerProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [draft, setDraft] = useState<readonly string[]>(chosen)
  const [filter, setFilter] = useState('')
  const [sort, setSort] = useState<{ by: RunColumn; descending: boolean }>({ by: 'records', descending: true })
  const { matching, total, query, runAt, ask, problem } = useRunPages(folder, filter, sort)
  const toggle = (id: string) =>
    setDraft(draft.includes(id) ? draft.filter((other) => other !== id) : [...draft, id])
  const fits = draft.length >= fewestRuns && draft.length <= mostRuns

  return (
    <Modal
      opened
      onClose={onClose}
      title="Which runs should be compared?"
      size={900}
    >
      <div className="run-picker">
        <div className="table-bar">
          <span className="secondary small" role="status">
            {matching === total ? plural(total, 'run') : `${formatCount(matching)} of ${plural(total, 'run')}`}, {formatCount(draft.length)} chosen.{' '}
            {draft.length > mostRuns ? `At most ${mostRuns} fit side by side.` : `Choose ${fewestRuns} to ${mostRuns}; the first is the baseline.`}
          </span>
          <span className="spacer" />
          {draft.length > 0 && (
            <button className="link small" onClick={() => setDraft([])}>
              Clear
            </button>
          )}
          <FilterField label="Filter runs" value={filter} onChange={setFilter} />
        </div>
        <div className="scroll" ref={scroller} tabIndex={0} role="group" aria-label="Runs, scrolls">
          <table className="data-table" aria-rowcount={matching + 1}>
            <thead>
              <tr>
                <th scope="col" className="check">
                  <span className="visually-hidden">Chosen</span>
                </th>
                {runColumns.map(({ id, title }) => {
                  const direction = sort.by !== id ? 'none' : sort.descending ? 'descending' : 'ascending'
                  return (
                    <th scope="col" key={id} aria-sort={direction}>
                      <button className="sort" onClick={() => setSort({ by: id, descending: sort.by === id ? !sort.descending : id === 'start' || id === 'records' })}>
                        {title}
                        {direction === 'ascending' && <IconArrowUp size={12} aria-hidden />}
                        {direction === 'descending' && <IconArrowDown size={12} aria-hidden />}
                      </button>
                    </th>
                  )
                })}
              </tr>
            </thead>
            <tbody>
              <VirtualRows
                count={matching}
                columns={6}
                estimate={42}
                scroller={scroller}
                row={(index) => {
                  const run = runAt(index)
                  if (run === null) return <AwaitedRow key={`awaited ${index}`} onSight={() => ask(index)} />
                  const place = draft.indexOf(run.id)
                  return (
                    <tr key={run.id} data-chosen={place >= 0} onClick={() => toggle(run.id)}>
                      <td>
                        <Checkbox
                          size="xs"
                          aria-label={`Compare ${run.name}, ${run.id}`}
                          checked={place >= 0}
                          onClick={(event) => event.stopPropagation()}
                          onChange={() => toggle(run.id)}
                        />
                      </td>
                      <td>
                        <span className="name">
                          <bdi>{runName(run)}</bdi>
                        </span>
                        <span className="mono missing" title={run.id}>
                          {shortenMiddle(run.id)}
                        </span>
                        {place === 0 && <span className="missing"> baseline</span>}
                      </td>
                      <td>
                        <bdi>{visibleText(run.experiment)}</bdi>
                        {severalStores && <span className="missing block">{run.stores.map(visibleText).join(', ')}</span>}
                      </td>
                      <td>
                        {run.status.toLowerCase()}
                        {lifecycleWords(run).map((words) => (
                          <span className="missing block" key={words}>
                            {words}
                          </span>
                        ))}
                      </td>
                      <td className="nowrap">{run.startTime === null ? 'not stated' : formatMoment(run.startTime)}</td>
                      <td>{recording.has(run.id) ? 'recorded' : <span className="missing">none</span>}</td>
                    </tr>
                  )
                }}
              />
            </tbody>
          </table>
          {problem !== null && <ProblemNotice problem={problem} />}
          {matching === 0 && query !== '' && <p className="empty-words">No run fits “{query}”.</p>}
        </div>
        <div className="form-actions">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button disabled={!fits} onClick={() => onChoose([...draft])}>
            Compare {fits ? plural(draft.length, 'run') : 'runs'}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

/** A run that came into sight and is asked for. */
function AwaitedRow({ onSight }: { onSight: () => void }) {
  const sight = useEffectEvent(onSight)
  useEffect(() => {
    sight()
  }, [])
  return (
    <tr>
      <td colSpan={6} className="missing">
        Reading the run.
      </td>
    </tr>
  )
}
