import type { RowPlace } from '../../../contract/reading.ts'
import type { Scan } from '../../../contract/scan.ts'
import { cell, column, heading, lines, prose, row, span, table, type Block, type Cell, type Row, type Section } from '../document.ts'
import { count, grouped, number, percent, shortened, threshold } from '../number-format.ts'
import { lineList } from '../recorded-groups.ts'
import type { ReportInput } from '../report-input.ts'
import { exclusionCauses, exclusionWords, malformedWords } from '../words.ts'

/** A sweep of many runs would fill pages; `evidence.json` holds all. */
const mostOfRuns = 20
const notStated = cell('not stated', 'missing')

/** Which rows were used: the reading, the reconciliation and what else the folder holds. */
export function dataSection(input: ReportInput): Section {
  const { table: summary } = input
  const excluded = Object.values(summary.excluded).reduce((sum, rows) => sum + rows, 0)
  return {
    title: 'Data and reconciliation',
    lead:
      `${count(summary.rows, 'row was', 'rows were')} read: ${number(summary.used)} used and ${number(excluded)} excluded. ` +
      (summary.rows === summary.used + excluded ? 'The counts add up.' : 'The counts do not add up.'),
    placing: 'flow',
    blocks: [
      heading('How the table was read'),
      table([column('Part', 'left', 1), column('As read', 'left', 3)], readingRows(input)),
      heading('Rows read, used and excluded'),
      reconciliation(input, excluded),
      heading('What the folder holds'),
      ...foundBlocks(input.scan),
    ],
  }
}

function readingRows(input: ReportInput): Row[] {
  const { table: summary } = input
  const { reading } = summary
  const rule = reading.orientation === 'high' ? 'score ≥ threshold' : 'score ≤ threshold'
  const facts: [string, Cell][] = [
    ['File', cell(reading.path, 'mono')],
    ['SHA-256', cell(grouped(summary.sha256), 'hash')],
    ['Label', cell(reading.label, 'mono')],
    ['Positive class (default)', cell(summary.positive, 'mono')],
    ['Negative class (good)', cell(summary.negative, 'mono')],
    ['Score', cell(reading.score, 'mono')],
    ['Orientation', cell(`A ${reading.orientation} score means the positive class; positive when ${rule}`)],
    ['Scores', cell(`${count(summary.distinctScores, 'distinct value', 'distinct values')} from ${threshold(summary.scoreRange[0])} to ${threshold(summary.scoreRange[1])}`)],
    ['Area under the ROC curve', cell(shortened(summary.auc, 6))],
    ['Period and population', notStated],
  ]
  return facts.map(([name, value]) => row([cell(name), value]))
}

function reconciliation(input: ReportInput, excluded: number): Block {
  const { table: summary } = input
  const share = (value: number, of: number) => cell(of === 0 ? 'none' : value > 0 && value / of < 0.0001 ? '< 0.01\u202f%' : percent(value / of, 2))
  const line = (name: string, value: number, of: number, emphasis: Row['emphasis'] = 'none') =>
    row([cell(name), cell(number(value)), share(value, of)], emphasis)
  return table(
    [column('Rows', 'left', 1), column('Count', 'right'), column('Share', 'right')],
    [
      line(`Positive (${summary.positive})`, summary.positives, summary.rows),
      line(`Negative (${summary.negative})`, summary.negatives, summary.rows),
      line('Used', summary.used, summary.rows, 'total'),
      ...exclusionCauses.map((cause) => line(`Excluded: ${exclusionWords[cause]}`, summary.excluded[cause], summary.rows)),
      ...(summary.malformed?.causes ?? []).map(({ cause, rows, places }) =>
        line(`Excluded: malformed, ${malformedWords[cause]} (${placesText(places, rows)})`, rows, summary.rows),
      ),
      line('Excluded', excluded, summary.rows, 'total'),
      line('Read = used + excluded', summary.rows, summary.rows, 'total'),
    ],
  )
}

/** Places that are printed before the rest is only counted. */
const placesPrinted = 6

function placesText(places: readonly RowPlace[], rows: number): string {
  const named = places.slice(0, placesPrinted).map((place) => `${number(place.number)}${place.file === null ? '' : ` of ${place.file}`}`)
  const rest = rows - named.length
  return `${rows === 1 ? 'line' : 'lines'} ${named.join(', ')}${rest > 0 ? ` and ${number(rest)} more` : ''}`
}

function foundBlocks(scan: Scan): Block[] {
  const rows = [
    ...scan.stores.map((store) => found(
      store.kind === 'sqlite' ? 'Tracking store (SQLite)' : 'Tracking store (files)',
      store.path,
      `${count(store.runs.active, 'active run', 'active runs')}, ${number(store.runs.deleted)} deleted; ` +
        `${count(store.registeredModels, 'registered model', 'registered models')}`,
    )),
    ...scan.predictions.map((item) => found('Prediction table', item.path, count(item.rows, 'row', 'rows'))),
    ...scan.decisions.map((item) => found(
      'Decision table',
      item.path,
      `${count(item.rows, 'row', 'rows')}; ${item.decision} on ${item.score} implies a threshold above ` +
        `${item.impliedThreshold.above === null ? 'no bound' : threshold(item.impliedThreshold.above)}, at most ` +
        `${item.impliedThreshold.atMost === null ? 'no bound' : threshold(item.impliedThreshold.atMost)}` +
        (item.contradictions === 0 ? '' : `; ${count(item.contradictions, 'row contradicts', 'rows contradict')} a single cut`),
    )),
    ...scan.models.map((item) => found(
      'Model',
      item.path,
      [item.format, item.className ?? 'class not read', item.features === null ? 'features not read' : count(item.features, 'feature', 'features')].join('; '),
    )),
    ...mentionRows(scan),
    ...(scan.runMentions ?? []).slice(0, mostOfRuns).map(({ path, source, printed }) => found('Run', path, `${source} ${printed}`)),
  ]
  return rows.length === 0
    ? [prose('The folder holds no store, decision table, model or mention that was recognised.')]
    : [table([column('Kind'), column('File', 'left', 3), column('What was read', 'left', 4)], rows)]
}

/** One row for each file that mentions a threshold, a cost or an objective; equal statements share a line. */
function mentionRows(scan: Scan): Row[] {
  return [...new Set(scan.mentions.map((item) => item.path))].map((path) => {
    const statements = new Map<string, number[]>()
    for (const item of scan.mentions.filter((mention) => mention.path === path)) {
      const statement = `${item.name} ${item.printed}`
      statements.set(statement, [...(statements.get(statement) ?? []), item.line])
    }
    const text = [...statements].map(([statement, numbers]) => [span(`${statement} (${lineList(numbers)})`)])
    return row([cell('Mentions'), cell(path, 'mono'), lines(...text)])
  })
}

function found(kind: string, path: string, what: string): Row {
  return row([cell(kind), cell(path, 'mono'), lines([span(what)])])
}
