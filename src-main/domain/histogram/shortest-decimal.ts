/** Beyond these many significant digits every double is told apart (IEEE 754). */
const mostDigits = 17

/** The decimal with the fewest significant digits in [low, high], nearest to `high` among those; `high` where none is shorter. */
export function shortestDecimalBelow(low: number, high: number): number {
  for (let digits = 1; digits < mostDigits; digits += 1) {
    const rounded = Number(high.toPrecision(digits))
    const unit = 10 ** (Math.floor(Math.log10(Math.abs(high) || 1)) - digits + 1)
    for (const candidate of [rounded, Number((rounded - unit).toPrecision(digits))]) {
      if (candidate >= low && candidate <= high) return candidate + 0
    }
  }
  return high
}

/** The decimal with the fewest significant digits in [low, high], nearest to `low` among those; `low` where none is shorter. */
export function shortestDecimalAbove(low: number, high: number): number {
  return 0 - shortestDecimalBelow(-high, -low)
}
