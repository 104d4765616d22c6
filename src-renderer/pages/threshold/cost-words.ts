import { shown, type CaseState } from '../../app/case.ts'
import { formatNumber } from '../../format/number.ts'

const decimal = /^\d+(\.\d+)?$/

/** What is wrong with a cost as typed, and what to type; null where it is a number that can be used. */
export function costProblem(typed: string): string | null {
  const text = typed.trim()
  if (text === '') return 'Type a number, such as 10.'
  if (text.startsWith('-')) return 'A cost is not negative. Type 0 or more.'
  if (/^\d+,\d+$/.test(text)) return `Write the decimal point as a dot: ${text.replace(',', '.')}.`
  return decimal.test(text) ? null : 'Type a plain number, such as 10 or 0.5.'
}

/** A sentence in parts: `strong` is set in semibold between `before` and `after`. */
export interface CostSentence {
  readonly before: string
  readonly strong: string
  readonly after: string
}

/** What two usable costs mean for each other; null where one can't be used. */
export function costSentence(fn: string, fp: string): CostSentence | null {
  if (costProblem(fn) !== null || costProblem(fp) !== null) return null
  const [missed, refused] = [Number(fn), Number(fp)]
  if (missed === 0 && refused === 0) return null
  if (refused === 0) return { before: '', strong: 'Refusing a good customer costs nothing', after: ' here, so refusing everybody costs least.' }
  if (missed === 0) return { before: '', strong: 'Missing a default costs nothing', after: ' here, so refusing nobody costs least.' }
  if (missed === refused) return { before: 'One missed default costs ', strong: 'as much as one', after: ' refused good customer.' }
  if (missed > refused) {
    return { before: 'One missed default costs as much as ', strong: formatNumber(missed / refused, 2), after: ' refused good customers.' }
  }
  return { before: 'One refused good customer costs as much as ', strong: formatNumber(refused / missed, 2), after: ' missed defaults.' }
}

/** What is wrong with two costs that are numbers by themselves; null where they can be used together. */
export function costsProblem(fn: string, fp: string): string | null {
  if (costProblem(fn) !== null || costProblem(fp) !== null) return null
  return Number(fn) === 0 && Number(fp) === 0 ? 'Both costs are 0: then every threshold costs the same. Give one of them a cost.' : null
}

/** What a person says yes to before a recommendation is used; null where a cost can't be used. */
export function orientationQuestion(fn: string, fp: string): string | null {
  if (costProblem(fn) !== null || costProblem(fp) !== null) return null
  const [missed, alarm] = [Number(fn), Number(fp)]
  if (missed === 0 && alarm === 0) return null
  if (alarm === 0) return 'Does a false alarm cost nothing?'
  if (missed === 0) return 'Does missing a default cost nothing?'
  if (missed === alarm) return 'Does missing one default cost as much as one false alarm?'
  const times = (ratio: number) => formatNumber(Number(ratio.toPrecision(3)), 6)
  return missed > alarm
    ? `Does missing one default cost as much as ${times(missed / alarm)} false alarms?`
    : `Does one false alarm cost as much as missing ${times(alarm / missed)} defaults?`
}

/**
 * The question that the costs of a case put now. Where gains, amounts or another prevalence count too, the engine weighs them
 * and words it.
 */
export function orientationOf({ costs, choices, judgements }: CaseState): string | null {
  const simple = [choices.tp, choices.tn, choices.amount, choices.prevalence].every((typed) => typed.trim() === '')
  const weighed = simple ? null : shown(judgements.choices.answer)
  return weighed?.orientationQuestion ?? orientationQuestion(costs.fn, costs.fp)
}

/** What a person answered to the question as it stands now; null where nobody has. */
export function orientationAnswer(state: CaseState): 'yes' | 'no' | null {
  const question = orientationOf(state)
  return question !== null && state.orientation?.question === question ? state.orientation.answer : null
}
