import { recordedValueOf } from '../../../src-main/contract/explanation.ts'
import type { Explanation, RecordedValue } from '../../../src-main/contract/explanation.ts'
import { dismissedKeys, subjectKey, thresholdSubject } from '../../../src-main/contract/inventory.ts'
import { recordedText } from '../../../src-main/contract/recorded-text.ts'
import type { RecordedThreshold } from '../../../src-main/contract/scan.ts'
import { shown, type CaseState } from '../../app/case.ts'
import { remembered } from '../../app/remembered.ts'
import { formatExact, plural } from '../../format/number.ts'

/** The recorded thresholds that nobody dismissed, likeliest first. */
export const standingThresholds: (state: CaseState) => readonly RecordedThreshold[] = remembered(
  ({ scan, dismissals }) => [scan, dismissals],
  ({ scan, dismissals }) => {
    const dismissed = dismissedKeys(shown(dismissals) ?? [])
    return (shown(scan)?.thresholds ?? []).filter((threshold) => !dismissed.has(subjectKey(thresholdSubject(threshold))))
  },
)

/**
 * The value in question: the one that a person asked about while it stands, else the likeliest that somebody wrote
 * down, else the likeliest that decisions imply. Null where none is recorded.
 */
export function askedValue(state: CaseState): RecordedValue | null {
  const standing = standingThresholds(state)
  const { asked } = state
  if (asked !== null && standing.some((threshold) => sameValue(recordedValueOf(threshold), asked))) return asked
  const first = standing.find(({ origin }) => origin !== 'decisions') ?? standing[0]
  return first === undefined ? null : recordedValueOf(first)
}

/** Whether two recorded values are one question. */
export function sameValue(one: RecordedValue, other: RecordedValue): boolean {
  return one.printed === other.printed && (one.implied === null) === (other.implied === null)
}

/** The value as the title names it: as printed, or the shortest digits that decisions leave open. */
export function askedDigits(state: CaseState): string | null {
  const asked = askedValue(state)
  if (asked === null) return null
  const threshold = standingThresholds(state).find((candidate) => sameValue(recordedValueOf(candidate), asked))
  return threshold === undefined ? asked.printed : recordedText(threshold)
}

export function whyQuestion(state: CaseState): string {
  const digits = askedDigits(state)
  return digits === null ? 'Why does a recorded threshold differ?' : `Why does ${digits} differ?`
}

/** The place of the answer while there is none: what is missing and what to do. */
export function waitingWords(state: CaseState): { decisive: string; rest: string } {
  const scan = shown(state.scan)
  if (state.scan.status === 'failed') return { decisive: 'Not answered.', rest: 'The folder could not be read.' }
  if (scan === null) return { decisive: 'Not answered yet.', rest: 'The folder is being read.' }
  const dismissed = (shown(state.dismissals) ?? []).filter(({ subject }) => subject.kind === 'threshold').length
  if (askedValue(state) === null) {
    return dismissed === 0
      ? { decisive: 'No threshold is recorded in this folder.', rest: `No run, configuration, note, script or decision in ${plural(scan.fileCount, 'file')} states one, so there is nothing to explain.` }
      : { decisive: 'No recorded threshold is left.', rest: `${plural(dismissed, 'place is', 'places are')} dismissed as false hits; bring one back to ask why it differs.` }
  }
  if (state.reading === null) {
    return scan.predictions.some((table) => table.candidates.length > 0)
      ? { decisive: 'Not answered yet.', rest: 'Explanations are tested on a table with a label and a score for each case; none is chosen.' }
      : { decisive: 'Cannot be answered from this folder.', rest: 'Explanations are tested on a table with a label and a score for each case; none was found here.' }
  }
  if (state.table.status === 'failed') return { decisive: 'Not answered.', rest: 'The table could not be read as it is set.' }
  if (state.explanation.status === 'failed') return { decisive: 'Not answered.', rest: 'The explanations could not be tested.' }
  return state.table.status === 'ready'
    ? { decisive: 'Not answered yet.', rest: 'Every explanation is being tested on these rows.' }
    : { decisive: 'Not answered yet.', rest: 'The predictions are being read.' }
}

/** What reproduces the value, in a few words, for the rail. */
export function railAnswerOfWhy(state: CaseState): string | null {
  if (shown(state.scan) === null) return null
  if (askedValue(state) === null) return 'No threshold is recorded'
  if (state.explanation.status === 'failed') return 'Could not be tested'
  const result = shown(state.explanation)
  if (result === null) return state.reading === null ? 'No table to test on' : null
  const first = result.explanations.find(({ verdict }) => verdict === 'reproduces')
  return first === undefined ? 'Nothing here reproduces it' : `${shortTitle(first)} reproduces it`
}

/** "F-beta 3.2": an explanation in the words of a rail. */
export function shortTitle({ kind, parameters, title }: Explanation): string {
  const { beta } = parameters
  return kind === 'f-beta' && typeof beta === 'number' ? `F-beta ${formatExact(beta)}` : title
}
