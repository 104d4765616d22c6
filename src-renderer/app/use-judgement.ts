import { useEffect, useEffectEvent } from 'react'
import { problemOf } from '../api/problem-of.ts'
import { shown } from './case.ts'
import { useCase } from './case-state.tsx'
import type { Judged, Judgements } from './judgements.ts'
import { useWork, type WorkTools } from './use-work.ts'

/** A question to the engine whose answer outlives the page that asked it. */
export interface JudgementQuestion<Value> {
  /** What is asked, as text; another text asks again. Null waits for something that is missing. */
  readonly key: string | null
  readonly stored: Judged<Value>
  readonly save: (judged: Judged<Value>) => Partial<Judgements>
  /** Said while it takes long: "Resampling the rows". */
  readonly title: string
  /** Costs are still being typed; the engine is asked when that pauses this many milliseconds. */
  readonly pause: number
  readonly ask: (tools: WorkTools) => Promise<Value>
}

/** Asks a question whenever it changes while the page is shown; the answer is kept in the case. */
export function useJudgement<Value>({ key, stored, save, title, pause, ask }: JudgementQuestion<Value>): void {
  const { dispatch } = useCase()
  const work = useWork()
  const put = (judged: Judged<Value>) => dispatch({ type: 'judgements-changed', judgements: save(judged) })
  const isAnswered = useEffectEvent((asked: string) => stored.key === asked && stored.answer.status === 'ready')
  const start = useEffectEvent((asked: string, controller: AbortController, turn: { replaced: boolean; running: boolean }) => {
    turn.running = true
    put({ key: asked, answer: { status: 'loading', previous: shown(stored.answer) } })
    const stopped = { kind: 'stopped' as const, path: null, message: `${title} was stopped.`, action: 'Open the page again to start it anew.' }
    work(title, controller, ask).then(
      (value) => {
        if (turn.replaced) return
        turn.running = false
        if (value !== null) put({ key: asked, answer: { status: 'ready', value } })
        else put({ key: asked, answer: { status: 'failed', problem: stopped } })
      },
      (error: unknown) => {
        turn.running = false
        if (!turn.replaced) put({ key: asked, answer: { status: 'failed', problem: problemOf(error) } })
      },
    )
  })
  useEffect(() => {
    if (key === null || isAnswered(key)) return
    const controller = new AbortController()
    const turn = { replaced: false, running: false }
    const timer = setTimeout(() => start(key, controller, turn), pause)
    return () => {
      clearTimeout(timer)
      turn.replaced = true
      if (!turn.running) return
      controller.abort()
      dispatch({ type: 'work-changed', work: null })
    }
  }, [key, pause, dispatch])
}
