import type { ReviewFacts } from '../../contract/governance.ts'
import type { Statement } from '../../contract/statements.ts'
import type { SegmentGroup } from '../../contract/score-quality.ts'
import { defaultPolicy } from './default-policy.ts'
import type { CheckFacts, CheckInput, TableFacts } from './facts.ts'

export const table: TableFacts = {
  path: 'scores.csv', sha256: 'a'.repeat(64), rows: 2010, scannedRows: 2010, used: 2000,
  excluded: { nullScore: 4, nanScore: 3, infiniteScore: 0, textScore: 0, nullLabel: 2, foreignLabel: 1 },
  positives: 400, negatives: 1600, positive: 'bad', orientation: 'high', scoreRange: [0.01, 0.99],
  key: { column: 'id', distinct: 2010, missing: 0 }, dates: [{ column: 'day', from: '2024-01-05', to: '2024-06-30' }], parts: [],
}
const file = { path: table.path, sha256: table.sha256 }
const rate = (count: number, of: number, low: number, high: number) => ({ value: count / of, low, high, count, of })

export const shownGroup = (rows: number, positives: number, predicted: number | null, impact: NonNullable<SegmentGroup['shown']>['impact']): NonNullable<SegmentGroup['shown']> => ({
  rows, positives, predicted, impact, impactElsewhere: [], recall: null, precision: null,
  approval: rate(rows / 2, rows, 0.45, 0.55), badRate: null, observed: rate(positives, rows, positives / rows - 0.02, positives / rows + 0.02),
})

/** Evidence with which every check passes. */
export const facts: CheckFacts = {
  version: '1.0.0',
  inputs: [{ role: 'predictions', path: 'scores.csv', sha256: table.sha256, bytes: 100, now: table.sha256 }],
  evidenceSha256: 'e'.repeat(64),
  table,
  choices: {
    version: 1, reading: { path: 'scores.csv', label: 'y', score: 'p', positive: 'bad', negative: null, orientation: 'high' },
    payoffs: { fn: { perCase: '10', perAmount: '0' }, fp: { perCase: '1', perAmount: '0' }, tp: { perCase: '0', perAmount: '0' }, tn: { perCase: '0', perAmount: '0' } },
    statement: { currency: '', source: '', owner: '', date: '' }, amount: null, prevalence: null, constraints: [{ kind: 'recall', atLeast: '0.7' }], review: null, ratios: null,
    thresholds: null, orientation: null, resampling: { resampling: { kind: 'rows' }, resamples: 2000, seed: 1 }, parting: null, segments: ['region'], minimumCell: 10, reference: null,
  },
  recommended: { threshold: 0.2, cost: 1300, tp: 320, fp: 500, fn: 80, tn: 1100 },
  incumbent: null,
  adopted: { threshold: 0.2, cost: 1300, tp: 320, fp: 500, fn: 80, tn: 1100 },
  plateau: [0.19, 0.22],
  sensitivity: { from: 5, to: 15, greatest: 0.04, statedByBank: false },
  recorded: [{ value: 0.5, text: '0.5', source: 'config.yaml:3 threshold', file: { path: 'config.yaml', sha256: 'c'.repeat(64) }, regret: 200, distinguishable: true }],
  auc: { value: 0.75, low: 0.72, high: 0.78 },
  replay: { first: 'f'.repeat(64), second: 'f'.repeat(64), covers: 'the recommendation' },
  uncertainty: {
    resamples: 2000, seed: 1, unit: 'rows', threshold: [0.17, 0.24], cost: { value: 1300, low: 1150, high: 1450 }, approval: rate(1180, 2000, 0.57, 0.61), badRate: rate(80, 1180, 0.05, 0.08),
    savings: [{ text: '0.5', difference: { value: 200, low: 60, high: 340 }, saidBetter: true }],
  },
  heldOut: {
    kind: 'date', column: 'day', chosen: [0.21], chosenPerThousand: 640, judgedPerThousand: { value: 655, low: 600, high: 710 },
    parts: [{ name: 'from 2024-05-01', chooseRows: 1400, choosePositives: 280, judgeRows: 600, judgePositives: 120 }],
    constraints: [{ constraint: { kind: 'recall', atLeast: '0.7' }, text: 'at least 70 % of the positives are flagged', share: rate(96, 120, 0.72, 0.86), limit: 0.7, held: true, unsure: false }],
    dates: { chosenTo: '2024-04-30', judgedFrom: '2024-05-01', judgedTo: '2024-06-30' },
  },
  headline: 'confirmation',
  discrimination: { auc: { value: 0.75, low: 0.72, high: 0.78 }, gini: { value: 0.5, low: 0.44, high: 0.56 }, ks: { value: 0.4, low: 0.35, high: 0.45 } },
  referenceDiscrimination: { gini: { value: 0.54, low: 0.5, high: 0.58 }, file: { path: 'earlier.csv', sha256: 'b'.repeat(64) } },
  calibration: {
    intercept: { value: 0, low: -0.1, high: 0.1 }, slope: { value: 1, low: 0.9, high: 1.1 },
    band: { low: 0.18, high: 0.22, rows: 200, predicted: 0.2, observed: rate(42, 200, 0.16, 0.27), agrees: true },
  },
  weighting: { kind: 'not-weighted', meanPredicted: 0.2, prevalence: rate(400, 2000, 0.18, 0.22), stated: [], impliedPositiveWeight: 1, balancedWeight: 4, correctedMean: 0.06 },
  priorCorrections: [],
  stability: { psi: 0.01, expectedNoise: 0.008, noise95: 0.015, file: { path: 'earlier.csv', sha256: 'b'.repeat(64) } },
  segments: [
    {
      column: 'region', withheld: 0, referenceGroup: 'north',
      groups: [
        { group: 'north', shown: shownGroup(1000, 200, 0.21, { kind: 'reference', ratio: null, because: '' }) },
        { group: 'south', shown: shownGroup(1000, 200, 0.19, { kind: 'above', ratio: { value: 0.95, low: 0.88, high: 1.02 }, because: '' }) },
      ],
    },
  ],
  runs: [
    {
      id: 'r1', name: 'final', experiment: 'scoring', status: 'FINISHED', lifecycle: 'active', start: 1, end: 2, store: { path: 'mlflow.db', sha256: 'd'.repeat(64) }, commit: 'abc123', dirty: null,
      models: ['scoring version 1'], modelFiles: [{ path: 'model.pkl', sha256: '1'.repeat(64) }], parameters: 12,
      packages: [{ name: 'scikit-learn', version: '1.5.2', file: { path: 'requirements.txt', sha256: '2'.repeat(64) } }],
      signature: { names: ['income', 'loan_amount'], source: 'model/MLmodel' },
    },
  ],
  runsInFolder: 1,
  models: [],
  sameRows: { kind: 'matched', rows: 2010, unmatched: 0, differentLabels: 0, matchedBy: 'column id', source: 'rows of scores.csv and other.csv', files: [file] },
  loggedMetrics: [{ name: 'roc_auc', printed: '0.75', recomputed: 0.7512, what: 'the AUC', run: 'run final, metric roc_auc', file: { path: 'mlflow.db', sha256: 'd'.repeat(64) } }],
  otherMetrics: 0,
  training: { file: { path: 'train.csv', sha256: '3'.repeat(64) }, key: 'id', overlap: 0, rows: 2010, dates: { column: 'day', from: '2023-01-01', to: '2023-12-31' } },
  trainedOn: { question: '', kind: 'cannot-tell', answer: '', known: [], wouldSettle: '' },
  challengers: [{ text: 'Column q of other.csv scores the same rows.', source: 'other.csv', file: { path: 'other.csv', sha256: '4'.repeat(64) } }],
}

/** Every form filled in. */
export const statements: Readonly<Record<string, Statement['values']>> = {
  'label-definition': { badDefinition: '90 days past due', daysPastDue: '90', windowMonths: '12', observedFrom: '2024-01-01', observedTo: '2024-06-30', snapshot: '2025-06-30', indeterminates: 'left out' },
  population: { product: 'consumer loans', channel: 'branch', geography: 'France', from: '2024-01-01', to: '2024-06-30', sampling: 'all applications, weight 1' },
  split: { kind: 'out-of-time', developmentTo: '2023-12-31' },
  'cost-sources': { currency: 'EUR', owner: 'Credit risk', date: '2026-01-31', falseNegativeSource: 'LGD report 2025', falsePositiveSource: 'Margin report 2025' },
  'reject-inference': { coverage: 'through-the-door' },
  'group-data': { held: 'yes', columns: 'region' },
  'prohibited-inputs': { reviewer: 'Ana', date: '2026-02-01', list: 'List 7', found: 'none' },
  'human-oversight': { naturalPersonsInEu: 'yes', manualPath: 'yes', path: 'refer band', authority: 'Head of underwriting', reasonCodes: 'R1 to R9', triggerRate: '0.05' },
  environment: { packages: 'scikit-learn==1.5.2' },
  monitoring: { metrics: 'bad rate', triggers: 'bad rate above 8 %', owner: 'Credit risk', frequency: 'monthly', rollback: 'back to 0.5' },
}

/** A review that three people with certificates hold. */
export const review: ReviewFacts = {
  roles: (['preparer', 'validator', 'approver'] as const).map((role, index) => ({
    role, person: { id: `P${index + 1}`, name: ['Ana', 'Ben', 'Cleo'][index] ?? '' }, key: { fingerprint: String(index).repeat(64), assurance: 'certificate' },
  })),
  findings: [{ id: 'F1', severity: 'low', status: 'open', owner: 'Ana', due: '2026-12-31' }],
  conditions: [{ text: 'Watch the bad rate', owner: 'Ana', due: '2026-12-31' }],
  exceptions: [],
  notApplicable: [],
  dates: { expiresOn: '2027-11-30', nextReviewOn: '2027-05-31' },
  adopted: { threshold: 0.2 },
  deviation: null,
  frozen: { evidenceSha256: 'e'.repeat(64), manifest: [{ path: 'scores.csv', sha256: table.sha256 }], policySha256: '5'.repeat(64), recommendedThreshold: 0.2 },
  chain: { problem: null, entries: 12, head: '6'.repeat(64), anchors: [{ source: 'the signature of Ana', entries: 10, head: '7'.repeat(64), found: '7'.repeat(64) }] },
}

export interface Changes {
  readonly facts?: Partial<CheckFacts>
  /** Topics by their fields; null takes a statement away. */
  readonly statements?: Readonly<Record<string, Statement['values'] | null>>
  readonly review?: Partial<ReviewFacts> | null
  readonly policy?: CheckInput['policy']
  readonly today?: string
}

/** The input with which every check passes, with changes. */
export function inputWith(changes: Changes = {}): CheckInput {
  const values = { ...statements, ...changes.statements }
  return {
    facts: { ...facts, ...changes.facts },
    statements: Object.entries(values).flatMap(([topic, answers]) => (answers === null ? [] : [{ topic: topic as Statement['topic'], values: answers, source: null, person: 'Ana' }])),
    review: changes.review === null ? null : { ...review, ...changes.review },
    policy: changes.policy ?? defaultPolicy,
    today: changes.today ?? '2026-11-24',
  }
}
