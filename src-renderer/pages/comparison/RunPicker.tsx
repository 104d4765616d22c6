import { Button, Checkbox, Modal } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useMemo, useRef, useState } from 'react'
import type { RunSummary } from '../../../src-main/contract/comparison.ts'
import { FilterField } from '../../components/FilterField.tsx'
import { VirtualRows } from '../../components/VirtualRows.tsx'
import { formatMoment } from '../../format/date.ts'
import { shortenMiddle } from '../../format/hash.ts'
import { formatCount, plural } from '../../format/number.ts'

const fewestRuns = 2
const mostRuns = 10

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { alphanumeric: sortFn_alphanumeric, basic: sortFn_basic },
})
const helper = createColumnHelper<typeof features, RunSummary>()

interface RunPickerProps {
  runs: readonly RunSummary[]
  chosen: readonly string[]
  /** Ids of the runs that record a threshold. */
  recording: ReadonlySet<string>
  onChoose: (ids: string[]) => void
  onClose: () => void
}

/** Choose two to ten runs; the first one chosen is the baseline. */
export function RunPicker({ runs, chosen, recording, onChoose, onClose }: RunPickerProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [draft, setDraft] = useState<readonly string[]>(chosen)
  const [filter, setFilter] = useState('')
  const data = useMemo(() => {
    const wanted = filter.trim().toLowerCase()
    return runs.filter((run) => [run.name, run.id, run.experiment, run.status].some((text) => text.toLowerCase().includes(wanted)))
  }, [runs, filter])
  const columns = useMemo(
    () =>
      helper.columns([
        helper.accessor('name', { header: 'Run', sortFn: 'alphanumeric' }),
        helper.accessor('experiment', { header: 'Experiment', sortFn: 'alphanumeric' }),
        helper.accessor('status', { header: 'Status', sortFn: 'alphanumeric' }),
        helper.accessor((run) => run.startTime ?? 0, { id: 'start', header: 'Started', sortFn: 'basic', sortDescFirst: true }),
        helper.accessor((run) => (recording.has(run.id) ? 1 : 0), {
          id: 'records',
          header: 'Threshold',
          sortFn: 'basic',
          sortDescFirst: true,
        }),
      ]),
    [recording],
  )
  const table = useTable({
    features,
    columns,
    data,
    enableSortingRemoval: false,
    initialState: { sorting: [{ id: 'records', desc: true }, { id: 'start', desc: true }] },
  })
  const rows = table.getRowModel().rows
  const toggle = (id: string) =>
    setDraft(draft.includes(id) ? draft.filter((other) => other !== id) : [...draft, id])
  const fits = draft.length >= fewestRuns && draft.length <= mostRuns
  const head = table.getHeaderGroups()[0]

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
            {plural(runs.length, 'run')}, {formatCount(draft.length)} chosen.{' '}
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
          <table className="data-table" aria-rowcount={rows.length + 1}>
            <thead>
              <tr>
                <th scope="col" className="check">
                  <span className="visually-hidden">Chosen</span>
                </th>
                {head?.headers.map((header) => {
                  const sorted = header.column.getIsSorted()
                  return (
                    <th
                      scope="col"
                      key={header.id}
                      aria-sort={sorted === false ? 'none' : sorted === 'asc' ? 'ascending' : 'descending'}
                    >
                      <button className="sort" onClick={header.column.getToggleSortingHandler()}>
                        <table.FlexRender header={header} />
                        {sorted === 'asc' && <IconArrowUp size={12} aria-hidden />}
                        {sorted === 'desc' && <IconArrowDown size={12} aria-hidden />}
                      </button>
                    </th>
                  )
                })}
              </tr>
            </thead>
            <tbody>
              <VirtualRows
                count={rows.length}
                columns={6}
                estimate={42}
                scroller={scroller}
                row={(index) => {
                  const run = rows[index]?.original
                  if (run === undefined) return null
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
                        <span className="name">{run.name}</span>
                        <span className="mono missing" title={run.id}>
                          {shortenMiddle(run.id)}
                        </span>
                        {place === 0 && <span className="missing"> baseline</span>}
                      </td>
                      <td>{run.experiment}</td>
                      <td>
                        {run.status.toLowerCase()}
                        {run.lifecycle === 'deleted' && <span className="missing block">deleted</span>}
                      </td>
                      <td className="nowrap">{run.startTime === null ? 'not stated' : formatMoment(run.startTime)}</td>
                      <td>{recording.has(run.id) ? 'recorded' : <span className="missing">none</span>}</td>
                    </tr>
                  )
                }}
              />
            </tbody>
          </table>
          {rows.length === 0 && <p className="empty-words">No run fits “{filter.trim()}”.</p>}
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
