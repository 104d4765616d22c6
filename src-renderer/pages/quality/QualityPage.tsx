import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { givenText } from '../../../src-main/contract/recorded-text.ts'
import type { ThresholdView } from '../../../src-main/contract/recommendation.ts'
import type { ScoreQuality } from '../../../src-main/contract/score-quality.ts'
import { shown, type Loadable } from '../../app/case.ts'
import { useCase } from '../../app/case-state.tsx'
import { useColumns } from '../../app/use-columns.ts'
import { BoundsNotice } from '../../components/BoundsNotice.tsx'
import { NumberTarget } from '../../components/NumberTarget.tsx'
import { InlineTarget } from '../../components/InlineTarget.tsx'
import { derivationAtFocus, PageActions, type CardDerivations } from '../../components/PageActions.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import type { JudgedGroups } from '../../segments/judged-groups.ts'
import { SegmentsCard } from '../../segments/SegmentsCard.tsx'
import { ReadingNotice } from '../threshold/ReadingNotice.tsx'
import { thresholdRows } from '../threshold/recorded-rows.ts'
import { waitingWords } from '../threshold/threshold-state.ts'
import { CalibrationCard } from './CalibrationCard.tsx'
import { bandWords, qualityAnswer, qualityQuestion } from './quality-words.ts'
import { RankCard } from './RankCard.tsx'
import { StabilityCard } from './StabilityCard.tsx'
import { useJudged, useQuality } from './use-quality.ts'
import { UseCard } from './UseCard.tsx'
import { WeightingCard } from './WeightingCard.tsx'
import './quality.css'

/** Whether the score ranks, is a probability, is of use, and what the threshold does to groups. */
export function QualityPage() {
  const { state, dispatch } = useCase()
  const view = shown(state.view)
  const judged = useJudged(view)
  const answer = useQuality(view, judged?.thresholds ?? null)
  const quality = shown(answer)
  if (view !== null && quality !== null) return <Judged view={view} quality={quality} answer={answer} judged={judged} />
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

const cardDerivations: CardDerivations = [
  ['.quality-calibration', 'calibration'],
  ['.quality-use', 'decisionCurve'],
  ['.quality-weighting', 'weighting'],
  ['.quality-stability', 'stability'],
  ['.segments', 'segments'],
]

interface JudgedProps {
  view: ThresholdView
  quality: ScoreQuality
  answer: Loadable<ScoreQuality>
  judged: JudgedGroups | null
}

function Judged({ view, quality, answer: counting, judged }: JudgedProps) {
  const [asTable, setAsTable] = useState(false)
  const columns = useColumns()
  const rows = useMemo(() => thresholdRows(view), [view])
  const answer = qualityAnswer(quality)
  const band = bandWords(quality)
  return (
    <div className="quality-page" data-stale={counting.status !== 'ready' || undefined}>
      <PageHeader
        question={qualityQuestion}
        decisive={answer.decisive}
        rest={<InlineTarget derivation={quality.derivations['auc']}>{answer.rest}</InlineTarget>}
        caveat={band === null ? null : <NumberTarget derivation={quality.derivations['calibration']}>{band}</NumberTarget>}
        actions={
          <PageActions
            asTable={asTable}
            onAsTable={setAsTable}
            derivation={() => derivationAtFocus(document.activeElement, cardDerivations, quality.derivations, 'auc')}
          />
        }
      />
      <ReadingNotice auc={quality.discrimination.auc.value} />
      <BoundsNotice bounds={quality.bounds} decisive="Scores are counted by ranges; KS and decision curve are exact, the rest is bounded." />
      <div className="quality-grid">
        <RankCard quality={quality} view={view} rows={rows} asTable={asTable} />
        <CalibrationCard quality={quality} asTable={asTable} />
        <UseCard quality={quality} asTable={asTable} />
        <WeightingCard quality={quality} />
        <StabilityCard quality={quality} />
        <SegmentsCard
          thresholds={judged?.thresholds ?? []}
          refusesNobody={judged?.refusesNobody ?? false}
          digitsOf={judged?.digitsOf ?? givenText}
          segments={quality.segments}
          note={quality.impactNote}
          derivation={quality.derivations['segments']}
          columns={columns}
          counting={counting}
        />
      </div>
    </div>
  )
}
