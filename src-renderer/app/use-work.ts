import { useCallback } from 'react'
import type { Progress } from '../../src-main/contract/progress.ts'
import { useCase } from './case-state.tsx'

/** What a piece of work gets: when to give up, and where to tell how far it is. */
export interface WorkTools {
  signal: AbortSignal
  onProgress: (progress: Progress) => void
}

/**
 * Gives a function that runs work under the title bar's progress line with a Stop button.
 * It resolves to null where the work was stopped, and rethrows everything else.
 */
export function useWork(): <Result>(
  title: string,
  controller: AbortController,
  task: (tools: WorkTools) => Promise<Result>,
) => Promise<Result | null> {
  const { dispatch } = useCase()
  return useCallback(
    async (title, controller, task) => {
      const stop = () => {
        controller.abort()
        dispatch({ type: 'work-changed', work: null })
      }
      const tell = (progress: Progress | null) => {
        if (!controller.signal.aborted) dispatch({ type: 'work-changed', work: { title, progress, stop } })
      }
      tell(null)
      try {
        const stopped = new Promise<null>((resolve) => {
          controller.signal.addEventListener('abort', () => resolve(null), { once: true })
        })
        // Stop answers at once, whatever the engine still does to end the work.
        const result = await Promise.race([task({ signal: controller.signal, onProgress: tell }), stopped])
        if (controller.signal.aborted) return null
        dispatch({ type: 'work-changed', work: null })
        return result
      } catch (error) {
        if (controller.signal.aborted) return null
        dispatch({ type: 'work-changed', work: null })
        throw error
      }
    },
    [dispatch],
  )
}
