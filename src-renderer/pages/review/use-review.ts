import { useCallback, useState } from 'react'
import type { Problem } from '../../../src-main/contract/problem.ts'
import type { Progress } from '../../../src-main/contract/progress.ts'
import type { ReviewEvent, ReviewKind } from '../../../src-main/contract/review-events.ts'
import type { ReviewView } from '../../../src-main/contract/review.ts'
import { problemOf } from '../../api/problem-of.ts'
import { runToEnd } from '../../api/run-to-end.ts'
import { useCase } from '../../app/case-state.tsx'
import { useWork } from '../../app/use-work.ts'

type Streamed<Value> = (signal: AbortSignal) => Promise<{ next: () => Promise<IteratorResult<Progress, Value>> }>

/** What can be done with the open review. Everything that fails rejects with a `Problem` in `problem` as well. */
export interface ReviewActions {
  readonly view: ReviewView
  readonly actor: string | null
  /** Why the acting person may not write a kind now; null where they may. */
  readonly refusal: (kind: ReviewKind) => string | null
  /** Writes entries one after the other. @throws what the engine throws; what was written before stays */
  readonly append: (events: readonly ReviewEvent[]) => Promise<void>
  readonly show: (view: ReviewView) => void
  /** Runs long work under the progress line; its review is shown. True where it ended. */
  readonly run: (title: string, start: Streamed<ReviewView>) => Promise<boolean>
  readonly reload: () => Promise<void>
}

/** The open review with what the acting person may do. @throws Error where none is open */
export function useReview(): ReviewActions {
  const { state, dispatch, engine } = useCase()
  const work = useWork()
  const { review: view, actor } = state
  if (view === null) throw new Error('useReview needs an open review.')
  const show = (next: ReviewView) => dispatch({ type: 'review-shown', review: next })
  return {
    view,
    actor,
    show,
    refusal: (kind) => {
      if (view.readOnly !== null) return view.readOnly.message
      const found = (view.allowed[actor ?? ''] ?? []).find((each) => each.kind === kind)
      if (found?.allowed === true) return null
      return actor === null ? 'Choose who acts first.' : (found?.why ?? 'It can’t be done now.')
    },
    append: async (events) => {
      let { hash } = view.state.head
      for (const event of events) {
        const next = await engine.review.append({ file: view.path, person: actor, event, expectedHead: hash })
        show(next)
        hash = next.state.head.hash
      }
    },
    run: async (title, start) => {
      const controller = new AbortController()
      const next = await work(title, controller, async ({ signal, onProgress }) => runToEnd(await start(signal), onProgress))
      if (next !== null) show(next)
      return next !== null
    },
    reload: async () => show(await engine.review.open({ file: view.path })),
  }
}

/** One thing that is being done, and why it failed. */
export interface Attempt {
  readonly busy: boolean
  readonly problem: Problem | null
  /** Runs `act`; its failure is kept, and false is given. */
  readonly attempt: (act: () => Promise<unknown>) => Promise<boolean>
}

export function useAttempt(): Attempt {
  const [state, setState] = useState<{ busy: boolean; problem: Problem | null }>({ busy: false, problem: null })
  const attempt = useCallback(async (act: () => Promise<unknown>) => {
    setState({ busy: true, problem: null })
    try {
      await act()
      setState({ busy: false, problem: null })
      return true
    } catch (error) {
      setState({ busy: false, problem: problemOf(error) })
      return false
    }
  }, [])
  return { ...state, attempt }
}
