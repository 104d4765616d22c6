import type { RecordedThreshold } from '../../../contract/scan.ts'
import { cell, column, heading, lines, prose, row, span, table, type Block, type Section } from '../document.ts'
import { count, number, shortened, smallPercent, threshold } from '../number-format.ts'
import { placeLines, recordedContains, recordedGroups, recordedName, type RecordedGroup } from '../recorded-groups.ts'
import type { ReportInput } from '../report-input.ts'
import { objectiveName } from '../words.ts'
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

/** One paragraph: what the recorded value costs more, whether that can be told from chance, and what reproduces it. */
export function whyNotRecorded(input: ReportInput, group: RecordedGroup): string {
  const { regret, distinguishable } = group.comparison
  const name = recordedName(group)
  if (regret === 0) return `On these rows ${name} costs the same as the recommended ${input.view.shortThreshold}.`
  const told = distinguishable
    ? 'The difference is larger than chance explains on these rows (paired, 95\u202f%).'
    : 'The difference cannot be told from chance on these rows (paired, 95\u202f%).'
  const sentences = reproductions(input, group)
  return [`It costs ${number(regret)} units more on these rows${moreThanBest(input, regret)}.`, told, ...sentences].join(' ')
}

/** The same in the space that a page of decisions has: the cost, and the first thing that reproduces the value. */
export function whyNotBriefly(input: ReportInput, group: RecordedGroup): string {
  const { regret, distinguishable } = group.comparison
  const told = distinguishable ? 'more than chance explains' : 'which cannot be told from chance'
  const [first = ''] = reproductions(input, group)
  return `It costs ${number(regret)} units more${moreThanBest(input, regret)}, ${told}. ${first}`
}

function moreThanBest(input: ReportInput, regret: number): string {
  const least = input.view.recommendation.optimum.cost
  return least === 0 ? '' : `, ${smallPercent(regret / least)} more than ${input.view.shortThreshold}`
}

/** An interval wider than this share of the range of scores holds the optimum of many objectives, and tells nothing. */
const tellingShare = 0.05

/** What reproduces a recorded value on these rows, and what doesn't; the likeliest first. */
function reproductions(input: ReportInput, group: RecordedGroup): string[] {
  const [place] = group.places
  if (place === undefined) return []
  const { objectives, grids, optimum } = input.view.recommendation
  const name = recordedName(group)
  const [lowest, highest] = input.table.scoreRange
  const width = (place.interval[1] ?? highest) - (place.interval[0] ?? lowest)
  if (width > tellingShare * (highest - lowest)) {
    return [`${name} stands for so wide an interval, ${intervalText(place)}, that what led to it cannot be told.`]
  }
  const holds = (value: number | null) => value !== null && recordedContains(place, value)
  const found: string[] = []
  const objective = objectives.find((item) => holds(item.threshold) && item.threshold !== optimum.threshold)
  const grid = grids.find((item) => holds(item.threshold))
  if (objective !== undefined) {
    found.push(`Maximising ${objectiveName(objective.kind, objective.parameters)} reproduces it (${shortened(objective.threshold ?? 0, 7)})${stated(input, objective.parameters)}.`)
  }
  if (holds(optimum.threshold)) found.push(`Rounding the recommended ${input.view.shortThreshold} reproduces it.`)
  if (grid !== undefined) found.push(`A grid of ${grid.step} at the stated costs reproduces it.`)
  const [finest] = grids.toSorted((a, b) => a.step - b.step)
  if (grid === undefined && finest !== undefined) {
    found.push(`No grid that was tried reproduces it at the stated costs: a grid of ${finest.step} gives ${threshold(finest.threshold)}.`)
  }
  if (objective === undefined && grid === undefined && !holds(optimum.threshold)) {
    found.push(`Why ${name} is recorded cannot be told from this evidence.`)
  }
  return found
}

/** The place in the folder that states a parameter of the objective, as corroboration. */
function stated(input: ReportInput, parameters: Readonly<Record<string, number>>): string {
  const values = Object.values(parameters)
  const mention = input.scan.mentions.find((item) => item.kind === 'objective' && values.includes(item.value))
  return mention === undefined ? '' : `, and ${mention.path}:${mention.line} states ${mention.name} ${mention.printed}`
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
