import { heading, prose, type Block, type Section } from '../document.ts'
import { number, percent, ratio, smallPercent } from '../number-format.ts'
import { chartName } from '../charts/cost-curve.ts'
import { recordedGroups, type RecordedGroup } from '../recorded-groups.ts'
import type { ReportInput } from '../report-input.ts'
import { costChart } from '../threshold-charts.ts'
import { bestRow, cutTable, recordedRow, referenceRows, toldApartNote, type CutRow } from './cut-table.ts'
import { whyNotRecorded } from './recorded.ts'
import { signatures } from './sign-off.ts'

/** One page of decisions holds this many recorded values; the section on recorded thresholds has them all. */
const mostRecorded = 3

/** The page that a committee reads: the sentence, the figures, the curve, the alternatives, the signatures. */
export function decisionSection(input: ReportInput, limitationTitles: readonly string[]): Section {
  const { view } = input
  const groups = recordedGroups(view.recorded, input.scan)
  const rows = [bestRow(view), ...groups.slice(0, mostRecorded).map((group) => recordedRow(group, 'short')), ...half(input, groups)]
  return {
    title: 'Decision',
    lead: `Table ${view.reading.path}, score ${view.reading.score} against label ${view.reading.label}.`,
    ownPage: true,
    blocks: [
      { kind: 'answer', ...view.answer },
      { kind: 'figures', items: keyFigures(input, groups[0]) },
      costChart(input, mostRecorded, 98),
      cutTable(rows),
      prose(rowsNote(input, rows, groups.length)),
      { kind: 'columns', left: whyNot(input, groups), right: whatLimits(limitationTitles) },
      signatures(true),
    ],
  }
}

/** 0.5, the default of libraries, unless a record already states it. */
function half(input: ReportInput, groups: readonly RecordedGroup[]): CutRow[] {
  if (groups.some((group) => group.value === 0.5)) return []
  const index = input.view.references.findIndex((reference) => reference.cut.threshold === 0.5)
  return index < 0 ? [] : referenceRows(input.view, false).slice(index, index + 1)
}

function keyFigures(input: ReportInput, first: RecordedGroup | undefined) {
  const { view } = input
  const { optimum, used } = view.recommendation
  const approved = optimum.tn + optimum.fn
  const items = [
    {
      label: `Cost at ${ratio(view.costs.fn, view.costs.fp)}`,
      value: number(optimum.cost),
      note: `units on ${number(used)} rows`,
    },
    { label: 'Approved', value: percent(approved / used), note: `${number(approved)} rows` },
    {
      label: 'Defaults among the approved',
      value: approved === 0 ? 'none approved' : percent(optimum.fn / approved, 2),
      note: `${number(optimum.fn)} of ${number(approved)}`,
    },
  ]
  if (first === undefined) return [...items, { label: 'Recorded thresholds', value: 'none', note: 'nothing to compare with' }]
  const { cut, regret } = first.comparison
  return [
    ...items,
    {
      label: `Saved against ${first.places[0]?.printed ?? String(first.value)}`,
      value: number(regret),
      note: cut.cost === 0 ? 'units' : `${smallPercent(regret / cut.cost)} of ${number(cut.cost)}`,
    },
  ]
}

function rowsNote(input: ReportInput, rows: readonly CutRow[], recorded: number): string {
  const { recommendation } = input.view
  const parts = [`On ${number(recommendation.used)} rows, of which ${number(recommendation.positives)} are defaults.`]
  if (rows.some((item) => item.distinguishable === false)) parts.push(toldApartNote)
  if (recorded > mostRecorded) parts.push(`${number(recorded - mostRecorded)} more recorded values are in the section on recorded thresholds.`)
  return parts.join(' ')
}

function whyNot(input: ReportInput, groups: readonly RecordedGroup[]): Block[] {
  const [first] = groups.filter((group) => group.comparison.regret !== 0)
  if (first === undefined) {
    return [heading('Recorded thresholds'), prose(groups.length === 0 ? 'No recorded threshold was found in the folder.' : 'The recorded threshold costs the same as the recommended one.')]
  }
  const name = first.places[0]?.printed ?? String(first.value)
  return [heading(`Why not ${name}`), prose(whyNotRecorded(input, first)), ...secondWhyNot(groups, first)]
}

function secondWhyNot(groups: readonly RecordedGroup[], first: RecordedGroup): Block[] {
  const [second] = groups
    .filter((group) => group !== first && group.comparison.regret !== 0)
    .toSorted((a, b) => a.comparison.regret - b.comparison.regret)
  if (second === undefined) return []
  const { regret, distinguishable } = second.comparison
  const name = chartName(second.value)
  const told = distinguishable ? 'a difference larger than chance explains' : 'a difference that cannot be told from chance'
  return [prose(`${name} costs ${number(regret)} units more, ${told} on these rows.`)]
}

function whatLimits(titles: readonly string[]): Block[] {
  const shown = titles.slice(0, 4)
  return [
    heading('What limits this'),
    { kind: 'numbered', items: shown.map((title) => ({ title: '', text: `${title}.` })) },
    prose(titles.length > shown.length ? `${number(titles.length - shown.length)} more, and the wording of each, are in the section on limitations.` : 'The wording of each is in the section on limitations.'),
  ]
}
