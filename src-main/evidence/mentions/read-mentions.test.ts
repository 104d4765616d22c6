import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../folder/folder.test-kit.ts'
import { readFolder } from '../folder/read-folder.ts'
import { readMentions } from './read-mentions.ts'
import type { FoundMentions } from './read-mentions.ts'

async function found(files: Readonly<Record<string, string | Uint8Array>>): Promise<FoundMentions> {
  const folder = await temporaryFolder(files)
  return readMentions((await readFolder(folder)).files)
}

/** "line kind name printed" of every mention in one file of this content. */
async function lines(name: string, content: string | Uint8Array): Promise<string[]> {
  return (await found({ [name]: content })).mentions.map(
    (mention) => `${mention.line} ${mention.kind} ${mention.name} ${mention.printed}`,
  )
}

describe('readMentions in configuration', () => {
  it('finds nested keys of YAML by their line, with comments and Windows line ends', async () => {
    const yaml = 'a: 1\r\nbusiness:\r\n  cost_fn: 10\r\n  cost_fp: 1.5  # each\r\n  f_beta: 3.2\r\nmodel:\r\n  max_depth: 10\r\n'
    const { mentions } = await found({ 'config.yaml': yaml })
    expect(mentions).toHaveLength(3)
    expect(mentions[0]).toMatchObject({
      path: 'config.yaml', line: 3, kind: 'cost', name: 'cost_fn', value: 10, printed: '10', text: 'cost_fn: 10', enclosing: ['business'],
    })
    expect(mentions.map(({ name, value, line }) => [name, value, line]).slice(1)).toEqual([['cost_fp', 1.5, 4], ['f_beta', 3.2, 5]])
  })

  it('keeps the printed digits, trailing zeros included', async () => {
    expect(await lines('c.yml', 'threshold: 0.480\nbest_threshold: ".5"\n')).toEqual(['1 threshold threshold 0.480', '2 threshold best_threshold .5'])
  })

  it('reads on in a file that does not parse', async () => {
    expect(await lines('c.yaml', 'a: [1, 2\n\t<<<<<<< HEAD\nthreshold: 0.4\n: : :\n')).toEqual(['3 threshold threshold 0.4'])
  })

  it.each([
    ['c.json', '{\n  "a": {"fn_cost": 10,\n  "decisionThreshold": 0.3}}', ['2 cost fn_cost 10', '3 threshold decisionThreshold 0.3']],
    ['c.json', '{"a":{"threshold":0.29,"n":3,"cutoff":"0.5"}}', ['1 threshold threshold 0.29', '1 threshold cutoff 0.5']],
    ['c.toml', '[business]\ncost_fp = 1\nbeta = 2\n', ['2 cost cost_fp 1', '3 objective beta 2']],
    ['c.ini', '[model]\nseuil=0.4\n', ['2 threshold seuil 0.4']],
    ['.env', 'THRESHOLD="0.48"\nPORT=8000\n', ['1 threshold THRESHOLD 0.48']],
    ['.env.production', 'CUT_OFF=0.48\n', ['1 threshold CUT_OFF 0.48']],
    ['c.yaml', 'threshold:\n  value: 0.48\n  unit: none\n', ['2 threshold threshold 0.48']],
    ['c.yaml', '# optimal threshold of 0.48\nx: 1\n', ['1 threshold optimal_threshold 0.48']],
  ])('finds what %s states', async (name, content, expected) => {
    expect(await lines(name, content)).toEqual(expected)
  })

  it.each([
    'thresholds: [0.1, 0.2]',
    'threshold: auto',
    'threshold: 3',
    'threshold: -0.5',
    'threshold_step: 0.01',
    'beta_1: 0.9',
    'learning_rate: 0.5',
    'cost_fn: 0',
    'cost: 5',
    'threshold_version: 0.5.1',
    'threshold_range: 0.1-0.9',
  ])('finds nothing in %j', async (line) => {
    expect(await lines('c.yaml', line)).toEqual([])
  })
})

describe('readMentions in code', () => {
  it.each([
    ['s.py', 'THRESHOLD: float = 0.48', ['1 threshold THRESHOLD 0.48']],
    ['s.py', 'def decide(p, threshold=0.5, *, cost_fn=10):', ['1 threshold threshold 0.5', '1 cost cost_fn 10']],
    ['s.py', 'self.cfg.best_threshold = 0.338', ['1 threshold best_threshold 0.338']],
    ['s.py', "mlflow.log_metric('optimal_threshold', 0.338)", ['1 threshold optimal_threshold 0.338']],
    ['s.py', 'config["threshold"] = 0.4', ['1 threshold threshold 0.4']],
    ['s.py', 'pred = (model.predict_proba(X)[:, 1] >= 0.48).astype(int)', ['1 threshold model.predict_proba 0.48']],
    ['s.py', 'fbeta_score(y, p, beta=3.2)', ['1 objective beta 3.2']],
    ['s.py', 'x = 1  # with an optimal threshold of 0.338', ['1 threshold optimal_threshold 0.338']],
    ['s.py', 'for threshold in np.arange(0.01, 1, 0.01):', []],
    ['s.py', 'if threshold == 0.5:', []],
    ['s.R', 'seuil <- 0.4', ['1 threshold seuil 0.4']],
    ['q.sql', 'select * from t where score >= 0.4', ['1 threshold score 0.4']],
  ])('%s: %s', async (name, content, expected) => {
    expect(await lines(name, content)).toEqual(expected)
  })

  it('gives the line within the raw file of a notebook, for source and output', async () => {
    const notebook = [
      '{', ' "cells": [', '  {', '   "source": [', '    "import x\\n",', '    "THRESHOLD = \\"0.48\\"\\n"', '   ],',
      '   "outputs": [{"text": [', '    "Optimal threshold: 0.338\\n"', '   ]}]', '  }', ' ]', '}',
    ].join('\n')
    expect(await lines('n.ipynb', notebook)).toEqual(['6 threshold THRESHOLD 0.48', '9 threshold optimal_threshold 0.338'])
  })
})

describe('readMentions in notes', () => {
  it.each([
    ['threshold 0.338', ['threshold 0.338']],
    ['We chose an optimal threshold of **0.48**.', ['optimal_threshold 0.48']],
    ['- Optimal threshold: 0.338', ['optimal_threshold 0.338']],
    ['The threshold is 0.338 (33.8 %).', ['threshold 0.338']],
    ['the threshold was set to 33.8 %', ['threshold 33.8 %']],
    ['## Why different thresholds? (0.338 vs 0.48)', ['threshold 0.338', 'threshold 0.48']],
    ['- Recorded `optimal_threshold = 0.338` in the store', ['optimal_threshold 0.338']],
    ['| **Optimal Threshold** | **0.338** (recorded) | none |', ['optimal_threshold 0.338']],
    ['0.48 is mathematically optimal', ['optimum 0.48']],
    ['found the local optimum at 0.338', ['optimum 0.338']],
    ['use 0.48 as the decision threshold', ['decision_threshold 0.48']],
    ['Le seuil optimal est de 0,42.', ['seuil_optimal 0,42']],
    ['a cut-off of 0.4', ['cutoff 0.4']],
  ])('%s', async (line, expected) => {
    const { mentions } = await found({ 'note.md': line })
    expect(mentions.map(({ kind, name, printed }) => ({ kind, text: `${name} ${printed}` }))).toEqual(
      expected.map((text) => ({ kind: 'threshold', text })),
    )
  })

  it('reads a percentage and a decimal comma as the number they print', async () => {
    const { mentions } = await found({ 'a.md': 'threshold of 33.8 %', 'b.md': 'seuil : 0,42', 'c.md': 'threshold of 5%' })
    expect(mentions.map((mention) => mention.value)).toEqual([0.338, 0.42, 0.05])
  })

  it.each([
    'No threshold recorded (only metadata of 2024)',
    'With this threshold the recall is 0.82',
    'Threshold sweep in 0.01 steps',
    'threshold tuning: accuracy 0.91',
    'Total cost at the threshold: 151,536',
    'thresholds from 0.1 to 0.9',
    'The threshold. 0.5 of the rows',
  ])('finds no threshold in %j', async (line) => {
    expect(await lines('note.md', line)).toEqual([])
  })

  it.each([
    ['With business costs of **FN=10** and **FP=1**:', ['cost_fn 10', 'cost_fp 1']],
    ['A false negative costs 12.5', ['cost_fn 12.5']],
    ['given FN:FP cost ratio of 10:1', ['cost_ratio 10:1']],
    ['cost 151,536: fn 8,154, fp 69,996', []],
    ['Since FP cost is 1:1', []],
    ['optimised for F-beta with beta = 3.2', ['f_beta 3.2']],
    ['the F2-score', ['f_beta 2']],
    ['an F1-score of 0.4', []],
  ])('finds costs and F-betas in %j', async (line, expected) => {
    const { mentions } = await found({ 'note.md': line })
    expect(mentions.map(({ name, printed }) => `${name} ${printed}`)).toEqual(expected)
  })

  it('reads the threshold column of a table, but not a sweep', async () => {
    const header = '| Threshold | Cost |\n|---|---|\n'
    expect(await lines('t.md', `${header}| **0.338** | 162,771 |\n| 0.48 | 151,536 |\n`)).toEqual(['3 threshold threshold 0.338', '4 threshold threshold 0.48'])
    const sweep = Array.from({ length: 99 }, (_, k) => `| 0.${String(k + 1).padStart(2, '0')} | 1 |\n`).join('')
    expect(await lines('t.md', header + sweep)).toEqual([])
  })
})

describe('readMentions on awkward files', () => {
  it('counts large and binary files instead of reading them', async () => {
    const { mentions, problems } = await found({
      'big.txt': `threshold 0.5\n${' '.repeat(2 << 20)}`,
      'a.md': Buffer.from('threshold 0.5\u0000'),
      'b.md': Buffer.from('threshold 0.5\u0000'),
      'table.csv': 'threshold\n0.5\n',
    })
    expect(mentions).toEqual([])
    expect(problems.map(({ kind, path, message }) => [kind, path, message])).toEqual([
      ['too-large', 'big.txt', '1 text file is over 2 MiB and not searched for thresholds and costs.'],
      ['skipped', null, '2 text files are binary in spite of the name and not searched for thresholds and costs.'],
    ])
  })

  it('reads UTF-16, as Windows tools write it', async () => {
    expect(await lines('n.txt', Buffer.from('\ufeffthreshold 0.48\r\n', 'utf16le'))).toEqual(['1 threshold threshold 0.48'])
  })

  it('lists at most 200 of one file and says so', async () => {
    const { mentions, problems } = await found({ 'log.txt': 'threshold 0.5\n'.repeat(300) })
    expect(mentions).toHaveLength(200)
    expect(problems[0]?.message).toBe('It states 300 thresholds, costs or betas; the first 200 are listed.')
  })

  it('ends on long lines made to slow a pattern down, and cuts the text', async () => {
    const hostile = ['threshold ', 'cost ', 'a.', '| ', 'optimal ', '((((', '0.', 'beta:', '"'].map((piece) => piece.repeat(100_000 / piece.length))
    const { mentions } = await found({ 'h.md': `${hostile.join('\n')}\n${'x'.repeat(500)} threshold 0.5` })
    expect(mentions).toHaveLength(1)
    expect(mentions[0]?.text).toHaveLength(200)
  })

  it('reports a file that has vanished and reads the rest', async () => {
    const folder = await temporaryFolder({ 'a.md': 'threshold 0.5' })
    const { files } = await readFolder(folder)
    const gone = { path: 'b.md', absolute: path.join(folder, 'b.md'), bytes: 3, sha256: '' }
    const { mentions, problems } = await readMentions([...files, gone])
    expect(mentions).toHaveLength(1)
    expect(problems.map((problem) => [problem.kind, problem.path])).toEqual([['file-missing', 'b.md']])
  })
})

const real = path.resolve('..', 'shared', 'data', 'scoring-enhanced')

describe.skipIf(!existsSync(real))('readMentions on the real case (skipped where ../shared/data is absent)', () => {
  it('finds what the configuration and the note state, by their lines', async () => {
    const { mentions, problems } = await readMentions((await readFolder(real)).files)
    const stated = mentions.map(({ path, line, name, printed }) => `${path.split('/').at(-1) ?? ''}:${line} ${name} ${printed}`)
    expect(stated.slice(0, 3)).toEqual(['config.yaml:21 cost_fn 10', 'config.yaml:22 cost_fp 1', 'config.yaml:23 f_beta 3.2'])
    // The lines were read off the file by hand.
    const thresholds = stated.filter((mention) => /^MLFLOW.*(?:0\.338|0\.48)$/.test(mention))
    const linesOf = (printed: string): number[] => thresholds.filter((m) => m.endsWith(` ${printed}`)).map((m) => Number(/:(\d+)/.exec(m)?.[1]))
    expect(linesOf('0.338')).toEqual([13, 47, 52, 66, 78, 116, 118, 149, 167])
    expect(linesOf('0.48')).toEqual([47, 57, 67, 79, 81, 108, 140, 149, 154, 155, 208, 212])
    expect(problems).toEqual([])
  })
})
