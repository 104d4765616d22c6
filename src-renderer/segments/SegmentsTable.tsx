import { memo, useRef, type ReactNode } from 'react'
import type { Derivation } from '../../src-main/contract/derivation.ts'
import type { ImpactRatio, SegmentGroup, SegmentTable } from '../../src-main/contract/score-quality.ts'
import type { Rate } from '../../src-main/contract/statistic.ts'
import { NumberTarget } from '../components/NumberTarget.tsx'
import { useGridKeys } from '../components/use-grid-keys.ts'
import { VirtualRows } from '../components/VirtualRows.tsx'
import { rateParts } from '../format/interval.ts'
import { formatCount, plural } from '../format/number.ts'
import { impactWords } from './impact-words.ts'

const columns = 7
const click = (cell: HTMLElement) => cell.click()

interface SegmentsTableProps {
  segments: readonly SegmentTable[]
  derivation: Derivation | undefined
  /** Place of the threshold that the impact ratio is shown at; 0 is the judged one. */
  impactAt: number
  /** Beside the head of the impact ratio. */
  impactHead: ReactNode
}

/** The groups of each column, one a line; of many those in sight. */
export function SegmentsTable({ segments, derivation, impactAt, impactHead }: SegmentsTableProps) {
  const onKeyDown = useGridKeys(click)
  const scroller = useRef<HTMLDivElement>(null)
  const lines = segments.flatMap((table) => [{ table, group: null }, ...table.groups.map((group) => ({ table, group }))])
  const stop = lines.findIndex(({ group }) => group !== null && group.shown !== null)
  return (
    <div className="scroll" ref={scroller} tabIndex={0} role="region" aria-label="Groups">
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
              {impactHead}
            </th>
          </tr>
        </thead>
        <tbody>
          <VirtualRows
            count={lines.length}
            columns={columns}
            estimate={28}
            scroller={scroller}
            row={(index) => {
              const line = lines[index]
              if (line === undefined) return null
              const { table, group } = line
              return group === null ? (
                <ColumnRow key={table.column} table={table} derivation={derivation} />
              ) : (
                <GroupRow key={`${table.column} ${group.group}`} group={group} derivation={derivation} impactAt={impactAt} isStop={index === stop} />
              )
            }}
          />
        </tbody>
      </table>
    </div>
  )
}

function ColumnRow({ table: { column, groups, withheld, referenceGroup }, derivation }: { table: SegmentTable; derivation: Derivation | undefined }) {
  return (
    <tr>
      <th scope="colgroup" colSpan={columns}>
        {column}
        <span className="missing">, {plural(groups.length, 'group')}</span>
        {withheld > 0 && (
          <span className="missing">
            , <NumberTarget derivation={derivation} tabIndex={-1}>{formatCount(withheld)} withheld</NumberTarget>
          </span>
        )}
        {referenceGroup === null && <span className="missing">, none is large enough to be the reference</span>}
      </th>
    </tr>
  )
}

interface GroupRowProps {
  group: SegmentGroup
  derivation: Derivation | undefined
  impactAt: number
  /** Whether the Tab key stops at its first number. */
  isStop: boolean
}

const GroupRow = memo(function GroupRow({ group: { group, shown: values }, derivation, impactAt, isStop }: GroupRowProps) {
  return (
    <tr>
      <td className="segment-name">{group}</td>
      {values === null ? (
        <td colSpan={columns - 1} className="missing">
          withheld: too few rows, or they could be told by subtraction
        </td>
      ) : (
        <>
          <td className="number">
            <NumberTarget derivation={derivation} tabIndex={isStop ? 0 : -1}>
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
  )
})

function RateText({ rate }: { rate: Rate | null }) {
  if (rate === null) return 'none'
  const { share, interval } = rateParts(rate)
  return (
    <>
      {share} <span className="interval">{interval}</span>
    </>
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
