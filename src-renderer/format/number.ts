const minus = '\u2212'
const narrowSpace = '\u202f'

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 })

/** Formatters by their digits: making one takes longer than to format a whole column with it. */
const upTo = new Map<number, Intl.NumberFormat>()
const exactly = new Map<number, Intl.NumberFormat>()

function formatterOf(made: Map<number, Intl.NumberFormat>, digits: number, least: number): Intl.NumberFormat {
  const known = made.get(digits)
  if (known !== undefined) return known
  const formatter = new Intl.NumberFormat('en-GB', { minimumFractionDigits: least, maximumFractionDigits: digits })
  made.set(digits, formatter)
  return formatter
}

function withMinus(text: string): string {
  return text.replace(/^-/, minus)
}

/** A count with thousand separators: 307,511; −1,250. */
export function formatCount(value: number): string {
  return withMinus(whole.format(value))
}

/** A number with at most `digits` decimals and thousand separators; trailing zeros are left out. */
export function formatNumber(value: number, digits = 6): string {
  return withMinus(formatterOf(upTo, digits, 0).format(value))
}

/** A number with exactly `digits` decimals, for a column. */
export function formatFixed(value: number, digits: number): string {
  return withMinus(formatterOf(exactly, digits, digits).format(value))
}

/** A difference with its sign: +11,365; −130; 0. */
export function formatDifference(value: number): string {
  return value > 0 ? `+${formatNumber(value)}` : formatNumber(value)
}

/** A share as percent: 0.0807 gives "8.07 %" with two digits, a narrow no-break space before the sign. */
export function formatPercent(share: number, digits = 1): string {
  return `${formatFixed(share * 100, digits)}${narrowSpace}%`
}

/** Every digit of a threshold, score or parameter as the number holds it: 0.4759636133379771. */
export function formatExact(value: number): string {
  return withMinus(String(value))
}

/** A threshold, or "none" where it flags nobody. */
export function formatThreshold(value: number | null): string {
  return value === null ? 'none' : formatExact(value)
}

/** A closed range: 0.4422–0.5115. */
export function formatRange(low: number, high: number, digits = 4): string {
  return `${formatFixed(low, digits)}–${formatFixed(high, digits)}`
}

/** The interval of cuts above `low` and up to `high`: (0.4759633, 0.4759636]; null is unbounded. */
export function formatHalfOpen(low: number | null, high: number | null, digits = 7): string {
  const from = low === null ? `${minus}∞` : formatNumber(low, digits)
  return high === null ? `(${from}, ∞)` : `(${from}, ${formatNumber(high, digits)}]`
}

/** The interval of cuts from `low` on and below `high`: [0.4759633, 0.4759636); null is unbounded. */
export function formatHalfOpenAbove(low: number | null, high: number | null, digits = 7): string {
  const to = high === null ? '∞' : formatNumber(high, digits)
  return low === null ? `(${minus}∞, ${to})` : `[${formatNumber(low, digits)}, ${to})`
}

/** One or many: `plural(2, 'run')` gives "2 runs". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}

const numerals = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']

/** As `plural`, for a sentence: up to twelve in words, "no" for 0. */
export function pluralInWords(count: number, one: string, many = `${one}s`): string {
  return `${numerals[count] ?? formatCount(count)} ${count === 1 ? one : many}`
}

/** A sentence begins with a capital. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A size: 512 bytes, 10.4 kB, 16.1 MB (decimal units). */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return plural(bytes, 'byte')
  const units = ['kB', 'MB', 'GB', 'TB']
  const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3))
  return `${formatFixed(bytes / 1000 ** power, 1)} ${units[power - 1] ?? 'TB'}`
}
