import type { Cut } from '../../../contract/recommendation.ts'
import { cell, column, heading, prose, row, table, type Block, type Row, type Section } from '../document.ts'
import { judgementOf } from '../judgement-of.ts'
import { number, percent, range, shortened, signed, threshold } from '../number-format.ts'
import { recordedGroups, recordedName } from '../recorded-groups.ts'
import type { ReportInput } from '../report-input.ts'
import { costChart, distributionChart, ratioChart } from '../threshold-charts.ts'
import { cellWords, objectiveName } from '../words.ts'

/** What the threshold does on these rows, with its charts and the other objectives. */
export function resultsSection(input: ReportInput): Section {
  const { view } = input
  return {
    title: 'Results',
    lead: `${view.answer.decisive} ${view.answer.caveat}`,
    placing: 'flow',
    blocks: [
      costChart(input, 5, 122),
      heading(`What happens to ${number(view.recommendation.used)} applicants`),
      outcomeTable(input),
      { kind: 'columns', left: [ratioChart(input)], right: [distributionChart(input)] },
      ...(judgementOf(input).uncertainty === null ? [heading('How sure the threshold is'), ...uncertainty(input)] : []),
      ...gridTable(input),
      ...objectiveTable(input),
    ],
  }
}

function outcomeTable(input: ReportInput): Block {
  const { view } = input
  const { optimum } = view.recommendation
  const recorded = recordedGroups(view.recorded, input.scan).slice(0, 2)
  const cuts: Cut[] = [optimum, ...recorded.map((group) => group.comparison.cut)]
  const line = (name: string, value: (cut: Cut) => string, emphasis: Row['emphasis'] = 'none') =>
    row([cell(name, emphasis === 'total' ? 'strong' : 'plain'), ...cuts.map((cut, index) => cell(value(cut), index === 0 || emphasis === 'total' ? 'strong' : 'plain'))], emphasis)
  return table(
    [
      column('Outcome', 'left', 1),
      column(`${view.shortThreshold}\nrecommended`, 'right'),
      ...recorded.map((group) => column(`${recordedName(group)}\nrecorded`, 'right')),
    ],
    [
      line(cellWords.tp, (cut) => number(cut.tp)),
      line(cellWords.fn, (cut) => number(cut.fn)),
      line(cellWords.fp, (cut) => number(cut.fp)),
      line(cellWords.tn, (cut) => number(cut.tn)),
      line('Share of defaults refused (recall)', (cut) => percent(cut.tp / (cut.tp + cut.fn))),
      line('Share of good customers refused (false positive rate)', (cut) => percent(cut.fp / (cut.fp + cut.tn))),
      line('Defaults among the refused (precision)', (cut) => (cut.tp + cut.fp === 0 ? 'none refused' : percent(cut.tp / (cut.tp + cut.fp)))),
      line('Cost, units', (cut) => number(cut.cost), 'total'),
    ],
  )
}

function uncertainty(input: ReportInput): Block[] {
  const { withinOnePercent, recommendation } = input.view
  const rows: [string, string][] = [
    ['Thresholds that cost at most 1\u202f% more than the least', range(...withinOnePercent)],
    [
      'Thresholds whose cost cannot be told from the least (paired, 95\u202f%)',
      recommendation.indistinguishable === null ? 'not computed' : range(...recommendation.indistinguishable),
    ],
    [
      input.bootstrap === null
        ? 'Bootstrap interval of the threshold (percentiles, 95\u202f%)'
        : `Bootstrap interval of the threshold (percentiles, 95\u202f%; ${number(input.bootstrap.resamples)} resamples, seed ${input.bootstrap.seed})`,
      recommendation.interval95 === null ? 'not computed: no bootstrap was asked for' : range(...recommendation.interval95),
    ],
  ]
  return [
    table(
      [column('Statement', 'left', 1), column('Thresholds', 'left')],
      rows.map(([name, value]) => row([cell(name), cell(value, value.startsWith('not computed') ? 'missing' : 'plain')])),
    ),
    prose('These are three different statements. The first is about money, the second about the difference between two costs on these rows, the third about the place of the least cost.'),
  ]
}

function gridTable(input: ReportInput): Block[] {
  const { grids, optimum } = input.view.recommendation
  if (grids.length === 0) return []
  return [
    heading('If thresholds are searched on a grid'),
    table(
      [column('Step'), column('Best threshold', 'left', 1), column('False negatives', 'right'), column('False positives', 'right'), column('Cost', 'right'), column('Against exact', 'right')],
      grids.map((grid) => row([
        cell(String(grid.step)), cell(threshold(grid.threshold)), cell(number(grid.fn)), cell(number(grid.fp)),
        cell(number(grid.cost)), cell(signed(grid.cost - optimum.cost)),
      ])),
    ),
  ]
}

function objectiveTable(input: ReportInput): Block[] {
  const { objectives, theoretical } = input.view.recommendation
  const rows = objectives.map((item) => row([
    cell(objectiveName(item.kind, item.parameters)), cell(threshold(item.threshold)), cell(shortened(item.value, 6)),
  ]))
  return [
    heading('If another objective were used'),
    ...(rows.length === 0 ? [] : [table([column('Objective', 'left', 1), column('Its best threshold', 'left', 1), column('Its value', 'left')], rows)]),
    prose(
      `The theoretical threshold for calibrated probabilities is ${shortened(theoretical.threshold, 6)} (Elkan 2001); on these rows it costs ` +
        `${number(theoretical.cost)} units. It holds only where the score is a calibrated probability.`,
    ),
  ]
}
