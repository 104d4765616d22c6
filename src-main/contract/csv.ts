/**
 * One field of a CSV file (RFC 4180). A text that a spreadsheet would take for a formula gets a leading apostrophe,
 * as OWASP advises; numbers, negative ones too, stay as they are.
 */
export function csvField(value: string | number | null): string {
  if (value === null) return ''
  const text = String(value)
  const number = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text)
  const safe = !number && /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A whole CSV file: head and rows, lines ended by CR LF. */
export function csvFile(head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return [head, ...rows].map((row) => row.map(csvField).join(',') + '\r\n').join('')
}
