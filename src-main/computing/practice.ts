import type { Costs } from '../contract/recommendation.ts'

/** Costs as people type them, enough of them that the engine that runs the code has made it fast. */
const practised: readonly Costs[] = Array.from({ length: 40 }, (_, k) => ({ fn: String(1 + k / 2), fp: '1' }))

/**
 * Answers for costs that nobody asked about, one after the other: the first answers of a process take several times as long as
 * later ones, and the first that a person waits for should be a later one. Yields after each.
 */
export function* practice(answer: (costs: Costs) => unknown): Generator<void, void> {
  for (const costs of practised) {
    try {
      answer(costs)
    } catch {
      // Whoever asks for it is told what is wrong.
      return
    }
    yield
  }
}
