import { createHash } from 'node:crypto'
import type { Analysis } from '../computing/analysis.ts'
import type { BankChoices } from '../contract/bank-choices.ts'
import type { GovernanceRequest } from '../contract/governance.ts'
import type { Policy } from '../contract/governance-policy.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Cut, ThresholdView } from '../contract/recommendation.ts'
import type { ReportJudgement } from '../contract/report-judgement.ts'
import type { TableReading } from '../contract/reading.ts'
import type { RecordedThreshold, Scan } from '../contract/scan.ts'
import { recordedText } from '../contract/recorded-text.ts'
import type { Statement } from '../contract/statements.ts'
import { canonicalJson } from '../domain/canonical/canonical-json.ts'
import { withoutTable } from '../domain/governance/facts.ts'
import type { CheckFacts, HashedFile } from '../domain/governance/facts.ts'
import { stated } from '../domain/governance/stated.ts'
import { readFolder } from '../evidence/folder/read-folder.ts'
import { gatherJudgement } from './gather-judgement.ts'
import { governanceModels } from './governance-models.ts'
import { recomputedMetrics } from './governance-metrics.ts'
import { governanceRows } from './governance-rows.ts'
import { governanceRuns } from './governance-runs.ts'
import type { ThresholdJudgement } from './judge-threshold.ts'
import type { WorkOptions } from './progress-stream.ts'

/** What the facts of the governance checks are gathered with. */
export interface FactParts {
  readonly analysis: Pick<Analysis, 'load' | 'view' | 'recommend' | 'judge'>
  /** Another analysis that has read nothing yet, to compute everything again. */
  readonly freshAnalysis: () => Pick<Analysis, 'recommend' | 'judge' | 'close'>
  /** The folder without what was set aside. */
  readonly scan: (folder: string, work: WorkOptions) => Promise<Scan>
  readonly judgement: (scan: Scan) => ThresholdJudgement
  readonly version: string
}

export type FactRequest = Pick<GovernanceRequest, 'folder' | 'choices' | 'runs' | 'rowKey' | 'trainingTable' | 'statements' | 'review'> & { readonly policy: Policy }

/** How the result is computed twice. */
const replayed = { resamples: 500, seed: 1 }

/**
 * Gathers what the evidence says for the governance checks: from the bytes of the folder, the rows of the table, the runs and the
 * models. What can't be read or computed is null in the facts, and its check is not assessable.
 *
 * @throws ProblemError those of the scan and of the table
 */
export async function governanceFacts(request: FactRequest, parts: FactParts, work: WorkOptions): Promise<CheckFacts> {
  const { folder, choices } = request
  const scan = await parts.scan(folder, work)
  const ids = request.runs.length > 0 ? request.runs : recordingRuns(scan)
  const runs = await governanceRuns(folder, ids, work)
  // What another run kept is not the model of this decision.
  const own = scan.models.filter(({ path }) => path.split('/').every((part) => !runs.others.has(part)))
  const models = await governanceModels(folder, own, work)
  const table = choices === null ? null : await tableFacts(request, choices, scan, parts, work)
  // After everything else was read, so that a file that changed meanwhile is told.
  const again = await readFolder(folder, work)
  const now = new Map(again.files.map(({ path, sha256, bytes }) => [path, { sha256, bytes }]))
  const inputs = inputsOf(request, scan, table?.file ?? null).map((file) => ({ ...file, bytes: now.get(file.path)?.bytes ?? null, now: now.get(file.path)?.sha256 ?? null }))
  const weightings = ids.length > 0 ? runs.weightings : null
  return {
    ...(table?.facts ?? withoutTable),
    version: parts.version,
    inputs,
    evidenceSha256: again.evidenceSha256,
    choices,
    runs: runs.runs,
    runsInFolder: runs.inFolder,
    models: models.facts,
    weighting:
      table?.facts.weighting == null
        ? null
        : { ...table.facts.weighting, stated: [...(weightings ?? table.facts.weighting.stated), ...models.weightings] },
    priorCorrections: [...runs.corrections, ...models.corrections],
    ...recomputedMetrics(runs.metrics, { quality: table?.quality ?? null, recorded: scan.thresholds, cuts: table?.view.recorded.map(({ recorded, cut }) => ({ value: recorded.value, cut })) ?? [] }),
  }
}

/** The runs that record a threshold, newest first. */
function recordingRuns(scan: Scan): string[] {
  return [...new Set(scan.thresholds.flatMap(({ run }) => (run === null ? [] : [run.id])))]
}

type Input = Omit<CheckFacts['inputs'][number], 'now' | 'bytes'>

function inputsOf({ trainingTable, choices }: FactRequest, scan: Scan, table: HashedFile | null): Input[] {
  const known = new Map<string, Input>()
  const add = (role: Input['role'], path: string, sha256: string) => {
    if (!known.has(path)) known.set(path, { role, path, sha256 })
  }
  const hashOf = (path: string) => scan.files.find((file) => file.path === path)?.sha256 ?? null
  if (table !== null) {
    const parts = scan.files.filter(({ path }) => matchesTable(path, table.path))
    if (parts.length === 0) add('predictions', table.path, table.sha256)
    for (const { path, sha256 } of parts) add('predictions', path, parts.length === 1 ? table.sha256 : sha256)
  }
  for (const [role, path] of [['reference', choices?.reference?.path], ['training', trainingTable]] as const) {
    if (path != null) add(role, path, hashOf(path) ?? '')
  }
  for (const { path, sha256 } of scan.decisions) add('decisions', path, sha256)
  for (const { path, sha256 } of scan.models) add('model', path, sha256)
  for (const { path } of scan.stores.filter(({ kind }) => kind === 'sqlite')) {
    const sha256 = hashOf(path) ?? scan.stores.find((store) => store.path === path)?.sha256
    if (sha256 !== undefined) add('store', path, sha256)
  }
  return [...known.values()]
}

/** Whether a file is the table, lies in the folder that is the table, or fits the pattern that names it. */
function matchesTable(path: string, table: string): boolean {
  if (path === table || path.startsWith(`${table}/`)) return true
  if (!table.includes('*')) return false
  const pattern = table.split(/(\*\*|\*)/).map((part) => (part === '**' ? '.*' : part === '*' ? '[^/]*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))).join('')
  return new RegExp(`^${pattern}$`).test(path)
}

type TableFactPart = Pick<CheckFacts, keyof typeof withoutTable>

interface GatheredTable {
  readonly facts: TableFactPart
  readonly file: HashedFile
  readonly quality: ReportJudgement['quality']
  readonly view: ThresholdView
}

async function tableFacts(request: FactRequest, given: BankChoices, scan: Scan, parts: FactParts, work: WorkOptions): Promise<GatheredTable> {
  const { folder, policy, review } = request
  const { reading, payoffs } = given
  const costs = { fn: payoffs.fn.perCase, fp: payoffs.fp.perCase }
  const range = ratioRange(given, request.statements, policy)
  // The policy decides which groups are too small to be printed.
  const document: BankChoices = { ...given, ratios: range?.ratios ?? null, minimumCell: Math.max(given.minimumCell, policy.limits.minimumCell.value) }
  const judgement = parts.judgement(scan)
  const summary = await parts.analysis.load(folder, reading, work)
  const view = await parts.analysis.view(folder, reading, costs, scan.thresholds, work)
  const judged = await gatherJudgement({ folder, reading, costs, document, view }, judgement, work)
  const { choices, uncertainty, heldOut, quality, provenance } = judged
  const file = { path: reading.path, sha256: summary.sha256 }
  const recommended = choices?.recommended?.cut ?? (choices === null ? view.recommendation.optimum : null)
  const rows = await governanceRows(request, document, summary, scan, judgement, heldOut, work)
  const sensitivity = choices?.sensitivity ?? null
  const inForce = stated({ statements: request.statements }, 'incumbent').number('threshold')
  return {
    file,
    quality,
    view,
    facts: {
      ...rows,
      recommended,
      incumbent: inForce === null ? null : await cutAt(folder, document, inForce, parts, work),
      adopted: review?.adopted == null ? null : await cutAt(folder, document, review.adopted.threshold, parts, work),
      plateau: choices?.plateau ?? view.withinOnePercent,
      sensitivity:
        range === null || sensitivity === null
          ? null
          : { from: sensitivity.ratios[0] ?? 0, to: sensitivity.ratios.at(-1) ?? 0, greatest: sensitivity.regrets[0]?.greatest ?? null, statedByBank: range.statedByBank },
      recorded: view.recorded.filter(({ recorded }) => isOfScore(recorded, reading)).map(({ recorded, regret, distinguishable }) => ({
        value: recorded.value, text: recordedText(recorded), source: recorded.source, file: { path: recorded.path, sha256: recorded.sha256 }, regret, distinguishable,
      })),
      auc: quality?.discrimination.auc ?? null,
      replay: await replayOf(folder, document, parts, work),
      uncertainty: uncertaintyFacts(uncertainty, choices, recommended, view),
      headline: heldOut === null ? 'selection' : 'confirmation',
      discrimination: quality?.discrimination ?? null,
      referenceDiscrimination: await referenceGini(folder, document, costs, judgement, work),
      calibration: quality?.calibration ?? null,
      weighting: quality?.weighting ?? null,
      stability: quality?.stability == null ? null : { ...quality.stability, file: { path: quality.stability.reference.path, sha256: scan.files.find(({ path }) => path === quality.stability?.reference.path)?.sha256 ?? '' } },
      segments: quality?.segments ?? [],
      trainedOn: provenance?.trainedOn ?? null,
    },
  }
}

/** Decisions that stand in the table beside another score imply no threshold of this one. */
function isOfScore({ origin, path, source }: RecordedThreshold, reading: TableReading): boolean {
  return origin !== 'decisions' || path !== reading.path || source.includes(` by ${reading.score} in `)
}

/** The range of FN:FP ratios that the bank states, else that of the policy; null where the costs have no ratio to vary. */
function ratioRange({ ratios, payoffs }: BankChoices, statements: readonly Statement[], policy: Policy): { ratios: NonNullable<BankChoices['ratios']>; statedByBank: boolean } | null {
  if (ratios !== null) return { ratios, statedByBank: true }
  const form = stated({ statements }, 'cost-sources')
  const [from, to] = [form.text('ratioFrom'), form.text('ratioTo')]
  const isDecimal = (text: string | null): text is string => text !== null && /^\d+(\.\d+)?$/.test(text) && Number(text) > 0
  if (isDecimal(from) && isDecimal(to) && Number(from) < Number(to)) return { ratios: { from, to }, statedByBank: true }
  const [fn, fp] = [Number(payoffs.fn.perCase) - Number(payoffs.tp.perCase), Number(payoffs.fp.perCase) - Number(payoffs.tn.perCase)]
  const amounts = [payoffs.fn, payoffs.fp, payoffs.tp, payoffs.tn].some(({ perAmount }) => Number(perAmount) !== 0)
  if (amounts || !(fn > 0) || !(fp > 0)) return null
  const share = policy.limits.costRange.value
  const decimal = (value: number) => value.toFixed(12).replace(/\.?0+$/, '')
  return { ratios: { from: decimal((fn / fp) * (1 - share)), to: decimal((fn / fp) * (1 + share)) }, statedByBank: false }
}

async function cutAt(folder: string, choices: BankChoices, threshold: number | null, parts: FactParts, work: WorkOptions): Promise<Cut | null> {
  const beyond = choices.reading.orientation === 'high' ? Number.MAX_VALUE : -Number.MAX_VALUE
  const { compared } = await parts.analysis.judge('choices', { ...choicesQuestion(folder, choices), thresholds: [threshold ?? beyond] }, work)
  const cut = compared[0]?.cut
  return cut === undefined ? null : { ...cut, threshold }
}

function choicesQuestion(folder: string, { reading, payoffs, statement, amount, prevalence, constraints, review, ratios }: BankChoices) {
  return { folder, reading, payoffs, statement, amount, prevalence, constraints, review, ratios, thresholds: [] as number[] }
}

/** The result's hash from what is in memory, and from the file read anew by another worker. */
async function replayOf(folder: string, choices: BankChoices, parts: FactParts, work: WorkOptions): Promise<CheckFacts['replay']> {
  const { reading, payoffs } = choices
  const costs = { fn: payoffs.fn.perCase, fp: payoffs.fp.perCase }
  const resultOf = async (analysis: Pick<Analysis, 'recommend' | 'judge'>) => {
    const recommendation = await analysis.recommend(folder, reading, { ...work, costs, grids: ['0.01'], at: [0.5], bootstrap: replayed })
    const answer = await analysis.judge('choices', choicesQuestion(folder, choices), work).catch((error: unknown) => {
      if (error instanceof ProblemError && error.problem.kind !== 'stopped') return error.problem
      throw error
    })
    return createHash('sha256').update(canonicalJson({ recommendation: plain(recommendation), answer: plain(answer) })).digest('hex')
  }
  const fresh = parts.freshAnalysis()
  try {
    return {
      first: await resultOf(parts.analysis),
      second: await resultOf(fresh),
      covers: `the whole recommendation, with ${replayed.resamples} resamples by seed ${replayed.seed}, and everything that follows from the bank's choices`,
    }
  } finally {
    await fresh.close()
  }
}

/** As JSON holds it: members that are undefined are left out. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown
}

function uncertaintyFacts(
  uncertainty: ReportJudgement['uncertainty'],
  choices: ReportJudgement['choices'],
  recommended: Cut | null,
  view: ThresholdView,
): CheckFacts['uncertainty'] {
  const judged = choices?.recommended ?? null
  if (uncertainty === null || recommended === null || judged === null) return null
  const cost = uncertainty.costs.find(({ cut }) => cut.threshold === recommended.threshold)?.cost
  if (cost === undefined) return null
  const units = { rows: 'rows', stratified: 'rows of each class', customers: 'customers' } as const
  const isOptimum = view.recommendation.optimum.threshold === recommended.threshold
  const savings = view.recorded.flatMap(({ recorded, distinguishable, regret }) => {
    const pair = uncertainty.differences.find(
      ({ threshold, other }) => (threshold === recorded.value && other === recommended.threshold) || (other === recorded.value && threshold === recommended.threshold),
    )
    if (pair === undefined || recorded.value === recommended.threshold) return []
    const { value, low, high } = pair.difference
    const difference = pair.threshold === recorded.value ? pair.difference : { value: -value, low: -high, high: -low }
    return [{ text: recordedText(recorded), difference, saidBetter: isOptimum ? distinguishable && regret > 0 : pair.distinguishable }]
  })
  const different = savings.filter((each, index) => savings.findIndex(({ text }) => text === each.text) === index)
  const { resamples, seed, resampling, threshold } = uncertainty
  return { resamples, seed, unit: units[resampling.kind], threshold: threshold.interval, cost, approval: judged.approval, badRate: judged.badRate, savings: different }
}

async function referenceGini(folder: string, { reference }: BankChoices, costs: { fn: string; fp: string }, judgement: ThresholdJudgement, work: WorkOptions): Promise<CheckFacts['referenceDiscrimination']> {
  if (reference === null) return null
  const { discrimination, derivations } = await judgement.quality({ folder, reading: reference, costs, thresholds: [0.5], segments: [], reference: null, minimumCell: 10, seed: 1 }, work)
  return { gini: discrimination.gini, file: { path: reference.path, sha256: derivations['auc']?.files[0]?.sha256 ?? '' } }
}
