import type { BankChoices, OrientationAnswer, ResamplingChoice } from '../../src-main/contract/bank-choices.ts'
import type { Comparison, ComparisonOptions, ComparisonStart } from '../../src-main/contract/comparison.ts'
import type { Derivation } from '../../src-main/contract/derivation.ts'
import type { ExplanationResult, RecordedValue } from '../../src-main/contract/explanation.ts'
import type { Dismissal } from '../../src-main/contract/inventory.ts'
import type { Problem } from '../../src-main/contract/problem.ts'
import type { TableReading, TableSummary } from '../../src-main/contract/reading.ts'
import type { MovedThreshold, ThresholdView } from '../../src-main/contract/recommendation.ts'
import type { ReviewView } from '../../src-main/contract/review.ts'
import type { Scan } from '../../src-main/contract/scan.ts'
import type { Parting } from '../../src-main/contract/uncertainty.ts'
import { usualResampling, withChoices } from './bank-choices.ts'
import { emptyDraft, type ChoiceDraft } from '../pages/choices/choice-draft.ts'
import { emptyWarehouseDraft, type WarehouseDraft } from '../pages/warehouse/warehouse-draft.ts'
import { assumedCosts, assumedReading } from './assumptions.ts'
import { noJudgements, type Judgements } from './judgements.ts'
import { withWork, type Work } from './works.ts'

export type PageId = 'open-folder' | 'evidence' | 'comparison' | 'threshold' | 'quality' | 'choices' | 'why' | 'review' | 'report' | 'verify'

/** Something that the engine is asked for. `previous` is shown, in a quieter ink, until the new value is there. */
export type Loadable<Value> =
  | { status: 'none' }
  | { status: 'loading'; previous: Value | null }
  | { status: 'ready'; value: Value }
  | { status: 'failed'; problem: Problem }

/** How the chosen table is read. `because` says why it was pre-selected; `confirmed` only after a person said so. */
export interface ChosenReading {
  reading: TableReading
  because: string
  confirmed: boolean
}

/** The costs as typed. `source` is where the folder states them ("config.yaml:21–22"), null where a person typed them. */
export interface ChosenCosts {
  fn: string
  fp: string
  source: string | null
  confirmed: boolean
}

/** A report to verify: its path, or its name and what the window was handed in its place. */
export interface ReportToVerify {
  file: string
  content: File | null
}

/** Everything that the window knows of the case in front of it. */
export interface CaseState {
  page: PageId
  folder: string | null
  /** When the folder was last read whole, milliseconds since 1970. */
  scannedAt: number | null
  scan: Loadable<Scan>
  reading: ChosenReading | null
  table: Loadable<TableSummary>
  costs: ChosenCosts
  view: Loadable<ThresholdView>
  /** How the comparison began when the folder was read. */
  runs: Loadable<ComparisonStart>
  chosenRuns: string[]
  /** How the runs are compared; what is left out is as the engine has it. */
  comparisonOptions: ComparisonOptions
  /** Whether rows that are equal are hidden. */
  differencesOnly: boolean
  comparison: Loadable<Comparison>
  /** The places that count as false hits; kept with the case. */
  dismissals: Loadable<Dismissal[]>
  /** The recorded value that a person asked about; null takes the likeliest. A new object asks again. */
  asked: RecordedValue | null
  explanation: Loadable<ExplanationResult>
  /** What was found out about the threshold and the score, each with the question that it answers. */
  judgements: Judgements
  /** What the bank chooses beside the two costs, as typed. */
  choices: ChoiceDraft
  /** The columns whose groups are told apart. */
  segments: string[]
  /** The earlier table that the scores are compared with; null is none. */
  reference: TableReading | null
  /** How resamples are drawn. */
  resampling: ResamplingChoice
  /** How the rows are parted to choose on one part and judge on the other; null where they aren't. */
  parting: Parting | null
  /** What a person answered to the question about the costs in words; it stands for that question only. */
  orientation: OrientationAnswer | null
  /** The choices as the engine keeps them, as text; null until it was asked for them. */
  kept: string | null
  /** Why the choices could not be kept. */
  keepProblem: Problem | null
  /** The rows in a warehouse as typed, and where the results of its queries were saved. */
  warehouse: WarehouseDraft
  /** The review as it was read last; null while none is open. */
  review: ReviewView | null
  /** The person of the review who acts in this window; null until one is chosen. */
  actor: string | null
  /** The report that was asked to be verified; null where none is named yet. */
  verifying: ReportToVerify | null
  /** What began first comes first. */
  works: readonly Work[]
  derivation: Derivation | null
}

export const emptyCase: CaseState = {
  page: 'open-folder',
  folder: null,
  scannedAt: null,
  scan: { status: 'none' },
  reading: null,
  table: { status: 'none' },
  costs: { fn: '', fp: '', source: null, confirmed: false },
  view: { status: 'none' },
  runs: { status: 'none' },
  chosenRuns: [],
  comparisonOptions: {},
  differencesOnly: true,
  comparison: { status: 'none' },
  dismissals: { status: 'none' },
  asked: null,
  explanation: { status: 'none' },
  judgements: noJudgements,
  choices: emptyDraft,
  segments: [],
  reference: null,
  resampling: usualResampling,
  parting: null,
  orientation: null,
  kept: null,
  keepProblem: null,
  warehouse: emptyWarehouseDraft,
  review: null,
  actor: null,
  verifying: null,
  works: [],
  derivation: null,
}

export type CaseAction =
  | { type: 'page-opened'; page: PageId }
  | { type: 'folder-opened'; folder: string }
  | { type: 'folder-closed' }
  | { type: 'scan-ready'; scan: Scan; at: number }
  | { type: 'scan-failed'; problem: Problem }
  | { type: 'reading-chosen'; reading: TableReading; confirmed: boolean }
  | { type: 'reading-confirmed' }
  | { type: 'table-loading' }
  | { type: 'table-ready'; table: TableSummary }
  | { type: 'table-failed'; problem: Problem }
  | { type: 'costs-typed'; fn: string; fp: string }
  | { type: 'costs-moved'; fn: string; fp: string; moved: MovedThreshold; judgements: Partial<Judgements> }
  | { type: 'costs-confirmed' }
  | { type: 'view-loading' }
  | { type: 'view-ready'; view: ThresholdView }
  | { type: 'view-failed'; problem: Problem }
  | { type: 'runs-loading' }
  | { type: 'runs-ready'; start: ComparisonStart }
  | { type: 'runs-failed'; problem: Problem }
  | { type: 'runs-chosen'; runs: string[] }
  | { type: 'comparison-asked'; options: ComparisonOptions }
  | { type: 'equal-rows-hidden'; hidden: boolean }
  | { type: 'comparison-loading' }
  | { type: 'comparison-ready'; comparison: Comparison }
  | { type: 'comparison-failed'; problem: Problem }
  | { type: 'dismissals-loading' }
  | { type: 'dismissals-ready'; dismissals: Dismissal[] }
  | { type: 'dismissals-failed'; problem: Problem }
  | { type: 'value-asked'; recorded: RecordedValue }
  | { type: 'explanation-loading'; recorded: RecordedValue }
  | { type: 'explanation-ready'; explanation: ExplanationResult }
  | { type: 'explanation-failed'; problem: Problem }
  | { type: 'judgements-changed'; judgements: Partial<Judgements> }
  | { type: 'choices-typed'; choices: Partial<ChoiceDraft> }
  | { type: 'segments-chosen'; segments: string[] }
  | { type: 'reference-chosen'; reference: TableReading | null }
  | { type: 'resampling-chosen'; resampling: Partial<ResamplingChoice> }
  | { type: 'parting-chosen'; parting: Parting | null }
  | { type: 'orientation-answered'; orientation: OrientationAnswer }
  | { type: 'choices-restored'; choices: BankChoices | null }
  | { type: 'choices-kept'; kept: string }
  | { type: 'choices-not-kept'; problem: Problem }
  | { type: 'warehouse-typed'; warehouse: Partial<WarehouseDraft> }
  | { type: 'review-shown'; review: ReviewView | null }
  | { type: 'actor-chosen'; person: string | null }
  | { type: 'verify-opened'; report: ReportToVerify | null }
  | { type: 'work-changed'; by: AbortController; work: Omit<Work, 'by'> | null }
  | { type: 'derivation-opened'; derivation: Derivation }
  | { type: 'derivation-closed' }

/** The value of a loadable, or the last one that is still shown; null where there is none. */
export function shown<Value>(loadable: Loadable<Value>): Value | null {
  if (loadable.status === 'ready') return loadable.value
  return loadable.status === 'loading' ? loadable.previous : null
}

/** The next state of the case; pure. */
export function nextCase(state: CaseState, action: CaseAction): CaseState {
  switch (action.type) {
    case 'page-opened':
      return { ...state, page: action.page, derivation: null }
    case 'folder-opened':
      return { ...emptyCase, folder: action.folder, page: 'evidence', scan: { status: 'loading', previous: null } }
    case 'folder-closed':
      return emptyCase
    case 'scan-ready':
      return {
        ...state,
        scan: { status: 'ready', value: action.scan },
        scannedAt: action.at,
        reading: assumedReading(action.scan),
        costs: assumedCosts(action.scan),
        kept: null,
      }
    case 'scan-failed':
      return { ...state, scan: { status: 'failed', problem: action.problem } }
    case 'reading-chosen':
      return {
        ...state,
        reading: { reading: action.reading, because: 'Chosen by you.', confirmed: action.confirmed },
        table: { status: 'none' },
        view: { status: 'none' },
        explanation: { status: 'none' },
        judgements: noJudgements,
        choices: { ...state.choices, amount: '' },
        segments: [],
        parting: null,
        kept: null,
      }
    case 'reading-confirmed':
      return state.reading === null ? state : { ...state, reading: { ...state.reading, confirmed: true } }
    case 'table-loading':
      return { ...state, table: { status: 'loading', previous: null } }
    case 'table-ready':
      return { ...state, table: { status: 'ready', value: action.table } }
    case 'table-failed':
      return { ...state, table: { status: 'failed', problem: action.problem }, view: { status: 'none' } }
    case 'costs-typed':
      return { ...state, costs: { fn: action.fn, fp: action.fp, source: null, confirmed: true } }
    case 'costs-moved': {
      const typed = { ...state, costs: { fn: action.fn, fp: action.fp, source: null, confirmed: true } }
      const view = shown(state.view)
      return view === null || view.recommendation.sha256 !== action.moved.recommendation.sha256
        ? typed
        : { ...typed, view: { status: 'ready', value: { ...view, ...action.moved } }, judgements: { ...state.judgements, ...action.judgements } }
    }
    case 'costs-confirmed':
      return { ...state, costs: { ...state.costs, confirmed: true } }
    case 'view-loading':
      return { ...state, view: { status: 'loading', previous: shown(state.view) } }
    case 'view-ready':
      return { ...state, view: { status: 'ready', value: action.view } }
    case 'view-failed':
      return { ...state, view: { status: 'failed', problem: action.problem } }
    case 'runs-loading':
      return { ...state, runs: { status: 'loading', previous: null } }
    case 'runs-ready':
      return {
        ...state,
        runs: { status: 'ready', value: action.start },
        chosenRuns: action.start.runs.map(({ id }) => id),
        comparisonOptions: action.start.options,
        differencesOnly: action.start.differencesOnly,
      }
    case 'runs-failed':
      return { ...state, runs: { status: 'failed', problem: action.problem } }
    case 'runs-chosen':
      return { ...state, chosenRuns: action.runs, comparisonOptions: withBaselineAmong(action.runs, state.comparisonOptions) }
    case 'comparison-asked':
      // What is on screen may be the comparison of other runs, while that of the chosen ones is made.
      return { ...state, comparisonOptions: withBaselineAmong(state.chosenRuns, action.options) }
    case 'equal-rows-hidden':
      return { ...state, differencesOnly: action.hidden }
    case 'comparison-loading':
      return { ...state, comparison: { status: 'loading', previous: shown(state.comparison) } }
    case 'comparison-ready':
      return { ...state, comparison: { status: 'ready', value: action.comparison } }
    case 'comparison-failed':
      return { ...state, comparison: { status: 'failed', problem: action.problem } }
    case 'dismissals-loading':
      return { ...state, dismissals: { status: 'loading', previous: shown(state.dismissals) } }
    case 'dismissals-ready':
      return { ...state, dismissals: { status: 'ready', value: action.dismissals } }
    case 'dismissals-failed':
      return { ...state, dismissals: { status: 'failed', problem: action.problem } }
    case 'value-asked':
      return { ...state, asked: action.recorded }
    case 'explanation-loading': {
      const last = shown(state.explanation)
      // The answer about another value would stand under the wrong question.
      return { ...state, explanation: { status: 'loading', previous: last?.recorded.printed === action.recorded.printed ? last : null } }
    }
    case 'explanation-ready':
      return { ...state, explanation: { status: 'ready', value: action.explanation } }
    case 'explanation-failed':
      return { ...state, explanation: { status: 'failed', problem: action.problem } }
    case 'judgements-changed':
      return { ...state, judgements: { ...state.judgements, ...action.judgements } }
    case 'choices-typed':
      return { ...state, choices: { ...state.choices, ...action.choices } }
    case 'segments-chosen':
      return { ...state, segments: action.segments }
    case 'reference-chosen':
      return { ...state, reference: action.reference }
    case 'resampling-chosen':
      return { ...state, resampling: { ...state.resampling, ...action.resampling } }
    case 'parting-chosen':
      return { ...state, parting: action.parting }
    case 'orientation-answered':
      return {
        ...state,
        orientation: action.orientation,
        costs: action.orientation.answer === 'yes' ? { ...state.costs, confirmed: true } : state.costs,
      }
    case 'choices-restored':
      return withChoices(state, action.choices)
    case 'choices-kept':
      return { ...state, kept: action.kept, keepProblem: null }
    case 'choices-not-kept':
      return { ...state, keepProblem: action.problem }
    case 'warehouse-typed':
      return { ...state, warehouse: { ...state.warehouse, ...action.warehouse } }
    case 'review-shown': {
      const same = action.review !== null && action.review.state.reviewId === state.review?.state.reviewId
      return { ...state, review: action.review, actor: same ? state.actor : null }
    }
    case 'actor-chosen':
      return { ...state, actor: action.person }
    case 'verify-opened':
      return { ...state, page: 'verify', verifying: action.report, derivation: null }
    case 'work-changed':
      return { ...state, works: withWork(state.works, action.by, action.work) }
    case 'derivation-opened':
      return { ...state, derivation: action.derivation }
    case 'derivation-closed':
      return { ...state, derivation: null }
  }
}

/** The options without a baseline that isn't compared any more. */
function withBaselineAmong(runs: readonly string[], options: ComparisonOptions): ComparisonOptions {
  const { baseline, ...others } = options
  return baseline === undefined || runs.includes(baseline) ? options : others
}
