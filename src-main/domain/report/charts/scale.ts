/** Maps a value of the domain to a coordinate. */
export type Scale = (value: number) => number

export function linearScale(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const [low, high] = domain
  const width = high - low || 1
  return (value) => range[0] + ((value - low) / width) * (range[1] - range[0])
}

/** Both ends of the domain must be above zero. */
export function logScale(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const inner = linearScale([Math.log(domain[0]), Math.log(domain[1])], range)
  return (value) => inner(Math.log(value))
}

/** Round numbers (1, 2 or 5 times a power of ten apart) inside the domain, about `wanted` of them. */
export function ticks(low: number, high: number, wanted: number): number[] {
  const step = tickStep(low, high, wanted)
  const first = Math.ceil(low / step - 1e-9)
  const last = Math.floor(high / step + 1e-9)
  const decimals = tickDecimals(step)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => Number(((first + index) * step).toFixed(decimals)))
}

/** The decimals that the labels of ticks `step` apart need. */
export function tickDecimals(step: number): number {
  return Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
}

/** Distance of round ticks. */
export function tickStep(low: number, high: number, wanted: number): number {
  const rough = (high - low) / Math.max(1, wanted)
  if (!(rough > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(rough))
  const multiple = [1, 2, 5, 10].find((candidate) => candidate * power >= rough - power * 1e-9) ?? 10
  return multiple * power
}
