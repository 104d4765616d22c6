import { memo, useMemo, useState } from 'react'
import type { ThresholdView } from '../../../src-main/contract/recommendation.ts'
import type { Uncertainty } from '../../../src-main/contract/uncertainty.ts'
import { Card } from '../../components/Card.tsx'
import { NumberCell, NumberTarget, useExplain } from '../../components/NumberTarget.tsx'
import { ThresholdMark } from '../../components/ThresholdMark.tsx'
import { useGridKeys } from '../../components/use-grid-keys.ts'
import { VirtualRows } from '../../components/VirtualRows.tsx'
import { formatCount, formatExact, formatFixed } from '../../format/number.ts'
import { words } from './case-words.ts'
import { differenceFromBest, pairOf } from './certainty-words.ts'
import { costDigits, differenceWords } from './recorded-rows.ts'
import type { ThresholdRow } from './recorded-rows.ts'

interface RecordedCardProps {
  view: ThresholdView
  rows: readonly ThresholdRow[]
  selected: ThresholdRow | null
  /** How sure the recommendation is; null while that is being computed. */
  sure: Uncertainty | null
  onSelect: (id: string) => void
}

const rowHeight = 25
const click = (cell: HTMLElement) => cell.click()

const head = (
  <thead>
    <tr>
      <th scope="col">Threshold</th>
      <th scope="col">Where from</th>
      <th scope="col" className="number">
        {words.missed}
      </th>
      <th scope="col" className="number">
        {words.refused}
      </th>
      <th scope="col" className="number">
        Cost
      </th>
      <th scope="col" className="number">
        vs best
      </th>
    </tr>
  </thead>
)

/** Recorded and reference thresholds, cheapest first; a row is selected to be compared on the rest of the page. */
export const RecordedCard = memo(function RecordedCard({ view, rows, selected, sure, onSelect }: RecordedCardProps) {
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
  const onKeyDown = useGridKeys(click)
  const explain = useExplain(view.derivations)
  const digits = useMemo(() => costDigits(rows.map((row) => row.cut.cost)), [rows])
  const anyAlike = rows.some((row) => row.kind !== 'recommended' && row.regret > 0 && !row.distinguishable)
  const pair = sure === null || selected === null || selected.kind === 'recommended' ? null : pairOf(selected.cut.threshold, sure)
  const recorded = rows.filter((row) => row.kind === 'recorded').length
  const references = rows.filter((row) => row.kind !== 'recorded' && row.kind !== 'recommended').length
  return (
    <Card
      title="Every threshold that is written down somewhere"
      aside={recorded === 0 ? 'None found.' : `${formatCount(recorded)} recorded, ${formatCount(references)} for reference`}
      className="recorded"
    >
      <div className="recorded-room">
        <div className="recorded-rows scroll" ref={setScroller}>
          <table className="data-table" onKeyDown={onKeyDown}>
            {head}
            <tbody>
              <VirtualRows
                count={rows.length}
                columns={6}
                estimate={rowHeight}
                scroller={{ current: scroller }}
                row={(index) => {
                  const row = rows[index]
                  if (row === undefined) return null
                  return (
                    <Row
                      key={row.id}
                      row={row}
                      first={index === 0}
                      digits={digits}
                      onExplain={explain}
                      selected={row.id === selected?.id}
                      onSelect={onSelect}
                    />
                  )
                }}
              />
            </tbody>
          </table>
        </div>
      </div>
      {pair !== null && selected !== null && (
        <p className="recorded-note">
          {selected.digits} costs{' '}
          <NumberTarget derivation={sure?.derivations['differences']}>{differenceFromBest(pair)}</NumberTarget>.
        </p>
      )}
      {anyAlike && <p className="recorded-note">≈ The difference cannot be told from chance on these rows (paired, 95&#8239;%).</p>}
    </Card>
  )
})

interface RowProps {
  row: ThresholdRow
  first: boolean
  digits: number
  selected: boolean
  onExplain: (name: string) => void
  onSelect: (id: string) => void
}

function Row({ row, first, digits, selected, onExplain, onSelect }: RowProps) {
  const exact = row.recorded === null ? undefined : formatExact(row.recorded.value)
  return (
    <tr
      data-kind={row.kind}
      data-selected={selected || undefined}
      onClick={() => {
        if (row.kind !== 'recommended') onSelect(row.id)
      }}
    >
      <RowStart
        kind={row.kind}
        digits={row.digits}
        exact={exact}
        first={first}
        selected={selected}
        from={row.from}
        place={row.place}
        sources={row.sources.join('\n')}
        missed={row.cut.fn}
        refused={row.cut.fp}
        derivation={row.derivation}
        onExplain={onExplain}
      />
      <NumberCell name={row.derivation} onExplain={onExplain}>
        {formatFixed(row.cut.cost, digits)}
      </NumberCell>
      <NumberCell name={row.derivation} onExplain={onExplain}>
        {differenceWords(row, digits)}
      </NumberCell>
    </tr>
  )
}

interface RowStartProps extends Pick<ThresholdRow, 'kind' | 'digits' | 'from' | 'place' | 'derivation'> {
  exact: string | undefined
  first: boolean
  selected: boolean
  /** One a line. */
  sources: string
  missed: number
  refused: number
  onExplain: (name: string) => void
}

/** What no cost changes of a written threshold: its digits, where it is from, and the mistakes that it makes. */
const RowStart = memo(function RowStart({ kind, digits, exact, first, selected, from, place, sources, missed, refused, derivation, onExplain }: RowStartProps) {
  const compare = `Compare ${exact ?? digits} with the recommended threshold`
  return (
    <>
      <td>
        <button
          type="button"
          className="row-select"
          data-cell
          tabIndex={first ? 0 : -1}
          aria-pressed={kind === 'recommended' ? undefined : selected}
          title={kind === 'recommended' ? undefined : [compare, ...(sources === '' ? [] : [sources])].join('\n')}
        >
          <ThresholdMark kind={kind} /> {digits}
        </button>
      </td>
      <td className="from" title={sources}>
        <span>
          <span className="name">{from}</span>
          {place !== '' && <span>{place}</span>}
        </span>
      </td>
      <NumberCell name={derivation} onExplain={onExplain}>
        {formatCount(missed)}
      </NumberCell>
      <NumberCell name={derivation} onExplain={onExplain}>
        {formatCount(refused)}
      </NumberCell>
    </>
  )
})
