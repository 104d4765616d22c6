import { shown, type CaseState } from '../../app/case.ts'
import { costsAreUsable } from '../../app/use-table.ts'
import { plural } from '../../format/number.ts'
import { choosesMore } from './chosen-answer.ts'
import { recommendedDigits } from './recorded-rows.ts'

/** The place of the answer while there is none: what is missing and what to do. */
export function waitingWords(state: CaseState): { decisive: string; rest: string } {
  const scan = shown(state.scan)
  if (state.scan.status === 'failed') return { decisive: 'Not answered.', rest: 'The folder could not be read.' }
  if (scan === null) return { decisive: 'Not answered yet.', rest: 'The folder is being read.' }
  if (state.reading === null) {
    const tables = scan.predictions.filter((table) => table.candidates.length > 0).length
    return tables === 0
      ? {
          decisive: 'Cannot be answered from this folder.',
          rest: 'A threshold needs a table with a label and a score for each case, as Parquet, CSV or JSON lines; none was found here.',
        }
      : {
          decisive: 'Not answered yet.',
          rest: `${plural(tables, 'table')} could be read, and nothing says which one decides. Choose it under the evidence.`,
        }
  }
  if (state.table.status === 'failed') return { decisive: 'Not answered.', rest: 'The table could not be read as it is set.' }
  if (!costsAreUsable(state.costs)) {
    return { decisive: 'Not answered yet.', rest: 'Say what the two mistakes cost; the folder does not state it, or not in one way.' }
  }
  if (state.view.status === 'failed') return { decisive: 'Not answered.', rest: 'The threshold could not be computed.' }
  return state.table.status === 'ready'
    ? { decisive: 'Not answered yet.', rest: 'The costs of every threshold are being computed.' }
    : { decisive: 'Not answered yet.', rest: 'The predictions are being read.' }
}

const railWords = new Map([
  ['none', 'Refuse nobody'],
  ['all', 'Refuse everybody'],
])

/** The recommended threshold in a few words, for the rail: under all that the bank chose, as the page answers. */
export function railAnswerOfThreshold(state: CaseState): string | null {
  if (state.view.status === 'failed' || state.table.status === 'failed') return 'Could not be computed'
  const view = shown(state.view)
  if (view !== null) {
    const ofTwoCosts = railWords.get(recommendedDigits(view)) ?? recommendedDigits(view)
    if (!choosesMore(state.choices)) return ofTwoCosts
    const choices = shown(state.judgements.choices.answer)
    if (choices === null) return `${ofTwoCosts} for the two costs alone`
    if (choices.recommended === null) return 'The limits cannot be met'
    const { cut, digits } = choices.recommended
    if (cut.threshold === null) return 'Refuse nobody'
    return cut.threshold === view.recommendation.optimum.threshold ? ofTwoCosts : digits
  }
  const scan = shown(state.scan)
  if (scan === null) return null
  if (state.reading === null) {
    return scan.predictions.some((table) => table.candidates.length > 0) ? 'No table is chosen' : 'No table with scores'
  }
  return costsAreUsable(state.costs) ? null : 'Costs are not stated'
}
