import { terminalLine } from '../terminal-text.ts'

/** A table for a terminal: columns are as wide as their widest cell, numbers stand to the right. */
export function plainTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => row.map(terminalLine))
  const all = [header, ...lines]
  const widths = header.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)))
  const right = header.map((_, column) => lines.length > 0 && lines.every((row) => isNumber(row[column] ?? '')))
  const line = (row: readonly string[]) =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? ''
        return right[column] === true ? cell.padStart(width) : cell.padEnd(width)
      })
      .join('  ')
      .trimEnd()
  return [line(header), widths.map((width) => '-'.repeat(width)).join('  '), ...lines.map(line)].join('\n')
}

/** Thousands apart, as English writes them. */
export function integer(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 20 })
}

/** A threshold; null flags nobody. */
export function threshold(value: number | null): string {
  return value === null ? 'flag nobody' : String(value)
}

/** Sections under their titles; those without content are left out. */
export function sections(parts: readonly (readonly [title: string, content: string])[]): string {
  return parts
    .filter(([, content]) => content !== '')
    .map(([title, content]) => (title === '' ? content : `${title}\n${content}`))
    .join('\n\n')
}

function isNumber(cell: string): boolean {
  return cell === '' || /^-?[\d,]+(\.\d+)?(e[+-]?\d+)?( %)?$/i.test(cell)
}
