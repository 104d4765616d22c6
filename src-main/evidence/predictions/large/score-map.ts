/** How many numbers a first map gives at most: what 16 bits hold. */
export const mostKeys = 65_536

/** SQL of a double, exactly. A bare literal would be a decimal of fewer digits. */
export function doubleLiteral(value: number): string {
  return `'${String(value)}'::double`
}

/**
 * A map from the scores of a range to the whole numbers below some number of parts: floor((x · shrink − low) · scale),
 * where x is the score, or for `byBits` its {@link bitsExpression}. It never falls while the score rises: no single
 * operation in floating point turns an order around, which is all that exactness needs.
 */
export interface ScoreMap {
  readonly byBits: boolean
  readonly shrink: number
  readonly low: number
  readonly scale: number
}

/** The map that divides [low, high] evenly. */
export function evenMap(low: number, high: number, parts: number): ScoreMap {
  const shrink = Number.isFinite(high - low) ? 1 : 0.5
  // A little less than `parts`, so that the highest score itself stays below it after rounding.
  const scale = (parts - 0.001) / (high * shrink - low * shrink)
  return { byBits: false, shrink, low: low * shrink, scale: Number.isFinite(scale) ? scale : low === high ? 0 : Number.MAX_VALUE }
}

/** Ends that lie further apart than this many times aren't divided evenly: most scores would stay together. */
const farApart = 16

/** The map that divides [low, high] well: evenly, or by orders of magnitude where its ends are of different ones. */
export function spreadMap(low: number, high: number, parts: number): ScoreMap {
  const [least, greatest] = [Math.min(Math.abs(low), Math.abs(high)), Math.max(Math.abs(low), Math.abs(high))]
  const [lowBits, highBits] = [orderedBits(low), orderedBits(high)]
  if (greatest <= farApart * least && low < 0 === high < 0) return evenMap(low, high, parts)
  return highBits > lowBits ? { ...evenMap(lowBits, highBits, parts), byBits: true } : evenMap(low, high, parts)
}

/** The place of a double among all doubles, 0 for zero, as the nearest double itself. */
function orderedBits(value: number): number {
  const bits = new BigInt64Array(new Float64Array([value + 0]).buffer)[0] ?? 0n
  return Number(bits >= 0n ? bits : -(2n ** 63n) - bits)
}

/** SQL of {@link orderedBits}. */
export function bitsExpression(score: string): string {
  const bits = `cast(cast(${score} + 0 as bit) as bigint)`
  return `cast(case when ${score} >= 0 then ${bits} else -9223372036854775807 - 1 - ${bits} end as double)`
}

/** SQL of the number of a score column under an even map, as the given type. */
export function mapExpression({ shrink, low, scale }: ScoreMap, score: string, type: string): string {
  const shrunk = shrink === 1 ? score : `${score} * ${doubleLiteral(shrink)}`
  return `floor((${shrunk} - ${doubleLiteral(low)}) * ${doubleLiteral(scale)})::${type}`
}
