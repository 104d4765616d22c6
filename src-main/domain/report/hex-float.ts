/**
 * A double as a C99 hexadecimal floating-point literal ("0x1.e7630ad3a6c2bp-2"): its 64 bits without any rounding,
 * as C's %a and Python's float.hex print them.
 * @throws RangeError where the value is not finite
 */
export function hexFloat(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} has no hexadecimal form.`)
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  const bits = view.getBigUint64(0)
  const sign = bits >> 63n === 1n ? '-' : ''
  const exponent = Number((bits >> 52n) & 0x7ffn)
  const fraction = bits & 0xfffffffffffffn
  if (exponent === 0 && fraction === 0n) return `${sign}0x0.0p+0`
  const digits = fraction.toString(16).padStart(13, '0')
  const power = exponent === 0 ? -1022 : exponent - 1023
  return `${sign}0x${exponent === 0 ? 0 : 1}.${digits}p${power < 0 ? '' : '+'}${power}`
}
