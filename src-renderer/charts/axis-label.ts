/** A number of an axis with `decimals` digits after the point, a true minus sign, and thousands in groups. */
export function axisLabel(value: number, decimals: number): string {
  const text = Math.abs(value).toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
  return value < 0 && Number(text) !== 0 ? `−${text}` : text
}
