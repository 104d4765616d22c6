import { describe, expect, it } from 'vitest'
import { visibleText } from './visible-text.ts'

describe('text of a file', () => {
  it('shows what would be unseen or would turn the text around', () => {
    expect(visibleText('pay\u202Ecod.exe\u0000\u200b')).toBe('pay⟨U+202E⟩cod.exe⟨U+0000⟩⟨U+200B⟩')
    expect(visibleText('two\nlines\tand a tab')).toBe('two lines and a tab')
  })

  it('stays as it is where every character can be seen', () => {
    expect(visibleText('<b>größer ≥ 0.5</b> 日本')).toBe('<b>größer ≥ 0.5</b> 日本')
  })
})
