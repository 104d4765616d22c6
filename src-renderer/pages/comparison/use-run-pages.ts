import { useCallback, useEffect, useRef, useState } from 'react'
import type { RunColumn, RunSummary } from '../../../src-main/contract/comparison.ts'
import type { Problem } from '../../../src-main/contract/problem.ts'
import { problemOf } from '../../api/problem-of.ts'
import { useCase } from '../../app/case-state.tsx'

const pageSize = 100

interface RunSort {
  by: RunColumn
  descending: boolean
}

interface Found {
  key: string
  query: string
  matching: number
  total: number
  pages: ReadonlyMap<number, readonly RunSummary[]>
}

interface RunPages {
  /** Runs that fit, and all. */
  matching: number
  total: number
  /** The query that these are the answer to; the one being typed may be further on. */
  query: string
  /** The run at a place of the fitting ones; null until it is there. */
  runAt: (index: number) => RunSummary | null
  /** Asks for the runs around a place. */
  ask: (index: number) => void
  problem: Problem | null
}

const nothing: Found = { key: '', query: '', matching: 0, total: 0, pages: new Map() }

/** The runs of the folder that fit a query, a page at a time. The last answer stays until the next one is there. */
export function useRunPages(folder: string, filter: string, { by, descending }: RunSort): RunPages {
  const { engine } = useCase()
  const [found, setFound] = useState<Found>(nothing)
  const [problem, setProblem] = useState<Problem | null>(null)
  const query = filter.trim()
  const key = JSON.stringify([folder, query, by, descending])
  const wanted = useRef({ key: '', pages: new Set<number>() })

  const fetch = useCallback(
    (page: number) => {
      if (wanted.current.key !== key) wanted.current = { key, pages: new Set() }
      if (wanted.current.pages.has(page)) return
      wanted.current.pages.add(page)
      const request = { folder, query, offset: page * pageSize, limit: pageSize, sort: { by, descending } }
      engine.evidence.findRuns(request).then(
        ({ runs, matching, total }) => {
          if (wanted.current.key !== key) return
          setProblem(null)
          setFound((last) => ({ key, query, matching, total, pages: new Map([...(last.key === key ? last.pages : []), [page, runs]]) }))
        },
        (error: unknown) => {
          if (wanted.current.key !== key) return
          wanted.current.pages.delete(page)
          setProblem(problemOf(error))
        },
      )
    },
    [engine, folder, query, by, descending, key],
  )
  useEffect(() => {
    // An answer that comes too late is passed over; stopping it would stop the reading of the folder with it.
    fetch(0)
  }, [fetch])
  useEffect(
    () => () => {
      wanted.current = { key: '', pages: new Set() }
    },
    [],
  )
  const { pages } = found
  return {
    matching: found.matching,
    total: found.total,
    query: found.query,
    runAt: (index) => pages.get(Math.floor(index / pageSize))?.[index % pageSize] ?? null,
    ask: (index) => {
      // Places of an answer that is about to be replaced are not worth a question.
      if (found.key === key) fetch(Math.floor(index / pageSize))
    },
    problem,
  }
}
