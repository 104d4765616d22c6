import { useEffect, useEffectEvent } from 'react'
import { shown } from './case.ts'
import { useCase } from './case-state.tsx'
import { startTurn } from './judgement-turn.ts'
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
  const isAnswered = useEffectEvent((asked: string) => stored.key === asked && stored.answer.status === 'ready')
  const previous = useEffectEvent(() => shown(stored.answer))
  const put = useEffectEvent((judged: Judged<Value>) => dispatch({ type: 'judgements-changed', judgements: save(judged) }))
  const start = useEffectEvent((controller: AbortController) => work(title, controller, ask))
  const name = useEffectEvent(() => title)
  useEffect(() => {
    if (key === null || isAnswered(key)) return
    return startTurn<Value>({
      asked: key,
      title: name(),
      pause,
      previous: () => previous(),
      put: (judged) => put(judged),
      work: (controller) => start(controller),
    })
  }, [key, pause, dispatch])
}
