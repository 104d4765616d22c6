/** How a piece of text is set. `hash` is mono in groups of four; `missing` is for what nobody stated. */
export type Style = 'plain' | 'strong' | 'mono' | 'hash' | 'quiet' | 'missing'

export interface Span {
  readonly text: string
  readonly style: Style
}

/** The marks of thresholds: filled circle, open diamond, grey tick. */
export type Mark = 'recommended' | 'recorded' | 'reference'

/** A table cell: lines of spans, and the mark of a threshold before the first line. */
export interface Cell {
  readonly lines: readonly (readonly Span[])[]
  readonly mark: Mark | null
}

export interface Column {
  /** Lines of the head of the column. */
  readonly title: readonly string[]
  readonly align: 'left' | 'right'
  /** Share of the width that the content doesn't need; null takes what the content needs. */
  readonly share: number | null
}

export interface Row {
  readonly cells: readonly Cell[]
  /** `best` is the recommended row; `total` has a rule above it. */
  readonly emphasis: 'none' | 'best' | 'total' | 'different'
}

export interface Table {
  readonly kind: 'table'
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
}

/** A drawing in points, as SVG, with the text that replaces it for who can't see it. */
export interface Chart {
  readonly kind: 'chart'
  readonly title: string
  readonly note: string
  readonly svg: string
  readonly width: number
  readonly alt: string
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'prose'; readonly spans: readonly Span[] }
  | { readonly kind: 'answer'; readonly decisive: string; readonly rest: string; readonly caveat: string }
  | { readonly kind: 'figures'; readonly items: readonly { readonly label: string; readonly value: string; readonly note: string }[] }
  | { readonly kind: 'numbered'; readonly items: readonly { readonly title: string; readonly text: string }[] }
  | { readonly kind: 'code'; readonly lines: readonly string[] }
  | { readonly kind: 'columns'; readonly left: readonly Block[]; readonly right: readonly Block[] }
  | { readonly kind: 'signatures'; readonly compact: boolean; readonly roles: readonly { readonly role: string; readonly meaning: string }[] }
  | Table
  | Chart

export interface Section {
  readonly title: string
  /** One sentence under the title: what the section answers. */
  readonly lead: string
  /** `page`: on a page of its own; `together`: never cut in two; `flow`: after the one before. */
  readonly placing: 'page' | 'together' | 'flow'
  readonly blocks: readonly Block[]
}

export interface Cover {
  readonly title: string
  readonly subtitle: string
  readonly status: string
  readonly facts: readonly { readonly name: string; readonly value: Cell }[]
  readonly note: string
}

/** The report as data: every string as it is printed. The template only sets it. */
export interface ReportModel {
  readonly title: string
  readonly language: string
  readonly header: string
  readonly footer: readonly { readonly name: string; readonly hash: string }[]
  readonly documentId: string
  readonly status: string
  readonly cover: Cover
  readonly sections: readonly Section[]
  readonly appendices: readonly Section[]
}

export function span(text: string, style: Style = 'plain'): Span {
  return { text, style }
}

/** A cell with one line. */
export function cell(text: string, style: Style = 'plain', mark: Mark | null = null): Cell {
  return { lines: [[span(text, style)]], mark }
}

/** A cell with several lines. */
export function lines(...content: readonly (readonly Span[])[]): Cell {
  return { lines: content, mark: null }
}

export function prose(...spans: readonly (Span | string)[]): Block {
  return { kind: 'prose', spans: spans.map((part) => (typeof part === 'string' ? span(part) : part)) }
}

export function heading(text: string): Block {
  return { kind: 'heading', text }
}

export function row(cells: readonly Cell[], emphasis: Row['emphasis'] = 'none'): Row {
  return { cells, emphasis }
}

/** A column; a line feed in `title` starts a new line of its head. */
export function column(title: string, align: Column['align'] = 'left', share: number | null = null): Column {
  return { title: title.split('\n'), align, share }
}

/**
 * A table.
 * @throws RangeError where a row has more or fewer cells than there are columns
 */
export function table(columns: readonly Column[], rows: readonly Row[]): Table {
  const uneven = rows.find((candidate) => candidate.cells.length !== columns.length)
  if (uneven !== undefined) throw new RangeError(`A row has ${uneven.cells.length} cells for ${columns.length} columns.`)
  return { kind: 'table', columns, rows }
}
