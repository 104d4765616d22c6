import type { Explanation, ExplanationResult } from '../../contract/explanation.ts'

/** The explanations that a report draws: the likeliest that reproduces the value, and beside it one that is refuted. */
export function drawnExplanations(result: ExplanationResult): Explanation[] {
  const drawable = result.explanations.filter(({ curve }) => curve !== null && curve.thresholds.length > 1)
  return [
    drawable.find(({ verdict }) => verdict === 'reproduces'),
    finestGrid(drawable) ?? drawable.find(({ verdict }) => verdict === 'refuted'),
  ].filter((item) => item !== undefined)
}

/** Of the refuted grids the one with the least step: no coarser one can do better. */
function finestGrid(explanations: readonly Explanation[]): Explanation | undefined {
  const step = ({ parameters }: Explanation) => (typeof parameters['step'] === 'number' ? parameters['step'] : 1)
  return explanations.filter(({ verdict, kind }) => verdict === 'refuted' && kind === 'grid-step').toSorted((a, b) => step(a) - step(b))[0]
}
