import { useCallback, useEffect } from 'react'
import { problemOf } from '../api/problem-of.ts'
import { runToEnd } from '../api/run-to-end.ts'
import { useCase } from './case-state.tsx'
import { useWork } from './use-work.ts'

const stopped = {
  kind: 'stopped' as const,
  path: null,
  message: 'Reading the folder was stopped.',
  action: 'Read it again, or open another folder.',
}

const comparisonStopped = {
  kind: 'stopped' as const,
  path: null,
  message: 'Comparing the runs was stopped.',
  action: 'Choose runs to compare them.',
}

/** Reads the folder whenever another one is opened, then the runs of its stores. */
export function useEvidence(): void {
  const { state, dispatch, engine } = useCase()
  const work = useWork()
  const { folder } = state
  const wanted = state.scan.status === 'loading'

  useEffect(() => {
    if (folder === null || !wanted) return
    const controller = new AbortController()
    let replaced = false
    work('Reading the folder', controller, async ({ signal, onProgress }) =>
      runToEnd(await engine.evidence.scan({ folder }, { signal }), onProgress),
    ).then(
      (scan) => {
        if (scan !== null) dispatch({ type: 'scan-ready', scan, at: Date.now() })
        else if (!replaced) dispatch({ type: 'scan-failed', problem: stopped })
      },
      (error: unknown) => dispatch({ type: 'scan-failed', problem: problemOf(error) }),
    )
    return () => {
      replaced = true
      controller.abort()
    }
  }, [folder, wanted, engine, dispatch, work])

  const scan = state.scan.status === 'ready' ? state.scan.value : null
  useEffect(() => {
    if (folder === null || scan === null) return
    if (scan.stores.length === 0) {
      dispatch({ type: 'runs-ready', start: { total: 0, runs: [], chosen: false, options: {}, differencesOnly: true } })
      return
    }
    const controller = new AbortController()
    dispatch({ type: 'runs-loading' })
    engine.comparison.start({ folder }, { signal: controller.signal }).then(
      (start) => {
        if (!controller.signal.aborted) dispatch({ type: 'runs-ready', start })
      },
      (error: unknown) => {
        if (!controller.signal.aborted) dispatch({ type: 'runs-failed', problem: problemOf(error) })
      },
    )
    return () => controller.abort()
  }, [folder, scan, engine, dispatch])

  const { chosenRuns, comparisonOptions: options } = state
  useEffect(() => {
    if (folder === null || chosenRuns.length < 2) return
    const controller = new AbortController()
    let replaced = false
    dispatch({ type: 'comparison-loading' })
    work('Comparing the runs', controller, ({ signal }) => engine.comparison.compare({ folder, runs: chosenRuns, options }, { signal })).then(
      (comparison) => {
        if (comparison !== null) dispatch({ type: 'comparison-ready', comparison })
        else if (!replaced) dispatch({ type: 'comparison-failed', problem: comparisonStopped })
      },
      (error: unknown) => dispatch({ type: 'comparison-failed', problem: problemOf(error) }),
    )
    return () => {
      replaced = true
      controller.abort()
    }
  }, [folder, chosenRuns, options, engine, dispatch, work])
}

/** Gives a function that opens a folder, or reads the open one again. */
export function useOpenFolder(): (folder: string) => void {
  const { dispatch } = useCase()
  return useCallback((folder) => dispatch({ type: 'folder-opened', folder }), [dispatch])
}
