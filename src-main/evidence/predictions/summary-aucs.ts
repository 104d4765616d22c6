import { readFile } from 'node:fs/promises'
import type { WalkedFile } from '../folder/walk-folder.ts'

/** An area under the ROC curve in a table of results. */
export interface SummaryAuc {
  readonly name: string
  readonly value: number
  /** "results/summary.csv:3". */
  readonly source: string
}

/** Tables of results are small; a larger one holds rows. */
const mostBytes = 256 * 1024

/**
 * The areas under the ROC curve, 0.5 to 1, that small CSV tables of results hold in columns that `isAuc` names. A line whose
 * quoted fields hold commas is left out, and so is a file that can't be read.
 */
export async function summaryAucs(files: readonly WalkedFile[], isAuc: (column: string) => boolean): Promise<SummaryAuc[]> {
  const found: SummaryAuc[] = []
  for (const { path, absolute, bytes } of files) {
    if (!/\.csv$/i.test(path) || bytes > mostBytes) continue
    const text = await readFile(absolute, 'utf8').catch(() => '')
    const [header = '', ...lines] = text.split(/\r?\n/)
    const names = header.split(',')
    for (const [column, name] of names.entries()) {
      if (!isAuc(name)) continue
      for (const [index, line] of lines.entries()) {
        const fields = line.split(',')
        const value = Number(fields[column])
        if (fields.length === names.length && value >= 0.5 && value <= 1) found.push({ name, value, source: `${path}:${index + 2}` })
      }
    }
  }
  return found
}
