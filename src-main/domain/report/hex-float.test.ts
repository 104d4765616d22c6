import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hexFloat } from './hex-float.ts'

describe('hexFloat', () => {
  it('prints what float.hex of Python 3.11 prints', () => {
    expect(hexFloat(0.4759636133379771)).toBe('0x1.e76301657d8b2p-2')
    expect(hexFloat(0.1)).toBe('0x1.999999999999ap-4')
    expect(hexFloat(5e-324)).toBe('0x0.0000000000001p-1022')
    expect(hexFloat(-2.5)).toBe('-0x1.4000000000000p+1')
    expect(hexFloat(0)).toBe('0x0.0p+0')
  })

  it('holds every bit', () => {
    fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const match = /^(-?)0x([01])\.([0-9a-f]+)p([+-]\d+)$/.exec(hexFloat(value))
      const [, sign, whole = '', digits = '', power = ''] = match ?? []
      const fraction = digits === '0' ? 0 : parseInt(digits, 16) / 2 ** 52
      // Two steps, so that the power of a subnormal number does not underflow before it is multiplied.
      const read = (Number(whole) + fraction) * 2 ** Math.ceil(Number(power) / 2) * 2 ** Math.floor(Number(power) / 2)
      expect(sign === '-' ? -read : read).toBe(value)
    }))
  })

  it('refuses infinity', () => {
    expect(() => hexFloat(Infinity)).toThrow(RangeError)
  })
})
