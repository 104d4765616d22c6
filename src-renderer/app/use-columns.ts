import type { ExtraColumn } from '../../src-main/contract/extra-columns.ts'
import { runToEnd } from '../api/run-to-end.ts'
import type { Loadable } from './case.ts'
import { useCase } from './case-state.tsx'
import { useJudgement } from './use-judgement.ts'

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
