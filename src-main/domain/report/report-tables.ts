import { csvFile } from '../../contract/csv.ts'
import type { Block, Cell, ReportModel, Section, Table } from './document.ts'

export interface TableFile {
  /** "05-results-2.csv": the section's number and title, and the table's place in it. */
  readonly name: string
  readonly text: string
}

/** Every table of the report as CSV, as it is printed; lines of a cell are parted by " | ". */
export function reportTables(model: ReportModel): TableFile[] {
  return [
    ...model.sections.flatMap((section, index) => tablesOf(section, String(index + 1).padStart(2, '0'))),
    ...model.appendices.flatMap((section, index) => tablesOf(section, String.fromCharCode(65 + index))),
  ]
}

function tablesOf(section: Section, number: string): TableFile[] {
  const slug = section.title.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
  return section.blocks.flatMap(tablesIn).map((table, index) => ({ name: `${number}-${slug}-${index + 1}.csv`, text: tableText(table) }))
}

function tablesIn(block: Block): Table[] {
  if (block.kind === 'table') return [block]
  return block.kind === 'columns' ? [...block.left, ...block.right].flatMap(tablesIn) : []
}

function tableText({ columns, rows }: Table): string {
  return csvFile(columns.map(({ title }) => title.join(' ')), rows.map(({ cells }) => cells.map(cellText)))
}

function cellText({ lines }: Cell): string {
  return lines.map((line) => line.map(({ text }) => text).join('')).join(' | ')
}
