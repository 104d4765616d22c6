import { memo, useMemo } from 'react'
import type { Derivation } from '../../../src-main/contract/derivation.ts'
import type { ThresholdView } from '../../../src-main/contract/recommendation.ts'
import { Card } from '../../components/Card.tsx'
import { NumberCell, NumberTarget, useExplain } from '../../components/NumberTarget.tsx'
import { ThresholdMark } from '../../components/ThresholdMark.tsx'
import { useGridKeys } from '../../components/use-grid-keys.ts'
import { formatCount } from '../../format/number.ts'
import { words } from './case-words.ts'
import { outcomes } from './outcomes.ts'
import type { ClassOutcome } from './outcomes.ts'
import type { ThresholdRow } from './recorded-rows.ts'

interface OutcomesCardProps {
  view: ThresholdView
  recommended: ThresholdRow
  selected: ThresholdRow | null
}

const click = (cell: HTMLElement) => cell.click()

/** The confusion matrix in words, for the recommended threshold beside the selected one. */
export const OutcomesCard = memo(function OutcomesCard({ view, recommended, selected }: OutcomesCardProps) {
  const compared = useMemo(
    () => (selected === null || selected.kind === 'recommended' ? [recommended] : [recommended, selected]),
    [recommended, selected],
  )
  const model = useMemo(
    () =>
      outcomes(
        compared.map((row) => row.cut),
        view.costs,
      ),
    [compared, view.costs],
  )
  const onKeyDown = useGridKeys(click)
  const explain = useExplain(view.derivations)
  const cells = (counts: readonly string[], stop: boolean) =>
    counts.map((count, column) => (
      <NumberCell
        key={compared[column]?.id ?? column}
        name={compared[column]?.derivation ?? 'optimum'}
        onExplain={explain}
        tabIndex={stop && column === 0 ? 0 : -1}
      >
        {count}
      </NumberCell>
    ))
  return (
    <Card title={`What happens to ${formatCount(view.recommendation.used)} ${words.cases}`} className="outcomes">
      <table className="outcomes-table" onKeyDown={onKeyDown}>
        <thead>
          <tr>
            <td />
            {compared.map((row) => (
              <th key={row.id} scope="col" className="number">
                <ThresholdMark kind={row.kind} /> {row.digits}
              </th>
            ))}
          </tr>
        </thead>
        {model.classes.map((outcome, index) => (
          <tbody key={outcome.kind}>
            <ClassRow outcome={outcome} derivation={view.derivations['optimum']} />
            <tr>
              <th scope="row">{outcome.correct.word}</th>
              {cells(outcome.correct.counts, index === 0)}
            </tr>
            <tr className="mistakes">
              <th scope="row">{outcome.mistake.word}</th>
              {cells(outcome.mistake.counts, false)}
            </tr>
          </tbody>
        ))}
        <tfoot>
          <tr>
            <th scope="row">{model.costTitle}</th>
            {cells(model.costs, false)}
          </tr>
        </tfoot>
      </table>
    </Card>
  )
})

function ClassRow({ outcome, derivation }: { outcome: ClassOutcome; derivation: Derivation | undefined }) {
  return (
    <tr className="class-row">
      <th scope="rowgroup">
        <NumberTarget derivation={derivation} tabIndex={-1}>
          {outcome.title}
        </NumberTarget>
      </th>
      {outcome.mistakeShares.map((share, column) => (
        <MistakeShare key={column} share={share} kind={outcome.kind} />
      ))}
    </tr>
  )
}

const MistakeShare = memo(function MistakeShare({ share, kind }: { share: number; kind: ClassOutcome['kind'] }) {
  return (
    <td aria-hidden>
      <div className="share" data-class={kind}>
        <i style={{ width: `${(1 - share) * 100}%` }} />
        <i className="mistake" style={{ width: `${share * 100}%` }} />
      </div>
    </td>
  )
})
