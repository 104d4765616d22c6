import { useCallback, useEffect } from 'react'
import type { Dismissal, InventorySubject } from '../../src-main/contract/inventory.ts'
import { problemOf } from '../api/problem-of.ts'
import { useCase } from './case-state.tsx'

/** Reads what was dismissed in the folder once it is read. */
export function useDismissals(): void {
  const { state, dispatch, engine } = useCase()
  const { folder } = state
  const scanned = state.scan.status === 'ready'
  useEffect(() => {
    if (folder === null || !scanned) return
    const controller = new AbortController()
    dispatch({ type: 'dismissals-loading' })
    engine.inventory.dismissals({ folder }, { signal: controller.signal }).then(
      (dismissals) => {
        if (!controller.signal.aborted) dispatch({ type: 'dismissals-ready', dismissals })
      },
      (error: unknown) => {
        if (!controller.signal.aborted) dispatch({ type: 'dismissals-failed', problem: problemOf(error) })
      },
    )
    return () => controller.abort()
  }, [folder, scanned, engine, dispatch])
}

/** Gives functions that dismiss places and bring them back; they rethrow what the engine refuses. */
export function useDismissing(): {
  dismiss: (subjects: readonly InventorySubject[], reason: string) => Promise<void>
  restore: (subjects: readonly InventorySubject[]) => Promise<void>
} {
  const { state, dispatch, engine } = useCase()
  const { folder } = state
  const change = useCallback(
    async (subjects: readonly InventorySubject[], one: (folder: string, subject: InventorySubject) => Promise<Dismissal[]>) => {
      if (folder === null) return
      let dismissals: Dismissal[] | null = null
      for (const subject of subjects) dismissals = await one(folder, subject)
      if (dismissals !== null) dispatch({ type: 'dismissals-ready', dismissals })
    },
    [folder, dispatch],
  )
  const dismiss = useCallback(
    (subjects: readonly InventorySubject[], reason: string) =>
      change(subjects, (of, subject) => engine.inventory.dismiss({ folder: of, subject, reason })),
    [change, engine],
  )
  const restore = useCallback(
    (subjects: readonly InventorySubject[]) => change(subjects, (of, subject) => engine.inventory.restore({ folder: of, subject })),
    [change, engine],
  )
  return { dismiss, restore }
}
