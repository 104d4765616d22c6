import { useCallback, useEffect, useRef, useState } from 'react'
import type { Problem } from '../../src-main/contract/problem.ts'
import type { Progress } from '../../src-main/contract/progress.ts'
import { problemOf } from '../api/problem-of.ts'

/** How far a piece of work is that is shown in its own place. */
export type TaskState<Result> =
  | { status: 'none' }
  | { status: 'running'; progress: Progress | null }
  | { status: 'stopped' }
  | { status: 'failed'; problem: Problem }
  | { status: 'done'; result: Result }

interface TaskTools {
  signal: AbortSignal
  onProgress: (progress: Progress) => void
}

export interface Task<Result> {
  state: TaskState<Result>
  /** Starts the work; what ran before is stopped. */
  start: (work: (tools: TaskTools) => Promise<Result>) => void
  stop: () => void
}

/** Runs one piece of work at a time; leaving the page stops what still runs. */
export function useTask<Result>(): Task<Result> {
  const [state, setState] = useState<TaskState<Result>>({ status: 'none' })
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const start = useCallback((work: (tools: TaskTools) => Promise<Result>) => {
    running.current?.abort()
    const controller = new AbortController()
    running.current = controller
    const { signal } = controller
    const show = (next: TaskState<Result>) => {
      if (!signal.aborted) setState(next)
    }
    show({ status: 'running', progress: null })
    work({ signal, onProgress: (progress) => show({ status: 'running', progress }) }).then(
      (result) => show({ status: 'done', result }),
      (error: unknown) => show({ status: 'failed', problem: problemOf(error) }),
    )
  }, [])
  const stop = useCallback(() => {
    running.current?.abort()
    setState({ status: 'stopped' })
  }, [])
  return { state, start, stop }
}
