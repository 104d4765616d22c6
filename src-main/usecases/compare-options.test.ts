import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Comparison, ComparisonOptions } from '../contract/comparison.ts'
import { comparisonSchema } from '../contract/comparison.ts'
import { writeDatabase, writeDirectories, writeText } from '../evidence/mlflow/store.test-kit.ts'
import type { StoreSpec } from '../evidence/mlflow/store.test-kit.ts'
import { previewArtifactRules } from './artifact-rules.ts'
import { compareRuns, metricHistory } from './compare.ts'

const [a, b, c] = ['a', 'b', 'c'].map((digit) => digit.repeat(32)) as [string, string, string]
const model = `m-${'0'.repeat(32)}`

/** Three runs of two experiments; the third names the logged model of the first. */
const spec: StoreSpec = {
  experiments: [
    { id: '1', name: 'first', tags: { team: 'retail', 'mlflow.note.content': 'Home loans', 'mlflow.experimentKind': 'custom' } },
    { id: '2', name: 'second' },
  ],
  runs: [
    {
      id: a, name: 'one', experimentId: '1', startTime: 3000,
      params: { model_params: "{'C': 0.10, 'penalty': 'l2'}", target: 'TARGET' },
      metrics: [{ key: 'auc', value: 0.9, step: 1 }, { key: 'auc', value: 0.7, step: 2 }, { key: 'auc', value: 0.8, step: 3 }],
      tags: { 'mlflow.user': 'ana' },
      loggedModels: [
        {
          id: model, name: 'model', location: `/old/1/models/${model}/artifacts`,
          // Copied from the run, but for one of each.
          metrics: { auc: 0.8, auc_test: 0.75 }, params: { target: 'TARGET', depth: '6' }, tags: { 'mlflow.user': 'ana', reviewed: 'yes' },
        },
      ],
    },
    { id: b, name: 'two', experimentId: '1', startTime: 2000, params: { model_params: '{"C": 0.1}', target: 'default' }, metrics: [{ key: 'auc', value: 0.805, step: 3 }] },
    { id: c, name: 'three', experimentId: '2', startTime: 1000, tags: { source: `models:/${model}` }, metrics: [{ key: 'auc', value: NaN, step: 3 }], artifactUri: `s3://bucket/${c}/artifacts` },
  ],
  registeredModels: [
    { name: 'card', versions: [{ version: '3', source: `models:/${model}`, stage: 'Production' }], aliases: { champion: '3' } },
    { name: 'greeting', prompt: true, versions: [{ version: '1', runId: b }] },
  ],
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'options-test-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function compared(ids: readonly string[], options: ComparisonOptions = {}): Promise<Comparison> {
  const comparison = await compareRuns(folder, ids, options)
  expect(comparisonSchema.parse(comparison)).toEqual(comparison)
  return comparison
}

function row({ rows }: Comparison, section: string, key: string) {
  return rows.find((candidate) => candidate.section === section && candidate.key === key)
}

describe.each([
  ['a database', () => writeDatabase(folder, spec, 3)],
  ['a file store', () => writeDirectories(folder, spec)],
])('of %s', (_, write) => {
  beforeEach(write)

  it('deltas are taken from the baseline, across experiments', async () => {
    const first = await compared([a, b, c])
    expect(first.baseline).toBe(a)
    expect(row(first, 'metrics', 'auc')).toMatchObject({ values: ['0.8', '0.805', 'nan'], state: 'different', deltas: [0, 0.005, null], points: [3, 1, 1] })
    const second = await compared([a, b, c], { baseline: b })
    expect(row(second, 'metrics', 'auc')?.deltas).toEqual([-0.005, 0, null])
    await expect(compareRuns(folder, [a, b], { baseline: c })).rejects.toThrow('is not one of the compared runs')
  })

  it('what the logged model says beside its run is a row of its own', async () => {
    const comparison = await compared([a, b])
    const models = comparison.rows.filter(({ section, key }) => section === 'models' && key.startsWith('model, '))
    expect(models.map(({ key, values }) => [key, values])).toEqual([
      ['model, auc_test', ['0.75', null]],
      ['model, depth', ['6', null]],
      ['model, reviewed', ['yes', null]],
    ])
  })

  it('tags of the experiment stand apart, MLflow\'s bookkeeping among them is left out', async () => {
    const comparison = await compared([a, b, c])
    const tags = comparison.rows.filter(({ section }) => section === 'experiment-tags')
    expect(tags.map(({ key, values, state }) => [key, values, state])).toEqual([
      ['mlflow.note.content', ['Home loans', 'Home loans', null], 'missing'],
      ['team', ['retail', 'retail', null], 'missing'],
    ])
    expect(comparison.ignored).toContain('mlflow.experimentKind')
  })

  it.each([
    ['last', ['0.8', '0.805']],
    ['min', ['0.7', '0.805']],
    ['max', ['0.9', '0.805']],
    [{ step: 2 }, ['0.7', null]],
  ] as const)('a metric is compared by its %o', async (metric, values) => {
    const comparison = await compared([a, b], { metric })
    const found = row(comparison, 'metrics', 'auc')
    expect(found?.values).toEqual(values)
    expect(found?.state).toBe(found?.values.includes(null) === true ? 'missing' : 'different')
  })

  it('a tolerance is said in the row and in the derivation', async () => {
    const comparison = await compared([a, b], { tolerance: { absolute: 0.005, relative: 0 } })
    expect(row(comparison, 'metrics', 'auc')).toMatchObject({ state: 'equal', withinTolerance: true })
    expect(comparison.derivation.formula).toContain('Numbers are also equal where they differ by at most 0.005')
  })

  it('dictionaries are unfolded unless told otherwise', async () => {
    const unfolded = await compared([a, b])
    expect(row(unfolded, 'parameters', 'model_params.C')).toMatchObject({ values: ['0.10', '0.1'], state: 'equal' })
    expect(row(unfolded, 'parameters', 'model_params.penalty')).toMatchObject({ values: ['l2', null], state: 'missing' })
    const folded = await compared([a, b], { unfold: false })
    expect(row(folded, 'parameters', 'model_params')?.state).toBe('different')
  })

  it('what is ignored is named; with no list nothing is', async () => {
    const all = await compared([a, b], { ignore: { presets: [], keys: [] } })
    expect(all.ignored).toEqual([])
    expect(row(all, 'system-tags', 'mlflow.user')?.values).toEqual(['ana', null])
    expect(row(all, 'identity', 'Ended')?.state).toBe('different')
    expect((await compared([a, b], { ignore: { presets: [], keys: ['model_params.*'] } })).ignored).toEqual(['model_params.C', 'model_params.penalty'])
  })

  it('another target is a warning', async () => {
    expect((await compared([a, b])).warnings).toMatchObject([{ kind: 'other-target', message: 'The target is TARGET in one and default in two.' }])
  })

  it('the registry names versions by stage and alias, through the logged model; prompts are no models', async () => {
    expect(row(await compared([a, b]), 'registry', 'Registered as')?.values).toEqual(['card version 3, Production, alias champion', null])
  })

  it('each claim says what was compared, with the run, the key and the file', async () => {
    const { verdict, derivation } = await compared([a, b])
    const derivations = verdict.evidence.map((evidence) => evidence.derivation)
    expect(derivations.map((of) => of?.title)).toEqual(verdict.evidence.map(({ title }) => title))
    const [store] = derivation.files
    const source = `parameter model_params (${store?.path ?? ''})`
    expect(derivations[4]?.rows).toBe(`Run ${a}, one:\n– model_params.C = 0.10, ${source}\nRun ${b}, two:\n– model_params.C = 0.1, ${source}`)
    expect(derivations[4]?.files).toEqual([store])
    expect(derivations[4]?.query).toContain('FROM params WHERE run_id = $run')
    expect(derivations[0]).toMatchObject({ query: null, files: [], rows: `Run ${a}, one:\n– no model file\nRun ${b}, two:\n– no model file` })
  })

  it('a logged model that the other run names is lineage', async () => {
    const { verdict } = await compared([a, c])
    expect(verdict).toMatchObject({ kind: 'consistent', level: 'metadata' })
    expect(verdict.evidence[4]?.claim).toBe(`Supports same. Both state logged model ${model}.`)
    expect(verdict.evidence[4]?.source).toContain('three: tag source (')
  })

  it('each moved location is told with the rules that found it', async () => {
    await writeText(path.join(folder, 'copied', a, 'artifacts', 'model', 'notes.txt'), 'x')
    await writeText(path.join(folder, 'fetched', c, 'artifacts', 'notes.txt'), 'x')
    const custom = [{ pattern: 's3://bucket/', replacement: 'fetched/' }]
    const comparison = await compared([a, c], { artifactRules: { custom, disabled: [] } })
    expect(comparison.places?.map(({ run, model: owner, state, resolved, rules }) => [run, owner, state, resolved, rules])).toEqual([
      [a, 'model', 'missing', null, 'nothing in this folder is it'],
      [a, null, 'elsewhere', `copied/${a}/artifacts`, 'file-uri, windows-drive, moved-folder'],
      [c, null, 'elsewhere', `fetched/${c}/artifacts`, 'custom-1'],
    ])
    expect(row(comparison, 'artifacts', 'Artifact location')?.values[1]).toBe(
      `elsewhere: fetched/${c}/artifacts (rules: custom-1), recorded as s3://bucket/${c}/artifacts`,
    )
    expect(comparison.derivation.formula).toContain(`Artifacts recorded at s3://bucket/${c}/artifacts were read from fetched/${c}/artifacts (rules: custom-1).`)
    const preview = await previewArtifactRules(folder, { custom, disabled: [] })
    expect(preview.counts).toEqual({ present: 0, elsewhere: 2, missing: 2, outside: 0 })
  })

  it('predictions that the runs kept are matched row by row', async () => {
    const predictions = (scores: readonly number[]) => `applicant_id,y_true,y_prob\n${scores.map((score, index) => `${index},${index % 2},${score}\n`).join('')}`
    const scores = Array.from({ length: 40 }, (_value, index) => (index + 1) / 50)
    await writeText(path.join(folder, 'mlruns', '1', a, 'artifacts', 'predictions.csv'), predictions(scores))
    await writeText(path.join(folder, 'mlruns', '1', b, 'artifacts', 'test_predictions.csv'), predictions(scores.map((score, index) => (index === 7 ? score + 0.1 : score))))
    const { verdict } = await compared([a, b])
    expect(verdict).toMatchObject({ kind: 'different', level: 'predictions' })
    expect(verdict.evidence[2]?.claim).toMatch(/^Supports different\. Scores differ in 1 of 40 rows matched by column applicant_id; the greatest difference is 0\.1/)
    const { query, files, rows } = verdict.evidence[2]?.derivation ?? {}
    expect(query).toContain(`mlruns/1/${a}/artifacts/predictions.csv`)
    expect(query).not.toContain(folder)
    expect(files?.map((file) => file.path)).toEqual([`mlruns/1/${a}/artifacts/predictions.csv`, `mlruns/1/${b}/artifacts/test_predictions.csv`])
    expect(rows).toContain(`Run ${b}, two:`)
    await writeText(path.join(folder, 'mlruns', '1', b, 'artifacts', 'test_predictions.csv'), predictions(scores).replaceAll(',', ',').replace('0.5', '0.50'))
    expect((await compared([a, b])).verdict).toMatchObject({ kind: 'consistent', level: 'predictions' })
  })

  it('predictions and decisions are matched without labels too, in whatever order their rows stand', async () => {
    const inArtifacts = (run: string, name: string, lines: readonly string[]) => writeText(path.join(folder, 'mlruns', '1', run, 'artifacts', name), `${lines.join('\n')}\n`)
    const scored = Array.from({ length: 40 }, (_value, index) => `${index},${(index * 7 % 40) / 50 + 0.005}`)
    await inArtifacts(a, 'predictions.csv', ['id,score', ...scored])
    await inArtifacts(b, 'predictions.csv', ['id,score', ...scored.toReversed()])
    const same = (await compared([a, b])).verdict
    expect(same).toMatchObject({ kind: 'consistent', level: 'predictions' })
    expect(same.evidence[2]?.claim).toContain('40 rows matched by column id')
    await inArtifacts(b, 'predictions.csv', ['id,score', ...scored.map((line, index) => (index === 3 ? `${line}1` : line))])
    expect((await compared([a, b])).verdict).toMatchObject({ kind: 'different', level: 'predictions' })
    const decided = Array.from({ length: 40 }, (_value, index) => `${index},${index % 3 === 0 ? 'yes' : 'no'}`)
    await inArtifacts(a, 'predictions.csv', ['id,decision', ...decided])
    await inArtifacts(b, 'predictions.csv', ['id,decision', ...decided.toReversed()])
    expect((await compared([a, b])).verdict).toMatchObject({ kind: 'consistent', level: 'decisions' })
  })

  it('every question about the runs can be stopped', async () => {
    const stopped = { problem: { kind: 'stopped' } }
    const signal = AbortSignal.abort()
    await expect(compareRuns(folder, [a, b], { signal })).rejects.toMatchObject(stopped)
    await expect(metricHistory(folder, [a], 'auc', { signal })).rejects.toMatchObject(stopped)
    await expect(previewArtifactRules(folder, { custom: [], disabled: [] }, { signal })).rejects.toMatchObject(stopped)
    const controller = new AbortController()
    const running = compareRuns(folder, [a, b], { signal: controller.signal })
    controller.abort()
    await expect(running).rejects.toMatchObject(stopped)
  })

  it('a history has every point', async () => {
    const { series } = await metricHistory(folder, ['aaaa', 'bbbb'], 'auc')
    expect(series.map(({ run, points }) => [run, points.map(({ value }) => value)])).toEqual([[a, [0.9, 0.7, 0.8]], [b, [0.805]]])
  })
})

it('what two stores tell differently of a run is shown as both tell it', async () => {
  await writeDatabase(folder, spec, 3)
  await writeDirectories(folder, spec)
  await writeText(path.join(folder, 'mlruns', '1', a, 'params', 'target'), 'OTHER')
  await writeText(path.join(folder, 'mlruns', '1', b, 'metrics', 'auc'), '0 0.5 3\n')
  const comparison = await compared([a, b])
  expect(row(comparison, 'parameters', 'target')?.conflicts).toEqual([
    { run: a, told: [{ store: 'mlflow.db', value: 'TARGET' }, { store: 'mlruns', value: 'OTHER' }] },
  ])
  expect(row(comparison, 'metrics', 'auc')).toMatchObject({ values: ['0.8', '0.805'], conflicts: [{ run: b }] })
  expect(comparison.problems).toHaveLength(2)
})

it('twenty runs are compared, twenty-one are not', async () => {
  const many = Array.from({ length: 21 }, (_, index) => ({ id: index.toString(16).padStart(32, '0'), name: `run ${index}`, experimentId: '1', params: { C: String(index % 2) } }))
  await writeDatabase(folder, { ...spec, runs: many, registeredModels: [] }, 2)
  const ids = many.map(({ id }) => id)
  expect((await compared(ids.slice(0, 20))).runs).toHaveLength(20)
  await expect(compareRuns(folder, ids)).rejects.toMatchObject({ problem: { kind: 'usage' } })
})
