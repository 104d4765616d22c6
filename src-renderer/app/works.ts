import type { Progress } from '../../src-main/contract/progress.ts'

/** Work that takes long enough to be told of. */
export interface Work {
  /** What can end it, which also tells it from other work. */
  by: AbortController
  title: string
  progress: Progress | null
  stop: () => void
}

/** The work under way with what changed: `work` null where that of `by` is over. What began first comes first. */
export function withWork(works: readonly Work[], by: AbortController, work: Omit<Work, 'by'> | null): readonly Work[] {
  if (work === null) return works.filter((each) => each.by !== by)
  const own = { ...work, by }
  return works.some((each) => each.by === by) ? works.map((each) => (each.by === by ? own : each)) : [...works, own]
}
