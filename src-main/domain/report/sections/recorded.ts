import type { RecordedThreshold } from '../../../contract/scan.ts'
import { cell, column, heading, lines, prose, row, span, table, type Block, type Section } from '../document.ts'
import { count, number, smallPercent, threshold } from '../number-format.ts'
import { placeLines, recordedGroups, recordedName, type RecordedGroup } from '../recorded-groups.ts'
import type { ReportInput } from '../report-input.ts'
import { bestRow, cutTable, recordedRow, referenceRows, toldApartNote } from './cut-table.ts'

/** Every recorded threshold against the recommendation, and what reproduces it on these rows. */
export function recordedSection(input: ReportInput): Section {
  const groups = recordedGroups(input.view.recorded, input.scan)
  const places = groups.reduce((sum, group) => sum + group.places.length, 0)
  return {
    title: 'Recorded thresholds',
    lead: groups.length === 0
      ? 'No recorded threshold was found in the folder; the reference points are compared instead.'
      : `${count(groups.length, 'value', 'values')} recorded in ${count(places, 'place', 'places')}, against the recommendation on the same rows and costs.`,
    placing: 'flow',
    blocks: [
      cutTable([bestRow(input.view), ...groups.map((group) => recordedRow(group, 'whole')), ...referenceRows(input.view, true)]),
      prose(toldApartNote),
      ...(groups.length === 0 ? [] : intervals(groups)),
      ...groups.slice(0, 5).flatMap((group) => [heading(`Why not ${recordedName(group)}`), prose(whyNotRecorded(input, group))]),
    ],
  }
}

/** One paragraph: what the recorded value costs more, whether that can be told from chance, and why it differs. */
export function whyNotRecorded(input: ReportInput, group: RecordedGroup): string {
  const { regret, distinguishable } = group.comparison
  const name = recordedName(group)
  if (regret === 0) return `On these rows ${name} costs the same as the recommended ${input.view.shortThreshold}.`
  const told = distinguishable
    ? 'The difference is larger than chance explains on these rows (paired, 95\u202f%).'
    : 'The difference cannot be told from chance on these rows (paired, 95\u202f%).'
  return [`It costs ${number(regret)} units more on these rows${moreThanBest(input, regret)}.`, told, explained(input, group)].filter((part) => part !== '').join(' ')
}

/** The same in the space that a page of decisions has. */
export function whyNotBriefly(input: ReportInput, group: RecordedGroup): string {
  const { regret, distinguishable } = group.comparison
  const told = distinguishable ? 'more than chance explains' : 'which cannot be told from chance'
  return `It costs ${number(regret)} units more${moreThanBest(input, regret)}, ${told}. ${explained(input, group)}`.trim()
}

function moreThanBest(input: ReportInput, regret: number): string {
  const least = input.view.recommendation.optimum.cost
  return least === 0 ? '' : `, ${smallPercent(regret / least)} more than ${input.view.shortThreshold}`
}

/** The decisive sentence of the explanation, as the section on why it differs has it; nothing where none was computed. */
function explained(input: ReportInput, group: RecordedGroup): string {
  return input.explained.find(({ value }) => value === group.value)?.result?.answer.decisive ?? ''
}

function intervalText(place: RecordedThreshold): string {
  const [low, high] = place.interval
  const closedAbove = place.origin === 'decisions'
  const from = low === null ? '(−∞' : `${closedAbove ? '(' : '['}${threshold(low)}`
  const to = high === null ? '+∞)' : `${threshold(high)}${closedAbove ? ']' : ')'}`
  return `${from}, ${to}`
}

function intervals(groups: readonly RecordedGroup[]): Block[] {
  return [
    heading('What each recorded value stands for, and where it is recorded'),
    prose('A printed value stands for every value that rounds to it; decisions bound the threshold that made them.'),
    table(
      [column('Recorded'), column('Stands for', 'left', 2), column('Where', 'left', 3)],
      groups.map((group) => row([
        cell(recordedName(group)),
        lines(...[...new Set(group.places.map(intervalText))].map((text) => [span(text)])),
        lines(...placeLines(group).flatMap(({ text, runId }) => (runId === null ? [[span(text)]] : [[span(text)], [span(runId, 'mono')]]))),
      ])),
    ),
  ]
}
