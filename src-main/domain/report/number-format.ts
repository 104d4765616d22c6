const minus = '\u2212'
const narrowSpace = '\u202f'

/** 307511 → "307,511"; −1250.5 → "−1,250.5". The digits are those of the shortest decimal that reads back as the value. */
export function number(value: number): string {
  const plain = plainDecimal(Math.abs(value))
  const [whole = '', fraction] = plain.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${value < 0 ? minus : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`
}

/** A difference with its sign: "+11,365", "−37", "0". */
export function signed(value: number): string {
  return value > 0 ? `+${number(value)}` : number(value)
}

/** A share of one as percent with a fixed number of decimals: 0.0698 → "7.0 %". */
export function percent(share: number, decimals = 1): string {
  return `${(share * 100).toFixed(decimals).replace('-', minus)}${narrowSpace}%`
}

/** A share of one as percent, with as many decimals as a small share needs to differ from nothing. */
export function smallPercent(share: number): string {
  const size = Math.abs(share)
  return percent(share, size >= 0.01 || size === 0 ? 1 : size >= 0.0001 ? 2 : 4)
}

/** FN : FP as "10 : 1". */
export function ratio(falseNegative: string, falsePositive: string): string {
  return `${falseNegative}${narrowSpace}:${narrowSpace}${falsePositive}`
}

/** A value cut (not rounded) after `decimals` decimals, with "…" where digits were cut. */
export function shortened(value: number, decimals: number): string {
  const plain = plainDecimal(Math.abs(value))
  const dot = plain.indexOf('.')
  const sign = value < 0 ? minus : ''
  if (dot < 0 || plain.length - dot - 1 <= decimals) return `${sign}${plain}`
  return `${sign}${plain.slice(0, dot + 1 + decimals)}…`
}

/** A threshold with all its digits; null is the one that flags nobody. */
export function threshold(value: number | null): string {
  return value === null ? 'none' : plainDecimal(value).replace('-', minus)
}

/** "0.4422–0.5115"; null is the threshold that flags nobody. */
export function range(low: number | null, high: number | null, decimals = 4): string {
  if (low === null && high === null) return 'flag nobody'
  const end = (value: number | null) => (value === null ? 'flag nobody' : value.toFixed(decimals).replace('-', minus))
  return `${end(low)}–${end(high)}`
}

/** The thresholds that give the same counts: "(low, high]", or "[low, high)" for orientation low. */
export function interval(low: number | null, high: number | null, orientation: 'high' | 'low'): string {
  const lower = low === null ? `${minus}∞` : threshold(low)
  const upper = high === null ? '+∞' : threshold(high)
  if (orientation === 'high') return `(${lower}, ${upper}${high === null ? ')' : ']'}`
  return `${low === null ? '(' : '['}${lower}, ${upper})`
}

/** A hexadecimal hash in groups of four. */
export function grouped(hash: string): string {
  return hash.replace(/(.{4})(?=.)/g, '$1 ')
}

/** One of two words by the count: count(1, 'row', 'rows') → "1 row". */
export function count(value: number, one: string, many: string): string {
  return `${number(value)} ${value === 1 ? one : many}`
}

/** The shortest decimal that reads back as the value, never with an exponent. */
function plainDecimal(value: number): string {
  const text = String(value)
  const match = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (match === null) return text
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = match
  const exponent = Number(exponentText)
  const digits = whole + fraction
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - whole.length)}${digits}`
  return `${sign}${digits}${'0'.repeat(exponent - fraction.length)}`
}
