import { expect, it } from 'vitest'
import type { ScoreQuality } from '../../../src-main/contract/score-quality.ts'
import { bandWords, qualityAnswer } from './quality-words.ts'

const rate = { value: 0.089, low: 0.085, high: 0.094, count: 89, of: 1000 }
const exact = { value: 0, low: 0, high: 0 }

/** A quality with what a sentence is about; everything else is empty. */
function qualityWith(auc: [number, number, number], kind: ScoreQuality['weighting']['kind'], agrees: boolean): ScoreQuality {
  const [low, value, high] = auc
  const bin = { low: 0.45, high: 0.5, rows: 1000, predicted: 0.476, observed: rate }
  return {
    reading: { path: 'a.csv', label: 'y', score: 'p', positive: '1', negative: '0', orientation: 'high' },
    threshold: 0.4759,
    discrimination: {
      auc: { value, low, high },
      gini: { value: 2 * value - 1, low: 2 * low - 1, high: 2 * high - 1 },
      ks: { ...exact, threshold: null, resamples: 2000, seed: 1 },
    },
    calibration: {
      bins: [bin],
      meanPredicted: 0.35,
      prevalence: rate,
      intercept: null,
      slope: null,
      interceptAtSlopeOne: null,
      withoutLogit: 0,
      brier: 0.1,
      reliability: 0,
      resolution: 0,
      uncertainty: 0,
      withinBins: 0,
      skill: 0,
      band: { ...bin, agrees },
      sentence: '',
    },
    weighting: {
      kind,
      meanPredicted: 0.35,
      prevalence: rate,
      impliedTrainingPrevalence: null,
      impliedPositiveWeight: null,
      balancedWeight: 11,
      correctedMean: null,
      stated: [],
      theoretical: null,
      correctedTheoretical: null,
      sentence: '',
    },
    decisionCurve: null,
    stability: null,
    segments: [],
    impactNote: null,
    derivations: {},
  }
}

it('says whether the score ranks and whether it is a probability', () => {
  const decisive = (...values: Parameters<typeof qualityWith>) => qualityAnswer(qualityWith(...values)).decisive
  expect(decisive([0.78, 0.784, 0.787], 'consistent-with-balanced', false)).toBe('It ranks, but it is not to be read as a probability:')
  expect(decisive([0.78, 0.784, 0.787], 'not-weighted', true)).toBe('It ranks, and its probabilities hold near the threshold:')
  expect(decisive([0.78, 0.784, 0.787], 'not-weighted', false)).toBe('It ranks, but it is not to be read as a probability:')
  expect(decisive([0.49, 0.52, 0.55], 'not-a-probability', true)).toBe('That it ranks cannot be told from chance, and it is no probability:')
  expect(decisive([0.2, 0.3, 0.4], 'miscalibrated', false)).toMatch(/^It ranks the wrong way round/)
})

it('says what was predicted and observed around the threshold', () => {
  expect(bandWords(qualityWith([0.7, 0.8, 0.9], 'not-weighted', false))).toBe(
    'Around 0.476, 1,000 applicants scored 0.450–0.500: 47.6\u202f% predicted, 8.9\u202f% (8.5–9.4) observed. They do not agree.',
  )
})
