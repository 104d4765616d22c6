import type { Excluded, ExcludedLines, MalformedCause, MalformedRows, RowPlace, TableForm } from '../../../src-main/contract/reading.ts'
import type { PredictionCandidate } from '../../../src-main/contract/scan.ts'
import { formatCount, formatFixed, plural } from '../../format/number.ts'
import { visibleText } from '../../format/visible-text.ts'

const separators: Readonly<Record<string, string>> = {
  ',': 'separated by commas',
  ';': 'separated by semicolons',
  '\t': 'separated by tabs',
  '|': 'separated by bars',
  ' ': 'separated by spaces',
}

/** What the table looks like on the disk: "text separated by semicolons, read as Windows-1252, 3 files". */
export function formWords(form: TableForm): string {
  const { format, encoding, delimiter, files } = form
  const words = []
  if (format === 'parquet') words.push('Parquet')
  else if (format === 'json-lines') words.push('JSON lines')
  else words.push(`text ${delimiter === null ? 'without a separator' : (separators[delimiter] ?? `separated by “${visibleText(delimiter)}”`)}`)
  if (encoding !== null) words.push(`read as ${encoding}`)
  words.push(plural(files, 'file'))
  const ends = lineEndWords(form)
  if (ends !== null) words.push(ends)
  return words.join(', ')
}

/** Places that are named before the rest is only counted. */
const placesNamed = 6

/** Where rows stand: "line 4", "lines 4, 17 and 23", "lines 4, 17, … and 12 more". `total` counts places that aren't listed too. */
export function placesWords(places: readonly RowPlace[], total: number, unit: ExcludedLines['unit']): string {
  const named = places.slice(0, placesNamed).map(({ file, number }) => `${formatCount(number)}${file === null ? '' : ` of ${visibleText(file)}`}`)
  if (named.length === 0) return ''
  const rest = total - named.length
  const last = named.at(-1) ?? ''
  const list = rest > 0 ? `${named.join(', ')}, … and ${formatCount(rest)} more` : named.length === 1 ? last : `${named.slice(0, -1).join(', ')} and ${last}`
  return `${total === 1 ? unit : `${unit}s`} ${list}`
}

const causes: readonly { key: Exclude<keyof Excluded, 'malformedRow'>; words: string }[] = [
  { key: 'nullScore', words: 'without a score' },
  { key: 'nanScore', words: 'with a score that is NaN' },
  { key: 'infiniteScore', words: 'with an infinite score' },
  { key: 'textScore', words: 'with a score that is not a number' },
  { key: 'nullLabel', words: 'without a label' },
  { key: 'foreignLabel', words: 'with another label' },
]

const malformedWords: Readonly<Record<MalformedCause, string>> = {
  tooFewValues: 'with fewer values than columns',
  tooManyValues: 'with more values than columns',
  openQuote: 'with a quote that does not close its value',
  encoding: 'with bytes that are no text in this encoding',
  notJson: 'that are no JSON object',
  tooLong: 'too long to be a row',
}

/** Why, how many and where: a cause that occurs. */
export interface CauseWords {
  rows: number
  words: string
  places: string
}

/** The causes by which rows of a text can't be taken apart. */
export function malformedCauseWords(malformed: MalformedRows | undefined): CauseWords[] {
  return (malformed?.causes ?? []).map(({ cause, rows, places }) => ({ rows, words: malformedWords[cause], places: placesWords(places, rows, 'line') }))
}

/** How the lines end where they do so in different ways: "lines end in different ways: 120 in LF, 3 in CR LF". */
function lineEndWords({ lineEnds }: TableForm): string | null {
  if (lineEnds === undefined) return null
  const named = [
    [lineEnds.lf, 'LF'],
    [lineEnds.crlf, 'CR LF'],
    [lineEnds.cr, 'CR'],
  ] as const
  return `lines end in different ways: ${named.flatMap(([lines, end]) => (lines === 0 ? [] : [`${formatCount(lines)} in ${end}`])).join(', ')}`
}

/** The causes by which rows can't be used, each with how many rows and where they stand; only those that occur. */
export function excludedCauses(excluded: Excluded, lines: ExcludedLines | undefined, malformed?: MalformedRows): CauseWords[] {
  const byValue = causes.flatMap(({ key, words }) => {
    const rows = excluded[key]
    return rows === 0 ? [] : [{ rows, words, places: lines === undefined ? '' : placesWords(lines[key], rows, lines.unit) }]
  })
  return [...malformedCauseWords(malformed), ...byValue]
}

/** What a candidate says about the direction once `positive` is the positive class. */
export interface Direction {
  /** Area under the ROC curve if high scores meant `positive`; null where it isn't known. */
  auc: number | null
  suggested: 'high' | 'low' | null
}

/** The direction that the rows suggest for this choice of the positive class; the other class turns it around. */
export function directionOf(candidate: PredictionCandidate, positive: string | null): Direction {
  const { auc = null, suggestedOrientation = null } = candidate
  if (positive === null || candidate.positive === null || auc === null) return { auc: null, suggested: null }
  if (positive === candidate.positive) return { auc, suggested: suggestedOrientation }
  if (positive !== candidate.negative) return { auc: null, suggested: null }
  return { auc: 1 - auc, suggested: suggestedOrientation === null ? null : suggestedOrientation === 'high' ? 'low' : 'high' }
}

/** The scan looks at no more rows than this, evenly spaced. */
const rowsLookedAt = 20_000

/** The proposal for the direction as a sentence, of a table with `rows` rows. */
export function directionWords({ auc, suggested }: Direction, positive: string | null, rows: number): string {
  if (positive === null) return 'What the rows say about the direction is known once the positive class is chosen.'
  const shown = visibleText(positive)
  if (auc === null) return 'The rows were not looked at for this choice; the AUC is shown after reading.'
  const part = rows > rowsLookedAt ? ` on ${formatCount(rowsLookedAt)} evenly spaced rows` : ''
  const area = `AUC ${formatFixed(auc, 3)}${part} if high scores mean ${shown}`
  if (suggested === null) return `${area}: the rows do not say which direction is meant.`
  return `${area}: the rows suggest that ${suggested === 'high' ? 'high' : 'low'} scores mean ${shown}. Choose it if that is meant.`
}
