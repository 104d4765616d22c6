import { formatFixed } from '../format/number.ts'

/** The same ticks come again with every drawing; more labels than these are not kept. */
const most = 1000
const known = new Map<string, string>()

/** A number of an axis with `decimals` digits after the point, a true minus sign, and thousands in groups; never "−0". */
export function axisLabel(value: number, decimals: number): string {
  const key = `${value} ${decimals}`
  const before = known.get(key)
  if (before !== undefined) return before
  const text = formatFixed(Math.abs(value), decimals)
  const label = value < 0 && Number(text) !== 0 ? `−${text}` : text
  if (known.size >= most) known.clear()
  known.set(key, label)
  return label
}
