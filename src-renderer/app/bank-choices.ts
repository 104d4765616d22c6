import { bankChoicesSchema, type BankChoices, type ResamplingChoice } from '../../src-main/contract/bank-choices.ts'
import type { Constraint } from '../../src-main/contract/choices.ts'
import { choicesRequest, emptyDraft, percentOfShare, type ChoiceDraft } from '../pages/choices/choice-draft.ts'
import { assumedCosts } from './assumptions.ts'
import type { CaseState } from './case.ts'
import { remembered } from './remembered.ts'

/** As resamples are drawn until a person chooses otherwise. */
export const usualResampling: ResamplingChoice = { resampling: { kind: 'rows' }, resamples: 2000, seed: 1 }

/** Groups of fewer rows are not shown. */
export const minimumCell = 10

/** What the case holds of a bank's choices. */
export type Chosen = Pick<CaseState, 'folder' | 'reading' | 'costs' | 'choices' | 'orientation' | 'resampling' | 'parting' | 'segments' | 'reference'>

/** The choices as one document; null while there is no table, or a field can't be used. */
export const bankChoicesOf: (chosen: Chosen) => BankChoices | null = remembered(
  ({ folder, reading, costs, choices, orientation, resampling, parting, segments, reference }) => [
    folder, reading, costs.fn, costs.fp, choices, orientation, resampling, parting, segments, reference,
  ],
  documentOf,
)

function documentOf({ folder, reading, costs, choices, ...chosen }: Chosen): BankChoices | null {
  if (folder === null || reading === null) return null
  const request = choicesRequest(choices, costs, { folder, reading: reading.reading, suggested: [] })
  if (request === null) return null
  const { payoffs, statement, amount, prevalence, constraints, review, ratios } = request
  const document = {
    version: 1,
    reading: reading.reading,
    payoffs,
    statement,
    amount,
    prevalence,
    constraints,
    review,
    ratios,
    thresholds: choices.compared === null ? null : [...choices.compared],
    orientation: chosen.orientation,
    resampling: chosen.resampling,
    parting: chosen.parting,
    segments: [...chosen.segments],
    minimumCell,
    reference: chosen.reference,
  }
  // A cost or a number of resamples that is still being typed is no choice yet.
  return bankChoicesSchema.safeParse(document).data ?? null
}

/** The document as text, to tell whether it has changed; empty where there is none. */
export function choicesText(chosen: Chosen): string {
  const document = bankChoicesOf(chosen)
  return document === null ? '' : JSON.stringify(document)
}

/** The case with the choices that were kept for its table; null where none were, so that what is chosen now stays. */
export function withChoices(state: CaseState, kept: BankChoices | null): CaseState {
  const scan = state.scan.status === 'ready' ? state.scan.value : null
  const assumed = scan === null ? state.costs : assumedCosts(scan)
  if (kept === null) {
    const untouched = { orientation: null, resampling: usualResampling, parting: null, segments: [], reference: null }
    // What nobody chose is not kept: the folder may state something else the next time.
    return { ...state, kept: choicesText({ ...state, ...untouched, costs: assumed, choices: emptyDraft }) }
  }
  const { payoffs, orientation } = kept
  const [fn, fp] = [payoffs.fn.perCase, payoffs.fp.perCase]
  const asStated = fn === assumed.fn && fp === assumed.fp
  const restored: CaseState = {
    ...state,
    costs: { fn, fp, source: asStated ? assumed.source : null, confirmed: !asStated || orientation?.answer === 'yes' },
    choices: draftOf(kept),
    orientation,
    resampling: kept.resampling,
    parting: kept.parting,
    segments: kept.segments,
    reference: kept.reference,
  }
  return { ...restored, kept: choicesText(restored) }
}

/** What was chosen as it stands in the form. */
function draftOf({ payoffs, statement, amount, prevalence, constraints, review, ratios, thresholds }: BankChoices): ChoiceDraft {
  const given = (decimal: string) => (Number(decimal) === 0 ? '' : decimal)
  const percent = (share: string | null) => (share === null ? '' : percentOfShare(share))
  const one = <Kind extends Constraint['kind']>(kind: Kind) => constraints.find((each): each is Extract<Constraint, { kind: Kind }> => each.kind === kind)
  const alerts = one('alerts')
  return {
    ...statement,
    tp: given(payoffs.tp.perCase),
    tn: given(payoffs.tn.perCase),
    fnPerAmount: given(payoffs.fn.perAmount),
    fpPerAmount: given(payoffs.fp.perAmount),
    tpPerAmount: given(payoffs.tp.perAmount),
    tnPerAmount: given(payoffs.tn.perAmount),
    amount: amount ?? '',
    prevalence: percent(prevalence),
    recall: percent(one('recall')?.atLeast ?? null),
    falsePositiveRate: percent(one('false-positive-rate')?.atMost ?? null),
    approval: percent(one('approval-rate')?.atLeast ?? null),
    alerts: alerts?.atMost ?? '',
    volume: alerts?.volume ?? '',
    period: alerts === undefined || alerts.period === 'period' ? '' : alerts.period,
    review: review?.cost ?? '',
    catches: review === null || Number(review.catches) === 1 ? '' : percent(review.catches),
    clears: review === null || Number(review.clears) === 1 ? '' : percent(review.clears),
    capacity: percent(review?.capacity ?? null),
    ratioFrom: ratios?.from ?? '',
    ratioTo: ratios?.to ?? '',
    compared: thresholds,
  }
}
