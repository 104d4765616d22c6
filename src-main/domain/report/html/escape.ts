const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text as HTML shows it, in an element or a quoted attribute; controls, which HTML forbids, become U+FFFD. */
export function escaped(text: string): string {
  // Names come from strangers and may hold any character.
  return text.toWellFormed().replace(/[&<>"']/g, (character) => entities[character] ?? '').replace(/[\p{Cc}]/gu, (control) => (control === '\n' || control === '\t' ? control : '\ufffd'))
}
