import { wordsOf } from '../../domain/inventory/name-kinds.ts'
import type { LineMention } from './line-mention.ts'
import { printedNumber } from './printed-number.ts'

/** A table with more rows is a sweep over thresholds; none of them is a statement. */
const mostRows = 10

/** Numbers in the threshold column of tables drawn with `|`, by the index of their line. */
export function tableMentions(lines: readonly string[]): Map<number, LineMention[]> {
  const found = new Map<number, LineMention[]>()
  let column: { index: number; name: string } | null = null
  let rows: [number, LineMention][] = []
  const close = (): void => {
    if (rows.length <= mostRows) for (const [line, mention] of rows) found.set(line, [mention])
    column = null
    rows = []
  }
  lines.forEach((line, at) => {
    if (!line.includes('|')) {
      close()
      return
    }
    const cells = line.replace(/^\s*\|/, '').split('|').map((cell) => cell.replace(/[*`]/g, '').trim())
    if (column === null) {
      const index = cells.findIndex((cell) => /^(?:[\p{L}]+[\s_])?(?:threshold|seuil|cut-?off)$/iu.test(cell))
      if (index >= 0) column = { index, name: wordsOf(cells[index] ?? '').join('_') }
      return
    }
    const cell = cells[column.index] ?? ''
    const number = /^(?:0?[.,]\d+|1[.,]0+|\d+(?:[.,]\d+)?\s?%)$/.test(cell) ? printedNumber(cell, 'threshold') : null
    if (number !== null) rows.push([at, { kind: 'threshold', name: column.name, ...number }])
  })
  close()
  return found
}
