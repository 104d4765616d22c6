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
  const [missed, refused] = [Number(fn), Number(fp)]
  if (missed === 0 && refused === 0) return null
  if (refused === 0) return 'Does refusing a good customer cost nothing?'
  if (missed === 0) return 'Does missing a default cost nothing?'
  if (missed === refused) return 'Does missing one default cost as much as one refused customer?'
  return missed > refused
    ? `Does missing one default cost as much as ${formatNumber(missed / refused, 2)} refused customers?`
    : `Does one refused customer cost as much as ${formatNumber(refused / missed, 2)} missed defaults?`
}
