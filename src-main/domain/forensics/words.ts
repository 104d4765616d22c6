import type { Costs } from '../../contract/recommendation.ts'
import type { Explanation } from '../../contract/explanation.ts'
import { decimalNumber, parseDecimal } from '../threshold/decimal.ts'
import { shortThreshold } from '../threshold/short-threshold.ts'
import type { Recorded } from './recorded.ts'
import { intervalText } from './recorded.ts'
import type { CandidateSet } from './candidate-set.ts'

/** "10 : 1", each cost as it was given but without needless zeros. */
export function ratioText({ fn, fp }: Costs): string {
  return `${plain(fn)} : ${plain(fp)}`
}

function plain(decimal: string): string {
  return String(decimalNumber(parseDecimal(decimal)))
}

/** A number with `digits` significant digits, without an exponent or needless zeros. */
export function shortNumber(value: number, digits = 4): string {
  const text = value.toPrecision(digits)
  return text.includes('e') ? String(Number(text)) : String(Number(text))
}

/** A ratio of costs or another parameter, four significant digits, its interval's end open where unbounded. */
export function rangeText([low, high]: readonly [number, number | null], digits = 4): string {
  if (high === null) return `${shortNumber(low, digits)} upwards`
  return low === high ? shortNumber(low, digits) : `${shortNumber(low, digits)} to ${shortNumber(high, digits)}`
}

/** A threshold of a search: the shortest text with the same counts where all scores were candidates. */
export function thresholdText(set: CandidateSet, cut: number, threshold: number | null): string {
  if (threshold === null) return 'flagging nobody'
  if (set.variant.candidates === 'all scores' && (set.variant.operator === '>=' || set.variant.operator === '<=')) {
    return shortThreshold(set.cuts, cut)
  }
  return numberText(threshold)
}

/** A threshold as it is where it has few digits, else seven significant digits. */
export function numberText(threshold: number | null): string {
  if (threshold === null) return 'flagging nobody'
  const whole = String(threshold)
  return whole.length <= 9 ? whole : String(Number(threshold.toPrecision(7)))
}

/** "the recorded [0.3375, 0.3385)" */
export function theInterval(recorded: Recorded): string {
  return `the recorded ${intervalText(recorded)}`
}

/** "reproduces", "is refuted by these rows", "cannot be told from this evidence". */
export const verdictWords: Readonly<Record<Explanation['verdict'], string>> = {
  reproduces: 'reproduces',
  refuted: 'is refuted',
  'cannot-tell': 'cannot be told from this evidence',
}

/** "a, b and c" */
export function listText(parts: readonly string[]): string {
  return parts.length <= 1 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`
}

/** A text with its first letter as a capital. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** The criterion at the start of a sentence without its article: "Cost at 10 : 1". */
export function asTitle(words: string): string {
  return capital(words.replace(/^the /, ''))
}
