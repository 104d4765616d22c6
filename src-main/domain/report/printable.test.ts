import { describe, expect, it } from 'vitest'
import { printable } from './printable.ts'

const latin = (codePoint: number) => codePoint < 0x250 || codePoint === 0xfffd

describe('printable', () => {
  it('leaves what the fonts can draw, and turns line breaks into spaces', () => {
    expect(printable('Überzahl\nzwei', latin)).toEqual({ text: 'Überzahl zwei', replaced: 0 })
  })

  it('replaces what they cannot, one sign for one character', () => {
    expect(printable('run 模型 😀', latin)).toEqual({ text: 'run \ufffd\ufffd \ufffd', replaced: 3 })
  })

  it('replaces controls that reverse or hide text', () => {
    expect(printable('a\u202eb\u200bc\u0007', () => true)).toEqual({ text: 'a\ufffdb\ufffdc\ufffd', replaced: 3 })
  })

  it('replaces a lone surrogate', () => {
    expect(printable('\ud800', () => true)).toEqual({ text: '\ufffd', replaced: 1 })
  })
})
