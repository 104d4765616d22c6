import { useEffect, useState } from 'react'
import type { MetricHistory } from '../../../src-main/contract/comparison.ts'
import { problemOf } from '../../api/problem-of.ts'
import { useCase } from '../../app/case-state.tsx'
import type { Loadable } from '../../app/case.ts'

/** Every point of a metric of the runs. Asked once: give the component that uses it the metric as key. */
export function useMetricHistory(folder: string, runs: readonly string[], key: string): Loadable<MetricHistory> {
  const { engine } = useCase()
  const [history, setHistory] = useState<Loadable<MetricHistory>>({ status: 'loading', previous: null })
  useEffect(() => {
    const controller = new AbortController()
    engine.comparison.metricHistory({ folder, runs: [...runs], key }, { signal: controller.signal }).then(
      (value) => {
        if (!controller.signal.aborted) setHistory({ status: 'ready', value })
      },
      (error: unknown) => {
        if (!controller.signal.aborted) setHistory({ status: 'failed', problem: problemOf(error) })
      },
    )
    return () => controller.abort()
  }, [engine, folder, runs, key])
  return history
}
