import type { ReviewState, ReviewView } from '../../contract/review.ts'

/** The ids that the next of each kind take: one above the highest number that was ever given. */
export function nextIds(state: ReviewState): ReviewView['nextIds'] {
  return {
    person: next('P', state.people),
    challenge: next('C', state.challenges),
    finding: next('F', state.findings),
    condition: next('K', state.conditions),
  }
}

function next(letter: string, given: readonly { readonly id: string }[]): string {
  const numbers = given.map(({ id }) => (id.startsWith(letter) ? Number(id.slice(letter.length)) : 0)).filter(Number.isSafeInteger)
  return `${letter}${Math.max(0, ...numbers) + 1}`
}
