import { describe, expect, it } from 'vitest'
import { bruteOptimum, matrixAt } from '../threshold/brute-force.test-kit.ts'
import { byId, cutsOf, explained, noisyRows, ofKind } from './explain.test-kit.ts'
import type { LoggedNumber } from './inquiry.ts'
import { chanceOf } from './chance.ts'
import { recordedOf } from './recorded.ts'

const rows = noisyRows(5, 1000)
const cuts = cutsOf(rows)
const { threshold } = bruteOptimum(rows, 'high', ({ tp, fn, fp, tn }) => tp / (tp + fn) - fp / (fp + tn), (a, b) => b - a)
const recorded = String(threshold)
const matrix = matrixAt(rows, threshold, 'high')
const logged = (name: string, value: number, group = 'run a'): LoggedNumber => ({
  name, value, printed: String(value), path: 'mlflow.db', line: null, group, origin: 'logged',
})

describe('numbers logged beside a recorded value', () => {
  const other = (numbers: readonly LoggedNumber[]) => ofKind(explained({ cuts, recorded, costs: { fn: '4', fp: '1' }, evidence: { logged: numbers } }), 'other-data')

  it('refute other data where this table gives them', () => {
    const answer = other([logged('tp', matrix.tp), logged('test_recall', Number((matrix.tp / (matrix.tp + matrix.fn)).toFixed(4))), logged('business_cost', 4 * matrix.fn + matrix.fp)])
    expect(answer.verdict).toBe('refuted')
    expect(answer.because).toContain(`true positives ${matrix.tp}`)
  })

  it('are consistent with other data where it does not', () => {
    const answer = other([logged('tp', matrix.tp + 1)])
    expect(answer.verdict).toBe('cannot-tell')
    expect(answer.because).toContain(`true positives ${matrix.tp + 1} (here ${matrix.tp})`)
  })

  it('cannot tell where one run has both', () => {
    expect(other([logged('fp', matrix.fp, 'test'), logged('fp', matrix.fp + 9, 'validation')]).verdict).toBe('cannot-tell')
  })

  it('say nothing where they are of another kind', () => {
    expect(other([logged('auc', 0.9), logged('learning_rate', 0.1)]).because).toContain('Nothing is logged')
    expect(other([logged('cost_fn', 10), logged('cost_of_false_positives', 1)]).because).toContain('Nothing is logged')
  })
})

describe('corroboration', () => {
  it('ranks an explanation that the evidence names before one that fits as well', () => {
    const named = explained({ cuts, recorded, evidence: { names: [{ path: 'mlflow.db', line: null, text: 'experiment tune_youden_2024' }] } })
    expect(named.explanations[0]?.kind).toBe('youden')
    expect(named.explanations[0]?.corroboration).toEqual([{ path: 'mlflow.db', line: null, text: 'experiment tune_youden_2024' }])
  })

  it('takes a value of the objective that is logged beside it, unless it is 0', () => {
    const spoken = (value: number) =>
      byId(explained({ cuts, recorded, evidence: { logged: [logged('youden', value)] } }), 'youden').corroboration.map(({ text }) => text)
    expect(spoken(0.4)).toEqual(['youden 0.4 is logged beside the value'])
    expect(spoken(0)).toEqual([])
  })

  it('takes no decisions for it that only apply the recorded value', () => {
    const value = threshold ?? 0
    const decisions = [{
      path: 'decisions.csv', rows: 10, positives: 3, sha256: 'd', score: 'p', decision: 'yes', contradictions: 0,
      impliedThreshold: { above: value - 1e-7, atMost: value },
    }]
    const result = explained({ cuts, recorded: value.toFixed(3) , evidence: { decisions } })
    const youden = ofKind(result, 'youden')
    const applied = Number(value.toFixed(3)) > value - 1e-7 && Number(value.toFixed(3)) <= value
    expect(youden.corroboration).toHaveLength(youden.verdict === 'reproduces' && !applied ? 1 : 0)
  })
})

describe('chance', () => {
  it('is the share of rows recorded like a threshold that the explanation can lead to', () => {
    const like = (low: number, high: number) => rows.filter(({ score }) => score >= low && score < high).length
    expect(chanceOf(cuts, recordedOf({ printed: '0.4', implied: null }), { reachable: [0.33, 0.34, 0.61] })).toBe(
      (like(0.25, 0.35) + like(0.55, 0.65)) / rows.length,
    )
  })

  it('is 1 where every value is reached', () => {
    const reachable = Array.from({ length: 11 }, (_, index) => index / 10)
    expect(chanceOf(cuts, recordedOf({ printed: '0.4', implied: null }), { reachable })).toBe(1)
  })
})

describe('the interval of a recorded value', () => {
  it('is half open at the side that its origin says', () => {
    expect(recordedOf({ printed: '0.338', implied: null }).interval).toEqual([0.3375, 0.3385])
    const decided = recordedOf({ printed: '0.33827299664429217', implied: [0.33826157532995615, 0.33827299664429217] })
    expect([decided.closed, decided.digits, decided.text]).toEqual(['high', null, '0.33827'])
  })
})
