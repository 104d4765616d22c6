import { formatFixed } from '../format/number.ts'

/** A number of an axis with `decimals` digits after the point, a true minus sign, and thousands in groups; never "−0". */
export function axisLabel(value: number, decimals: number): string {
  const text = formatFixed(Math.abs(value), decimals)
  return value < 0 && Number(text) !== 0 ? `−${text}` : text
}
