import { IconCheck } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { ExplanationResult } from '../../../src-main/contract/explanation.ts'
import type { ChartFrame } from '../../charts/chart-frame.ts'
import { Chart } from '../../charts/Chart.tsx'
import { derivationOf } from './derivation-of.ts'
import { DerivedText } from './DerivedText.tsx'
import { corroborationWords, objectiveFinding, objectiveInput, objectiveTable } from './explanation-chart.ts'
import { groupTitle, type ExplanationGroup } from './explanation-groups.ts'
import { objectiveDrawing } from './objective-chart.drawing.ts'
import { VerdictBadge } from './VerdictBadge.tsx'

interface ExplanationTileProps {
  group: ExplanationGroup
  result: ExplanationResult
  /** The recorded value as the title names it. */
  digits: string
  range: readonly [number, number]
  asTable: boolean
  selected: boolean
  onSelect: (id: string) => void
}

/** One explanation: what became of it, its objective around the recorded value, and the number that decides. */
export function ExplanationTile({ group, result, digits, range, asTable, selected, onSelect }: ExplanationTileProps) {
  const { leading, verdict } = group
  const draw = useMemo(() => {
    const input = objectiveInput(group, result, digits, range)
    return input === null ? null : (frame: ChartFrame) => objectiveDrawing(input, frame)
  }, [group, result, digits, range])
  const places = corroborationWords(leading)
  return (
    <article className="why-tile" data-verdict={verdict} data-selected={selected || undefined} aria-label={groupTitle(group)}>
      <div className="why-tile-title">
        <button type="button" className="why-select" aria-pressed={selected} title={`${groupTitle(group)}: show all of it`} onClick={() => onSelect(group.id)}>
          {groupTitle(group)}
        </button>
        <VerdictBadge verdict={verdict} />
      </div>
      {draw === null ? (
        <div className="why-no-data">
          <p>{verdict === 'cannot-tell' ? <><strong aria-hidden>?</strong> No objective to draw</> : 'No objective is searched'}</p>
        </div>
      ) : (
        <div className="why-chart">
          <Chart draw={draw} label={objectiveFinding(group, digits)} table={() => objectiveTable(group)} asTable={asTable} />
        </div>
      )}
      <DerivedText className="why-because" derivation={derivationOf(leading, result)} whole={leading.because}>
        {leading.because}
      </DerivedText>
      {places !== '' && verdict !== 'refuted' && (
        <p className="why-places">
          <IconCheck size={13} stroke={2} aria-hidden /> {places}
        </p>
      )}
    </article>
  )
}
