import { IconAlertTriangle, IconHelp } from '@tabler/icons-react'
import { memo } from 'react'
import type { ChosenReading } from '../../app/case.ts'
import { useCase, useDispatch } from '../../app/case-state.tsx'
import { SteadyButton } from '../../components/SteadyButton.tsx'
import { formatNumber } from '../../format/number.ts'

/** One line above the evidence: the reading of the table is not confirmed, or the scores run against it. */
export function ReadingNotice({ auc }: { auc: number | null }) {
  const { state } = useCase()
  return state.reading === null ? null : <NoticeOf chosen={state.reading} auc={auc} />
}

const NoticeOf = memo(function NoticeOf({ chosen, auc }: { chosen: ChosenReading; auc: number | null }) {
  const dispatch = useDispatch()
  const { reading } = chosen
  if (auc !== null && auc < 0.5) {
    const other = reading.orientation === 'high' ? 'low' : 'high'
    return (
      <div className="reading-notice" data-kind="contradicted" role="alert">
        <IconAlertTriangle className="icon" size={15} stroke={1.8} aria-hidden />
        <p>
          <strong>The scores contradict how they are read.</strong> AUC {formatNumber(auc, 3)}: a {reading.orientation} score
          marks the other class more often. Nothing below holds until this is settled.
        </p>
        <SteadyButton
          size="xs"
          variant="default"
          onClick={() => dispatch({ type: 'reading-chosen', reading: { ...reading, orientation: other }, confirmed: true })}
        >
          {`Read ${other} scores as positive`}
        </SteadyButton>
      </div>
    )
  }
  if (chosen.confirmed) return null
  return (
    <div className="reading-notice" role="note">
      <IconHelp className="icon" size={15} stroke={1.8} aria-hidden />
      <p>
        <strong>Assumed:</strong> <span className="mono">{reading.path}</span>, label <span className="mono">{reading.label}</span>
        {reading.positive !== null && <> (positive: {reading.positive})</>}, score{' '}
        <span className="mono">{reading.score}</span>, {reading.orientation} score is positive.
      </p>
      <SteadyButton size="xs" variant="default" onClick={() => dispatch({ type: 'reading-confirmed' })}>
        Confirm
      </SteadyButton>
      <SteadyButton size="xs" variant="subtle" onClick={() => dispatch({ type: 'page-opened', page: 'evidence' })}>
        Change
      </SteadyButton>
    </div>
  )
})
