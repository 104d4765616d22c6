import { PickleError } from './byte-source.ts'
import type { PickleValue } from './pickle-value.ts'

/** A longer text stays bytes: it is a model or an array, and one record however often it is referred to. */
const longestString = 64 << 10
const longestInteger = 1024

/** A UTF-8 string of a pickle. */
export function text(bytes: Buffer): PickleValue {
  return bytes.length > longestString ? { kind: 'bytes', bytes, text: true } : bytes.toString('utf8')
}

/** A string of Python 2, as Latin-1. */
export function narrowString(bytes: Buffer): PickleValue {
  return bytes.length > longestString ? { kind: 'bytes', bytes } : bytes.toString('latin1')
}

/** A little-endian two's-complement integer of any length, as LONG1 and LONG4 write it. */
export function littleEndianInteger(bytes: Buffer): PickleValue {
  if (bytes.length > longestInteger) return { kind: 'other', what: 'large' }
  if (bytes.length === 0) return 0
  const value = BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`)
  return narrowed(BigInt.asIntN(bytes.length * 8, value))
}

/** The decimal text of INT and LONG: "01" and "00" are the booleans of protocol 0, a final L marks a long. */
export function decimalInteger(line: Buffer, offset: number): PickleValue {
  if (line.length > longestInteger) return { kind: 'other', what: 'large' }
  const printed = line.toString('latin1').trim()
  if (printed === '01') return true
  if (printed === '00') return false
  const digits = printed.replace(/L$/, '')
  if (!/^[+-]?\d+$/.test(digits)) throw new PickleError(`it holds a malformed integer before byte ${offset}`)
  return narrowed(BigInt(digits.replace(/^\+/, '')))
}

/** The decimal text of FLOAT, which may be nan, inf or -inf. */
export function decimalFloat(line: Buffer, offset: number): number {
  const printed = line.toString('latin1').trim().toLowerCase()
  if (printed === 'nan') return Number.NaN
  const infinite = /^([+-]?)inf(?:inity)?$/.exec(printed)
  if (infinite !== null) return infinite[1] === '-' ? -Infinity : Infinity
  const value = printed === '' ? Number.NaN : Number(printed)
  if (Number.isNaN(value)) throw new PickleError(`it holds a malformed number before byte ${offset}`)
  return value
}

/** A quoted Python 2 string literal (STRING). Escapes become the bytes they stand for, read as Latin-1. */
export function quotedString(line: Buffer, offset: number): PickleValue {
  const printed = line.toString('latin1').trim()
  const quote = printed.at(0)
  if (printed.length < 2 || (quote !== "'" && quote !== '"') || printed.at(-1) !== quote) {
    throw new PickleError(`it holds a malformed string before byte ${offset}`)
  }
  const unquoted = printed.slice(1, -1).replace(/\\(x[0-9a-fA-F]{2}|[0-7]{1,3}|[^])/g, (_, escape: string) => unescaped(escape))
  return unquoted.length > longestString ? { kind: 'bytes', bytes: Buffer.from(unquoted, 'latin1') } : unquoted
}

function unescaped(escape: string): string {
  if (/^x[0-9a-fA-F]{2}$/.test(escape)) return String.fromCharCode(Number.parseInt(escape.slice(1), 16))
  if (/^[0-7]+$/.test(escape)) return String.fromCharCode(Number.parseInt(escape, 8) & 0xff)
  const control: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', a: '\u0007', b: '\b', f: '\f', v: '\v' }
  return control[escape] ?? escape
}

/** A raw-unicode-escape string (UNICODE of protocol 0): Latin-1 with \uXXXX and \UXXXXXXXX. */
export function rawUnicode(line: Buffer): PickleValue {
  const decoded = line.toString('latin1').replace(/\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})/g, (whole, short?: string, long?: string) => {
    const point = Number.parseInt(short ?? long ?? '', 16)
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole
  })
  return decoded.length > longestString ? { kind: 'bytes', bytes: Buffer.from(decoded), text: true } : decoded
}

function narrowed(value: bigint): number | bigint {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}
