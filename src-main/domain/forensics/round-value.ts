/** Steps of ever finer values, the roundest first. */
const steps: readonly number[] = [10, 5, 1, 0.5, 0.1, 0.05, 0.01, 0.005, 0.001, 1e-4, 1e-5, 1e-6]

/**
 * The roundest value above 0 in [low, high] (high null: unbounded), nearest to the middle among equally round ones;
 * the middle itself where the interval is narrower than a millionth.
 */
export function roundestIn([low, high]: readonly [number, number | null]): number {
  const top = high ?? Math.max(2 * low, low + 10)
  const middle = (low + top) / 2
  for (const step of steps) {
    const perStep = step < 1 ? Math.round(1 / step) : null
    const at = (k: number) => (perStep === null ? k * step : k / perStep)
    const index = (value: number) => (perStep === null ? value / step : value * perStep)
    const nearest = Math.round(index(middle))
    const fits = [nearest, nearest - 1, nearest + 1].map(at).find((value) => value > 0 && value >= low && value <= top)
    if (fits !== undefined) return fits
  }
  return middle
}
