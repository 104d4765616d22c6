import { ProblemError } from '../../contract/problem.ts'

/** An exact decimal number: units / 10^digits. */
export interface Decimal {
  readonly units: bigint
  readonly digits: number
}

/**
 * Reads a printed decimal such as "0.338", "-12", ".5" or "4.5e-1" without rounding. `digits` keeps the printed
 * precision, trailing zeros included, because they say how exactly the number was stated.
 * Raises a `usage` problem where `text` isn't a finite decimal number or is unreasonably long.
 */
export function parseDecimal(text: string): Decimal {
  const match = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?\s*$/.exec(text)
  const whole = match?.[2] ?? ''
  const fraction = match?.[3] ?? ''
  if (match === null || whole + fraction === '' || text.length > 400) {
    throw new ProblemError({
      kind: 'usage',
      path: null,
      message: `"${text.slice(0, 60)}" is not a decimal number.`,
      action: 'Write digits with a point, for example 0.338.',
    })
  }
  const units = BigInt(`${match[1] === '-' ? '-' : ''}${whole}${fraction}`)
  const digits = fraction.length - Number(match[4] ?? '0')
  return digits >= 0 ? { units, digits } : { units: units * 10n ** BigInt(-digits), digits: 0 }
}

/** The decimal as plain text with exactly `digits` places, never in exponent form. */
export function decimalText({ units, digits }: Decimal): string {
  const magnitude = (units < 0n ? -units : units).toString().padStart(digits + 1, '0')
  const text =
    digits === 0 ? magnitude : `${magnitude.slice(0, -digits)}.${magnitude.slice(-digits)}`
  return units < 0n ? `-${text}` : text
}

/** The double nearest to the decimal (0.48 for 48 · 0.01, never 0.48000000000000004). */
export function decimalNumber(decimal: Decimal): number {
  return Number(decimalText(decimal))
}

/** Both decimals with the same number of digits, for exact comparison and arithmetic. */
export function sameScale(a: Decimal, b: Decimal): { a: bigint; b: bigint; digits: number } {
  const digits = Math.max(a.digits, b.digits)
  const scaled = (decimal: Decimal) => decimal.units * 10n ** BigInt(digits - decimal.digits)
  return { a: scaled(a), b: scaled(b), digits }
}
