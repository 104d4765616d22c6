import { expect, it } from 'vitest'
import { comparabilityWarnings } from './comparability.ts'
import type { RunFacts, StatedParameter } from './run-facts.ts'

function stated(word: string, values: Readonly<Record<string, string>>): StatedParameter[] {
  return Object.entries(values).map(([key, value]) => ({ key, value, canonical: value, source: `${word} ${key} (mlflow.db)` }))
}

function run(name: string, parameters: Record<string, string>, datasets: Record<string, string> = {}, tags: Record<string, string> = {}): RunFacts {
  return {
    id: name, name, families: [], features: [], modelFiles: [], predictionFiles: [], decisionFiles: [],
    parameters: stated('parameter', parameters), datasets: stated('dataset', datasets), tags: stated('tag', tags),
  }
}

it('tells of other data, another target and another positive class, and where each is stated', () => {
  const warnings = comparabilityWarnings([
    run('A', { target_column: 'TARGET' }, { 'train: loans': '0f' }, { positive_class: '1' }),
    run('B', { label: 'default' }, { 'train: loans': '1e' }, { pos_label: '0' }),
  ])
  expect(warnings).toEqual([
    { kind: 'other-data', message: 'The runs did not read the same data: train: loans has the digest 0f in A and 1e in B.', source: 'dataset train: loans (mlflow.db)' },
    { kind: 'other-target', message: 'The target is TARGET in A and default in B.', source: 'parameter target_column (mlflow.db); parameter label (mlflow.db)' },
    { kind: 'other-positive-class', message: 'The positive class is 1 in A and 0 in B.', source: 'tag positive_class (mlflow.db); tag pos_label (mlflow.db)' },
  ])
})

it('is silent where they agree, where only one states it, and of 1 against 1.0', () => {
  expect(comparabilityWarnings([run('A', { target: 'y', pos_label: '1' }, { d: '0f' }), run('B', { pos_label: '1.0' }, { d: '0f' }), run('C', {})])).toEqual([])
})

it('tells of datasets that have no digest in common, whatever their names', () => {
  const [a, b] = [run('A', {}, { 'train: jan': '0f', 'test: x': '2b' }), run('B', {}, { 'train: feb': '1e' })]
  expect(comparabilityWarnings([a, b])).toMatchObject([
    { kind: 'other-data', message: 'The runs name no common dataset: train: jan and test: x in A and train: feb in B.' },
  ])
  expect(comparabilityWarnings([a, run('B', {}, { 'train: feb': '0f' })])).toEqual([])
  expect(comparabilityWarnings([a, run('B', {})])).toEqual([])
})
