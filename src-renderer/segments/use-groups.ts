import type { Groups } from '../../src-main/contract/score-quality.ts'
import { runToEnd } from '../api/run-to-end.ts'
import { shown, type CaseState, type Loadable } from '../app/case.ts'
import { useCase } from '../app/case-state.tsx'
import { useJudgement } from '../app/use-judgement.ts'

/** What is asked about groups, as text; null while there is no table or no column is chosen. */
export function groupsKey({ folder, reading, table, segments }: Pick<CaseState, 'folder' | 'reading' | 'table' | 'segments'>, thresholds: readonly number[]): string | null {
  const ready = folder !== null && reading !== null && table.status === 'ready' && segments.length > 0 && thresholds.length > 0
  return ready ? JSON.stringify([folder, reading.reading, segments, thresholds]) : null
}

/** What thresholds do to the groups of the chosen columns, the first of them judged; asked anew where they move without the costs that lead to them. */
export function useGroups(thresholds: readonly number[]): Loadable<Groups> {
  const { state, engine } = useCase()
  const stored = state.judgements.groups
  const { folder, segments, reading: chosen } = state
  useJudgement({
    key: groupsKey(state, thresholds),
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
