export interface DelimitedHeader {
  readonly delimiter: string
  /** Column names, made distinct: equal ones (whatever their case) get _1, _2; nameless ones column0, column1. */
  readonly names: readonly string[]
  /** Lines before the header: empty ones, and the line "sep=;" that a spreadsheet writes. */
  readonly skip: number
}

const delimiters = [',', ';', '\t', '|']

/**
 * Reads the first record of a CSV or TSV text: its separator and its names. Of comma, semicolon, tab and bar the
 * separator is the one that makes most columns of it, outside quotes; first of all one that makes as many of the
 * second record. The table is then read exactly so: a guess that skips the lines that don't fit would lose rows
 * without a word.
 */
export function delimitedHeader(head: string): DelimitedHeader {
  const { rest, skip, stated } = afterPreamble(head.replace(/^\ufeff/, ''))
  const [first, second] = firstRecords(rest)
  const [preferred = ','] = delimiters
  let best = { delimiter: stated ?? preferred, fields: splitRecord(first, stated ?? preferred), fits: -1 }
  for (const delimiter of stated === null ? delimiters : []) {
    const fields = splitRecord(first, delimiter)
    const fits = fields.length > 1 && fields.length === splitRecord(second, delimiter).length ? 1 : 0
    if (fits > best.fits || (fits === best.fits && fields.length > best.fields.length)) best = { delimiter, fields, fits }
  }
  return { delimiter: best.delimiter, names: distinct(best.fields), skip }
}

/** Whether the header of a text opens a quote that it never closes. */
export function isOpenHeader(head: string): boolean {
  const { rest } = afterPreamble(head.replace(/^\ufeff/, ''))
  return recordEnd(rest, 0) === rest.length && (rest.match(/"/g) ?? []).length % 2 === 1
}

function afterPreamble(text: string): { rest: string; skip: number; stated: string | null } {
  let rest = text
  let skip = 0
  let stated: string | null = null
  for (;;) {
    const line = /^(?:[ \t]*|"?sep=([,;\t|])"?)(?:\r\n|\n|\r)/.exec(rest)
    if (line === null) return { rest, skip, stated }
    stated = line[1] ?? stated
    rest = rest.slice(line[0].length)
    skip += 1
  }
}

function firstRecords(text: string): [string, string] {
  const end = recordEnd(text, 0)
  const start = text.startsWith('\r\n', end) ? end + 2 : end + 1
  return [text.slice(0, end), text.slice(start, recordEnd(text, start))]
}

function recordEnd(text: string, start: number): number {
  let quoted = false
  for (let index = start; index < text.length; index++) {
    const character = text[index]
    if (character === '"') quoted = !quoted
    else if (!quoted && (character === '\n' || character === '\r')) return index
  }
  return text.length
}

function splitRecord(record: string, delimiter: string): string[] {
  const fields: string[] = []
  let field = ''
  let quoted = false
  for (let index = 0; index < record.length; index++) {
    const character = record[index] ?? ''
    if (quoted && character === '"' && record[index + 1] === '"') {
      field += '"'
      index += 1
    } else if (character === '"' && (quoted || field === '')) {
      quoted = !quoted
    } else if (!quoted && character === delimiter) {
      fields.push(field)
      field = ''
    } else {
      field += character
    }
  }
  return [...fields, field]
}

function distinct(fields: readonly string[]): string[] {
  const taken = new Set<string>()
  return fields.map((field, index) => {
    const base = field.trim() === '' ? `column${index}` : field
    let name = base
    for (let count = 1; taken.has(name.toLowerCase()); count++) name = `${base}_${count}`
    taken.add(name.toLowerCase())
    return name
  })
}
