/** Characters that draw nothing, or change how the characters around them are drawn: controls, bidi marks, zero widths. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029\ufffe\uffff]/gu

/** Text of a file as one line in which every character can be seen: what draws nothing is written as its code, ⟨U+202E⟩. */
export function visibleText(text: string): string {
  return text.replace(unseen, (character) => {
    if (character === '\n' || character === '\t') return ' '
    return `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`
  })
}
