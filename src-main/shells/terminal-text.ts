/**
 * Characters that a terminal obeys rather than shows, or that turn the order of a line round: C0 but for the line
 * feed, DEL, C1, and the bidirectional controls. Names in evidence may hold them.
 */
const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu

/** The text with those characters written as their code, such as `\u001b`; line feeds stay. */
export function terminalText(text: string): string {
  return text.replace(obeyed, escaped)
}

/** As {@link terminalText}, on one line: for a cell of a table. */
export function terminalLine(text: string): string {
  return terminalText(text.replace(/[\t\n\r]+/g, ' '))
}

/** Within JSON the codes mean the same characters, so the document says what it said. */
export function terminalJson(value: unknown): string {
  return terminalText(JSON.stringify(value, null, 2))
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
