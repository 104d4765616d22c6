/** A map from a domain of values to a range of pixels, straight or by the logarithm of the values. */
export interface Scale {
  readonly domain: readonly [number, number]
  readonly range: readonly [number, number]
  /** Then the domain lies above 0. */
  readonly logarithmic?: boolean
}

/** Pixel of a value. A domain without extent maps to the middle of the range. */
export function toPixel(scale: Scale, value: number): number {
  const low = position(scale, scale.domain[0])
  const high = position(scale, scale.domain[1])
  const [start, end] = scale.range
  return high === low ? (start + end) / 2 : start + ((position(scale, value) - low) / (high - low)) * (end - start)
}

/** Value at a pixel, also beyond the range. A range without extent gives the lower end of the domain. */
export function toValue(scale: Scale, pixel: number): number {
  const low = position(scale, scale.domain[0])
  const high = position(scale, scale.domain[1])
  const [start, end] = scale.range
  const at = end === start ? low : low + ((pixel - start) / (end - start)) * (high - low)
  return scale.logarithmic === true ? 10 ** at : at
}

function position(scale: Scale, value: number): number {
  return scale.logarithmic === true ? Math.log10(value) : value
}

/** The step of 1, 2 or 5 times a power of ten that divides `span` into at most `count` parts. */
export function niceStep(span: number, count: number): number {
  if (!(span > 0)) return 1
  const rough = span / Math.max(1, count)
  const power = 10 ** Math.floor(Math.log10(rough))
  const lead = [1, 2, 5, 10].find((candidate) => candidate * power >= rough * (1 - 1e-12)) ?? 10
  return lead * power
}

/** Digits after the point that multiples of `step` need. */
export function stepDecimals(step: number): number {
  return Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
}

/** The multiples of `step` in [low, high], each the double nearest to its decimal. */
export function multiplesWithin(low: number, high: number, step: number): number[] {
  const decimals = stepDecimals(step)
  const first = Math.ceil(low / step - 1e-9)
  const last = Math.floor(high / step + 1e-9)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    Number(((first + index) * step).toFixed(decimals)),
  )
}

/** 1, 2 and 5 times the powers of ten in [low, high]; `low` must be positive. */
export function logTicks(low: number, high: number): number[] {
  const ticks: number[] = []
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power += 1) {
    for (const lead of [1, 2, 5]) {
      const tick = power >= 0 ? lead * 10 ** power : Number((lead * 10 ** power).toFixed(-power))
      if (tick >= low * (1 - 1e-12) && tick <= high * (1 + 1e-12)) ticks.push(tick)
    }
  }
  return ticks
}

/** Position of the first element >= value in an ascending array; its length where there is none. */
export function lowerBound(ascending: readonly number[], value: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ascending[middle] ?? Infinity) < value) low = middle + 1
    else high = middle
  }
  return low
}

/** Position of the element nearest to value in an ascending array that isn't empty; the lower one of two. */
export function nearestIndex(ascending: readonly number[], value: number): number {
  const at = Math.min(ascending.length - 1, lowerBound(ascending, value))
  const before = ascending[at - 1]
  return before !== undefined && value - before <= (ascending[at] ?? Infinity) - value ? at - 1 : at
}
