import { problemOf } from '../api/problem-of.ts'
import type { Judged } from './judgements.ts'

/** One asking of a question, from the pause in typing to its answer. */
export interface Turn<Value> {
  readonly asked: string
  /** Said while it takes long. */
  readonly title: string
  /** Milliseconds before it is asked. */
  readonly pause: number
  /** What stays on screen meanwhile. */
  readonly previous: () => Value | null
  readonly put: (judged: Judged<Value>) => void
  /** Does the work; null where a person stopped it. */
  readonly work: (controller: AbortController) => Promise<Value | null>
}

/** Starts a turn and gives the function that replaces it: from then on it changes nothing, and its work is ended. */
export function startTurn<Value>({ asked, title, pause, previous, put, work }: Turn<Value>): () => void {
  const controller = new AbortController()
  let replaced = false
  let running = false
  const answered = (answer: Judged<Value>['answer']) => {
    running = false
    if (!replaced) put({ key: asked, answer })
  }
  const timer = setTimeout(() => {
    running = true
    put({ key: asked, answer: { status: 'loading', previous: previous() } })
    const stopped = { kind: 'stopped' as const, path: null, message: `${title} was stopped.`, action: 'Open the page again to start it anew.' }
    work(controller).then(
      (value) => answered(value === null ? { status: 'failed', problem: stopped } : { status: 'ready', value }),
      (error: unknown) => answered({ status: 'failed', problem: problemOf(error) }),
    )
  }, pause)
  return () => {
    clearTimeout(timer)
    replaced = true
    if (running) controller.abort()
  }
}
