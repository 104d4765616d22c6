import type { ChoicesRequest, Constraint } from '../../../src-main/contract/choices.ts'
import type { TableReading } from '../../../src-main/contract/reading.ts'

/** What a bank chooses beside the costs of the two mistakes, as typed. Empty text is not stated; shares are in percent. */
export interface ChoiceDraft {
  readonly currency: string
  readonly source: string
  readonly owner: string
  readonly date: string
  /** Costs of the two right decisions for each case, and of all four for each unit of the amount. A gain is negative. */
  readonly tp: string
  readonly tn: string
  readonly fnPerAmount: string
  readonly fpPerAmount: string
  readonly tpPerAmount: string
  readonly tnPerAmount: string
  /** The column of the amounts. */
  readonly amount: string
  readonly prevalence: string
  readonly recall: string
  readonly falsePositiveRate: string
  readonly approval: string
  readonly alerts: string
  readonly volume: string
  readonly period: string
  readonly review: string
  readonly catches: string
  readonly clears: string
  readonly capacity: string
  readonly ratioFrom: string
  readonly ratioTo: string
  /** Thresholds to set side by side, as numbers; null until a person changes what was suggested. */
  readonly compared: readonly number[] | null
}

export const emptyDraft: ChoiceDraft = {
  currency: '',
  source: '',
  owner: '',
  date: '',
  tp: '',
  tn: '',
  fnPerAmount: '',
  fpPerAmount: '',
  tpPerAmount: '',
  tnPerAmount: '',
  amount: '',
  prevalence: '',
  recall: '',
  falsePositiveRate: '',
  approval: '',
  alerts: '',
  volume: '',
  period: '',
  review: '',
  catches: '',
  clears: '',
  capacity: '',
  ratioFrom: '',
  ratioTo: '',
  compared: null,
}

/** The fields of the draft that hold text. */
export type DraftField = Exclude<keyof ChoiceDraft, 'compared'>

const signed: readonly DraftField[] = ['tp', 'tn', 'fnPerAmount', 'fpPerAmount', 'tpPerAmount', 'tnPerAmount']
const positive: readonly DraftField[] = ['alerts', 'volume', 'review', 'ratioFrom', 'ratioTo']
const percent: readonly DraftField[] = ['prevalence', 'recall', 'falsePositiveRate', 'approval', 'catches', 'clears', 'capacity']

/** What is wrong with a field as typed, and what to type; null where it can be used or is empty. */
export function fieldProblem(field: DraftField, draft: ChoiceDraft): string | null {
  const text = draft[field].trim()
  if (text === '') {
    if (field === 'volume' && draft.alerts.trim() !== '') return 'Say how many cases a period brings.'
    if (field === 'ratioTo' && draft.ratioFrom.trim() !== '') return 'Say where the range ends.'
    if (field === 'ratioFrom' && draft.ratioTo.trim() !== '') return 'Say where the range begins.'
    return null
  }
  if (signed.includes(field)) return /^-?\d{1,30}(\.\d{1,30})?$/.test(text) ? null : 'Type a number, such as 10, 0.5 or -3.'
  if (positive.includes(field)) return /^\d{1,30}(\.\d{1,30})?$/.test(text) ? null : 'Type a number, not negative.'
  if (!percent.includes(field)) return null
  const share = shareOfPercent(text)
  if (share === null) return 'Type a percentage from 0 to 100.'
  return field === 'prevalence' && (Number(share) === 0 || Number(share) === 1) ? 'Type a percentage above 0 and below 100.' : null
}

/** "7.5" percent as the decimal "0.075", digit by digit; null where it is no percentage from 0 to 100. */
export function shareOfPercent(text: string): string | null {
  const match = /^(\d{1,3})(?:\.(\d{1,12}))?$/.exec(text.trim())
  if (match === null) return null
  const [, whole = '', fraction = ''] = match
  if (Number(whole) > 100 || (Number(whole) === 100 && /[1-9]/.test(fraction))) return null
  const digits = whole.padStart(3, '0')
  const decimals = `${digits.slice(1)}${fraction}`.replace(/0+$/, '')
  return decimals === '' ? digits.charAt(0) : `${digits.charAt(0)}.${decimals}`
}

/** The decimal "0.075" as "7.5" percent, digit by digit: the inverse of `shareOfPercent`. */
export function percentOfShare(share: string): string {
  const [whole = '0', fraction = ''] = share.split('.')
  const digits = `${whole}${fraction.padEnd(2, '0')}`
  const decimals = digits.slice(whole.length + 2).replace(/0+$/, '')
  const percent = digits.slice(0, whole.length + 2).replace(/^0+(?=\d)/, '')
  return decimals === '' ? percent : `${percent}.${decimals}`
}

/**
 * The request that a draft makes with the two costs; null while a field can't be used, so that the last answer stays.
 * `suggested` are the thresholds that are compared until a person chooses.
 */
export function choicesRequest(
  draft: ChoiceDraft,
  costs: { readonly fn: string; readonly fp: string },
  about: { readonly folder: string; readonly reading: TableReading; readonly suggested: readonly number[] },
): ChoicesRequest | null {
  const fields = [...signed, ...positive, ...percent]
  if (fields.some((field) => fieldProblem(field, draft) !== null)) return null
  const number = (field: DraftField) => draft[field].trim() || '0'
  const share = (field: DraftField) => shareOfPercent(draft[field])
  const amount = draft.amount === '' ? null : draft.amount
  const perAmount = (field: DraftField) => (amount === null ? '0' : number(field))
  return {
    folder: about.folder,
    reading: about.reading,
    payoffs: {
      fn: { perCase: costs.fn, perAmount: perAmount('fnPerAmount') },
      fp: { perCase: costs.fp, perAmount: perAmount('fpPerAmount') },
      tp: { perCase: number('tp'), perAmount: perAmount('tpPerAmount') },
      tn: { perCase: number('tn'), perAmount: perAmount('tnPerAmount') },
    },
    statement: { currency: draft.currency.trim(), source: draft.source.trim(), owner: draft.owner.trim(), date: draft.date.trim() },
    amount,
    prevalence: share('prevalence'),
    constraints: constraintsOf(draft),
    review:
      draft.review.trim() === ''
        ? null
        : { cost: number('review'), catches: share('catches') ?? '1', clears: share('clears') ?? '1', capacity: share('capacity') },
    ratios: draft.ratioFrom.trim() === '' ? null : { from: number('ratioFrom'), to: number('ratioTo') },
    thresholds: [...(draft.compared ?? about.suggested)],
  }
}

function constraintsOf(draft: ChoiceDraft): Constraint[] {
  const recall = shareOfPercent(draft.recall)
  const rate = shareOfPercent(draft.falsePositiveRate)
  const approval = shareOfPercent(draft.approval)
  return [
    ...(recall === null ? [] : [{ kind: 'recall' as const, atLeast: recall }]),
    ...(rate === null ? [] : [{ kind: 'false-positive-rate' as const, atMost: rate }]),
    ...(approval === null ? [] : [{ kind: 'approval-rate' as const, atLeast: approval }]),
    ...(draft.alerts.trim() === ''
      ? []
      : [{ kind: 'alerts' as const, atMost: draft.alerts.trim(), volume: draft.volume.trim(), period: draft.period.trim() || 'period' }]),
  ]
}
