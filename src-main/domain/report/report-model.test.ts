import { describe, expect, it } from 'vitest'
import { exampleExplanation } from '../../contract/explanation.test-kit.ts'
import type { Block, ReportModel, Section } from './document.ts'
import { evidenceRecord } from './evidence-json.ts'
import { publicFacts } from './public-facts.ts'
import { canonicalJson } from '../canonical/canonical-json.ts'
import { exampleComparison, exampleReportInput, exampleScan, exampleTable, exampleView } from './report-input.test-kit.ts'
import type { ReportInput } from './report-input.ts'
import { reportModel } from './report-model.ts'

const identity = { documentId: '0123456789ab', evidenceJsonSha256: '0123456789ab'.padEnd(64, '0') }
const model = (change: Partial<ReportInput> = {}): ReportModel => reportModel(exampleReportInput(change), identity, () => true)

/** Every string of a value, drawings left out. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return value.startsWith('<svg') ? [] : [value]
  if (Array.isArray(value)) return value.flatMap(strings)
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : []
}

function section(of: ReportModel, title: string): Section {
  const found = [...of.sections, ...of.appendices].find((item) => item.title === title)
  if (found === undefined) throw new Error(`no section ${title}`)
  return found
}

const rowsOf = (blocks: readonly Block[]): string[][] =>
  blocks.flatMap((block) => {
    if (block.kind === 'columns') return rowsOf([...block.left, ...block.right])
    return block.kind === 'table' ? block.rows.map((row) => row.cells.map((cell) => strings(cell.lines.map((line) => line.map((span) => span.text))).join(' '))) : []
  })

describe('reportModel', () => {
  it('has the sections in their order', () => {
    expect(model().sections.map((item) => item.title)).toEqual([
      'Decision', 'Data and reconciliation', 'Runs compared', 'Threshold method', 'Results', 'Recorded thresholds', 'Why a recorded threshold differs', 'Limitations', 'Sign-off',
    ])
    expect(model().appendices.map((item) => item.title)).toEqual(['Reproduction', 'Verification', 'Evidence manifest', 'Glossary and formulas'])
  })

  it('prints no value that was not made into words', () => {
    for (const text of strings(model())) expect(text).not.toMatch(/undefined|NaN\b(?!\))|\[object|Infinity|null/)
  })

  it('prints the decision’s figures from the counts', () => {
    const [, figures] = section(model(), 'Decision').blocks
    // 211,530 + 8,025 = 219,555 of 307,511 are approved; 8,025 of them default; 162,771 − 151,406 = 11,365.
    expect(figures).toMatchObject({
      kind: 'figures',
      items: [
        { value: '151,406' }, { value: '71.4\u202f%' }, { value: '3.66\u202f%' }, { label: 'Saved against 0.338', value: '11,365' },
      ],
    })
    expect(rowsOf(section(model(), 'Decision').blocks)).toContainEqual(['0.48, recorded', '8,154', '69,996', '151,536', '≈ +130'])
  })

  it('reconciles the rows', () => {
    const rows = rowsOf(section(model(), 'Data and reconciliation').blocks)
    expect(rows).toContainEqual(['Excluded: score missing', '2', '< 0.01\u202f%'])
    expect(rows).toContainEqual(['Read = used + excluded', '307,514', '100.00\u202f%'])
    expect(section(model(), 'Data and reconciliation').lead).toContain('add up')
    const malformed = { rows: 8, causes: [{ cause: 'openQuote' as const, rows: 8, places: [3, 4, 5, 6, 7, 8, 9, 10].map((number) => ({ file: null, number })) }] }
    const torn = section(model({ table: { ...exampleTable(), rows: 307_522, excluded: { ...exampleTable().excluded, malformedRow: 8 }, malformed } }), 'Data and reconciliation')
    expect(torn.lead).toContain('The counts add up.')
    expect(rowsOf(torn.blocks)).toContainEqual(['Excluded: malformed, a quote that does not close its value (lines 3, 4, 5, 6, 7, 8 and 2 more)', '8', '< 0.01\u202f%'])
    const broken = model({ table: { ...exampleTable(), rows: 307_600 } })
    expect(section(broken, 'Data and reconciliation').lead).toContain('do not add up')
  })

  it('shows a missing value as missing and keeps run ids whole', () => {
    const rows = rowsOf(section(model(), 'Runs compared').blocks)
    expect(rows).toContainEqual(['parameters', 'threshold_step', '– missing', '0.01', '– missing'])
    expect(strings(section(model(), 'Runs compared'))).toContain('f5f0003602ae4c7a84b2cb6e865a2304')
  })

  it('says how the runs were compared', () => {
    const plain = strings(section(model(), 'Runs compared')).join(' ')
    expect(plain).toContain('The baseline is run 1. Numbers are compared exactly. Of each metric the last value counts. 0 keys are left out.')
    const [, second] = exampleComparison().runs
    const rows = exampleComparison().rows.map((row) => (row.key === 'optimal_threshold' ? { ...row, deltas: [-0.142, 0] } : row.key === 'business_cost' ? { ...row, state: 'equal' as const, withinTolerance: true as const } : row))
    const comparison = { ...exampleComparison(), rows, baseline: second?.id ?? '', ignored: ['Ended', 'git_commit'] }
    const told = section(model({ comparison, comparisonOptions: { tolerance: { absolute: 0, relative: 0.1 }, metric: { step: 7 } } }), 'Runs compared')
    const chosen = strings(told).join(' ')
    expect(chosen).toContain('The baseline is run 2. Numbers are compared with tolerance: they are equal where they differ by at most 0.1 times the greater of them.')
    // 0.338 − 0.48 = −0.142
    expect(rowsOf(told.blocks)).toContainEqual(['metrics', 'optimal_threshold', '0.338 −0.142 against run 2', '0.48', '≠ different'])
    expect(chosen).toContain('Of each metric the value at step 7 counts. 2 keys are left out.')
    expect(chosen).toContain('3 equal values are not printed, of them 1 equal by the tolerance only.')
    expect(chosen).toContain('Left out by the list of keys to ignore: Ended, git_commit.')
  })

  it('says where the costs come from', () => {
    expect(strings(section(model(), 'Threshold method'))).toContain('cost_fn 10, assumed from config.yaml:21, unconfirmed')
    expect(strings(section(model({ assumed: [] }), 'Threshold method'))).toContain('Given by the person who made this report; config.yaml:21 states the same')
    const contradicted = model({ assumed: [], view: { ...exampleView(), costs: { fn: '7', fp: '1' } } })
    expect(strings(section(contradicted, 'Threshold method'))).toContain('Given by the person who made this report; config.yaml:21 states 10')
  })

  it('says why a recorded value differs in the words of its explanation, wherever it says so', () => {
    const { answer } = exampleExplanation()
    for (const title of ['Decision', 'Recorded thresholds', 'Why a recorded threshold differs']) {
      expect(strings(section(model(), title)).join(' ')).toContain(answer.decisive)
    }
    expect(strings(section(model(), 'Recorded thresholds')).join(' ')).not.toMatch(/\bwas (chosen|set|made)\b|proves/)
  })

  it('sets every explanation with its verdict and the number that decides, those that reproduce first', () => {
    const rows = rowsOf(section(model(), 'Why a recorded threshold differs').blocks)
    expect(rows.map(([title, verdict]) => [title, verdict])).toEqual([
      ['F-beta with beta 3.2', '✓ Reproduces'],
      ['Cost ratio 18.5 the same in other words: F-beta with beta 3.2', '✓ Reproduces'],
      ['Other data', '? Cannot be told'],
      ['Grid of 0.001', '× Refuted'],
      ['Youden’s J', '× Refuted'],
    ])
    expect(rows[0]?.[3]).toContain('config.yaml:23: f_beta: 3.2')
    expect(rows[3]?.slice(2)).toEqual(['0.476', 'On a grid of 0.001 the optimum is 0.476, cost 151,416; refining a grid can’t worsen it.'])
  })

  it('says what remains unknown, what to do and what was set aside', () => {
    const dismissal = {
      subject: { kind: 'threshold' as const, path: 'drift.yaml', line: 4, source: 'drift.yaml:4 psi_limit', printed: '0.2' },
      reason: 'A drift alert', at: Date.UTC(2026, 10, 24, 9, 5), actor: 'ana',
    }
    const { blocks } = section(model({ dismissals: [dismissal] }), 'Why a recorded threshold differs')
    const headings = blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []))
    expect(headings).toEqual(['Why does 0.338 differ?', 'What remains unknown', 'What to do', 'Set aside as false hits'])
    expect(strings(blocks)).toContain('Correct the note that blames the grid. (docs/note.md:47)')
    expect(rowsOf(blocks)).toContainEqual(['0.2', 'drift.yaml:4 psi_limit', 'A drift alert', 'ana 2026-11-24 09:05 UTC'])
  })

  it('keeps the rest where a value could not be explained, and where none is recorded', () => {
    const failed = section(model({ explained: [{ value: 0.338, name: '0.338', result: null, problem: 'The table is gone.' }] }), 'Why a recorded threshold differs')
    expect(strings(failed.blocks)).toContain('Why it differs was not computed. The table is gone.')
    expect(section(model({ explained: [] }), 'Why a recorded threshold differs').lead).toContain('No recorded threshold')
  })

  it('makes its limitations from the evidence', () => {
    const titles = (of: ReportModel) => section(of, 'Limitations').blocks.flatMap((block) => (block.kind === 'numbered' ? block.items.map((item) => item.title) : []))
    expect(titles(model())).toEqual(expect.arrayContaining([
      'The threshold was chosen and judged on the same rows',
      '2 inputs were taken from the folder and not confirmed',
      'The score is not shown to be a probability',
      'Artifacts of runs are missing',
      'How much the threshold moves from sample to sample was not computed',
      'Rows were excluded',
      'The records disagree',
    ]))
    const none = titles(model({ comparison: null, assumed: [], table: { ...exampleTable(), auc: 0.3 } }))
    expect(none).toContain('No runs were compared')
    expect(none).toContain('The declared orientation is contradicted by the data')
    expect(strings(section(model(), 'Limitations')).join(' ')).toContain('The runs state class_weight = balanced.')
  })

  it('replaces what its fonts lack, and says so', () => {
    const comparison = exampleComparison()
    const runs = comparison.runs.map((run) => ({ ...run, name: '模型' }))
    const latin = (codePoint: number) => codePoint < 0x3000
    const replaced = reportModel(exampleReportInput({ comparison: { ...comparison, runs } }), identity, latin)
    expect(strings(section(replaced, 'Runs compared'))).toContain('\ufffd\ufffd')
    expect(strings(section(replaced, 'Limitations')).join(' ')).toContain('4 characters are printed as \ufffd')
  })

  it('prints every file with its whole hash', () => {
    const rows = rowsOf(section(model(), 'Evidence manifest').blocks)
    for (const file of exampleScan().files) expect(rows.some(([name]) => name === `${file.path} ${(file.sha256.slice(0, 4) + ' ').repeat(16).trim()}`)).toBe(true)
  })

  it('gives the exact command, quoted for a shell', () => {
    const odd = exampleTable()
    const table = { ...odd, reading: { ...odd.reading, path: "it's here.csv", label: '-y', negative: null } }
    const text = strings(section(model({ table }), 'Reproduction')).join('\n')
    expect(text).toContain(
      "npx countersign recommend 'it'\\''s here.csv' --label '-y' --score PROBABILITY --positive 1 --orientation high --cost-fn 10 --cost-fp 1 " +
        '--grid 0.05 --grid 0.01 --grid 0.005 --grid 0.001 --at 0.48 --at 0.33827299664429217 --at 0.338 --json',
    )
  })

  it('repeats how the interval of the threshold was drawn', () => {
    expect(strings(section(model({ bootstrap: { resamples: 2000, seed: 1 } }), 'Reproduction')).join(' ')).toContain('--bootstrap 2000 --seed 1 --json')
  })

  it('stands without any recorded threshold and where nobody is flagged', () => {
    const view = exampleView()
    const { recommendation } = view
    const nobody = { ...recommendation.optimum, threshold: null, tp: 0, fp: 0, fn: 24_825, tn: 282_686, cost: 248_250, interval: [0.98, null] as [number, null] }
    const empty = model({ view: { ...view, recorded: [], recommendation: { ...recommendation, optimum: nobody, grids: [], objectives: [] } } })
    for (const text of strings(empty)) expect(text).not.toMatch(/undefined|NaN\b(?!\))|Infinity|null/)
    expect(section(empty, 'Recorded thresholds').lead).toContain('No recorded threshold was found')
  })
})

describe('evidenceRecord', () => {
  it('is plain data, holds the exact threshold, and no curve over the scores', () => {
    const { histogram, ...facts } = exampleReportInput()
    const { orientation, minimumCell, cells } = histogram
    const record = evidenceRecord({ facts: publicFacts(facts), histogram: { sha256: '0', orientation, minimumCell, cells: cells.length } })
    const text = canonicalJson(record)
    expect(text).toContain('"threshold":{"decimal":"0.4759636133379771","hexadecimal":"0x1.e76301657d8b2p-2"}')
    expect(text).toContain('"ratioMap":[]')
    expect(text).toContain('"roc":{"falsePositiveRate":[],"truePositiveRate":[]}')
  })
})
