import { useEffect, useRef } from 'react'
import type { ExplainRequest } from '../../src-main/contract/explanation.ts'
import { problemOf } from '../api/problem-of.ts'
import { runToEnd } from '../api/run-to-end.ts'
import { askedValue } from '../pages/why/why-state.ts'
import { shown, type CaseState } from './case.ts'
import { useCase } from './case-state.tsx'
import { costsAreUsable } from './use-table.ts'
import { useWork } from './use-work.ts'

/** Longer tables are explained only when the page is opened: the worker has other questions to answer meanwhile. */
const mostRowsUnasked = 400_000

const stopped = {
  kind: 'stopped' as const,
  path: null,
  message: 'Testing the explanations was stopped.',
  action: 'Test them again, or ask about another value.',
}

/** What the engine would be asked now; null while something is missing. */
export function explainRequestOf(state: CaseState): ExplainRequest | null {
  const recorded = askedValue(state)
  if (state.folder === null || state.reading === null || state.table.status !== 'ready' || recorded === null) return null
  const { fn, fp } = state.costs
  return {
    folder: state.folder,
    reading: state.reading.reading,
    recorded,
    costs: costsAreUsable(state.costs) ? { fn, fp } : null,
    against: [],
    claim: null,
  }
}

/** Tests the explanations of the value in question, again whenever table, costs, dismissals or the value change. */
export function useExplanation(): void {
  const { state, dispatch, engine } = useCase()
  const work = useWork()
  const last = useRef<{ key: string; asked: CaseState['asked']; controller: AbortController } | null>(null)
  const request = explainRequestOf(state)
  const settled = state.dismissals.status === 'ready' || state.dismissals.status === 'failed'
  const table = shown(state.table)
  const unasked =
    state.explanation.status === 'none' && table !== null && table.rows <= mostRowsUnasked && (state.view.status === 'ready' || request?.costs === null)
  const wanted = settled && (state.page === 'why' || unasked)
  const key = request === null ? null : JSON.stringify([request, shown(state.dismissals)])
  const { asked } = state

  useEffect(() => {
    if (key === null) {
      if (last.current === null) return
      last.current.controller.abort()
      last.current = null
      return
    }
    if (!wanted || (last.current?.key === key && last.current.asked === asked)) return
    last.current?.controller.abort()
    const controller = new AbortController()
    last.current = { key, asked, controller }
    const [question] = JSON.parse(key) as [ExplainRequest]
    dispatch({ type: 'explanation-loading', recorded: question.recorded })
    const replaced = () => last.current?.controller !== controller
    work('Testing explanations', controller, async ({ signal, onProgress }) =>
      runToEnd(await engine.explanation.explain(question, { signal }), onProgress),
    ).then(
      (explanation) => {
        if (replaced()) return
        if (explanation !== null) dispatch({ type: 'explanation-ready', explanation })
        else dispatch({ type: 'explanation-failed', problem: stopped })
      },
      (error: unknown) => {
        if (!replaced()) dispatch({ type: 'explanation-failed', problem: problemOf(error) })
      },
    )
  }, [key, asked, wanted, engine, dispatch, work])
}
