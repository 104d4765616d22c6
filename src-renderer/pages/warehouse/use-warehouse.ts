import { useEffect, useState } from 'react'
import type { Problem } from '../../../src-main/contract/problem.ts'
import type { TableReading } from '../../../src-main/contract/reading.ts'
import type { WarehouseQuery } from '../../../src-main/contract/warehouse.ts'
import { problemOf } from '../../api/problem-of.ts'
import { runToEnd } from '../../api/run-to-end.ts'
import { shown } from '../../app/case.ts'
import { useCase } from '../../app/case-state.tsx'
import { useWork } from '../../app/use-work.ts'
import { draftWaitsFor, pathInFolder, questionOf, rowsOf, type WarehouseDraft } from './warehouse-draft.ts'

/** The two queries for the rows in a warehouse, and the way from their results to the decision. */
export interface WarehouseSteps {
  first: WarehouseQuery | null
  second: WarehouseQuery | null
  problem: Problem | null
  busy: boolean
  /** Reads the first result and writes the second query. */
  writeSecond: () => void
  /** Reads a result as the table of the case and opens the decision. */
  decide: (of: 'first' | 'second') => void
}

/** Follows the draft of the case. `onDecided` is called once a result is the table of the case. */
export function useWarehouse(onDecided: () => void): WarehouseSteps {
  const { state, dispatch, engine } = useCase()
  const work = useWork()
  const { folder, warehouse: draft, costs } = state
  const scan = shown(state.scan)
  const [first, setFirst] = useState<{ query: WarehouseQuery; of: string } | null>(null)
  const [second, setSecond] = useState<{ query: WarehouseQuery; of: string } | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const ready = draftWaitsFor(draft) === null
  const definition = definitionOf(draft)
  const question = JSON.stringify([definition, draft.orientation, costs.fn, costs.fp])

  useEffect(() => {
    if (draftWaitsFor(draft) !== null) return
    const controller = new AbortController()
    engine.warehouse.query({ dialect: draft.dialect, rows: rowsOf(draft), result: null }, { signal: controller.signal }).then(
      (query) => {
        if (controller.signal.aborted) return
        setFirst({ query, of: definitionOf(draft) })
        setProblem(null)
      },
      (error: unknown) => {
        if (!controller.signal.aborted) setProblem(problemOf(error))
      },
    )
    return () => controller.abort()
  }, [engine, draft])

  const told = async (task: () => Promise<void>) => {
    setBusy(true)
    setProblem(null)
    try {
      await task()
    } catch (error) {
      setProblem(problemOf(error))
    } finally {
      setBusy(false)
    }
  }
  const readingOf = (query: WarehouseQuery, path: string): TableReading => ({ ...query.reading, orientation: draft.orientation, path: pathInFolder(folder ?? '', path) })

  const queries = {
    first: ready && first?.of === definition ? first.query : null,
    second: second?.of === question ? second.query : null,
  }

  return {
    ...queries,
    problem,
    busy,
    writeSecond: () => {
      const query = queries.first
      if (folder === null || query === null) return
      void told(async () => {
        const result = { folder, reading: readingOf(query, draft.first), question: questionOf({ fn: costs.fn, fp: costs.fp }, scan) }
        setSecond({ query: await engine.warehouse.query({ dialect: draft.dialect, rows: rowsOf(draft), result }), of: question })
      })
    },
    decide: (of) => {
      const query = queries[of]
      if (folder === null || query === null) return
      const reading = readingOf(query, draft[of])
      void told(async () => {
        const table = await work('Reading the counts', new AbortController(), async ({ signal, onProgress }) => runToEnd(await engine.threshold.load({ folder, reading }, { signal }), onProgress))
        if (table === null) return
        dispatch({ type: 'reading-chosen', reading, confirmed: true })
        onDecided()
      })
    },
  }
}

/** All that a query depends on. */
function definitionOf(draft: WarehouseDraft): string {
  return JSON.stringify([draft.dialect, rowsOf(draft)])
}
