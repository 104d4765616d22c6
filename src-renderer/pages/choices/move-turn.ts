import type { MovedCosts } from '../../../src-main/contract/moved-costs.ts'

/** How long an answer may take, in milliseconds, before the page says that it is being computed. */
export const patience = 100

/** One asking of what two costs change. */
export interface MoveTurn {
  /** Answers null where not everything is in memory. */
  readonly ask: (signal: AbortSignal) => Promise<MovedCosts | null>
  /** Shows all that moved, in one step. */
  readonly moved: (answer: MovedCosts) => void
  /** Types the costs at once; what they change follows as it can, or says what is wrong. */
  readonly follow: () => void
}

/** Starts a turn and gives the function that replaces it: from then on it changes nothing. One of `moved` and `follow` ends it. */
export function startMove({ ask, moved, follow }: MoveTurn): () => void {
  const controller = new AbortController()
  let ended = false
  const end = (): boolean => {
    if (ended) return false
    ended = true
    clearTimeout(late)
    return true
  }
  const late = setTimeout(() => {
    if (!end()) return
    controller.abort()
    follow()
  }, patience)
  ask(controller.signal).then(
    (answer) => {
      if (!end()) return
      if (answer === null) follow()
      else moved(answer)
    },
    () => {
      if (end()) follow()
    },
  )
  return () => {
    if (end()) controller.abort()
  }
}
