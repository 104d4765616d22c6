import type { Cut, ThresholdView } from '../../../src-main/contract/recommendation.ts'
import type { RecordedThreshold } from '../../../src-main/contract/scan.ts'
import type { Uncertainty } from '../../../src-main/contract/uncertainty.ts'

/**
 * Ten rows counted by hand. Scores of positives 0.4, 0.6, 0.8, 0.9, of negatives 0.1, 0.2, 0.3, 0.5, 0.55, 0.7;
 * costs 3 : 1. At 0.4 no positive is missed and 3 negatives are flagged: cost 3, the least. At 0.6: 1 missed and
 * 1 flagged, cost 4. At 0.5: 1 missed, 3 flagged, cost 6. At 0.8: 2 missed, none flagged, cost 6.
 */
export function cut(threshold: number | null, fn: number, fp: number): Cut {
  return { threshold, fn, fp, tp: 4 - fn, tn: 6 - fp, cost: 3 * fn + fp }
}

/** A recorded threshold with what a test is about; the rest is plausible. */
export function recorded(part: Partial<RecordedThreshold> & { value: number }): RecordedThreshold {
  return {
    source: 'config.yaml:23 threshold',
    origin: 'mention',
    path: 'config/config.yaml',
    line: 23,
    run: null,
    printed: String(part.value),
    interval: [part.value, part.value],
    sha256: '00',
    ...part,
  }
}

/** The view of the ten rows, with 0.6 recorded twice and implied decisions at 0.8. */
export function tenRows(): ThresholdView {
  const optimum = cut(0.4, 0, 3)
  const curve = [
    cut(0.1, 0, 6), cut(0.2, 0, 5), cut(0.3, 0, 4), optimum, cut(0.5, 1, 3),
    cut(0.55, 1, 2), cut(0.6, 1, 1), cut(0.7, 2, 1), cut(0.8, 2, 0), cut(0.9, 3, 0),
  ]
  const compared = (part: Parameters<typeof recorded>[0], at: Cut, distinguishable: boolean) => ({
    recorded: recorded(part),
    cut: at,
    regret: at.cost - optimum.cost,
    distinguishable,
  })
  const reference = (name: string, note: string, at: Cut) => ({
    name,
    note,
    cut: at,
    regret: at.cost - optimum.cost,
    distinguishable: true,
  })
  return {
    reading: { path: 'scores.csv', label: 'y', score: 'p', positive: '1', negative: '0', orientation: 'high' },
    costs: { fn: '3', fp: '1' },
    recommendation: {
      rows: 10,
      used: 10,
      excluded: { nullScore: 0, nanScore: 0, infiniteScore: 0, textScore: 0, nullLabel: 0, foreignLabel: 0 },
      positives: 4,
      negatives: 6,
      auc: 20 / 24,
      optimum: { ...optimum, tied: 1, interval: [0.3, 0.4] },
      flagNobody: { cost: 12 },
      flagEverybody: { cost: 6 },
      at: [],
      grids: [],
      objectives: [],
      theoretical: { threshold: 0.25, cost: 4 },
      interval95: null,
      indistinguishable: [0.3, 0.6],
      sha256: '00',
    },
    shortThreshold: '0.4',
    answer: { decisive: 'Refuse.', rest: 'That costs 3.', caveat: 'Chosen and judged on the same rows.' },
    recorded: [
      compared({ value: 0.6 }, cut(0.6, 1, 1), false),
      compared({ value: 0.6, source: 'run best', origin: 'metric', path: 'mlflow.db', line: null, run: { id: 'r1', name: 'best' } }, cut(0.6, 1, 1), false),
      compared({ value: 0.8, origin: 'decisions', path: 'out/decided.csv', line: null, interval: [0.79998, 0.8] }, cut(0.8, 2, 0), true),
    ],
    references: [
      reference('0.5', 'Default of libraries', cut(0.5, 1, 3)),
      reference('0.25', 'Theory, for calibrated probabilities only', cut(0.25, 0, 4)),
      reference('none', 'Refuse nobody', cut(null, 4, 0)),
      reference('all', 'Refuse everybody', cut(0.1, 0, 6)),
    ],
    curve: {
      thresholds: curve.map((each) => each.threshold ?? 1),
      costs: curve.map((each) => each.cost),
      falseNegatives: curve.map((each) => each.fn),
      falsePositives: curve.map((each) => each.fp),
    },
    withinOnePercent: [0.4, 0.4],
    ratioMap: [
      { from: 0, to: 0.5, threshold: 0.8 },
      { from: 0.5, to: 2, threshold: 0.6 },
      { from: 2, to: null, threshold: 0.4 },
    ],
    distribution: { edges: [0, 0.5, 1], positives: [1, 3], negatives: [3, 3] },
    roc: { falsePositiveRate: [0, 0, 0.5, 1], truePositiveRate: [0, 0.5, 1, 1] },
    derivations: {},
  }
}

/** The best threshold of the ten rows against 0.8; the interval is plausible. */
export const pair = {
  threshold: 0.4,
  other: 0.8,
  difference: { value: -3, low: -7.2, high: 1.2 },
  standardDeviation: 2.1,
  distinguishable: false,
  cheaperShare: 0.9,
  equalShare: 0.02,
  sentence: '',
}

/** How sure the best threshold of the ten rows is, with the given interval. */
export function sureWith(interval: Uncertainty['threshold']['interval'], optimism = 0.34): Uncertainty {
  const estimate = { value: 3, low: 1, high: 5 }
  return {
    reading: { path: 'scores.csv', label: 'y', score: 'p', positive: '1', negative: '0', orientation: 'high' },
    resampling: { kind: 'rows' },
    resamples: 2000,
    seed: 1,
    units: 10,
    threshold: { optimum: 0.4, interval, median: 0.4, nobody: 0, distribution: { edges: [], counts: [] } },
    leastCost: { inSample: 3, interval: [1, 5], optimism, corrected: 3 + optimism, caveat: '' },
    costs: [cut(0.4, 0, 3), cut(0.6, 1, 1), cut(0.8, 2, 0)].map((each) => ({ cut: each, cost: estimate })),
    differences: [{ ...pair, other: 0.6 }, pair, { ...pair, threshold: 0.6 }],
    indistinguishable: [0.4, 0.8],
    derivations: {},
  }
}
