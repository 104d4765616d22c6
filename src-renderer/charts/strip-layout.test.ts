import { describe, expect, it } from 'vitest'
import { placeStripText } from './strip-layout.ts'

const bounds = { left: 0, right: 700 }

describe('placeStripText', () => {
  it('names a strip at its left and values it at its right', () => {
    expect(placeStripText({ from: 300, to: 400, nameWidth: 120, valueWidth: 80 }, bounds)).toEqual({
      nameX: 292,
      nameAlign: 'right',
      valueX: 408,
      above: false,
    })
  })

  it('puts both at the right where the strip starts at the left edge', () => {
    expect(placeStripText({ from: 40, to: 200, nameWidth: 120, valueWidth: 80 }, bounds)).toEqual({
      nameX: 208,
      nameAlign: 'left',
      valueX: 336,
      above: false,
    })
  })

  it('puts both at the left where the strip ends at the right edge', () => {
    const text = placeStripText({ from: 400, to: 690, nameWidth: 120, valueWidth: 80 }, bounds)
    expect(text).toEqual({ nameX: 184, nameAlign: 'left', valueX: 312, above: false })
    expect(text.valueX + 80).toBeLessThanOrEqual(400)
  })

  it('puts both above a strip that leaves no room beside it', () => {
    const text = placeStripText({ from: 50, to: 650, nameWidth: 240, valueWidth: 80 }, bounds)
    expect(text).toEqual({ nameX: 50, nameAlign: 'left', valueX: 298, above: true })
  })
})
