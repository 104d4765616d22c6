import { cutAt } from '../../threshold/cut-table.ts'
import { amountText } from '../../threshold/number-text.ts'
import { grid, type CandidateSet } from '../candidate-set.ts'
import { shownAt } from '../criterion.ts'
import { curveOf, reachedBy, tryOn, type Finding } from '../finding.ts'
import type { Inquiry } from '../inquiry.ts'
import { numberText, theInterval, thresholdText } from '../words.ts'

/** The given costs over grids of every step, and over the 100 points of scikit-learn. */
export function gridFindings(inquiry: Inquiry): Finding[] {
  return [
    ...[...inquiry.grids].map(([step, set]) => ofSet(inquiry, set, { id: `grid-step ${step}`, title: `Grid of ${step}`, parameters: { step: Number(step) } })),
    ofSet(inquiry, inquiry.hundred, { id: 'grid-step 100-points', title: '100 points between lowest and highest score', parameters: { points: 100 } }),
  ]
}

/** The given costs over a grid of one step, decimal text. Raises a `usage` problem for a step that gives no grid. */
export function givenStepFinding(inquiry: Inquiry, step: string): Finding {
  const set = inquiry.grids.get(step) ?? grid(inquiry.table, step)
  return ofSet(inquiry, set, { id: `grid-step ${step}`, title: `Grid of ${step}`, parameters: { step: Number(step) } })
}

function ofSet(
  { costs, recorded, table, all }: Inquiry,
  set: CandidateSet,
  { id, title, parameters }: Pick<Finding, 'id' | 'title' | 'parameters'>,
): Finding {
  const shared = { id, kind: 'grid-step', title, parameters, parameterShare: null, onHull: false, corroboration: [] } as const
  if (costs === null) {
    return {
      ...shared,
      threshold: null,
      verdict: 'cannot-tell',
      because: 'Whether the step of a grid explains it cannot be told: no costs are known. Give the costs of a false negative and of a false positive.',
      variant: set.variant,
      variants: [],
      curve: null,
      reachable: [],
      simplicity: 3,
    }
  }
  const { criterion, ratio } = costs
  const trial = tryOn(set, criterion, recorded)
  const { found, tried } = trial
  const exact = tryOn(all, criterion, recorded)
  const on = parameters['step'] === undefined ? `Over ${set.variant.candidates}` : `On a ${set.variant.candidates}`
  const best = `${on} the threshold of least cost at ${ratio} is ${numberText(tried.threshold)}, cost ${amountText(found.value)}`
  const there = amountText(shownAt(all, criterion, cutAt(table, recorded.value)))
  const finer = parameters['step'] === undefined ? '' : ' Refining a grid by dividing its step cannot worsen its least cost.'
  const without = thresholdText(all, exact.found.cuts[0] ?? 0, exact.tried.threshold)
  return {
    ...shared,
    threshold: tried.threshold,
    verdict: tried.reproduces ? 'reproduces' : 'refuted',
    because: tried.reproduces
      ? `${best}, inside ${theInterval(recorded)}. ` +
        (exact.tried.reproduces
          ? `Over all scores it is ${without}, inside it too: the digits recorded cannot tell a grid from none.`
          : `Over all scores it is ${without}, outside.`)
      : `${best}; ${numberText(recorded.value)} costs ${there}.${finer}`,
    variant: set.variant,
    variants: [tried],
    curve: curveOf(criterion, `Cost at ${ratio}`),
    reachable: reachedBy([trial]),
    simplicity: 3,
  }
}
