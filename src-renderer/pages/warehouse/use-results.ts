import { useEffect, useState } from 'react'
import type { WarehouseResult } from '../../../src-main/contract/warehouse.ts'
import { useCase } from '../../app/case-state.tsx'

/** What the folder holds that looks like a result of the queries. It is looked for anew whenever the window is come back to. */
export function useResults(): { results: readonly WarehouseResult[]; lookAgain: () => void } {
  const { state, engine } = useCase()
  const { folder } = state
  const [results, setResults] = useState<readonly WarehouseResult[]>([])
  const [looked, setLooked] = useState(0)
  const lookAgain = () => setLooked((times) => times + 1)
  useEffect(() => {
    window.addEventListener('focus', lookAgain)
    return () => window.removeEventListener('focus', lookAgain)
  }, [])
  useEffect(() => {
    if (folder === null) return
    const controller = new AbortController()
    engine.warehouse.results({ folder }, { signal: controller.signal }).then(
      (found) => {
        if (!controller.signal.aborted) setResults(found)
      },
      // A path can be typed all the same, and reading it says what is wrong.
      () => undefined,
    )
    return () => controller.abort()
  }, [engine, folder, looked])
  return { results, lookAgain }
}
