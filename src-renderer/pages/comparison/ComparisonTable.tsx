import { Switch } from '@mantine/core'
import { IconMinus } from '@tabler/icons-react'
import { createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table'
import { useCallback, useMemo, useRef, useState } from 'react'
import type { Comparison, ComparisonOptions, ComparisonRow } from '../../../src-main/contract/comparison.ts'
import { FilterField } from '../../components/FilterField.tsx'
import { useNotice } from '../../components/Notice.tsx'
import { useGridKeys } from '../../components/use-grid-keys.ts'
import { VirtualRows } from '../../components/VirtualRows.tsx'
import { shortenMiddle } from '../../format/hash.ts'
import { formatCount, plural } from '../../format/number.ts'
import { visibleText } from '../../format/visible-text.ts'
import { baselineIndex } from './comparison-options.ts'
import {
  countsOf,
  deltaWords,
  differsFromBaseline,
  linesOf,
  runLetter,
  sectionTitles,
  type ComparisonLine,
} from './comparison-rows.ts'
import { runName } from './run-list.ts'

const features = tableFeatures({})
const helper = createColumnHelper<typeof features, ComparisonLine>()
const hexadecimal = /^[0-9a-f]{24,}$/i

function State({ row: { state, withinTolerance } }: { row: ComparisonRow }) {
  if (withinTolerance === true) return <span className="secondary">≈ within tolerance</span>
  if (state === 'different') return <span className="state-different">≠ different</span>
  if (state === 'equal') return <span className="secondary">= equal</span>
  return (
    <span className="missing with-icon">
      <IconMinus size={12} stroke={2} aria-hidden /> missing
    </span>
  )
}

/** Keys of these sections are names from the store, others are words. */
function isCode(section: ComparisonRow['section']): boolean {
  return section === 'metrics' || section === 'parameters' || section === 'tags'
}

/** A value as it is shown: hashes and ids cut in the middle, everything else whole. */
function shownValue(value: string): string {
  return hexadecimal.test(value) ? shortenMiddle(value) : visibleText(value)
}

/** What stands below a value: its difference from the baseline, how many points it is of, and stores that tell it differently. */
function Beside({ row, run, id, baseline }: { row: ComparisonRow; run: number; id: string; baseline: number }) {
  const delta = deltaWords(row, run, baseline)
  const points = row.points?.[run] ?? 0
  const told = row.conflicts?.find((conflict) => conflict.run === id)?.told ?? []
  return (
    <>
      {(delta !== null || points > 1) && (
        <span className="beside">{[...(delta === null ? [] : [delta]), ...(points > 1 ? [plural(points, 'point')] : [])].join(', ')}</span>
      )}
      {told.map(({ store, value }) => (
        <span className="beside" key={store}>
          {visibleText(store)}: {visibleText(value)}
        </span>
      ))}
    </>
  )
}

interface ComparisonTableProps {
  comparison: Comparison
  options: ComparisonOptions
  equalHidden: boolean
  onEqualHidden: (hidden: boolean) => void
  onBaseline: (run: string) => void
  /** Opens the history of a metric. */
  onMetric: (key: string) => void
}

/** Every recorded fact of the runs side by side, differences first. */
export function ComparisonTable({ comparison, options, equalHidden, onEqualHidden, onBaseline, onMetric }: ComparisonTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const tell = useNotice()
  const [filter, setFilter] = useState('')
  const { runs, rows, ignored = [] } = comparison
  const baseline = baselineIndex(comparison)
  const counts = useMemo(() => countsOf(rows), [rows])
  const lines = useMemo(() => linesOf(rows, { equalHidden, filter }), [rows, equalHidden, filter])

  const columns = useMemo(
    () =>
      helper.columns([
        helper.accessor((line) => (line.kind === 'row' ? line.row.key : ''), { id: 'key', header: 'Recorded' }),
        ...runs.map((run, index) =>
          helper.accessor((line) => (line.kind === 'row' ? (line.row.values[index] ?? null) : null), {
            id: run.id,
            header: run.name,
          }),
        ),
        helper.accessor((line) => (line.kind === 'row' ? line.row.state : null), { id: 'state', header: 'State' }),
      ]),
    [runs],
  )
  const table = useTable({ features, columns, data: lines })
  const modelRows = table.getRowModel().rows

  const copy = useCallback(
    (cell: HTMLElement) => {
      const value = cell.dataset['value']
      if (value === undefined) return
      navigator.clipboard.writeText(value).then(
        () => tell(`Copied ${value}`),
        () => tell('The system refused to copy. Select the value and copy it by hand.'),
      )
    },
    [tell],
  )
  const onKeyDown = useGridKeys(copy)
  const columnCount = runs.length + 2

  const drawn = (index: number) => {
    const row = modelRows[index]
    const line = row?.original
    if (row === undefined || line === undefined) return null
    if (line.kind === 'section') {
      return (
        <tr className="section" key={line.section}>
          <th colSpan={columnCount} scope="colgroup">
            {sectionTitles[line.section]}
          </th>
        </tr>
      )
    }
    const { row: fact } = line
    return (
      <tr key={`${fact.section} ${fact.key}`}>
        <th scope="row" className={isCode(fact.section) ? 'mono' : ''} title={fact.key}>
          {fact.section === 'metrics' ? (
            <button type="button" className="link" title="How this metric was logged, as a chart" onClick={() => onMetric(fact.key)}>
              {visibleText(fact.key)}
            </button>
          ) : (
            visibleText(fact.key)
          )}
        </th>
        {row.getAllCells().slice(1, -1).map((cell, run) => {
          const value = fact.values[run] ?? null
          if (value === null) {
            return (
              <td key={cell.id} className="missing">
                missing
              </td>
            )
          }
          return (
            <td
              key={cell.id}
              data-cell
              data-value={value}
              data-different={differsFromBaseline(fact, run, baseline, options.tolerance)}
              tabIndex={index === firstRow && run === 0 ? 0 : -1}
              title={`${value}\nDouble-click or Enter copies it.`}
              className={hexadecimal.test(value) ? 'mono' : ''}
              onDoubleClick={(event) => copy(event.currentTarget)}
            >
              <span className="short">{shownValue(value)}</span>
              <span className="whole">{visibleText(value)}</span>
              <Beside row={fact} run={run} id={runs[run]?.id ?? ''} baseline={baseline} />
            </td>
          )
        })}
        <td className="state">
          <State row={fact} />
        </td>
      </tr>
    )
  }
  const firstRow = lines.findIndex((line) => line.kind === 'row' && line.row.values[0] !== null)

  return (
    <section className="card comparison-table" aria-label="The runs side by side">
      <div className="table-bar">
        <Switch
          label="Differences only"
          checked={equalHidden}
          onChange={(event) => onEqualHidden(event.currentTarget.checked)}
        />
        <span className="secondary small" role="status">
          {formatCount(counts.different)} different, {formatCount(counts.missing)} missing, {formatCount(counts.equal)} equal
          {equalHidden && counts.equal > 0 ? ' hidden' : ''}
        </span>
        <span className="spacer" />
        <FilterField label="Filter rows" value={filter} onChange={setFilter} />
      </div>
      <div className="scroll" ref={scroller} tabIndex={0} role="group" aria-label="Comparison, scrolls">
        <table
          className="data-table"
          style={{ minWidth: 150 + runs.length * 150 + 90 }}
          onKeyDown={onKeyDown}
          aria-rowcount={lines.length + 1}
        >
          <thead>
            <tr>
              <th scope="col" className="key">
                <span className="visually-hidden">Recorded</span>
              </th>
              {runs.map((run, index) => (
                <th scope="col" key={run.id} title={`${run.name}\n${run.id}`}>
                  <span className="letter">{runLetter(index)}</span>
                  {index === baseline ? (
                    <span className="baseline">baseline</span>
                  ) : (
                    <button type="button" className="link baseline" title={`Take differences from ${runName(run)}`} onClick={() => onBaseline(run.id)}>
                      make baseline
                    </button>
                  )}
                  <span className="run-name">
                    <bdi>{runName(run)}</bdi>
                  </span>
                </th>
              ))}
              <th scope="col" className="state">
                State
              </th>
            </tr>
          </thead>
          <tbody>
            <VirtualRows count={modelRows.length} columns={columnCount} estimate={28} scroller={scroller} row={drawn} />
          </tbody>
        </table>
        {lines.length === 0 && (
          <p className="empty-words">
            {filter.trim() === ''
              ? 'Nothing differs and nothing is missing. Switch “Differences only” off to see what is equal.'
              : `No name and no value contains “${filter.trim()}”${equalHidden ? '; equal rows are hidden' : ''}.`}
          </p>
        )}
      </div>
      <div className="foot-note">
        A missing value is not a difference. Run ids and times are no evidence either way.
        {ignored.length > 0 && (
          <details>
            <summary>{plural(ignored.length, 'key is', 'keys are')} left out by the list of keys to ignore</summary>
            <span className="mono">{ignored.map(visibleText).join(', ')}</span>
          </details>
        )}
      </div>
    </section>
  )
}
