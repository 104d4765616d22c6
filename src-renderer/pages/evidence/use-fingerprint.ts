import { useCallback, useEffect, useRef, useState } from 'react'
import type { FingerprintComparison, TableFingerprint } from '../../../src-main/contract/fingerprint.ts'
import { problemOf } from '../../api/problem-of.ts'
import { runToEnd } from '../../api/run-to-end.ts'
import { useCase } from '../../app/case-state.tsx'
import type { Loadable } from '../../app/case.ts'
import { useWork } from '../../app/use-work.ts'

interface Asked {
  fingerprint: Loadable<TableFingerprint>
  comparison: Loadable<FingerprintComparison>
  compute: () => void
  /** Gives up what is being computed. */
  stop: () => void
  compare: (other: string) => void
}

/** The fingerprint of a table of the folder on demand, and its comparison with another table. */
export function useFingerprint(folder: string, path: string): Asked {
  const { engine } = useCase()
  const work = useWork()
  const [fingerprint, setFingerprint] = useState<Loadable<TableFingerprint>>({ status: 'none' })
  const [comparison, setComparison] = useState<Loadable<FingerprintComparison>>({ status: 'none' })
  const running = useRef<AbortController | null>(null)
  const stop = useCallback(() => {
    if (running.current === null) return
    running.current.abort()
    running.current = null
  }, [])
  useEffect(() => stop, [stop])

  const compute = useCallback(() => {
    const controller = replaced(running)
    setFingerprint({ status: 'loading', previous: null })
    void work('Computing the fingerprint', controller, async ({ signal, onProgress }) =>
      runToEnd(await engine.evidence.fingerprint({ folder, path }, { signal }), onProgress),
    ).then(
      (value) => setFingerprint(value === null ? { status: 'none' } : { status: 'ready', value }),
      (error: unknown) => setFingerprint({ status: 'failed', problem: problemOf(error) }),
    ).finally(() => ended(running, controller))
  }, [engine, work, folder, path])

  const compare = useCallback(
    (other: string) => {
      const controller = replaced(running)
      setComparison({ status: 'loading', previous: null })
      void work('Comparing the fingerprints', controller, async ({ signal, onProgress }) =>
        runToEnd(await engine.evidence.compareFingerprints({ folder, path, other }, { signal }), onProgress),
      ).then(
        (value) => setComparison(value === null ? { status: 'none' } : { status: 'ready', value }),
        (error: unknown) => setComparison({ status: 'failed', problem: problemOf(error) }),
      ).finally(() => ended(running, controller))
    },
    [engine, work, folder, path],
  )
  return { fingerprint, comparison, compute, compare, stop }
}

/** A controller in the place of the one before, whose work is given up. */
function replaced(running: { current: AbortController | null }): AbortController {
  running.current?.abort()
  running.current = new AbortController()
  return running.current
}

/** Nothing is left to stop once the work of this controller has ended. */
function ended(running: { current: AbortController | null }, controller: AbortController): void {
  if (running.current === controller) running.current = null
}
