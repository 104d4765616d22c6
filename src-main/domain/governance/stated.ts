import { statementForms } from '../../contract/statements.ts'
import type { StatementField, StatementTopic } from '../../contract/statements.ts'
import type { CheckEvidence } from '../../contract/governance.ts'
import type { CheckInput } from './facts.ts'

/** What people stated on one topic. */
export interface Stated {
  /** The answer to a field, trimmed; null where it is blank or not one of its kind. */
  readonly text: (name: string) => string | null
  readonly number: (name: string) => number | null
  /** The required fields without a usable answer, as noun phrases. */
  readonly missing: readonly string[]
  /** Whether any field was answered. */
  readonly isStated: boolean
  readonly evidence: readonly CheckEvidence[]
}

/** The last statement on a topic. */
export function stated(input: Pick<CheckInput, 'statements'>, topic: StatementTopic): Stated {
  const form = statementForms.find((each) => each.topic === topic)
  if (form === undefined) throw new RangeError(`There is no form ${topic}.`)
  const statement = input.statements.findLast((each) => each.topic === topic)
  const answers = new Map(form.fields.map((field) => [field.name, usable(field, statement?.values[field.name])] as const))
  const text = (name: string) => answers.get(name) ?? null
  const answered = form.fields.flatMap((field) => {
    const answer = text(field.name)
    return answer === null ? [] : [`${field.label}: ${shown(field, answer)}`]
  })
  const by = statement?.person ?? 'a person who is not named'
  const source = statement?.source ?? null
  return {
    text,
    number: (name) => {
      const answer = text(name)
      return answer === null ? null : Number(answer)
    },
    missing: form.fields.filter(({ required, name }) => required && text(name) === null).map(({ label }) => asMissing(label)),
    isStated: answered.length > 0,
    evidence: answered.length === 0 ? [] : [{ text: answered.join('; '), source: `stated by ${by}${source === null ? '' : `, from ${source}`}`, files: [] }],
  }
}

/** "Days past due" becomes "days past due"; a question asks for its answer. */
export function asMissing(label: string): string {
  return label.endsWith('?') ? `an answer to “${label}”` : label.replace(/^[A-Z](?=[a-z ])/, (first) => first.toLowerCase())
}

function shown({ options }: StatementField, answer: string): string {
  return options.find(({ value }) => value === answer)?.label ?? answer
}

function usable({ kind, options }: StatementField, value: string | undefined): string | null {
  const answer = value?.trim() ?? ''
  if (answer === '') return null
  switch (kind) {
    case 'line':
    case 'text':
      return answer
    case 'date':
      return isDay(answer) ? answer : null
    case 'number':
      return /^-?\d+(\.\d+)?(e-?\d+)?$/i.test(answer) ? answer : null
    case 'share':
      return /^\d*\.?\d+$/.test(answer) && Number(answer) <= 1 ? answer : null
    case 'yes-no':
      return answer === 'yes' || answer === 'no' ? answer : null
    case 'choice':
      return options.some((option) => option.value === answer) ? answer : null
  }
}

/** Whether a text is a day of the calendar: 2026-02-29 is none. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** A day so many months later; the last day of a shorter month. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const index = year * 12 + month - 1 + months
  const last = new Date(Date.UTC(Math.floor(index / 12), (index % 12) + 1, 0)).getUTCDate()
  return new Date(Date.UTC(Math.floor(index / 12), index % 12, Math.min(date, last))).toISOString().slice(0, 10)
}
