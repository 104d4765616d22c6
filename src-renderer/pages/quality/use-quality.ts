import type { ExtraColumn } from '../../../src-main/contract/extra-columns.ts'
import type { ThresholdView } from '../../../src-main/contract/recommendation.ts'
import type { Groups, ScoreQuality } from '../../../src-main/contract/score-quality.ts'
import { runToEnd } from '../../api/run-to-end.ts'
import { shown, type Loadable } from '../../app/case.ts'
import { useCase } from '../../app/case-state.tsx'
import { useJudgement } from '../../app/use-judgement.ts'
import { costsAreUsable } from '../../app/use-table.ts'

/** The columns beside label and score of the chosen table; asked once. */
export function useColumns(): Loadable<ExtraColumn[]> {
  const { state, engine } = useCase()
  const stored = state.judgements.columns
  const { folder, reading } = state
  const ready = folder !== null && reading !== null && state.table.status === 'ready'
  const key = ready ? JSON.stringify([folder, reading.reading, state.table.status === 'ready' && state.table.value.sha256]) : null
  useJudgement({
    key,
    stored,
    save: (columns) => ({ columns }),
    title: 'Looking at the other columns',
    pause: 0,
    ask: async ({ signal, onProgress }) => {
      if (folder === null || reading === null) return []
      return runToEnd(await engine.threshold.columns({ folder, reading: reading.reading }, { signal }), onProgress)
    },
  })
  return stored.answer
}

/** The thresholds that are judged, the recommended one first: where it divides nobody, the recorded ones alone, else 0.5. */
export function judgedOf(view: ThresholdView): number[] {
  const best = view.recommendation.optimum.threshold
  const recorded = view.recorded.map(({ recorded: { value } }) => value)
  const thresholds = [...new Set([...(best === null ? [] : [best]), ...recorded])].slice(0, 5)
  return thresholds.length === 0 ? [0.5] : thresholds
}

/** Whether the score is good for the decision of a view; null while there is none to judge. */
export function useQuality(view: ThresholdView | null): Loadable<ScoreQuality> {
  const { state, engine } = useCase()
  const stored = state.judgements.quality
  const { folder, segments, reference } = state
  const settled = view !== null && state.view.status === 'ready' && costsAreUsable(state.costs)
  const key =
    folder === null || !settled
      ? null
      : JSON.stringify([folder, view.reading, view.costs, judgedOf(view), segments, reference, view.recommendation.sha256])
  useJudgement({
    key,
    stored,
    save: (quality) => ({ quality }),
    title: 'Judging the score',
    pause: 200,
    ask: async ({ signal, onProgress }) => {
      if (folder === null || view === null) throw new Error('There is no table to judge.')
      const { reading, costs } = view
      if (segments.length > 0) {
        const columns = segments.map((name) => ({ name, use: 'segment' as const }))
        await runToEnd(await engine.threshold.loadColumns({ folder, reading, columns }, { signal }), onProgress)
      }
      const question = { folder, reading, costs, thresholds: judgedOf(view), segments, reference }
      return runToEnd(await engine.threshold.quality(question, { signal }), onProgress)
    },
  })
  return stored.answer
}

/** What thresholds do to the groups of the chosen columns, the first of them judged; asked anew whenever they move. */
export function useGroups(thresholds: readonly number[]): Loadable<Groups> {
  const { state, engine } = useCase()
  const stored = state.judgements.groups
  const { folder, segments, reading: chosen } = state
  const ready = folder !== null && chosen !== null && state.table.status === 'ready' && segments.length > 0 && thresholds.length > 0
  const key = ready ? JSON.stringify([folder, chosen.reading, segments, thresholds]) : null
  useJudgement({
    key,
    stored,
    save: (groups) => ({ groups }),
    title: 'Counting the groups',
    pause: 0,
    ask: async ({ signal, onProgress }) => {
      if (folder === null || chosen === null) throw new Error('There is no table to count.')
      const { reading } = chosen
      const columns = segments.map((name) => ({ name, use: 'segment' as const }))
      const counted = shown(stored.answer)?.segments.map(({ column }) => column) ?? []
      // Columns that were counted before are in memory: a threshold that moves asks once.
      if (!segments.every((name) => counted.includes(name))) {
        await runToEnd(await engine.threshold.loadColumns({ folder, reading, columns }, { signal }), onProgress)
      }
      return engine.threshold.groups({ folder, reading, thresholds: [...thresholds], segments }, { signal })
    },
  })
  return stored.answer
}
