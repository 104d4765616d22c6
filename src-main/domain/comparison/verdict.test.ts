import { describe, expect, it } from 'vitest'
import type { KeptFile, LearnedContent, RunFacts, StatedParameter, TableMatch } from './run-facts.ts'
import { canonicalValue } from './canonical-value.ts'
import { judgeSameModel } from './verdict.ts'

function parameters(values: Readonly<Record<string, string>>): StatedParameter[] {
  return Object.entries(values).map(([key, value]) => ({
    key,
    value,
    canonical: canonicalValue(value),
    source: `parameter ${key} (mlflow.db)`,
  }))
}

function run(name: string, facts: Partial<RunFacts> = {}): RunFacts {
  return {
    id: `id-of-${name}`,
    name,
    families: [],
    features: [],
    parameters: [],
    datasets: [],
    modelFiles: [],
    predictionFiles: [],
    decisionFiles: [],
    ...facts,
  }
}

const stated = (value: string, source = 'tag n (mlflow.db)') => [{ value, source }]
const file = (name: string, sha256: string): KeptFile => ({ name, file: `mlruns/1/${name}`, sha256: sha256.repeat(64) })

describe('are these the same model', () => {
  it('the seed case is consistent, but not proven', () => {
    const verdict = judgeSameModel(
      [
        run('final_model_application', {
          families: stated('LightGBM', 'parameter model_type (mlflow.db)'),
          features: stated('189', 'parameter n_features (mlflow.db)'),
          parameters: parameters({ learning_rate: '0.0188', max_depth: '10' }),
        }),
        run('production_lightgbm_189features', {
          families: stated('LightGBM', 'name of the run (mlflow.db)'),
          features: stated('189', 'name of the run (mlflow.db)'),
        }),
      ],
      { strayModelFiles: ['models/production_model.pkl'] },
    )
    expect(verdict).toMatchObject({ kind: 'consistent', level: 'metadata', headline: 'Consistent, but not proven.' })
    expect(verdict.explanation).toBe(
      'Nothing in this folder says that the two runs hold different models, and nothing proves that they hold the same one: neither run kept its model file.',
    )
    expect(verdict.evidence.map(({ title, claim, supports }) => [title, claim, supports])).toEqual([
      ['Identical model bytes', 'Cannot be told. Neither run has a model file; models/production_model.pkl belongs to no run.', 'neither'],
      ['Identical learned content', 'Cannot be told. It needs the model files of all runs.', 'neither'],
      ['Identical predictions on the same rows', 'Cannot be told. Not both runs kept a table of predictions.', 'neither'],
      ['Identical decisions at a threshold', 'Cannot be told. Not both runs kept a table of decisions.', 'neither'],
      ['Consistent metadata', 'Supports same. Both state LightGBM and 189 features.', 'same'],
      ['Contradicting evidence', 'None found.', 'neither'],
    ])
    expect(verdict.evidence[4]?.source).toBe(
      'final_model_application: parameter model_type (mlflow.db), parameter n_features (mlflow.db); production_lightgbm_189features: name of the run (mlflow.db)',
    )
  })

  it('equal model bytes prove it, whatever the records say', () => {
    const verdict = judgeSameModel([
      run('A', { modelFiles: [file('model.pkl', 'a')], parameters: parameters({ C: '1' }) }),
      run('B', { modelFiles: [file('other.pkl', 'a')], parameters: parameters({ C: '2' }) }),
    ])
    expect(verdict).toMatchObject({ kind: 'same', level: 'model-bytes', headline: 'The same model.' })
    expect(verdict.explanation).toBe(
      'The model files are equal byte for byte: SHA-256 aaaa aaaa aaaa. Their records disagree all the same: C is 1 in A and 2 in B.',
    )
  })

  it('equal predictions are consistent, for two models may agree on the rows at hand', () => {
    const verdict = judgeSameModel([
      run('A', { predictionFiles: [file('predictions.csv', 'b')] }),
      run('B', { predictionFiles: [file('predictions.csv', 'b')] }),
    ])
    expect(verdict).toMatchObject({ kind: 'consistent', level: 'predictions' })
    expect(verdict.explanation).toContain('The runs kept the same predictions, equal byte for byte.')
    expect(verdict.wouldSettle).toContain('equal bytes or equal learned content would make it the same')
  })

  describe('by tables whose rows were matched', () => {
    const kept = { predictionFiles: [file('p.csv', 'a')], decisionFiles: [file('d.csv', 'a')] }
    const others = { predictionFiles: [file('p.csv', 'b')], decisionFiles: [file('d.csv', 'b')] }
    const match = (differing: number, maxDifference: number): TableMatch => ({
      kind: 'matched', rows: 34974, unmatched: 0, differing, maxDifference, matchedBy: 'column UNIQUEID', query: 'SELECT 1', source: 'p.csv; q.csv',
    })

    it.each([
      ['equal scores', match(0, 0), {}, 'consistent', 'predictions'],
      ['scores that rounding explains', match(12, 4e-7), {}, 'consistent', 'predictions'],
      ['other scores', match(34974, 0.31), {}, 'different', 'predictions'],
      ['equal scores against records that disagree', match(0, 0), { features: stated('12') }, 'consistent', 'predictions'],
      ['other scores against records that agree', match(1, 0.5), { features: stated('13') }, 'different', 'predictions'],
      ['rows that cannot be matched', { kind: 'unmatched', why: 'No column names the rows', source: '' } as const, {}, 'unknown', 'none'],
    ])('%s', (_, predictions, second, kind, level) => {
      const verdict = judgeSameModel([run('A', { ...kept, features: stated('13') }), run('B', { ...others, ...second })], { predictions })
      expect(verdict).toMatchObject({ kind, level })
    })

    it('says how many rows, how they were matched and the greatest difference', () => {
      const { evidence } = judgeSameModel([run('A', kept), run('B', others)], { predictions: match(34974, 0.31) })
      expect(evidence[2]).toMatchObject({
        claim: 'Supports different. Scores differ in 34,974 of 34,974 rows matched by column UNIQUEID; the greatest difference is 0.31.',
        source: 'p.csv; q.csv',
      })
    })

    it('equal decisions are consistent, other ones no contradiction: another threshold may have been used', () => {
      expect(judgeSameModel([run('A', kept), run('B', others)], { decisions: match(0, 0) })).toMatchObject({ kind: 'consistent', level: 'decisions' })
      expect(judgeSameModel([run('A', kept), run('B', others)], { decisions: match(3, 0) })).toMatchObject({ kind: 'unknown', level: 'none' })
    })

    it('equal decisions do not outweigh records that disagree', () => {
      const facts = [run('A', { ...kept, features: stated('13') }), run('B', { ...others, features: stated('12') })]
      expect(judgeSameModel(facts, { decisions: match(0, 0) })).toMatchObject({ kind: 'different', level: 'metadata' })
    })
  })

  describe('by what the model files have learned', () => {
    const learned = (digest: string, kind: LearnedContent['kind'] = 'lightgbm'): Partial<RunFacts> => ({
      modelFiles: [file('model.txt', digest)],
      learned: { kind, digests: [digest.repeat(64)], source: `${digest}/model.txt` },
    })
    const other = (facts: Partial<RunFacts>): Partial<RunFacts> => ({ ...facts, modelFiles: [file('model.pkl', 'f')] })

    it.each([
      ['equal trees prove it', learned('a'), other(learned('a')), 'same', 'learned-content'],
      ['other trees refute it', learned('a'), learned('b'), 'different', 'learned-content'],
      ['other fitted attributes may be another version of the library', learned('a', 'fitted-attributes'), learned('b', 'fitted-attributes'), 'unknown', 'none'],
      ['kinds that cannot be compared', learned('a'), other(learned('a', 'xgboost')), 'unknown', 'none'],
      ['one of them unread', learned('a'), { modelFiles: [file('model.pkl', 'b')] }, 'unknown', 'none'],
    ])('%s', (_, a, b, kind, level) => {
      expect(judgeSameModel([run('A', a), run('B', b)])).toMatchObject({ kind, level })
    })
  })

  it('an id that one run names and the other has is consistent; random ids of their own are nothing', () => {
    const own = (id: string) => ({ id, words: `logged model ${id}`, source: 'logged models (mlflow.db)', own: true })
    const named = (id: string) => ({ ...own(id), source: 'tag source (mlflow.db)', own: false })
    const verdict = judgeSameModel([run('A', { lineage: [own('m-1')] }), run('B', { lineage: [named('m-1')] })])
    expect(verdict).toMatchObject({ kind: 'consistent', level: 'metadata' })
    expect(verdict.evidence[4]).toMatchObject({
      claim: 'Supports same. Both state logged model m-1.',
      source: 'A: logged models (mlflow.db); B: tag source (mlflow.db)',
    })
    expect(judgeSameModel([run('A', { lineage: [own('m-1')] }), run('B', { lineage: [own('m-2')] })]).kind).toBe('unknown')
  })

  it('model files that differ in their bytes prove nothing', () => {
    const verdict = judgeSameModel([
      run('A', { modelFiles: [file('model.pkl', 'a')], features: stated('12') }),
      run('B', { modelFiles: [file('model.pkl', 'b')], features: stated('12') }),
    ])
    expect(verdict.kind).toBe('consistent')
    expect(verdict.evidence[0]?.supports).toBe('neither')
    expect(verdict.explanation).toContain('their model files differ in their bytes, which is no proof either way')
  })

  it.each([
    ['a hyper-parameter', { parameters: parameters({ learning_rate: '0.1' }) }, { parameters: parameters({ learning_rate: '0.05' }) }],
    ['the number of features', { features: stated('189') }, { features: stated('188') }],
    ['the kind of model', { families: stated('LightGBM') }, { families: stated('XGBoost') }],
  ])('%s that both state differently makes them different', (_, a, b) => {
    const verdict = judgeSameModel([run('A', a), run('B', b)])
    expect(verdict).toMatchObject({ kind: 'different', level: 'metadata', headline: 'Not the same model, by what the runs state.' })
    expect(verdict.evidence[5]?.supports).toBe('different')
  })

  it('names what contradicts, three at most', () => {
    const names = (rate: string) => parameters({ a: rate, b: rate, c: rate, d: rate, e: rate })
    const { explanation } = judgeSameModel([run('A', { parameters: names('1') }), run('B', { parameters: names('2') })])
    expect(explanation).toBe(
      'They state different values: a is 1 in A and 2 in B; b is 1 in A and 2 in B; c is 1 in A and 2 in B; and 2 more.',
    )
  })

  it.each([
    ['0.10 and 0.1 are equal', { C: '0.10' }, { C: '0.1' }, 'consistent'],
    ['a value that only one run has is no difference', { C: '1', penalty: 'l2' }, { C: '1' }, 'consistent'],
    ['a threshold is not a part of the model', { threshold: '0.5' }, { threshold: '0.4' }, 'unknown'],
    ['nothing shared', { C: '1' }, { max_depth: '3' }, 'unknown'],
  ])('%s', (_, a, b, kind) => {
    expect(judgeSameModel([run('A', { parameters: parameters(a) }), run('B', { parameters: parameters(b) })]).kind).toBe(kind)
  })

  it('datasets alone never make models consistent, and differing ones are an open question', () => {
    const dataset = (digest: string) => [{ key: 'train: loans', value: digest, canonical: digest, source: 'dataset train: loans (mlflow.db)' }]
    const equal = judgeSameModel([run('A', { datasets: dataset('0f') }), run('B', { datasets: dataset('0f') })])
    expect(equal.kind).toBe('unknown')
    expect(equal.evidence[4]?.claim).toContain('covers the first 10,000 rows only')
    const other = judgeSameModel([
      run('A', { datasets: dataset('0f'), features: stated('5') }),
      run('B', { datasets: dataset('1e'), features: stated('5') }),
    ])
    expect(other.kind).toBe('consistent')
    expect(other.evidence[5]?.claim).toBe(
      'One open question: train: loans has other digests, so the runs did not read the same data.',
    )
  })

  it('a run that contradicts itself states nothing', () => {
    const torn = [...stated('12'), ...stated('13')]
    expect(judgeSameModel([run('A', { features: torn }), run('B', { features: stated('12') })]).kind).toBe('unknown')
  })

  it('one of three runs is enough to differ; runs of one name are told apart', () => {
    const verdict = judgeSameModel([
      run('A', { parameters: parameters({ C: '1' }) }),
      run('A', { parameters: parameters({ C: '1.0' }) }),
      { ...run('A', { parameters: parameters({ C: '2' }) }), id: '0123456789' },
    ])
    expect(verdict.kind).toBe('different')
    expect(verdict.explanation).toContain('2 in A (01234567)')
  })
})
