import type { Cut, ThresholdView } from '../../../contract/recommendation.ts'
import { cell, column, row, table, type Block, type Cell, type Mark, type Row, type Span, lines, span } from '../document.ts'
import { number, signed } from '../number-format.ts'
import { placeLines, recordedName, type RecordedGroup } from '../recorded-groups.ts'

export interface CutRow {
  readonly name: Cell
  readonly cut: Cut
  readonly regret: number
  /** Null for the recommendation itself. */
  readonly distinguishable: boolean | null
  readonly best: boolean
}

/** The recommended cut as a row. */
export function bestRow(view: ThresholdView): CutRow {
  const { optimum } = view.recommendation
  const name = { lines: [[span(`${view.shortThreshold}, recommended`, 'strong')]], mark: 'recommended' as Mark }
  return { name, cut: optimum, regret: 0, distinguishable: null, best: true }
}

/** A recorded value as a row: `whole` has every digit and the places that record it, `short` fits a page of decisions. */
export function recordedRow(group: RecordedGroup, form: 'whole' | 'short'): CutRow {
  const whole = group.places[0]?.printed ?? String(group.value)
  const printed = form === 'short' ? recordedName(group) : whole
  const sources = form === 'whole' ? somePlaces(group) : []
  const name: Cell = { lines: [[span(`${printed}, recorded`)], ...sources], mark: 'recorded' }
  return { name, cut: group.comparison.cut, regret: group.comparison.regret, distinguishable: group.comparison.distinguishable, best: false }
}

/** The first two places; the section on recorded thresholds lists them all. */
function somePlaces(group: RecordedGroup): Span[][] {
  const all = placeLines(group)
  const shown = all.slice(0, 2).map(({ text }) => [span(text, 'quiet')])
  return all.length > 2 ? [...shown, [span(`and ${all.length - 2} more`, 'quiet')]] : shown
}

/** The reference points of a view as rows. */
export function referenceRows(view: ThresholdView, notes: boolean): CutRow[] {
  return view.references.map((reference) => ({
    name: { lines: [[span(reference.name)], ...(notes ? [[span(reference.note, 'quiet')]] : [])], mark: 'reference' },
    cut: reference.cut,
    regret: reference.regret,
    distinguishable: reference.distinguishable,
    best: false,
  }))
}

/** Cuts side by side, cheapest first: mistakes, cost and the difference from the recommendation. */
export function cutTable(rows: readonly CutRow[]): Block {
  const ordered = rows.toSorted((a, b) => a.cut.cost - b.cut.cost || Number(b.best) - Number(a.best))
  return table(
    [
      column('Threshold', 'left', 1),
      column('Defaults accepted\n(false negatives)', 'right'),
      column('Good customers refused\n(false positives)', 'right'),
      column('Cost', 'right'),
      column('Against\nrecommended', 'right'),
    ],
    ordered.map(cutRow),
  )
}

/** What is printed under a table of cuts. */
export const toldApartNote = '≈ The difference cannot be told from chance on these rows (paired, 95\u202f%).'

function cutRow(item: CutRow): Row {
  const style = item.best ? 'strong' : 'plain'
  const regret = item.distinguishable === false ? `≈ ${signed(item.regret)}` : signed(item.regret)
  return row(
    [
      item.name,
      cell(number(item.cut.fn), style),
      cell(number(item.cut.fp), style),
      cell(number(item.cut.cost), style),
      item.best ? cell('0', style) : lines([span(regret)]),
    ],
    item.best ? 'best' : 'none',
  )
}
