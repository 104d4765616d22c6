import { beforeAll, describe, expect, it } from 'vitest'
import { prepareCuts, type CutTable } from '../threshold/cut-table.ts'
import { readScores, sharedData } from '../threshold/prediction-file.test-kit.ts'
import { byId, explained, ofKind, reproducing } from './explain.test-kit.ts'

const data = sharedData('dcurves-binary/df_binary.csv')

// The teaching table of the R package dcurves; expected values computed with scikit-learn 1.9.1 and numpy.
describe.skipIf(data.absent)('explanations on the dcurves table (skipped where ../shared/data is absent)', () => {
  let cuts: CutTable
  beforeAll(async () => {
    cuts = prepareCuts(await readScores(data.file, 'cancerpredmarker', 'cancer', 'true'), 'high')
  })
  const at = (recorded: string, fn = '5') => explained({ cuts, recorded, costs: { fn, fp: '1' } })

  it('0.3517056: accuracy and Matthews both reproduce it', () => {
    const result = at('0.3517056')
    expect(reproducing(result)).toEqual(expect.arrayContaining(['accuracy', 'mcc', 'cost-ratio']))
    expect(reproducing(result)).not.toContain('youden')
    expect(ofKind(result, 'mcc').variants[0]?.value).toBeCloseTo(0.5208765, 7)
  })

  it('0.2531714: F1 and a cost of 5 : 1 both reproduce it, as one statement', () => {
    const result = at('0.2531714')
    const [fBeta, cost] = [ofKind(result, 'f-beta'), ofKind(result, 'cost-ratio')]
    expect([fBeta.verdict, fBeta.parameters['beta']]).toEqual(['reproduces', 1])
    expect([cost.verdict, cost.parameters['ratio']]).toEqual(['reproduces', 5])
    expect([fBeta.sameStatementAs, cost.sameStatementAs].filter((id) => id !== null)).toHaveLength(1)
    expect(fBeta.variants[0]?.value).toBeCloseTo(0.582996, 6)
    expect(result.regret).toBe(0)
  })

  it('0.1549948: Youden, F2 and a cost of 10 : 1 reproduce it', () => {
    const result = at('0.1549948', '10')
    expect(reproducing(result)).toEqual(expect.arrayContaining(['youden', 'balanced-accuracy', 'f-beta', 'cost-ratio']))
    const [low, high] = ofKind(result, 'f-beta').parameters['betaInterval'] as [number, number]
    expect(low <= 2 && high >= 2).toBe(true)
    expect(ofKind(result, 'youden').variants[0]?.value).toBeCloseTo(0.5902547, 7)
  })

  it.each([
    ['0.3517056', 0.8529, 2.375],
    ['0.2531714', 2.4286, 5.1667],
    ['0.1549948', 5.5, 10.8],
    ['0.0603593', 11, 21.375],
  ])('%s is optimal for ratios from %d to %d', (recorded, from, to) => {
    const { impliedCostRatio } = at(recorded)
    expect(impliedCostRatio?.[0]).toBeCloseTo(from, 4)
    expect(impliedCostRatio?.[1]).toBeCloseTo(to, 3)
  })

  it('0.19 as an exact cut is optimal from 5.1667 to 5.5', () => {
    const { impliedCostRatioOfCut, atRecorded } = at('0.19')
    expect([atRecorded.fp, atRecorded.fn]).toEqual([101, 27])
    expect(impliedCostRatioOfCut?.[0]).toBeCloseTo(5.1667, 4)
    expect(impliedCostRatioOfCut?.[1]).toBeCloseTo(5.5, 4)
  })

  it.each(['0.5', '0.35', '0.25', '0.2316429', '0.16666666666666666', '0.10', '0.05'])('%s as an exact cut is optimal for no ratio', (recorded) => {
    const result = at(recorded)
    expect(result.impliedCostRatioOfCut).toBeNull()
    expect(result.impliedCostRatioSentence).toContain('for none: it lies inside the ROC hull')
    expect(result.leastRelativeRegret).toBeGreaterThan(0)
  })

  it.each([['0.5', 142], ['0.35', 41], ['0.2316429', 1]])('%s costs %d more than the least at 5 : 1', (recorded, regret) => {
    expect(at(recorded).regret).toBe(regret)
  })

  it('finds the 100 points of scikit-learn behind 0.2316429', () => {
    const result = at('0.2316429')
    expect(reproducing(result)).toContain('grid-step 100-points')
    expect(result.explanations.find(({ id }) => id === 'grid-step 100-points')?.because).toContain('cost 236')
  })

  it('finds the theoretical threshold of 5 : 1 behind 0.1667', () => {
    expect(ofKind(at('0.1667'), 'theoretical').verdict).toBe('reproduces')
  })

  it('finds the median of two tied thresholds behind 0.6335176, which costs more than either', () => {
    const result = explained({ cuts, recorded: '0.6335176', costs: { fn: '1', fp: '2' } })
    const median = byId(result, 'rounding tied-median')
    expect(median.verdict).toBe('reproduces')
    expect(median.threshold).toBeCloseTo(0.6335176, 7)
    expect([result.optimum?.cost, result.atRecorded.cost]).toEqual([92, 93])
    expect(median.because).toContain('is best, 92, at 2 scores from 0.6118419 to 0.6551933')
    expect(median.because).toContain('gives 93.')
  })

  it.each([
    ['1', '1', 0.3523422, 83],
    ['5', '1', 0.2316429, 236],
    ['10', '1', 0.1511767, 357],
    ['20', '1', 0.0304774, 473],
    ['50', '1', 0.0204191, 509],
    ['1', '2', 0.6540905, 92],
  ])('at %s : %s the 100 points of scikit-learn lead to %d, cost %d', (fn, fp, threshold, cost) => {
    const result = explained({ cuts, recorded: String(threshold), costs: { fn, fp } })
    const points = byId(result, 'grid-step 100-points')
    expect(points.verdict).toBe('reproduces')
    const tried = points.variants[0]
    expect(tried?.threshold).toBeCloseTo(threshold, 7)
    expect(tried?.value).toBe(cost)
  })

  it('misses one more positive where > takes the place of >= at 0.2531714', () => {
    const exact = at('0.2531714').optimum?.threshold ?? 0
    const counts = (strict: boolean) => [...cuts.scores].filter((score) => (strict ? score > exact : score >= exact)).length
    expect(counts(false) - counts(true)).toBe(1)
    expect(at('0.2531714').optimum?.fn).toBe(33)
    expect(at(String(exact + 1e-9)).atRecorded.fn).toBe(34)
  })
})
