import { useEffect, useRef } from 'react'
import type { ComparisonStart, KeptComparison } from '../../src-main/contract/comparison.ts'
import { problemOf } from '../api/problem-of.ts'
import { useNotice } from '../components/Notice.tsx'
import type { CaseState } from './case.ts'
import { useCase } from './case-state.tsx'

/** What is kept of how the runs are compared: runs that nobody chose are not, since the folder may hold others next time. */
export function keptComparisonOf(
  { chosenRuns, comparisonOptions, differencesOnly }: Pick<CaseState, 'chosenRuns' | 'comparisonOptions' | 'differencesOnly'>,
  start: Pick<ComparisonStart, 'runs' | 'chosen'>,
): KeptComparison {
  const assumed = !start.chosen && JSON.stringify(start.runs.map(({ id }) => id)) === JSON.stringify(chosenRuns)
  return { runs: assumed ? [] : chosenRuns, options: comparisonOptions, differencesOnly }
}

/** Keeps how the runs of the folder are compared whenever a person changes it. */
export function useKeptComparison(): void {
  const { state, engine } = useCase()
  const tell = useNotice()
  const { folder } = state
  const start = state.runs.status === 'ready' ? state.runs.value : null
  const text = start === null ? '' : JSON.stringify(keptComparisonOf(state, start))
  const last = useRef<{ start: ComparisonStart | null; text: string }>({ start: null, text: '' })
  useEffect(() => {
    if (folder === null || start === null) return
    const isFirst = last.current.start !== start
    const isNew = last.current.text !== text
    last.current = { start, text }
    // As it began it is kept already, or assumed.
    if (isFirst || !isNew) return
    engine.comparison.keep({ folder, comparison: JSON.parse(text) as KeptComparison }).catch((error: unknown) => {
      tell(`How the runs are compared was not kept. ${problemOf(error).message}`)
    })
  }, [folder, start, text, engine, tell])
}
