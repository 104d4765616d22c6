import type { ThresholdView } from '../../../src-main/contract/recommendation.ts'
import type { ScoreQuality } from '../../../src-main/contract/score-quality.ts'
import { runToEnd } from '../../api/run-to-end.ts'
import { shown, type Loadable } from '../../app/case.ts'
import { useCase } from '../../app/case-state.tsx'
import { useJudgement } from '../../app/use-judgement.ts'
import { costsAreUsable } from '../../app/use-table.ts'
import { judgedGroups, type JudgedGroups } from '../../segments/judged-groups.ts'
import { suggestedThresholds, useChoices } from '../choices/choices-state.ts'
import { choosesMore } from '../threshold/chosen-answer.ts'

/** The thresholds that the page judges the score at; null while there is no answer whose threshold they could be. */
export function useJudged(view: ThresholdView | null): JudgedGroups | null {
  const { state } = useCase()
  const choosing = choosesMore(state.choices)
  const choices = useChoices(choosing)
  if (view === null || (choosing && choices.status !== 'ready' && choices.status !== 'failed')) return null
  return judgedGroups(view, choosing ? shown(choices) : null, suggestedThresholds(state.scan, view), null)
}

/** Whether the score is good for the decision of a view, at thresholds of which the first is judged; null while there is none to judge. */
export function useQuality(view: ThresholdView | null, thresholds: readonly number[] | null): Loadable<ScoreQuality> {
  const { state, engine } = useCase()
  const stored = state.judgements.quality
  const { folder, segments, reference } = state
  const settled = view !== null && thresholds !== null && state.view.status === 'ready' && costsAreUsable(state.costs)
  const key =
    folder === null || !settled
      ? null
      : JSON.stringify([folder, view.reading, view.costs, thresholds, segments, reference, view.recommendation.sha256])
  useJudgement({
    key,
    stored,
    save: (quality) => ({ quality }),
    title: 'Judging the score',
    pause: 200,
    ask: async ({ signal, onProgress }) => {
      if (folder === null || view === null || thresholds === null) throw new Error('There is no table to judge.')
      const { reading, costs } = view
      if (segments.length > 0) {
        const columns = segments.map((name) => ({ name, use: 'segment' as const }))
        await runToEnd(await engine.threshold.loadColumns({ folder, reading, columns }, { signal }), onProgress)
      }
      const question = { folder, reading, costs, thresholds: [...thresholds], segments, reference }
      return runToEnd(await engine.threshold.quality(question, { signal }), onProgress)
    },
  })
  return stored.answer
}
