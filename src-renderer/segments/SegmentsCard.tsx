import { MultiSelect, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { Derivation } from '../../src-main/contract/derivation.ts'
import type { ExtraColumn } from '../../src-main/contract/extra-columns.ts'
import type { ImpactRatio, SegmentTable } from '../../src-main/contract/score-quality.ts'
import type { Rate } from '../../src-main/contract/statistic.ts'
import { shown, type Loadable } from '../app/case.ts'
import { useCase } from '../app/case-state.tsx'
import { Card } from '../components/Card.tsx'
import { NumberTarget } from '../components/NumberTarget.tsx'
import { useGridKeys } from '../components/use-grid-keys.ts'
import { rateParts } from '../format/interval.ts'
import { formatCount } from '../format/number.ts'
import { impactWords } from './impact-words.ts'
import './segments.css'

const mostSegments = 8
const click = (cell: HTMLElement) => cell.click()

interface SegmentsCardProps {
  /** The judged threshold, then the others that the impact ratio is known at; empty while there is none. */
  thresholds: readonly number[]
  /** Whether the judged threshold stands in for an answer that refuses nobody. */
  refusesNobody: boolean
  digitsOf: (threshold: number) => string
  segments: readonly SegmentTable[]
  /** What the impact ratio is and is not. */
  note: string | null
  derivation: Derivation | undefined
  columns: Loadable<ExtraColumn[]>
  /** How the counting of the groups stands. */
  counting: Loadable<unknown>
}

/** What the judged threshold does to the groups of the chosen columns. */
export function SegmentsCard({ thresholds, refusesNobody, digitsOf, segments, note, derivation, columns, counting }: SegmentsCardProps) {
  const { state, dispatch } = useCase()
  const [place, setPlace] = useState(0)
  const usable = (shown(columns) ?? []).filter(({ uses }) => uses.includes('segment')).map(({ name }) => name)
  const onKeyDown = useGridKeys(click)
  const [judged] = thresholds
  const impactAt = place < thresholds.length ? place : 0
  return (
    <Card
      title="Who is refused?"
      aside={judged === undefined ? undefined : `at ${digitsOf(judged)}, 95\u202f% intervals`}
      end={
        usable.length > 0 && (
          <MultiSelect
            size="xs"
            aria-label="Columns that form groups"
            placeholder={state.segments.length === 0 ? 'Choose columns that form groups' : ''}
            data={usable}
            value={state.segments}
            maxValues={mostSegments}
            searchable
            onChange={(chosen) => dispatch({ type: 'segments-chosen', segments: chosen })}
          />
        )
      }
      className="segments"
    >
      {columns.status === 'loading' && usable.length === 0 && <p className="missing">The columns of the table are being looked at.</p>}
      {columns.status === 'failed' && <p className="missing">The columns could not be listed: {columns.problem.message}</p>}
      {columns.status === 'ready' && usable.length === 0 && (
        <p className="missing">Not computed: the table has no column beside label and score that forms groups.</p>
      )}
      {usable.length > 0 && state.segments.length === 0 && <p className="missing">No column is chosen. Choose one, such as a region or an age, to see what the threshold does to each of its groups.</p>}
      {usable.length > 0 && state.segments.length > 0 && segments.length === 0 && counting.status === 'loading' && <p className="missing">The groups are being counted.</p>}
      {counting.status === 'failed' && (
        <p role="alert">
          {counting.problem.message} {counting.problem.action}
        </p>
      )}
      {refusesNobody && judged !== undefined && segments.length > 0 && (
        <p className="segments-note">The recommended answer refuses nobody, so the groups are shown at {digitsOf(judged)}.</p>
      )}
      {segments.length > 0 && (
        <div className="scroll" tabIndex={0} role="region" aria-label="Groups">
          <table className="data-table" onKeyDown={onKeyDown}>
            <thead>
              <tr>
                <th scope="col">Group</th>
                {['Applicants', 'Approved', 'Bad rate', 'Recall', 'Precision'].map((title) => (
                  <th key={title} scope="col" className="number">
                    {title}
                  </th>
                ))}
                <th scope="col" className="number impact-head">
                  Impact ratio
                  {thresholds.length > 1 && (
                    <NativeSelect
                      size="xs"
                      aria-label="Impact ratio at threshold"
                      value={String(impactAt)}
                      data={thresholds.map((threshold, index) => ({ value: String(index), label: `at ${digitsOf(threshold)}` }))}
                      onChange={({ currentTarget: { value } }) => setPlace(Number(value))}
                    />
                  )}
                </th>
              </tr>
            </thead>
            {segments.map((table, index) => (
              <Groups key={table.column} table={table} derivation={derivation} impactAt={impactAt} first={index === 0} />
            ))}
          </table>
        </div>
      )}
      {note !== null && <p className="segments-note">{note}</p>}
    </Card>
  )
}

function RateText({ rate }: { rate: Rate | null }) {
  if (rate === null) return 'none'
  const { share, interval } = rateParts(rate)
  return (
    <>
      {share} <span className="interval">{interval}</span>
    </>
  )
}

interface GroupsProps {
  table: SegmentTable
  derivation: Derivation | undefined
  /** Place of the threshold that the impact ratio is shown at; 0 is the judged one. */
  impactAt: number
  first: boolean
}

function Groups({ table, derivation, impactAt, first }: GroupsProps) {
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={7}>
          {table.column}
          {table.withheld > 0 && (
            <span className="missing">
              , <NumberTarget derivation={derivation} tabIndex={-1}>{formatCount(table.withheld)} groups withheld</NumberTarget>
            </span>
          )}
          {table.referenceGroup === null && <span className="missing">, no group is large enough to be the reference</span>}
        </th>
      </tr>
      {table.groups.map(({ group, shown: values }, index) => (
        <tr key={group}>
          <td className="segment-name">{group}</td>
          {values === null ? (
            <td colSpan={6} className="missing">
              withheld: too few rows, or they could be told by subtraction
            </td>
          ) : (
            <>
              <td className="number">
                <NumberTarget derivation={derivation} tabIndex={first && index === 0 ? 0 : -1}>
                  {formatCount(values.rows)}
                </NumberTarget>
              </td>
              {[values.approval, values.badRate, values.recall, values.precision].map((rate, column) => (
                <td key={column} className="number">
                  <NumberTarget derivation={derivation} tabIndex={-1}>
                    <RateText rate={rate} />
                  </NumberTarget>
                </td>
              ))}
              <Impact impact={values.impactElsewhere[impactAt - 1] ?? values.impact} derivation={derivation} />
            </>
          )}
        </tr>
      ))}
    </tbody>
  )
}

function Impact({ impact, derivation }: { impact: ImpactRatio; derivation: Derivation | undefined }) {
  const { ratio, kind } = impactWords(impact)
  return (
    <td className="number" title={impact.because}>
      <NumberTarget derivation={derivation} tabIndex={-1}>
        {ratio}
        <span className="impact-kind" data-kind={impact.kind}>
          {impact.kind === 'inconclusive' && '? '}
          {kind}
        </span>
      </NumberTarget>
    </td>
  )
}
