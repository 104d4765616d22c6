/** U+2212, as long as a plus sign. */
const MINUS = '\u2212'

/**
 * An amount of money as every page and the report write it: "EUR 4,003", "EUR \u22121,250.50", and "4,003 units" where no
 * currency is stated. An amount that isn't whole is rounded to cents, below 1 to six decimals.
 */
export function moneyText(value: number, currency: string): string {
  const code = currency.trim()
  const magnitude = Math.abs(value)
  const cents = code !== '' && magnitude >= 1 && !Number.isInteger(magnitude)
  const text = magnitude.toLocaleString('en-US', cents ? { minimumFractionDigits: 2, maximumFractionDigits: 2 } : { maximumFractionDigits: 6 })
  const signed = value < 0 && text !== '0' ? MINUS + text : text
  return code === '' ? `${signed} ${signed === '1' ? 'unit' : 'units'}` : `${code} ${signed}`
}
