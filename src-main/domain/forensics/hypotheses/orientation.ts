import { scoreRange } from '../../threshold/cut-table.ts'
import { allScores, flipped, grid, gridSteps, type CandidateSet } from '../candidate-set.ts'
import { search, type Criterion } from '../criterion.ts'
import type { Finding } from '../finding.ts'
import { holds } from '../recorded.ts'
import type { Inquiry } from '../inquiry.ts'
import { asTitle, numberText, theInterval } from '../words.ts'

interface Reversal {
  readonly criterion: Criterion
  readonly words: string
  readonly candidates: string
  readonly threshold: number
}

/**
 * A score read the other way round: the threshold stated for the probability of the other class (1 − t), or the
 * other side of the threshold flagged.
 */
export function orientationFinding(inquiry: Inquiry): Finding {
  const { recorded, table, usual } = inquiry
  const [low, high] = scoreRange(table)
  const probabilities = low >= 0 && high <= 1
  const other = flipped(table)
  const otherSets: readonly CandidateSet[] = [allScores(other), ...gridSteps.map((step) => grid(other, step))]
  const reversals: Reversal[] = usual.flatMap((criterion) => [
    ...(probabilities ? inquiry.sets.flatMap((set) => reversed(set, criterion, 'is stated for the other class, as one minus', (value) => 1 - value)) : []),
    ...otherSets.flatMap((set) =>
      reversed(set, criterion, `is searched with ${other.orientation === 'low' ? 'low' : 'high'} scores flagged, at`, (value) => value),
    ),
  ])
  const hit = reversals.find(({ threshold }) => holds(recorded, threshold))
  const first = reversals[0]
  const shown = hit ?? first
  return {
    id: 'orientation',
    kind: 'orientation',
    title: 'The score read the other way round',
    parameters: {},
    threshold: shown?.threshold ?? null,
    verdict: hit === undefined ? 'refuted' : 'reproduces',
    because:
      shown === undefined
        ? `Read the other way round, every usual objective flags nobody; none leads into ${theInterval(recorded)}.`
        : hit === undefined
          ? `Read the other way round, ${shown.criterion.words} leads to ${numberText(shown.threshold)} (${shown.candidates}), outside ${theInterval(recorded)}; no usual objective leads there.`
          : `${asTitle(hit.criterion.words)} (${hit.candidates}) leads to ${numberText(hit.threshold)} where the threshold ${hit.words} its optimum: inside ${theInterval(recorded)}.`,
    variant: null,
    variants: [],
    curve: null,
    parameterShare: null,
    reachable: [...new Set(reversals.map(({ threshold }) => threshold))],
    onHull: false,
    simplicity: 4,
    corroboration: [],
  }
}

function reversed(set: CandidateSet, criterion: Criterion, words: string, turn: (value: number) => number): Reversal[] {
  return search(set, criterion)
    .thresholds.filter((threshold) => threshold !== null)
    .map((threshold) => ({ criterion, words, candidates: set.variant.candidates, threshold: turn(threshold) }))
}
