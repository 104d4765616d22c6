/**
 * Plain data as JSON in single quotes for a POSIX shell. Everything but printable ASCII is escaped as JSON allows
 * (RFC 8259, section 7), the single quote too, so that nothing in it can end the quotes or the line.
 */
export function shellJson(value: Readonly<Record<string, string>>): string {
  const wellFormed = Object.fromEntries(Object.entries(value).map(([key, text]) => [key, text.toWellFormed()]))
  const ascii = JSON.stringify(wellFormed).replace(/[^\u0020-\u007e]|'/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return `'${ascii}'`
}
