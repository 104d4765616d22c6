import { MultiSelect, NativeSelect } from '@mantine/core'
import { memo, useMemo, useState } from 'react'
import type { Derivation } from '../../src-main/contract/derivation.ts'
import type { ExtraColumn } from '../../src-main/contract/extra-columns.ts'
import type { SegmentTable } from '../../src-main/contract/score-quality.ts'
import { shown, type Loadable } from '../app/case.ts'
import { useCase, useDispatch } from '../app/case-state.tsx'
import { Card } from '../components/Card.tsx'
import { SegmentsTable } from './SegmentsTable.tsx'
import './segments.css'

const mostSegments = 8

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
  const { state } = useCase()
  const [place, setPlace] = useState(0)
  const known = shown(columns)
  const usable = useMemo(() => (known ?? []).filter(({ uses }) => uses.includes('segment')).map(({ name }) => name), [known])
  const [judged] = thresholds
  const impactAt = place < thresholds.length ? place : 0
  return (
    <Card
      title="Who is refused?"
      aside={judged === undefined ? undefined : `at ${digitsOf(judged)}, 95\u202f% intervals`}
      end={
        usable.length > 0 && (
          <ColumnsChoice usable={usable} chosen={state.segments} />
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
        <SegmentsTable
          segments={segments}
          derivation={derivation}
          impactAt={impactAt}
          impactHead={
            thresholds.length > 1 && (
              <NativeSelect
                size="xs"
                aria-label="Impact ratio at threshold"
                value={String(impactAt)}
                data={thresholds.map((threshold, index) => ({ value: String(index), label: `at ${digitsOf(threshold)}` }))}
                onChange={({ currentTarget: { value } }) => setPlace(Number(value))}
              />
            )
          }
        />
      )}
      {note !== null && <p className="segments-note">{note}</p>}
    </Card>
  )
}

/** Which columns form groups. A moved cost leaves it as it is, so it isn't drawn with one. */
const ColumnsChoice = memo(function ColumnsChoice({ usable, chosen }: { usable: string[]; chosen: string[] }) {
  const dispatch = useDispatch()
  return (
    <MultiSelect
      size="xs"
      aria-label="Columns that form groups"
      placeholder={chosen.length === 0 ? 'Choose columns that form groups' : ''}
      data={usable}
      value={chosen}
      maxValues={mostSegments}
      searchable
      onChange={(segments) => dispatch({ type: 'segments-chosen', segments })}
    />
  )
})
