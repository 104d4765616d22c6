import type { Comparison } from '../../contract/comparison.ts'
import { exampleExplanation } from '../../contract/explanation.test-kit.ts'
import type { ScoreHistogram } from '../../contract/histogram.ts'
import type { TableReading, TableSummary } from '../../contract/reading.ts'
import type { Cut, RecordedComparison, ThresholdView } from '../../contract/recommendation.ts'
import type { RecordedThreshold, Scan } from '../../contract/scan.ts'
import type { ReportInput } from './report-input.ts'

export const sha = (digit: string) => digit.repeat(64)

const reading: TableReading = {
  path: 'results/predictions.parquet', label: 'TARGET', score: 'PROBABILITY', positive: '1', negative: '0', orientation: 'high',
}

/** The matrices of a real case with 24,825 positives and 282,686 negatives, costs 10 and 1. */
const cut = (threshold: number | null, fn: number, fp: number): Cut => ({
  threshold, cost: 10 * fn + fp, fn, fp, tp: 24_825 - fn, tn: 282_686 - fp,
})
const optimum = cut(0.4759636133379771, 8025, 71_156)

const recordedAt = (value: number, printed: string, source: string, origin: RecordedThreshold['origin'], interval: [number, number]): RecordedThreshold => ({
  value, printed, source, origin, interval, path: 'mlruns', line: null, sha256: sha('c'),
  run: origin === 'metric' ? { id: 'f5f0003602ae4c7a84b2cb6e865a2304', name: 'final_model_application' } : null,
})

const recordedThresholds = [
  recordedAt(0.338, '0.338', 'run final_model_application, metric optimal_threshold', 'metric', [0.3375, 0.3385]),
  recordedAt(0.48, '0.48', 'docs/note.md:140 threshold', 'mention', [0.475, 0.485]),
  recordedAt(0.33827299664429217, '0.33827299664429217', 'results/submission.csv, decisions of PREDICTION', 'decisions', [0.33826157532995615, 0.33827299664429217]),
]

const recordedCuts: RecordedComparison[] = [
  { recorded: recordedThresholds[1] as RecordedThreshold, cut: cut(0.48, 8154, 69_996), regret: 130, distinguishable: false },
  { recorded: recordedThresholds[2] as RecordedThreshold, cut: cut(0.33827299664429217, 4394, 118_760), regret: 11_294, distinguishable: true },
  { recorded: recordedThresholds[0] as RecordedThreshold, cut: cut(0.338, 4391, 118_861), regret: 11_365, distinguishable: true },
]

/** A smooth curve with its least value at the optimum, through no data. */
function curve(): ThresholdView['curve'] {
  const thresholds = Array.from({ length: 397 }, (_, index) => 0.01 + index * 0.0025)
  const costs = thresholds.map((t) => Math.round(optimum.cost + (t < (optimum.threshold ?? 0) ? 560_000 : 600_000) * (t - (optimum.threshold ?? 0)) ** 2))
  return { thresholds, costs, falseNegatives: thresholds.map((t) => Math.round(24_825 * t)), falsePositives: thresholds.map((t) => Math.round(282_686 * (1 - t))) }
}

function distribution(): ThresholdView['distribution'] {
  const edges = Array.from({ length: 41 }, (_, index) => index / 40)
  const bump = (centre: number, width: number, scale: number) =>
    edges.slice(0, -1).map((edge) => Math.round(scale * Math.exp(-(((edge - centre) / width) ** 2))))
  return { edges, positives: bump(0.7, 0.28, 1250), negatives: bump(0.18, 0.3, 19_000) }
}

export function exampleView(): ThresholdView {
  return {
    reading,
    costs: { fn: '10', fp: '1' },
    recommendation: {
      rows: 307_511, used: 307_511,
      excluded: { nullScore: 0, nanScore: 0, infiniteScore: 0, textScore: 0, nullLabel: 0, foreignLabel: 0 },
      positives: 24_825, negatives: 282_686, auc: 0.78412,
      optimum: { ...optimum, tied: 1, interval: [0.4759632941, 0.4759636133379771] },
      flagNobody: { cost: 248_250 }, flagEverybody: { cost: 282_686 },
      at: [cut(0.338, 4391, 118_861)],
      grids: [
        { step: 0.05, ...cut(0.5, 8741, 64_376) }, { step: 0.01, ...cut(0.48, 8154, 69_996) },
        { step: 0.005, ...cut(0.485, 8300, 68_522) }, { step: 0.001, ...cut(0.476, 8026, 71_156) },
      ],
      objectives: [
        { kind: 'f-beta', parameters: { beta: 3.2 }, threshold: 0.3382645774093179, value: 0.5541 },
        { kind: 'youden', parameters: {}, threshold: 0.4955, value: 0.4262 },
      ],
      theoretical: { threshold: 1 / 11, cost: 230_114 },
      interval95: null, indistinguishable: [0.4422, 0.5115], sha256: sha('a'),
    },
    shortThreshold: '0.4759636',
    answer: {
      decisive: 'Refuse an applicant whose score is 0.4759636 or higher.',
      rest: 'That costs 151,406 units on these 307,511 applicants: 11,365 less than the recorded 0.338.',
      caveat: 'The threshold was chosen and judged on the same rows.',
    },
    recorded: recordedCuts,
    references: [
      { name: '0.5', note: 'default of libraries', cut: cut(0.5, 8741, 64_376), regret: 380, distinguishable: false },
      { name: '0.0909', note: 'theory, for calibrated probabilities', cut: cut(1 / 11, 500, 225_114), regret: 78_708, distinguishable: true },
      { name: 'Refuse nobody', note: 'accept every applicant', cut: cut(null, 24_825, 0), regret: 96_844, distinguishable: true },
      { name: 'Refuse everybody', note: 'accept no applicant', cut: cut(0.01, 0, 282_686), regret: 131_280, distinguishable: true },
    ],
    curve: curve(),
    withinOnePercent: [0.4273, 0.5238],
    ratioMap: Array.from({ length: 60 }, (_, index) => ({
      from: 1.1 ** index - 1 + (index === 0 ? 0 : 0.1),
      to: index === 59 ? null : 1.1 ** (index + 1) - 1 + 0.1,
      threshold: index === 25 ? 0.4759636133379771 : 0.93 - 0.0176 * (index + 1),
    })),
    distribution: distribution(),
    roc: { falsePositiveRate: [0, 0.25, 1], truePositiveRate: [0, 0.68, 1] },
    derivations: {
      optimum: {
        title: 'Recommended threshold', query: 'SELECT "PROBABILITY", "TARGET" FROM predictions', formula: 'argmin cost FN × FN + cost FP × FP',
        rows: '307,511 used of 307,511 read', files: [{ path: reading.path, sha256: sha('a') }], tieRule: 'the highest score that attains the least cost',
      },
    },
  }
}

export function exampleTable(): TableSummary {
  return {
    reading, sha256: sha('a'), rows: 307_514, used: 307_511,
    excluded: { nullScore: 2, nanScore: 0, infiniteScore: 0, textScore: 0, nullLabel: 1, foreignLabel: 0 },
    positives: 24_825, negatives: 282_686, positive: '1', negative: '0', distinctScores: 307_511,
    scoreRange: [0.0051, 0.9812], auc: 0.78412,
    query: 'SELECT TRY_CAST("PROBABILITY" AS DOUBLE) AS score,\n       CAST("TARGET" AS VARCHAR) AS label\nFROM read_parquet($file)',
  }
}

export function exampleScan(): Scan {
  return {
    stores: [{
      kind: 'file', path: 'mlruns', schemaRevision: null, experiments: { active: 2, deleted: 0 }, runs: { active: 2, deleted: 1 },
      registeredModels: 0, sha256: sha('c'),
      problems: [{ kind: 'artifact-missing', path: 'mlruns', message: 'The artifacts of run f5f0003602ae4c7a84b2cb6e865a2304 are missing.', action: 'Copy them into the folder.' }],
    }],
    predictions: [{
      path: reading.path, rows: 307_514, sha256: sha('a'), columns: [{ name: 'TARGET', type: 'INTEGER' }, { name: 'PROBABILITY', type: 'DOUBLE' }],
      candidates: [{ label: 'TARGET', score: 'PROBABILITY', positives: 24_825, positive: '1', negative: '0', scoreRange: [0.0051, 0.9812], reason: 'two label values' }],
    }],
    decisions: [{
      path: 'results/submission.csv', rows: 48_744, positives: 15_000, sha256: sha('d'), score: 'TARGET', decision: 'PREDICTION',
      impliedThreshold: { above: 0.33826157532995615, atMost: 0.33827299664429217 }, contradictions: 0,
    }],
    models: [{ path: 'models/production_model.pkl', format: 'pickle', className: 'lightgbm.sklearn.LGBMClassifier', features: 189, sha256: sha('e'), problems: [] }],
    mentions: [
      mention(21, 'cost', 'business.cost_fn', 10), mention(22, 'cost', 'business.cost_fp', 1), mention(23, 'objective', 'business.f_beta', 3.2),
    ],
    thresholds: recordedThresholds,
    files: [
      { path: reading.path, bytes: 4_812_331, sha256: sha('a') },
      { path: 'config.yaml', bytes: 1073, sha256: sha('b') },
      { path: 'results/submission.csv', bytes: 1_512_004, sha256: sha('d') },
    ],
    evidenceSha256: sha('f'), fileCount: 30, problems: [],
  }
}

function mention(line: number, kind: 'cost' | 'objective', name: string, value: number): Scan['mentions'][number] {
  return { path: 'config.yaml', line, kind, name, value, printed: String(value), text: `  ${name}: ${value}`, sha256: sha('b') }
}

export function exampleComparison(): Comparison {
  const run = (id: string, name: string): Comparison['runs'][number] => ({
    id, name, experiment: 'credit_scoring_final_delivery', experimentId: '6', status: 'FINISHED', lifecycle: 'active',
    startTime: 1_700_000_000_000, endTime: 1_700_000_100_000, user: null, artifactUri: null, stores: ['mlruns', 'mlflow.db'],
  })
  return {
    runs: [run('f5f0003602ae4c7a84b2cb6e865a2304', 'final_model_application'), run('1a2b3c4d5e6f708192a3b4c5d6e7f809', 'best_lgbm_fbeta')],
    rows: [
      { section: 'metrics', key: 'optimal_threshold', values: ['0.338', '0.48'], state: 'different' },
      { section: 'metrics', key: 'business_cost', values: ['162771', '151536'], state: 'different' },
      { section: 'metrics', key: 'auc', values: ['0.7841', '0.7841'], state: 'equal' },
      { section: 'parameters', key: 'class_weight', values: ['balanced', 'balanced'], state: 'equal' },
      { section: 'parameters', key: 'threshold_step', values: [null, '0.01'], state: 'missing' },
      { section: 'artifacts', key: 'model/model.pkl', values: [null, null], state: 'missing' },
    ],
    verdict: {
      kind: 'consistent', level: 'metadata',
      headline: 'The runs are consistent with one model, but nothing proves it.',
      explanation: 'All 12 hyper-parameters and the AUC are equal; the model files are missing.',
      evidence: [
        { level: 'model-bytes', title: 'Files of the model', claim: 'Both model files are missing.', supports: 'neither', source: 'mlruns' },
        { level: 'metadata', title: 'Hyper-parameters', claim: 'All 12 are equal.', supports: 'same', source: 'mlruns params' },
      ],
      wouldSettle: 'the two model.pkl files, or the scores of both runs on the same rows.',
    },
    derivation: { title: 'Comparison', query: 'SELECT 1', formula: 'equality of texts', rows: '6', files: [], tieRule: null },
    problems: [],
  }
}

/** Scores in cells with the matrices of the example at 0.338 and the optimum, and even ones between. */
export function exampleHistogram(): ScoreHistogram {
  const cells = [
    { from: 0.005, to: 0.2, positives: 1000, negatives: 90_000 }, { from: 0.201, to: 0.3379, positives: 3391, negatives: 73_825 },
    { from: 0.338, to: 0.4, positives: 1600, negatives: 25_000 }, { from: 0.4001, to: 0.4759, positives: 2034, negatives: 22_705 },
    { from: 0.4759636133379771, to: 0.6, positives: 5800, negatives: 40_156 }, { from: 0.6001, to: 0.982, positives: 11_000, negatives: 31_000 },
  ]
  return { orientation: 'high', minimumCell: 10, cells }
}

/** A whole input of a report, made by hand. */
export function exampleReportInput(change: Partial<ReportInput> = {}): ReportInput {
  return {
    folderName: 'scoring-enhanced',
    scan: exampleScan(),
    comparison: exampleComparison(),
    view: exampleView(),
    table: exampleTable(),
    explained: [{ value: 0.338, name: '0.338', result: exampleExplanation(), problem: '' }],
    dismissals: [],
    assumed: ['cost_fn 10, assumed from config.yaml:21, unconfirmed', 'cost_fp 1, assumed from config.yaml:22, unconfirmed'],
    bootstrap: null,
    histogram: exampleHistogram(),
    review: null,
    version: '0.1.0',
    ...change,
  }
}
