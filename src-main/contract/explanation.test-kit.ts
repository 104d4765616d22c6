import type { Explanation, ExplanationResult } from './explanation.ts'

const curveOf = (name: string, best: 'highest' | 'lowest', top: number) => {
  const thresholds = Array.from({ length: 41 }, (_, index) => 0.25 + index * 0.0075)
  const shape = (threshold: number) => (threshold - top) ** 2
  return { name, thresholds, values: thresholds.map((threshold) => (best === 'lowest' ? 1 + shape(threshold) : 1 - shape(threshold))), best, target: null }
}

/** An explanation made by hand: refuted, without anything that speaks for it. */
export function explanationWith(parts: Partial<Explanation> = {}): Explanation {
  return {
    id: 'youden', kind: 'youden', title: 'Youden’s J', parameters: {}, threshold: 0.4388563, verdict: 'refuted',
    because: 'Its optimum is 0.4388563, outside [0.3375, 0.3385).', corroboration: [],
    variant: { candidates: 'all scores', operator: '>=' },
    variants: [{ candidates: 'all scores', operator: '>=', threshold: 0.4388563, value: 0.4262, reproduces: false }],
    favoured: null, sameStatementAs: null, chance: null, curve: curveOf('Youden’s J', 'highest', 0.4388563), ...parts,
  }
}

/** The real case of the design, abridged by hand: F-beta 3.2 reproduces 0.338, a cost ratio says the same, the grid is refuted. */
export function exampleExplanation(change: Partial<ExplanationResult> = {}): ExplanationResult {
  return {
    reading: { path: 'results/predictions.parquet', label: 'TARGET', score: 'PROBABILITY', positive: '1', negative: '0', orientation: 'high' },
    sha256: 'a'.repeat(64),
    costs: { fn: '10', fp: '1' },
    assumed: [],
    recorded: {
      value: 0.338, printed: '0.338', interval: [0.3375, 0.3385], closed: 'low', mayBeExact: false, shareOfScores: 0.0017,
      sentence: '0.338 stands for every value that rounds to it: [0.3375, 0.3385).', sources: [],
    },
    atRecorded: { threshold: 0.338, cost: 162_771, tp: 20_434, fp: 118_861, fn: 4391, tn: 163_825 },
    optimum: { threshold: 0.4759636133379771, cost: 151_406, tp: 16_800, fp: 71_156, fn: 8025, tn: 211_530, tied: 1, interval: [0.4759632941, 0.4759636133379771] },
    shortOptimum: '0.4759636',
    regret: 11_365,
    regretPer1000: 36.96,
    regretSentence: 'At 10 : 1 it costs 11,365 units more than 0.4759636.',
    leastRelativeRegret: 0.0004,
    leastRelativeRegretRatio: 18.3,
    impliedCostRatio: [17.36, 19.92],
    impliedCostRatioOfCut: null,
    impliedCostRatioSentence: '0.338 itself is best for no ratio; a value that rounds to it is for FN : FP from 17.36 to 19.92.',
    breakEven: 13.1274,
    breakEvens: [
      { first: '0.338', second: '0.4759636', ratio: 13.1274, falsePositives: 47_705, falseNegatives: 3634, sentence: 'At FN : FP 13.1274 both cost the same.' },
    ],
    explanations: [
      explanationWith({
        id: 'f-beta', kind: 'f-beta', title: 'F-beta with beta 3.2', parameters: { beta: 3.2, betaInterval: [3.0835, 3.4072] },
        threshold: 0.3382645774093179, verdict: 'reproduces', because: 'Its optimum, 0.3382646, lies in the recorded interval.',
        corroboration: [{ path: 'config.yaml', line: 23, text: 'f_beta: 3.2' }],
        favoured: 'The decisions in submission.csv favour the search over all scores.',
        chance: { shareOfParameterRange: 0.08, shareOfScores: 0.0017, sentence: '8 % of the betas from 1 to 5 would do so.' },
        curve: curveOf('F-beta, beta 3.2', 'highest', 0.3382646),
      }),
      explanationWith({
        id: 'cost-ratio', kind: 'cost-ratio', title: 'Cost ratio 18.5', parameters: { ratio: 18.5, ratioInterval: [17.36, 19.92] },
        threshold: 0.3382645774093179, verdict: 'reproduces', because: 'Any FN : FP from 17.36 to 19.92 gives it.',
        sameStatementAs: 'f-beta', chance: { shareOfParameterRange: 0.05, shareOfScores: 0.0017, sentence: '5 % of the ratios would do so.' },
        curve: curveOf('cost, 18.5 : 1', 'lowest', 0.3382646),
      }),
      explanationWith({
        id: 'other-data', kind: 'other-data', title: 'Other data', threshold: null, verdict: 'cannot-tell',
        because: 'No counts were logged at 0.338.', variant: null, variants: [], curve: null,
      }),
      explanationWith({
        id: 'grid-step 0.001', kind: 'grid-step', title: 'Grid of 0.001', parameters: { step: 0.001 }, threshold: 0.476,
        because: 'On a grid of 0.001 the optimum is 0.476, cost 151,416; refining a grid can’t worsen it.',
        curve: curveOf('cost, 10 : 1', 'lowest', 0.476),
      }),
      explanationWith(),
    ],
    claim: null,
    answer: {
      decisive: 'Maximising F-beta with beta 3.2 reproduces 0.338; a cost of 10 : 1 does not.',
      rest: 'At 10 : 1 it costs 11,365 units more than 0.4759636.', caveat: 'Chosen and judged on the same rows.',
    },
    multipleTesting: { hypotheses: 5, variants: 40, reproduce: 2, independent: 1, expectedByChance: 0.4, sentence: '2 of 5 explanations reproduce it; 0.4 would by chance.' },
    actions: [
      { verb: 'adopt', text: 'Adopt 0.4759636 if 10 : 1 is what mistakes cost.', path: null, line: null },
      { verb: 'correct', text: 'Correct the note that blames the grid.', path: 'docs/note.md', line: 47 },
    ],
    derivations: {},
    ...change,
  }
}
