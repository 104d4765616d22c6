import { useEffect, useState } from 'react'
import type { ModelInspection } from '../../../src-main/contract/model.ts'
import { problemOf } from '../../api/problem-of.ts'
import { useCase } from '../../app/case-state.tsx'
import type { Loadable } from '../../app/case.ts'

/** What the engine finds in a model file of the folder. Asked once: give the component that uses it the path as key. */
export function useInspection(folder: string, path: string): Loadable<ModelInspection> {
  const { engine } = useCase()
  const [model, setModel] = useState<Loadable<ModelInspection>>({ status: 'loading', previous: null })
  useEffect(() => {
    const controller = new AbortController()
    engine.evidence.inspectModel({ folder, path }, { signal: controller.signal }).then(
      (value) => {
        if (!controller.signal.aborted) setModel({ status: 'ready', value })
      },
      (error: unknown) => {
        if (!controller.signal.aborted) setModel({ status: 'failed', problem: problemOf(error) })
      },
    )
    return () => controller.abort()
  }, [engine, folder, path])
  return model
}
