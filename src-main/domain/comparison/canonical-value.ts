/**
 * The form in which two recorded values are compared: a decimal number without needless zeros ("0.10", "1e-1" and
 * "+.1" become "0.1"), true and false in lower case, as Python, R and JSON spell them differently, any other text as it
 * stands. Exact: digits are moved, never converted to a double. Every spelling of NaN and of infinity that Python
 * prints becomes one.
 */
export function canonicalValue(text: string): string {
  const trimmed = text.trim()
  const special = /^([+-]?)(nan|inf|infinity)$/i.exec(trimmed)
  if (special !== null) {
    const [, sign = '', name = ''] = special
    return name.toLowerCase() === 'nan' ? 'nan' : `${sign === '-' ? '-' : ''}inf`
  }
  if (/^(true|false)$/i.test(trimmed)) return trimmed.toLowerCase()
  const number = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,6}))?$/i.exec(trimmed)
  if (number === null) return text
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = number
  const digits = `${whole}${fraction}`
  if (digits === '') return text
  const significant = digits.replace(/^0+/, '').replace(/0+$/, '')
  if (significant === '') return '0'
  const leading = digits.length - digits.replace(/^0+/, '').length
  // The value is 0.SIGNIFICANT times ten to the power of `point`.
  const point = whole.length - leading + Number(exponent)
  return `${sign === '-' ? '-' : ''}${placed(significant, point)}`
}

function placed(significant: string, point: number): string {
  if (point > 21 || point < -20) return `0.${significant}e${point}`
  if (point <= 0) return `0.${'0'.repeat(-point)}${significant}`
  if (point >= significant.length) return significant + '0'.repeat(point - significant.length)
  return `${significant.slice(0, point)}.${significant.slice(point)}`
}
