import { Button } from '@mantine/core'
import { IconTable } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { ThresholdView } from '../../../src-main/contract/recommendation.ts'
import type { ScoreQuality } from '../../../src-main/contract/score-quality.ts'
import { shown } from '../../app/case.ts'
import { useCase } from '../../app/case-state.tsx'
import { useShortcut } from '../../app/use-shortcut.ts'
import { NumberTarget } from '../../components/NumberTarget.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { ReadingNotice } from '../threshold/ReadingNotice.tsx'
import { thresholdRows } from '../threshold/recorded-rows.ts'
import { waitingWords } from '../threshold/threshold-state.ts'
import { CalibrationCard } from './CalibrationCard.tsx'
import { bandWords, qualityAnswer, qualityQuestion } from './quality-words.ts'
import { RankCard } from './RankCard.tsx'
import { SegmentsCard } from './SegmentsCard.tsx'
import { StabilityCard } from './StabilityCard.tsx'
import { useColumns, useQuality } from './use-quality.ts'
import { UseCard } from './UseCard.tsx'
import { WeightingCard } from './WeightingCard.tsx'
import './quality.css'

/** Whether the score ranks, is a probability, is of use, and what the threshold does to groups. */
export function QualityPage() {
  const { state, dispatch } = useCase()
  const view = shown(state.view)
  const answer = useQuality(view)
  const quality = shown(answer)
  if (view !== null && quality !== null) return <Judged view={view} quality={quality} stale={answer.status !== 'ready'} />
  const waiting = view === null ? waitingWords(state) : { decisive: 'Not answered yet.', rest: 'The score is being judged.' }
  const failed = view !== null && answer.status === 'failed'
  return (
    <>
      <PageHeader question={qualityQuestion} decisive={failed ? 'Not answered.' : waiting.decisive} rest={failed ? 'The score could not be judged.' : waiting.rest} />
      {failed && <ProblemNotice problem={answer.problem} />}
      {view === null && (
        <div>
          <Button onClick={() => dispatch({ type: 'page-opened', page: state.reading === null ? 'evidence' : 'threshold' })}>
            {state.reading === null ? 'Look at the evidence' : 'Look at the threshold'}
          </Button>
        </div>
      )}
    </>
  )
}

/** What D explains by the card that has the focus. */
const cardDerivations = [
  ['.quality-calibration', 'calibration'],
  ['.quality-use', 'decisionCurve'],
  ['.quality-weighting', 'weighting'],
  ['.quality-stability', 'stability'],
  ['.quality-segments', 'segments'],
] as const

function Judged({ view, quality, stale }: { view: ThresholdView; quality: ScoreQuality; stale: boolean }) {
  const { dispatch } = useCase()
  const [asTable, setAsTable] = useState(false)
  const columns = useColumns()
  const rows = useMemo(() => thresholdRows(view), [view])
  const answer = qualityAnswer(quality)
  const band = bandWords(quality)
  const explain = () => {
    const card = cardDerivations.find(([selector]) => document.activeElement?.closest(selector) != null)
    const derivation = quality.derivations[card?.[1] ?? 'auc']
    if (derivation !== undefined) dispatch({ type: 'derivation-opened', derivation })
  }
  useShortcut('t', () => setAsTable(!asTable))
  useShortcut('d', explain)
  return (
    <div className="quality-page" data-stale={stale || undefined}>
      <PageHeader
        question={qualityQuestion}
        decisive={answer.decisive}
        rest={answer.rest}
        caveat={band === null ? null : <NumberTarget derivation={quality.derivations['calibration']}>{band}</NumberTarget>}
        actions={
          <>
            <Button
              variant="default"
              aria-pressed={asTable}
              aria-keyshortcuts="T"
              leftSection={<IconTable size={14} stroke={1.7} aria-hidden />}
              onClick={() => setAsTable(!asTable)}
            >
              {asTable ? 'Show as charts' : 'Show as table'}
            </Button>
            <Button variant="default" aria-keyshortcuts="D" onClick={explain}>
              How was this computed?
            </Button>
          </>
        }
      />
      <ReadingNotice auc={quality.discrimination.auc.value} />
      <div className="quality-grid">
        <RankCard quality={quality} view={view} rows={rows} asTable={asTable} />
        <CalibrationCard quality={quality} asTable={asTable} />
        <UseCard quality={quality} asTable={asTable} />
        <WeightingCard quality={quality} />
        <StabilityCard quality={quality} />
        <SegmentsCard quality={quality} columns={columns} />
      </div>
    </div>
  )
}
