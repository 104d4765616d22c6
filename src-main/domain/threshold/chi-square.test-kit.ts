/** The value that a chi-square statistic exceeds once in ten thousand (Wilson and Hilferty 1931). */
export function chiSquareLimit(degreesOfFreedom: number): number {
  const spread = 2 / (9 * degreesOfFreedom)
  return degreesOfFreedom * (1 - spread + 3.719 * Math.sqrt(spread)) ** 3
}
