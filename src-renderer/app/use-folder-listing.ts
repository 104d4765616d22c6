import { useEffect, useState } from 'react'
import type { FolderListing } from '../../src-main/contract/folders.ts'
import type { Problem } from '../../src-main/contract/problem.ts'
import { problemOf } from '../api/problem-of.ts'
import { useCase } from './case-state.tsx'

/** A walk through the folders of this computer. */
export interface FolderWalk {
  /** The last folder that could be listed; null before the first. */
  listing: FolderListing | null
  /** Why the folder that was asked for last can't be listed. */
  problem: Problem | null
  /** The path that was asked for last; the listed one as soon as it is there. Null is the home folder. */
  path: string | null
  /** Lists `path`, anew where it is listed already. */
  go: (path: string | null) => void
}

/** Lists folders, `start` first (null: the home folder), and in them the files of `types`, which stay the same. */
export function useFolderListing(start: string | null, types?: readonly string[]): FolderWalk {
  const { engine } = useCase()
  const [asked, setAsked] = useState<{ path: string | null }>({ path: start })
  const [answer, setAnswer] = useState<{ to: object; problem: Problem | null } | null>(null)
  const [wanted] = useState(types)
  const [listing, setListing] = useState<FolderListing | null>(null)
  useEffect(() => {
    const controller = new AbortController()
    engine.folders.list({ ...asked, ...(wanted === undefined ? {} : { types: [...wanted] }) }, { signal: controller.signal }).then(
      (found) => {
        if (controller.signal.aborted) return
        setListing(found)
        setAnswer({ to: asked, problem: null })
      },
      (error: unknown) => {
        if (!controller.signal.aborted) setAnswer({ to: asked, problem: problemOf(error) })
      },
    )
    return () => controller.abort()
  }, [engine, asked, wanted])
  const answered = answer?.to === asked
  return {
    listing,
    problem: answer?.problem ?? null,
    path: answered && answer.problem === null && listing !== null ? listing.path : asked.path,
    go: (path) => setAsked({ path }),
  }
}
