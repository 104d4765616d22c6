import { cell, column, prose, row, span, table, type Block, type Section, heading } from '../document.ts'
import { count, number, smallPercent, threshold } from '../number-format.ts'
import { recordedContains, recordedGroups, type RecordedGroup } from '../recorded-groups.ts'
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
    ownPage: false,
    blocks: [
      cutTable([bestRow(input.view), ...groups.map((group) => recordedRow(group, 'whole')), ...referenceRows(input.view, true)]),
      prose(toldApartNote),
      ...(groups.length === 0 ? [] : intervals(groups)),
      ...groups.slice(0, 5).flatMap((group) => [heading(`Why not ${printedValue(group)}`), prose(whyNotRecorded(input, group))]),
    ],
  }
}

/** One paragraph: what the recorded value costs more, whether that can be told from chance, and what reproduces it. */
export function whyNotRecorded(input: ReportInput, group: RecordedGroup): string {
  const { regret, distinguishable } = group.comparison
  const least = input.view.recommendation.optimum.cost
  const name = printedValue(group)
  if (regret === 0) return `On these rows ${name} costs the same as the recommended ${input.view.shortThreshold}.`
  const share = least === 0 ? '' : `, ${smallPercent(regret / least)} more than ${input.view.shortThreshold}`
  const told = distinguishable
    ? 'The difference is larger than chance explains on these rows (paired, 95\u202f%).'
    : 'The difference cannot be told from chance on these rows (paired, 95\u202f%).'
  return `It costs ${number(regret)} units more on these rows${share}. ${told} ${reproducedBy(input, group)}`
}

function reproducedBy(input: ReportInput, group: RecordedGroup): string {
  const [place] = group.places
  if (place === undefined) return ''
  const { objectives, grids } = input.view.recommendation
  const hit = objectives.find((item) => item.threshold !== null && recordedContains(place, item.threshold))
  const grid = grids.find((item) => item.threshold !== null && recordedContains(place, item.threshold))
  const name = printedValue(group)
  const sentences: string[] = []
  if (hit !== undefined) {
    sentences.push(`Maximising ${objectiveName(hit.kind, hit.parameters)} reproduces ${name} (its optimum is ${threshold(hit.threshold)})${stated(input, hit.parameters)}.`)
  }
  if (grid !== undefined) sentences.push(`A grid of ${grid.step} at the stated costs reproduces ${name}.`)
  const [finest] = grids.toSorted((a, b) => a.step - b.step)
  if (grid === undefined && finest !== undefined) {
    sentences.push(`No grid that was tried reproduces it at the stated costs: a grid of ${finest.step} gives ${threshold(finest.threshold)}.`)
  }
  if (hit === undefined && grid === undefined) sentences.push(`Why ${name} is recorded cannot be told from this evidence.`)
  return sentences.join(' ')
}

/** The place in the folder that states a parameter of the objective, as corroboration. */
function stated(input: ReportInput, parameters: Readonly<Record<string, number>>): string {
  const values = Object.values(parameters)
  const mention = input.scan.mentions.find((item) => item.kind === 'objective' && values.includes(item.value))
  return mention === undefined ? '' : `, and ${mention.path}:${mention.line} states ${mention.name} ${mention.printed}`
}

function printedValue(group: RecordedGroup): string {
  return group.places[0]?.printed ?? String(group.value)
}

function intervals(groups: readonly RecordedGroup[]): Block[] {
  return [
    heading('What each recorded value stands for'),
    prose('A printed value stands for every value that rounds to it; decisions bound the threshold that made them.'),
    table(
      [column('Recorded'), column('Stands for', 'left', 2), column('Where', 'left', 3)],
      groups.flatMap((group) => group.places.map((place) => {
        const [low, high] = place.interval
        const closed = place.origin === 'decisions'
        const text = `${closed || low === null ? '(' : '['}${low === null ? '−∞' : threshold(low)}, ${high === null ? '+∞' : threshold(high)}${closed && high !== null ? ']' : ')'}`
        return row([cell(place.printed), cell(text), { lines: [[span(place.source)], ...(place.run === null ? [] : [[span(place.run.id, 'mono')]])], mark: null }])
      })),
    ),
  ]
}
