import { useEffect, useEffectEvent, useRef } from 'react'
import type { Problem } from '../../src-main/contract/problem.ts'
import { problemOf } from '../api/problem-of.ts'
import { runToEnd } from '../api/run-to-end.ts'
import { shown } from './case.ts'
import { useCase } from './case-state.tsx'
import { useWork } from './use-work.ts'

const decimal = /^\d+(\.\d+)?$/

/** True where both costs are numbers and at least one isn't 0, so that a threshold can be recommended. */
export function costsAreUsable(costs: { fn: string; fp: string }): boolean {
  return decimal.test(costs.fn) && decimal.test(costs.fp) && (Number(costs.fn) > 0 || Number(costs.fp) > 0)
}

function stopped(path: string): Problem {
  return { kind: 'stopped', path, message: 'Reading the table was stopped.', action: 'Choose it again to read it.' }
}

const viewStopped: Problem = { kind: 'stopped', path: null, message: 'Comparing the thresholds was stopped.', action: 'Change a cost to start anew.' }

/** Reads the chosen table once and asks for the view of it again whenever the reading or the costs change. */
export function useTable(): void {
  const { state, dispatch, engine } = useCase()
  const work = useWork()
  const { folder, reading: chosen, costs } = state
  const dismissals = shown(state.dismissals)
  const settled = state.dismissals.status === 'ready' || state.dismissals.status === 'failed'
  const reading = chosen?.reading ?? null
  const loaded = state.table.status === 'ready'

  useEffect(() => {
    if (folder === null || reading === null) return
    const controller = new AbortController()
    let replaced = false
    dispatch({ type: 'table-loading' })
    work('Reading the predictions', controller, async ({ signal, onProgress }) =>
      runToEnd(await engine.threshold.load({ folder, reading }, { signal }), onProgress),
    ).then(
      (table) => {
        if (table !== null) dispatch({ type: 'table-ready', table })
        else if (!replaced) dispatch({ type: 'table-failed', problem: stopped(reading.path) })
      },
      (error: unknown) => dispatch({ type: 'table-failed', problem: problemOf(error) }),
    )
    return () => {
      replaced = true
      controller.abort()
    }
  }, [folder, reading, engine, dispatch, work])

  const { fn, fp } = costs
  // What the view was asked of last: what is set aside decides which recorded thresholds are in it.
  const viewed = useRef<{ reading: typeof reading; dismissals: typeof dismissals }>({ reading: null, dismissals: null })
  const isAnswered = useEffectEvent(
    (of: { fn: string; fp: string }) =>
      viewed.current.reading === reading && viewed.current.dismissals === dismissals && state.view.status === 'ready' && state.view.value.costs.fn === of.fn && state.view.value.costs.fp === of.fp,
  )
  useEffect(() => {
    if (folder === null || reading === null || !loaded || !settled || !costsAreUsable({ fn, fp }) || isAnswered({ fn, fp })) return
    viewed.current = { reading, dismissals }
    const controller = new AbortController()
    dispatch({ type: 'view-loading' })
    let replaced = false
    work('Comparing the thresholds', controller, async ({ signal, onProgress }) =>
      runToEnd(await engine.threshold.view({ folder, reading, costs: { fn, fp } }, { signal }), onProgress),
    ).then(
      (view) => {
        if (view !== null) dispatch({ type: 'view-ready', view })
        else if (!replaced) dispatch({ type: 'view-failed', problem: viewStopped })
      },
      (error: unknown) => dispatch({ type: 'view-failed', problem: problemOf(error) }),
    )
    return () => {
      replaced = true
      controller.abort()
    }
  }, [folder, reading, loaded, fn, fp, settled, dismissals, engine, dispatch, work])
}
