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
      const { signal } = controller
      const over = () => dispatch({ type: 'work-changed', by: controller, work: null })
      const tell = (progress: Progress | null) => {
        if (!signal.aborted) dispatch({ type: 'work-changed', by: controller, work: { title, progress, stop: () => controller.abort() } })
      }
      tell(null)
      // Stop answers at once, whatever the engine still does to end the work.
      const stopped = new Promise<null>((resolve) => {
        signal.addEventListener('abort', () => resolve(null), { once: true })
      })
      signal.addEventListener('abort', over, { once: true })
      try {
        const result = await Promise.race([task({ signal, onProgress: tell }), stopped])
        return signal.aborted ? null : result
      } catch (error) {
        if (signal.aborted) return null
        throw error
      } finally {
        signal.removeEventListener('abort', over)
        if (!signal.aborted) over()
      }
    },
    [dispatch],
  )
}
