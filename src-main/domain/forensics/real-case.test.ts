import { beforeAll, describe, expect, it } from 'vitest'
import type { Mention, ScannedDecisions } from '../../contract/scan.ts'
import { prepareCuts, type CutTable } from '../threshold/cut-table.ts'
import { readScores, sharedData } from '../threshold/prediction-file.test-kit.ts'
import { byId, explained, ofKind, reproducing } from './explain.test-kit.ts'

const data = sharedData('scoring-enhanced/results/static_model_predictions.parquet')
const mention = (line: number, kind: Mention['kind'], name: string, value: number): Mention => ({
  path: 'config.yaml', line, kind, name, value, printed: String(value), text: `${name}: ${value}`, sha256: 'c',
})
const mentions = [mention(21, 'cost', 'cost_fn', 10), mention(22, 'cost', 'cost_fp', 1), mention(23, 'objective', 'f_beta', 3.2)]
const decisions: ScannedDecisions[] = [{
  path: 'results/submission.csv', rows: 48_744, positives: 22_173, sha256: 'd', score: 'TARGET', decision: 'PREDICTION',
  impliedThreshold: { above: 0.33826157532995615, atMost: 0.33827299664429217 }, contradictions: 0,
}]

// Expected values from counting in SQL and from numpy, independent of this code.
describe.skipIf(data.absent)('0.338 on the real table (skipped where ../shared/data is absent)', () => {
  let cuts: CutTable
  let result: ReturnType<typeof explained>
  beforeAll(async () => {
    cuts = prepareCuts(await readScores(data.file, 'PROBABILITY', 'TARGET', '1'), 'high')
    result = explained({ cuts, recorded: '0.338', costs: { fn: '10', fp: '1' }, evidence: { mentions, decisions }, against: ['0.48'] })
  })

  it('F-beta 3.2 reproduces it first, with the whole interval of beta, corroborated by the configuration and the decisions', () => {
    const [first] = result.explanations
    expect([first?.kind, first?.parameters['beta'], first?.threshold]).toEqual(['f-beta', 3.2, 0.3382645774093179])
    const [low, high] = first?.parameters['betaInterval'] as [number, number]
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(['3.0835', '3.4072'])
    expect(first?.corroboration.map(({ path, line }) => [path, line])).toEqual([['config.yaml', 23], ['results/submission.csv', null]])
    expect(first?.favoured).toContain('excludes 0.338 (grid of 0.001)')
    expect(first?.variants.find(({ candidates }) => candidates === 'grid of 0.001')?.threshold).toBe(0.338)
  })

  it('a cost ratio reproduces it as the same statement', () => {
    const cost = byId(result, 'cost-ratio')
    const [low, high] = cost.parameters['ratioInterval'] as [number, number]
    expect([low.toFixed(2), high.toFixed(2), cost.verdict, cost.sameStatementAs]).toEqual(['17.36', '19.92', 'reproduces', 'f-beta'])
    expect(result.impliedCostRatio).toEqual([low, high])
    expect(result.multipleTesting.independent).toBe(result.multipleTesting.reproduce - 1)
  })

  it('every grid is refuted for 10 : 1, with the number that refutes it', () => {
    const grids = result.explanations.filter(({ kind }) => kind === 'grid-step')
    expect(grids.map(({ verdict }) => verdict)).toEqual(Array(7).fill('refuted'))
    const costs = { '0.05': [0.5, '151,786'], '0.01': [0.48, '151,536'], '0.005': [0.485, '151,522'], '0.001': [0.476, '151,416'] } as const
    for (const [step, [threshold, cost]] of Object.entries(costs)) {
      expect(byId(result, `grid-step ${step}`).threshold).toBe(threshold)
      expect(byId(result, `grid-step ${step}`).because).toContain(cost)
    }
  })

  it('lies inside the hull: no ratio makes it optimal, and its least relative regret is 0.04 %', () => {
    expect(result.impliedCostRatioOfCut).toBeNull()
    expect((100 * (result.leastRelativeRegret ?? 0)).toFixed(2)).toBe('0.04')
    const noted = explained({ cuts, recorded: '0.48', costs: { fn: '10', fp: '1' } })
    expect((100 * (noted.leastRelativeRegret ?? 0)).toFixed(2)).toBe('0.08')
  })

  it('breaks even with the optimum at 47,705 / 3,634 and with 0.48 at 48,865 / 3,763', () => {
    expect(result.breakEven).toBe(47_705 / 3634)
    expect(result.breakEvens.find(({ second }) => second === '0.48')?.ratio).toBe(48_865 / 3763)
    expect([result.atRecorded.fn, result.atRecorded.fp, result.atRecorded.cost, result.regret]).toEqual([4391, 118_861, 162_771, 11_365])
  })

  it('refutes the objectives without a parameter and the theoretical threshold', () => {
    for (const kind of ['youden', 'g-mean', 'mcc', 'kappa', 'accuracy', 'balanced-accuracy', 'theoretical', 'default-half'] as const) {
      expect(ofKind(result, kind).verdict).toBe('refuted')
    }
    expect(reproducing(result)).not.toContain('rounding')
  })

  it('0.5 as recorded covers a tenth of the scores, and the default comes first', () => {
    const half = explained({ cuts, recorded: '0.5', costs: { fn: '10', fp: '1' } })
    expect(half.explanations[0]?.kind).toBe('default-half')
    expect(half.recorded.shareOfScores).toBeGreaterThan(0.095)
    const [low, high] = ofKind(half, 'f-beta').parameters['betaInterval'] as [number, number]
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(['1.5044', '2.0842'])
  })
})
