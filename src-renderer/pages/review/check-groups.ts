import type { CheckResult } from '../../../src-main/contract/governance.ts'
import { formatNumber } from '../../format/number.ts'

/** A result with the checks that have it, in their order. */
export interface CheckGroup {
  readonly result: CheckResult['result']
  readonly checks: readonly CheckResult[]
}

/** What is unknown comes first, then what is wrong; a pass needs nothing. */
export const resultOrder: readonly CheckResult['result'][] = ['NOT_ASSESSABLE', 'FAIL', 'PASS', 'NOT_APPLICABLE']

export const resultWords: Readonly<Record<CheckResult['result'], string>> = {
  NOT_ASSESSABLE: 'Not assessable',
  FAIL: 'Fail',
  PASS: 'Pass',
  NOT_APPLICABLE: 'Not applicable',
}

export const resultMarks: Readonly<Record<CheckResult['result'], string>> = { NOT_ASSESSABLE: '?', FAIL: '✕', PASS: '✓', NOT_APPLICABLE: '–' }

export const gateWords: Readonly<Record<CheckResult['gate'], string>> = { hard: 'Hard', exception: 'Exception', information: 'Limitation' }

/** The checks by result, groups that are empty left out. */
export function checkGroups(checks: readonly CheckResult[]): CheckGroup[] {
  return resultOrder.map((result) => ({ result, checks: checks.filter((check) => check.result === result) })).filter((group) => group.checks.length > 0)
}

/** What has to happen about a check before an approval; "" where nothing does. */
export function nextWords({ asks, gate, exception }: CheckResult, granted: boolean): string {
  if (exception !== null || granted) return 'Exception granted'
  if (asks === 'correction') return gate === 'hard' ? 'To be corrected: nobody can waive it' : 'To be corrected'
  if (asks === 'exception') return 'Needs an exception'
  return asks === 'limitation' ? 'Printed as a limitation' : ''
}

/** What a check says under its title: what is missing where it can't be assessed, else its sentence. */
export function underTitle({ result, missing, message, notApplicable }: CheckResult): string {
  if (result === 'NOT_APPLICABLE' && notApplicable !== null) return `${notApplicable.reason} (${notApplicable.by})`
  return result === 'NOT_ASSESSABLE' && missing.length > 0 ? `Missing: ${missing.join('; ')}` : message
}

export const originWords: Readonly<Record<NonNullable<CheckResult['origin']>, string>> = {
  computed: 'Computed from rows or bytes of the evidence',
  imported: 'Imported: stated by a tracking store',
  attested: 'Attested: stated by a person',
}

/** The number of a check with its interval; null where there is none. */
export function valueWords({ value, interval }: CheckResult): string | null {
  if (value === null) return null
  return interval === null ? formatNumber(value) : `${formatNumber(value)} (${formatNumber(interval[0])} to ${formatNumber(interval[1])})`
}
