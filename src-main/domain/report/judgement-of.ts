import type { ReportJudgement } from '../../contract/report-judgement.ts'
import { prose, type Block } from './document.ts'
import type { ReportInput } from './report-input.ts'

const nothing: ReportJudgement = { document: null, choices: null, uncertainty: null, heldOut: null, provenance: null, quality: null, problems: [] }

/** What was judged beside the recommendation; all null where nothing was. */
export function judgementOf(input: ReportInput): ReportJudgement {
  return input.judgement ?? nothing
}

/** The currency that the bank stated for its costs; empty where it stated none. */
export function currencyOf(input: ReportInput): string {
  return judgementOf(input).document?.statement.currency.trim() ?? ''
}

/** Says that a part wasn't computed, and why where that is known. */
export function notComputed(input: ReportInput, part: ReportJudgement['problems'][number]['part']): Block[] {
  const why = judgementOf(input).problems.filter((problem) => problem.part === part).map(({ message }) => message)
  return [prose({ text: ['Not computed.', ...why].join(' '), style: 'missing' })]
}
