import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RecordedThreshold } from '../../contract/scan.ts'
import { rankThresholds } from './rank-thresholds.ts'
import type { ThresholdCandidate } from './rank-thresholds.ts'
import { decisionsCandidate, mentionCandidate, runCandidate } from './threshold-candidates.ts'

function mention(value: string, name: string, path = 'note.md', text = '', line = 1): ThresholdCandidate {
  return mentionCandidate({ path, line, kind: 'threshold', name, value: Number(value), printed: value, text, sha256: '' }, value, [])
}

function metric(value: string, name: string, run = 'r1'): ThresholdCandidate {
  return runCandidate({
    value: Number(value),
    source: `run ${run}, metric ${name}`,
    origin: 'metric',
    path: 'mlflow.db',
    line: null,
    run: { id: run, name: run },
    printed: value,
    sha256: '',
  })
}

function decisions(above: number | null, atMost: number | null, path = 'submission.csv'): ThresholdCandidate {
  const found = decisionsCandidate({
    path, rows: 9, positives: 4, sha256: '', score: 'p', decision: 'd', impliedThreshold: { above, atMost }, contradictions: 0,
  })
  if (found === null) throw new Error('No cut is implied.')
  return found
}

const sources = (ranked: readonly RecordedThreshold[]): string[] => ranked.map((recorded) => recorded.source)

describe('the candidates', () => {
  it('carry the interval of their printed digits', () => {
    // By hand: 0.338 is printed to three digits, so it stands for half a thousandth to either side.
    expect(mention('0.338', 'threshold').recorded.interval).toEqual([0.3375, 0.3385])
    expect(metric('0.50', 'threshold').recorded.interval).toEqual([0.495, 0.505])
    expect(metric('0x1', 'threshold').recorded.interval).toEqual([Number('0x1'), 1])
  })

  it('take the cut of decisions to be the lowest score that was decided positive', () => {
    const { recorded } = decisions(0.33, 0.34)
    expect(recorded).toMatchObject({ value: 0.34, interval: [0.33, 0.34], origin: 'decisions', printed: '0.34' })
    expect(decisions(0.33, null).recorded.value).toBe(0.33)
  })

  it('have no decision threshold where the decisions bound none', () => {
    const unbounded = { path: 'a', rows: 0, positives: 0, sha256: '', score: 'p', decision: 'd', contradictions: 0 }
    expect(decisionsCandidate({ ...unbounded, impliedThreshold: { above: null, atMost: null } })).toBeNull()
  })

  it('know the key of a run', () => {
    expect(metric('0.3', 'best, metric threshold').name).toBe('threshold')
    expect(metric('0.3', 'optimal_threshold').name).toBe('optimal_threshold')
  })
})

describe('rankThresholds', () => {
  it('puts the stronger name first', () => {
    const ranked = rankThresholds([mention('0.1', 'y_proba'), mention('0.2', 'threshold'), mention('0.3', 'decision_threshold'), mention('0.4', 'optimal_threshold')])
    expect(ranked.map((recorded) => recorded.value)).toEqual([0.4, 0.3, 0.2, 0.1])
  })

  it('puts a metric above a note of the same name', () => {
    expect(sources(rankThresholds([mention('0.2', 'threshold'), metric('0.3', 'threshold')]))).toEqual(['run r1, metric threshold', 'note.md:1 threshold'])
  })

  it('puts a value that several places agree on above one that stands alone', () => {
    const ranked = rankThresholds([mention('0.2', 'threshold', 'a.md'), mention('0.3', 'threshold', 'b.md'), mention('0.3', 'threshold', 'c.md')])
    expect(sources(ranked)).toEqual(['b.md:1 threshold', 'a.md:1 threshold', 'c.md:1 threshold'])
  })

  it('lets a rounded value and the cut of decisions agree, and puts what was written down first', () => {
    const ranked = rankThresholds([mention('0.2', 'optimal_threshold', 'a.md'), mention('0.338', 'optimal_threshold', 'b.md'), decisions(0.33826, 0.33827)])
    expect(ranked.map((recorded) => recorded.value)).toEqual([0.338, 0.33827, 0.2])
  })

  it('puts a cut that a few decisions hardly bound behind what is stated', () => {
    const ranked = rankThresholds([decisions(0.1, 0.9, 'three-rows.csv'), mention('0.33', 'threshold')])
    expect(ranked.map((recorded) => recorded.value)).toEqual([0.33, 0.9])
  })

  it.each([
    ['a name', mention('0.2', 'optimal_drift_threshold')],
    ['a path', mention('0.85', 'threshold', 'config/critical_features.json')],
    ['the line', mention('0.05', 'threshold', 'note.md', 'p-value threshold 0.05')],
    ['early stopping', mention('0.01', 'early_stopping_threshold')],
  ])('puts a threshold of another purpose last, told by %s', (_, other) => {
    expect(rankThresholds([other, mention('0.4', 'y_proba')]).at(-1)).toBe(other.recorded)
  })

  it('does not take what the rest of the sentence is about for the purpose of a threshold', () => {
    const stated = mention('0.48', 'optimal_threshold', 'note.md', 'The 189-feature model, alerts and drift aside, has its optimal threshold at 0.48 without missing values')
    expect(rankThresholds([mention('0.4', 'y_proba', 'b.py'), stated])[0]).toBe(stated.recorded)
  })

  it('puts the folds of a cross-validation behind the threshold decided on', () => {
    const fold = mentionCandidate({ path: 'r.json', line: 1, kind: 'threshold', name: 'optimal_threshold', value: 0.3, printed: '0.3', text: '', sha256: '' }, '0.3', ['folds'])
    expect(rankThresholds([fold, mention('0.4', 'threshold')]).map((recorded) => recorded.value)).toEqual([0.4, 0.3])
  })

  it('shows every value once before it repeats one', () => {
    const ranked = rankThresholds([
      mention('0.3', 'optimal_threshold', 'a.md', '', 1), mention('0.3', 'optimal_threshold', 'a.md', '', 2), mention('0.4', 'threshold', 'a.md', '', 3),
    ])
    expect(ranked.map((recorded) => recorded.line)).toEqual([1, 3, 2])
  })

  it('keeps every candidate, and gives the same order whatever order they come in', () => {
    const candidate = fc
      .tuple(fc.constantFrom('0.1', '0.25', '0.5'), fc.constantFrom('threshold', 'optimal_threshold', 'drift_threshold', 'p'), fc.constantFrom('a.md', 'b.md'), fc.integer({ min: 1, max: 1e6 }))
      .map(([value, name, path, line]) => mention(value, name, path, '', line))
    const places = fc.uniqueArray(candidate, { maxLength: 12, selector: ({ recorded }) => recorded.line })
    fc.assert(
      fc.property(places, (candidates) => {
        const ranked = rankThresholds(candidates)
        expect(new Set(ranked)).toEqual(new Set(candidates.map(({ recorded }) => recorded)))
        expect(rankThresholds(candidates.toReversed())).toEqual(ranked)
      }),
    )
  })
})
