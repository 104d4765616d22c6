/** U+2212, as long as a plus sign. */
const MINUS = '\u2212'
/** U+202F, between a number and its per cent sign. */
const NARROW_SPACE = '\u202f'

const decimals = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 })

/** A count or an amount with thousand separators and all its decimals, six at most: "307,511", "−1,250", "5,406.5". */
export function amountText(value: number): string {
  const text = decimals.format(Math.abs(value))
  return value < 0 && text !== '0' ? MINUS + text : text
}

/** An amount without a currency: "151,406 units", "1 unit". */
export function unitsText(value: number): string {
  const amount = amountText(value)
  return amount === '1' ? '1 unit' : `${amount} units`
}

/** `part` in per cent of `whole`, one decimal, below 1 % two: "7.0 %", "0.09 %", "less than 0.01 %". */
export function percentText(part: number, whole: number): string {
  const percent = (100 * part) / whole
  const digits = percent < 0.995 ? percent.toFixed(2) : percent.toFixed(1)
  return `${digits === '0.00' && part > 0 ? 'less than 0.01' : digits}${NARROW_SPACE}%`
}

/** A rate to two significant digits, whole from 10 on: "37", "4.2", "0.042". */
export function rateText(value: number): string {
  return value >= 10 ? amountText(Math.round(value)) : String(Number(value.toPrecision(2)))
}

/** The words for the paired test, with the narrow space before the per cent sign. */
export const pairedTest = `paired, 95${NARROW_SPACE}%`
