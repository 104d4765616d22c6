import type { HistogramCell } from '../../contract/histogram.ts'

const header = 'score_from,score_to,rows,positives'

/**
 * A histogram as a table that every tool reads, one cell a line, ascending; `rows` counts both classes. It is a
 * prediction table of counts: `rows` says for how many rows a line stands.
 */
export function histogramCsv(cells: readonly HistogramCell[]): string {
  const lines = cells.map(({ from, to, positives, negatives }) => `${from},${to},${positives + negatives},${positives}`)
  return [header, ...lines, ''].join('\n')
}

/** The cells of a text that `histogramCsv` wrote; null where it is another text, to the last character. */
export function cellsOfCsv(text: string): HistogramCell[] | null {
  const [first, ...lines] = text.split('\n')
  if (first !== header || lines.pop() !== '') return null
  const cells = lines.map((line) => {
    const [from = NaN, to = NaN, rows = NaN, positives = NaN] = line.split(',').map(Number)
    return { from, to, positives, negatives: rows - positives }
  })
  return histogramCsv(cells) === text && cells.every(isSound) ? cells : null
}

function isSound({ from, to, positives, negatives }: HistogramCell): boolean {
  return Number.isFinite(from) && Number.isFinite(to) && from <= to && [positives, negatives].every((count) => Number.isSafeInteger(count) && count >= 0)
}
