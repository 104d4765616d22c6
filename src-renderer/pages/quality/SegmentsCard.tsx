import { MultiSelect } from '@mantine/core'
import { Fragment } from 'react'
import type { ExtraColumn } from '../../../src-main/contract/extra-columns.ts'
import type { ScoreQuality, SegmentTable } from '../../../src-main/contract/score-quality.ts'
import type { Rate } from '../../../src-main/contract/statistic.ts'
import { shown, type Loadable } from '../../app/case.ts'
import { useCase } from '../../app/case-state.tsx'
import { Card } from '../../components/Card.tsx'
import { NumberTarget } from '../../components/NumberTarget.tsx'
import { useGridKeys } from '../../components/use-grid-keys.ts'
import { formatCount, formatNumber } from '../../format/number.ts'
import { impactWords, rateWords } from './quality-words.ts'

const mostSegments = 8
const click = (cell: HTMLElement) => cell.click()

interface SegmentsCardProps {
  quality: ScoreQuality
  columns: Loadable<ExtraColumn[]>
}

/** What the judged threshold does to the groups of the chosen columns. */
export function SegmentsCard({ quality, columns }: SegmentsCardProps) {
  const { state, dispatch } = useCase()
  const usable = (shown(columns) ?? []).filter(({ uses }) => uses.includes('segment')).map(({ name }) => name)
  const onKeyDown = useGridKeys(click)
  return (
    <Card
      title="Who is refused?"
      aside={`at ${formatNumber(quality.threshold, 7)}, 95\u202f% intervals`}
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
            onChange={(segments) => dispatch({ type: 'segments-chosen', segments })}
          />
        )
      }
      className="quality-segments"
    >
      {columns.status === 'failed' && <p className="missing">The columns could not be listed: {columns.problem.message}</p>}
      {columns.status === 'ready' && usable.length === 0 && (
        <p className="missing">Not computed: the table has no column beside label and score that forms groups.</p>
      )}
      {quality.segments.length > 0 && (
        <div className="scroll" tabIndex={0} role="region" aria-label="Groups">
          <table className="data-table" onKeyDown={onKeyDown}>
            <thead>
              <tr>
                <th scope="col">Group</th>
                {['Applicants', 'Approved', 'Bad rate', 'Recall', 'Precision', 'Impact ratio'].map((title) => (
                  <th key={title} scope="col" className="number">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            {quality.segments.map((table, index) => (
              <Groups key={table.column} table={table} quality={quality} first={index === 0} />
            ))}
          </table>
        </div>
      )}
      {quality.impactNote !== null && <p className="quality-note">{quality.impactNote}</p>}
    </Card>
  )
}

const optional = (rate: Rate | null) => (rate === null ? 'none' : rateWords(rate))

function Groups({ table, quality, first }: { table: SegmentTable; quality: ScoreQuality; first: boolean }) {
  const derivation = quality.derivations['segments']
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={7}>
          {table.column}
          {table.withheld > 0 && <span className="missing">, {formatCount(table.withheld)} groups withheld</span>}
          {table.referenceGroup === null && <span className="missing">, no group is large enough to be the reference</span>}
        </th>
      </tr>
      {table.groups.map(({ group, shown: values }, index) => (
        <tr key={group}>
          <td>{group}</td>
          {values === null ? (
            <td colSpan={6} className="missing">
              withheld: too few rows, or they could be told by subtraction
            </td>
          ) : (
            <>
              {[
                formatCount(values.rows),
                rateWords(values.approval),
                optional(values.badRate),
                optional(values.recall),
                optional(values.precision),
              ].map((text, column) => (
                <Fragment key={column}>
                  <td className="number">
                    <NumberTarget derivation={derivation} tabIndex={first && index === 0 && column === 0 ? 0 : -1}>
                      {text}
                    </NumberTarget>
                  </td>
                </Fragment>
              ))}
              <td className="number" title={values.impact.because}>
                <NumberTarget derivation={derivation} tabIndex={-1}>
                  {impactWords(values).ratio}
                  <span className="impact-kind" data-kind={values.impact.kind}>
                    {values.impact.kind === 'inconclusive' && '? '}
                    {impactWords(values).kind}
                  </span>
                </NumberTarget>
              </td>
            </>
          )}
        </tr>
      ))}
    </tbody>
  )
}
