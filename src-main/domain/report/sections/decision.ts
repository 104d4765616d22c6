import { heading, prose, type Block, type Section } from '../document.ts'
import { currencyOf, judgementOf } from '../judgement-of.ts'
import { number, percent, ratio, smallPercent, threshold } from '../number-format.ts'
import { recordedGroups, recordedName, type RecordedGroup } from '../recorded-groups.ts'
import type { ReportInput } from '../report-input.ts'
import { costChart } from '../threshold-charts.ts'
import { bestRow, cutTable, recordedRow, referenceRows, type CutRow } from './cut-table.ts'
import { whyNotBriefly } from './recorded.ts'
import { signatures } from './sign-off.ts'
import { adoptedBlocks, signerBlocks } from './signers.ts'

/** One page of decisions holds this many recorded values; the section on recorded thresholds has them all. */
const mostRecorded = 3

/** The numbers of the sections that this page points to. */
export interface SectionNumbers {
  readonly recorded: number
  readonly limitations: number
}

/** Of a report in which nothing is judged beside the recommendation. */
const draftNumbers: SectionNumbers = { recorded: 6, limitations: 8 }

/** The page that a committee reads: the sentence, the figures, the curve, the alternatives, the signatures. */
export function decisionSection(input: ReportInput, limitationTitles: readonly string[], numbers: SectionNumbers = draftNumbers): Section {
  const { view } = input
  const groups = recordedGroups(view.recorded, input.scan)
  const rows = [bestRow(view), ...groups.slice(0, mostRecorded).map((group) => recordedRow(group, 'short')), ...half(input, groups)]
  return {
    title: 'Decision',
    lead: `Table ${view.reading.path}, score ${view.reading.score} against label ${view.reading.label}.`,
    placing: 'page',
    blocks: [
      { kind: 'answer', ...view.answer },
      ...underChoices(input),
      ...(input.review === null ? [] : adoptedBlocks(input.review)),
      { kind: 'figures', items: keyFigures(input, groups[0]) },
      costChart(input, mostRecorded, 88),
      cutTable(rows),
      prose(rowsNote(input, rows, groups.length, numbers)),
      { kind: 'columns', left: whyNot(input, groups), right: whatLimits(limitationTitles, numbers) },
      ...(input.review === null ? [signatures(true)] : signerBlocks(input.review)),
    ],
  }
}

/** Where payoffs, amounts, a share of defaults or constraints lead to another threshold, the committee must read it here. */
function underChoices(input: ReportInput): Block[] {
  const { choices } = judgementOf(input)
  if (choices === null) return []
  if (choices.infeasible !== null) return [prose({ text: choices.infeasible, style: 'strong' })]
  const chosen = choices.recommended?.cut.threshold ?? null
  if (chosen === input.view.recommendation.optimum.threshold) return []
  return [prose({ text: `Under what the bank chose, threshold ${threshold(chosen)}: ${choices.sentence}`, style: 'strong' })]
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
    costFigure(input),
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
      label: `Saved against ${recordedName(first)}`,
      value: number(regret),
      note: cut.cost === 0 ? currencyOf(input) || 'units' : `${smallPercent(regret / cut.cost)} of ${number(cut.cost)}`,
    },
  ]
}

/** The cost on rows that did not choose the threshold, where there are such; else that on all rows, as the table below has it. */
function costFigure(input: ReportInput) {
  const { view, judgement } = input
  const unit = currencyOf(input) || 'units'
  const held = judgement?.heldOut ?? null
  const at = ratio(view.costs.fn, view.costs.fp)
  if (held === null) return { label: `Cost at ${at}`, value: number(view.recommendation.optimum.cost), note: `${unit} on ${number(view.recommendation.used)} rows` }
  const { value, low, high } = held.judgedPerThousand
  const short = (cost: number) => number(Number(cost.toPrecision(4)))
  return {
    label: `Cost at ${at}, other rows`,
    value: short(value),
    note: `per 1,000 that did not choose (95\u202f%: ${short(low)} to ${short(high)}); ${short(held.chosenPerThousand)} where chosen`,
  }
}

function rowsNote(input: ReportInput, rows: readonly CutRow[], recorded: number, numbers: SectionNumbers): string {
  const { recommendation } = input.view
  const parts = [`${number(recommendation.positives)} of ${number(recommendation.used)} rows are defaults.`]
  if (rows.some((item) => item.distinguishable === false)) parts.push('≈ cannot be told from chance (paired, 95\u202f%).')
  if (recorded > mostRecorded) parts.push(`All ${number(recorded)} recorded values: section ${numbers.recorded}.`)
  return parts.join(' ')
}

function whyNot(input: ReportInput, groups: readonly RecordedGroup[]): Block[] {
  const costly = groups.filter((group) => group.comparison.regret !== 0)
  // The value that is explained first says most; its sentence is that of the section on why it differs.
  const first = costly.find((group) => group.value === input.explained[0]?.value) ?? costly[0]
  if (first === undefined) {
    return [heading('Recorded thresholds'), prose(groups.length === 0 ? 'No recorded threshold was found in the folder.' : 'The recorded threshold costs the same as the recommended one.')]
  }
  return [heading(`Why not ${recordedName(first)}`), prose(whyNotBriefly(input, first)), ...secondWhyNot(groups, first)]
}

function secondWhyNot(groups: readonly RecordedGroup[], first: RecordedGroup): Block[] {
  const [second] = groups
    .filter((group) => group !== first && group.comparison.regret !== 0)
    .toSorted((a, b) => a.comparison.regret - b.comparison.regret)
  if (second === undefined) return []
  const { regret, distinguishable } = second.comparison
  const name = recordedName(second)
  const told = distinguishable ? 'a difference larger than chance explains' : 'a difference that cannot be told from chance'
  return [prose(`${name} costs ${number(regret)} units more, ${told} on these rows.`)]
}

function whatLimits(titles: readonly string[], { limitations }: SectionNumbers): Block[] {
  const shown = titles.slice(0, 4)
  return [
    heading('What limits this'),
    { kind: 'numbered', items: shown.map((title) => ({ title: '', text: `${title}.` })) },
    prose(titles.length > shown.length ? `${number(titles.length - shown.length)} more, and the wording of each: section ${limitations}.` : `The wording of each: section ${limitations}.`),
  ]
}
