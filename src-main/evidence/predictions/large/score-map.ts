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

/** The number of a score under an even map, by the same operations as {@link mapExpression}. */
export function keyOf({ shrink, low, scale }: ScoreMap, score: number): number {
  return Math.floor((score * shrink - low) * scale)
}

/**
 * The lowest and the highest double of a range that an even map gives a key: where the scores of the key lie. Every
 * double of the range lies between the ends of exactly one key. Asked for keys in turn, each border is sought once.
 */
export function endsOfKeys(map: ScoreMap, range: readonly [number, number]): (key: number) => [number, number] {
  const last = keyOf(map, range[1])
  let known = { key: -1, before: NaN, from: NaN }
  const border = (key: number) => {
    if (known.key !== key) known = { key, ...borderAt(map, key, range) }
    return known
  }
  return (key) => [border(key).from, key >= last ? range[1] : border(key + 1).before]
}

/** The lowest double of a range whose key is at least `key`, which that of its high end must be; and the one before. */
function borderAt(map: ScoreMap, key: number, [low, high]: readonly [number, number]): { before: number; from: number } {
  if (keyOf(map, low) >= key) return { before: NaN, from: low }
  const guess = (map.low + key / map.scale) / map.shrink
  let step = 2 ** -51 * Math.max(Math.abs(guess), Math.abs(low), Number.MIN_VALUE * 2 ** 51)
  let before = Math.min(Math.max(guess - step, low), high)
  let from = Math.min(Math.max(guess + step, low), high)
  for (; keyOf(map, before) >= key; step *= 2) before = Math.max(before - step, low)
  for (; keyOf(map, from) < key; step *= 2) from = Math.min(from + step, high)
  for (;;) {
    const middle = before + (from - before) / 2
    if (middle <= before || middle >= from) return { before, from }
    if (keyOf(map, middle) >= key) from = middle
    else before = middle
  }
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
