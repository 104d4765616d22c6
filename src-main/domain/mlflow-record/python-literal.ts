/**
 * A text as a Python string literal of printable ASCII only (Python language reference, "String and bytes
 * literals"), so that nothing in it can end the literal or the line. An unpaired surrogate becomes U+FFFD.
 */
export function pythonLiteral(text: string): string {
  let literal = ''
  for (const character of text.toWellFormed()) {
    const code = character.codePointAt(0) ?? 0
    if (character === '"' || character === '\\') literal += `\\${character}`
    else if (code >= 0x20 && code < 0x7f) literal += character
    else if (code <= 0xffff) literal += `\\u${code.toString(16).padStart(4, '0')}`
    else literal += `\\U${code.toString(16).padStart(8, '0')}`
  }
  return `"${literal}"`
}
