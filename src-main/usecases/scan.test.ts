import { existsSync, rmSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { scanSchema } from '../contract/scan.ts'
import { temporaryFolder } from '../evidence/folder/folder.test-kit.ts'
import { dict, instance, int, pickle, proto } from '../evidence/models/pickle/pickle-bytes.test-kit.ts'
import { scanFolder } from './scan.ts'

const runId = '0123456789abcdef0123456789abcdef'

/** 200 scores 0.0025, 0.0075, … with a label that follows the score and a decision at 0.4; 0.4025 is the first above. */
function predictions(decided: boolean): string {
  const rows = Array.from({ length: 200 }, (_, k) => {
    const score = ((2 * k + 1) * 25) / 10_000
    return [k, k % 3 === 0 || k > 150 ? 1 : 0, score, ...(decided ? [score >= 0.4 ? 1 : 0] : [])].join(',')
  })
  return `${['id', 'label', 'score', ...(decided ? ['prediction'] : [])].join(',')}\n${rows.join('\n')}\n`
}

const store = {
  'mlruns/1/meta.yaml': 'artifact_location: mlruns/1\ncreation_time: 1\nexperiment_id: "1"\nlast_update_time: 1\nlifecycle_stage: active\nname: scoring\n',
  [`mlruns/1/${runId}/meta.yaml`]:
    `artifact_uri: mlruns/1/${runId}/artifacts\nend_time: 2\nentry_point_name: ''\nexperiment_id: '1'\nlifecycle_stage: active\n` +
    `run_id: ${runId}\nrun_name: final\nrun_uuid: ${runId}\nsource_name: ''\nsource_type: 4\nsource_version: ''\nstart_time: 1\nstatus: 3\ntags: []\nuser_id: u\n`,
  [`mlruns/1/${runId}/metrics/optimal_threshold`]: '1700000000000 0.4 0\n',
  [`mlruns/1/${runId}/params/drift_threshold`]: '0.1',
  [`mlruns/1/${runId}/artifacts/notes.md`]: 'threshold 0.9',
}

const evidence = {
  ...store,
  'config.yaml': 'business:\n  cost_fn: 10\n  cost_fp: 1\n',
  'README.md': 'We use an optimal threshold of 0.48.\n',
  'models/model.pkl': pickle(proto(4), instance('lightgbm.sklearn', 'LGBMClassifier', ['_n_features', int(189)]), '.'),
  'models/params.pkl': pickle(proto(4), dict(['max_depth', int(4)]), '.'),
  'results/test.csv': predictions(false),
  'results/decided.csv': predictions(true),
  'results/pointer.csv': `version https://git-lfs.github.com/spec/v1\noid sha256:${'ab'.repeat(32)}\nsize 9000\n`,
  'results/broken.parquet': 'PAR1 but nothing else',
}

describe('scanFolder', () => {
  it('finds stores, tables, decisions, models and mentions, and keeps to its schema', async () => {
    const scan = await scanFolder(await temporaryFolder(evidence))
    expect(scanSchema.parse(scan)).toEqual(scan)
    expect(scan.stores).toMatchObject([{ kind: 'file', path: 'mlruns', runs: { active: 1, deleted: 0 } }])
    expect(scan.predictions.map(({ path, rows }) => [path, rows])).toContainEqual(['results/test.csv', 200])
    expect(scan.decisions).toMatchObject([
      { path: 'results/decided.csv', decision: 'prediction', score: 'score', impliedThreshold: { above: 0.3975, atMost: 0.4025 } },
    ])
    expect(scan.models.map(({ path, className, features }) => [path, className, features])).toEqual([
      ['models/model.pkl', 'LGBMClassifier', 189],
      ['models/params.pkl', null, null],
    ])
    expect(scan.mentions.map(({ path, line, name, value }) => [path, line, name, value])).toEqual([
      ['README.md', 1, 'optimal_threshold', 0.48],
      ['config.yaml', 2, 'cost_fn', 10],
      ['config.yaml', 3, 'cost_fp', 1],
    ])
    expect(scan.fileCount).toBe(Object.keys(evidence).length)
  })

  it('ranks the metric and the decisions that agree with it above the note', async () => {
    const { thresholds } = await scanFolder(await temporaryFolder(evidence))
    expect(thresholds.slice(0, 3).map(({ value, origin }) => [value, origin])).toEqual([
      [0.4, 'metric'],
      [0.4025, 'decisions'],
      [0.48, 'mention'],
    ])
    expect(thresholds[0]).toMatchObject({ source: 'run final, metric optimal_threshold', run: { id: runId }, interval: [0.35, 0.45] })
  })

  it('reports what it cannot read and names it relative to the folder', async () => {
    const { problems } = await scanFolder(await temporaryFolder(evidence))
    expect(problems.map((problem) => problem.path).sort()).toEqual(['results/broken.parquet', 'results/pointer.csv'])
    expect(problems.find((problem) => problem.path === 'results/pointer.csv')?.kind).toBe('artifact-missing')
  })

  it('lists no file of a store among the files, and no artifact among the mentions', async () => {
    const { files, mentions } = await scanFolder(await temporaryFolder(store))
    expect(files.map((file) => file.path).filter((file) => !file.includes('/artifacts/'))).toEqual([])
    expect(mentions).toEqual([])
  })

  it('changes nothing in the folder', async () => {
    const folder = await temporaryFolder(evidence)
    const state = async (): Promise<string[]> => {
      const names = (await readdir(folder, { recursive: true })).sort()
      return Promise.all(names.map(async (name) => `${name} ${(await stat(path.join(folder, name))).mtimeMs}`))
    }
    const before = await state()
    await scanFolder(folder)
    expect(await state()).toEqual(before)
    expect(await readFile(path.join(folder, 'README.md'), 'utf8')).toBe(evidence['README.md'])
  })

  it('gives the same result twice', async () => {
    const folder = await temporaryFolder(evidence)
    expect(await scanFolder(folder)).toEqual(await scanFolder(folder))
  })

  it('is useful on an empty folder', async () => {
    expect(await scanFolder(await temporaryFolder())).toMatchObject({ fileCount: 0, problems: [], thresholds: [] })
  })

  it('stops in every stage', async () => {
    const folder = await temporaryFolder(evidence)
    const stages: string[] = []
    await scanFolder(folder, { onProgress: ({ stage }) => stages.push(stage) })
    expect([...new Set(stages)]).toEqual([
      'Hashing', 'Reading tracking stores', 'Inspecting models', 'Reading tables', 'Searching for thresholds and costs',
    ])
    for (const wanted of new Set(stages)) {
      const stop = new AbortController()
      const scanning = scanFolder(folder, {
        signal: stop.signal,
        onProgress: ({ stage }) => {
          if (stage === wanted) stop.abort()
        },
      })
      await expect(scanning, wanted).rejects.toMatchObject({ problem: { kind: 'stopped' } })
    }
  })

  it.each(['Hashing', 'Inspecting models', 'Searching for thresholds and costs'])('says that the folder vanished while %s', async (wanted) => {
    const folder = await temporaryFolder(evidence)
    const scanning = scanFolder(folder, {
      onProgress: ({ stage }) => {
        if (stage === wanted) rmSync(folder, { recursive: true, force: true })
      },
    })
    await expect(scanning).rejects.toMatchObject({ problem: { kind: 'folder-missing', path: folder } })
  })
})

const data = path.resolve('..', 'shared', 'data')

describe.skipIf(!existsSync(data))('scanFolder on real folders (skipped where ../shared/data is absent)', () => {
  it('puts 0.338, 0.48 and the cut of the decisions on top of the real case', async () => {
    const scan = await scanFolder(path.join(data, 'scoring-enhanced'))
    expect(scan.thresholds.slice(0, 3).map((threshold) => threshold.value).sort()).toEqual([0.338, 0.33827299664429217, 0.48])
    expect(scan.predictions[0]).toMatchObject({
      path: 'results/static_model_predictions.parquet', rows: 307_511, candidates: [{ label: 'TARGET', score: 'PROBABILITY', positives: 24_825 }],
    })
    expect(scan.decisions.find((decisions) => decisions.path === 'results/submission.csv')?.impliedThreshold).toEqual({
      above: 0.33826157532995615, atMost: 0.33827299664429217,
    })
    expect(scan.problems).toEqual([])
  })

  it('reads a file store of 782 files with its models', async () => {
    const scan = await scanFolder(path.join(data, 'home-credit-filestore'))
    expect(scan.fileCount).toBe(782)
    expect(scan.stores).toMatchObject([{ kind: 'file', path: 'mlruns', runs: { active: 52 } }])
    expect(scan.models.map(({ className }) => className)).toContain('LGBMClassifier')
  })
})
