import { policySchema } from '../../../contract/governance-policy.ts'
import { cell, column, heading, prose, row, span, table, type Section } from '../document.ts'
import { grouped, number } from '../number-format.ts'
import type { ReportInput } from '../report-input.ts'

/** The bank's policy by which the checks were judged, limit by limit; none in a draft. */
export function policyAppendix({ review }: ReportInput): Section[] {
  const set = review?.state.policy ?? null
  if (set === null) return []
  const parsed = policySchema.safeParse(set.policy)
  const named = prose('SHA-256 of its canonical JSON, which is attached: ', span(grouped(set.sha256), 'hash'), '.')
  if (!parsed.success) return [{ title: 'Policy', lead: 'The policy has a form that this version does not print.', placing: 'flow', blocks: [named] }]
  const { name, edition, note, limits, findingDays, retention, commitRequired } = parsed.data
  const rules: readonly (readonly [string, string])[] = [
    ['Days to close a finding', Object.entries(findingDays).map(([severity, days]) => `${severity} ${number(days)}`).join(', ')],
    ['A run must state its commit', commitRequired ? 'yes' : 'no'],
    ['Retention', retention],
  ]
  return [{
    title: 'Policy',
    lead: `${name}, edition ${edition}. ${note}`,
    placing: 'flow',
    blocks: [
      named,
      heading('Limits'),
      table([column('Limit', 'left', 2), column('Value', 'right'), column('Unit', 'left', 2), column('Note', 'left', 4)], Object.entries(limits).map(([limit, { value, unit, note: why }]) => (
        row([cell(words(limit)), cell(number(value)), cell(unit), cell(why, 'quiet')])
      ))),
      heading('Rules'),
      table([column('Rule'), column('As set', 'left', 1)], rules.map(([rule, text]) => row([cell(rule), cell(text)]))),
    ],
  }]
}

/** "outOfTimeMonths" → "Out of time months". */
function words(name: string): string {
  const spaced = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}
