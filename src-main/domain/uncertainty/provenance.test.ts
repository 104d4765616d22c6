import { describe, expect, it } from 'vitest'
import { judgeProvenance, type ProvenanceInput } from './provenance.ts'

const cut = { threshold: 0.48, cost: 5, tp: 1, fp: 1, fn: 1, tn: 1 }
const recorded = {
  recorded: {
    value: 0.338, source: 'config.yaml:3', origin: 'mention', path: 'config.yaml', line: 3, run: null, printed: '0.338', interval: [0.3375, 0.3385], sha256: 'h',
  },
  cut,
  regret: 1,
  distinguishable: true,
} as const

function input(changes: { auc?: number; path?: string; metrics?: ProvenanceInput['metrics']; columns?: ProvenanceInput['columns']; objective?: number; interval?: [number, number] }): ProvenanceInput {
  const reading = { path: changes.path ?? 'predictions.csv', label: 'y', score: 'p', positive: null, negative: null, orientation: 'high' } as const
  const excluded = { nullScore: 0, nanScore: 0, infiniteScore: 0, textScore: 0, nullLabel: 0, foreignLabel: 0 }
  const numbers = { rows: 4, used: 4, positives: 2, negatives: 2, auc: changes.auc ?? 0.78, excluded, sha256: 'h' }
  return {
    summary: { reading, ...numbers, positive: '1', negative: '0', distinctScores: 4, scoreRange: [0, 1], query: 'q' },
    view: {
      recommendation: {
        ...numbers,
        optimum: { ...cut, tied: 1, interval: [0.4, 0.48] },
        flagNobody: { cost: 1 },
        flagEverybody: { cost: 1 },
        at: [],
        grids: [],
        objectives: [{ kind: 'f-beta', parameters: { beta: 3.2 }, threshold: changes.objective ?? 0.33826, value: 0.58 }],
        theoretical: { threshold: 0.1, cost: 1 },
        interval95: null,
        indistinguishable: null,
      },
      distribution: { edges: [0, 0.2, 0.4, 0.6, 0.8, 1], positives: [1, 1, 1, 1, 1], negatives: [9, 9, 9, 9, 9] },
      recorded: [{ ...recorded, recorded: { ...recorded.recorded, interval: changes.interval ?? [0.3375, 0.3385] } }],
    },
    metrics: changes.metrics ?? [],
    columns: changes.columns ?? [],
  }
}

const column = (name: string, examples: string[]) => ({ name, type: 'VARCHAR', missing: 0, distinct: examples.length, examples, uses: [] })

describe('whether the model trained on the rows', () => {
  it('cannot be told from an AUC, and the nearest logged value is named', () => {
    const metrics = [
      { name: 'mean_cv_auc', value: 0.7785, source: 'run a' },
      { name: 'train_auc', value: 0.86, source: 'run a' },
    ]
    const { trainedOn } = judgeProvenance(input({ auc: 0.7839, metrics }))
    expect(trainedOn.kind).toBe('cannot-tell')
    expect(trainedOn.answer).toContain('near the logged mean_cv_auc')
    expect(trainedOn.answer).toContain('a model that hardly fits its own rows better')
    expect(judgeProvenance(input({ auc: 0.859, metrics })).trainedOn.answer).toContain('consistent with rows that the model trained on')
    expect(judgeProvenance(input({ auc: 0.5, metrics })).trainedOn.answer).toContain('near no logged value')
  })

  it('is answered by a column that names the parts', () => {
    expect(judgeProvenance(input({ columns: [column('split', ['test', 'oot'])] })).trainedOn.kind).toBe('no')
    const mixed = judgeProvenance(input({ columns: [column('split', ['train', 'test'])] })).trainedOn
    expect(mixed).toMatchObject({ kind: 'yes' })
    expect(mixed.answer).toContain('must not be judged on those')
    expect(judgeProvenance(input({ columns: [column('city', ['test', 'Paris'])] })).trainedOn.kind).toBe('cannot-tell')
  })

  it('takes the name of a file for no proof', () => {
    const { trainedOn } = judgeProvenance(input({ path: 'out/test_predictions.csv' }))
    expect(trainedOn.kind).toBe('cannot-tell')
    expect(trainedOn.known.map(({ text }) => text)).toContain('The name of the file says "test", which is no proof.')
  })
})

describe('whether the threshold was chosen on the rows', () => {
  it('is yes for the recommendation, and told apart for recorded ones', () => {
    const consistent = judgeProvenance(input({})).chosenOn
    expect(consistent.kind).toBe('yes')
    expect(consistent.known[1]?.text).toBe('The recorded 0.338 holds the optimum of F-beta 3.2 on these rows, which is consistent with having been chosen on them.')
    expect(judgeProvenance(input({ interval: [0.2, 0.4] })).chosenOn.known[1]?.text).toBe('The recorded 0.338 stands for about 20 % of the scores, so it says nothing.')
    const not = judgeProvenance(input({ objective: 0.4 })).chosenOn
    expect(not.answer).toContain('nothing says so')
  })
})
