import { useCallback, useEffect, useRef, useState } from 'react'
import type { LabelValues, NamedTable } from '../../../src-main/contract/named-table.ts'
import { problemOf } from '../../api/problem-of.ts'
import { runToEnd } from '../../api/run-to-end.ts'
import { useCase } from '../../app/case-state.tsx'
import type { Loadable } from '../../app/case.ts'

interface Asked {
  named: Loadable<NamedTable>
  look: (path: string) => void
}

/** The table that a person names inside the folder, on demand; `onFound` gets it once it was read. */
export function useNamedTable(folder: string, onFound: (table: NamedTable) => void): Asked {
  const { engine } = useCase()
  const [named, setNamed] = useState<Loadable<NamedTable>>({ status: 'none' })
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const look = useCallback(
    (path: string) => {
      running.current?.abort()
      const controller = new AbortController()
      running.current = controller
      const { signal } = controller
      setNamed({ status: 'loading', previous: null })
      engine.evidence
        .nameTable({ folder, path }, { signal })
        .then((events) => runToEnd(events, () => undefined))
        .then(
          (value) => {
            if (signal.aborted) return
            setNamed({ status: 'ready', value })
            onFound(value)
          },
          (error: unknown) => {
            if (!signal.aborted) setNamed({ status: 'failed', problem: problemOf(error) })
          },
        )
    },
    [engine, folder, onFound],
  )
  return { named, look }
}

/** The values of a column that was chosen as label; none where `label` is null. */
export function useLabelValues(folder: string, path: string, label: string | null): Loadable<LabelValues> {
  const { engine } = useCase()
  const key = JSON.stringify([path, label])
  const [found, setFound] = useState<{ key: string; values: Loadable<LabelValues> }>({ key: '', values: { status: 'none' } })
  useEffect(() => {
    if (label === null) return
    const controller = new AbortController()
    const settle = (values: Loadable<LabelValues>) => {
      if (!controller.signal.aborted) setFound({ key, values })
    }
    engine.evidence.labelValues({ folder, path, label }, { signal: controller.signal }).then(
      (value) => settle({ status: 'ready', value }),
      (error: unknown) => settle({ status: 'failed', problem: problemOf(error) }),
    )
    return () => controller.abort()
  }, [engine, folder, path, label, key])
  if (label === null) return { status: 'none' }
  return found.key === key ? found.values : { status: 'loading', previous: null }
}
