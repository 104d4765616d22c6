import { describe, expect, it } from 'vitest'
import { terminalJson, terminalLine, terminalText } from './terminal-text.ts'

const hostile = 'a\u001b[31mred\u001b[0m\u0007 \u009b2J \u202egnp.exe\r\nb\tc\u007f'

describe('terminal text', () => {
  it('shows what a terminal would obey', () => {
    expect(terminalText(hostile)).toBe('a\\u001b[31mred\\u001b[0m\\u0007 \\u009b2J \\u202egnp.exe\\u000d\nb\\u0009c\\u007f')
  })

  it('keeps a cell on one line', () => {
    expect(terminalLine('one\r\ntwo\tthree\u0007')).toBe('one two three\\u0007')
  })

  it('leaves words of any language and narrow spaces alone', () => {
    const words = 'Prévision 予測 التنبؤ 7\u202f% ≥ β'
    expect(terminalText(words)).toBe(words)
  })

  it('leaves what JSON says as it was', () => {
    const printed = terminalJson({ [hostile]: [hostile] })
    expect(JSON.parse(printed)).toEqual({ [hostile]: [hostile] })
    expect(printed).not.toMatch(/[\u001b\u009b\u202e\u007f]/)
  })
})
