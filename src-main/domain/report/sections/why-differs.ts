import type { Explanation, ExplanationResult } from '../../../contract/explanation.ts'
import type { Dismissal } from '../../../contract/inventory.ts'
import { subjectPlace } from '../../../contract/inventory.ts'
import { objectiveChart } from '../charts/objective.ts'
import { cell, column, heading, lines, prose, row, span, table, type Block, type Cell, type Chart, type Section } from '../document.ts'
import { drawnExplanations } from '../drawn-explanations.ts'
import { count, threshold } from '../number-format.ts'
import type { ExplainedThreshold, ReportInput } from '../report-input.ts'

const verdictWords: Readonly<Record<Explanation['verdict'], string>> = {
  reproduces: '✓ Reproduces',
  refuted: '× Refuted',
  'cannot-tell': '? Cannot be told',
}

const verdicts = ['reproduces', 'cannot-tell', 'refuted'] as const

const chartWidth = 243
/** Against the least cost and the likeliest other values; the attached record has them all. */
const mostBreakEvens = 3

/** Which explanations of a recorded threshold stand and fall on these rows, and what remains unknown. */
export function whyDiffersSection(input: ReportInput): Section {
  const { explained } = input
  return {
    title: 'Why a recorded threshold differs',
    lead: explained.length === 0
      ? 'No recorded threshold was found in the folder, so there is none to explain.'
      : `Every explanation is tested on the same rows for ${explained.length === 1 ? 'the likeliest recorded value' : `the ${count(explained.length, 'likeliest recorded value', 'likeliest recorded values')}`}: it reproduces the value, is refuted by a number, or cannot be told.`,
    placing: 'flow',
    blocks: [...explained.flatMap(explainedBlocks), ...dismissedBlocks(input.dismissals)],
  }
}

function explainedBlocks({ name, result, problem }: ExplainedThreshold): Block[] {
  if (result === null) return [heading(name), prose(`Why it differs was not computed. ${problem}`)]
  const { answer, explanations } = result
  return [
    heading(`Why does ${name} differ?`),
    prose(span(answer.decisive, 'strong'), ` ${answer.rest}`),
    ...charts(result, name),
    explanationTable(explanations),
    prose(result.multipleTesting.sentence),
    ...paragraph([result.regretSentence, result.impliedCostRatioSentence, ...result.breakEvens.slice(0, mostBreakEvens).map(({ sentence }) => sentence)]),
    ...unknown(result),
    ...toDo(result),
  ]
}

function explanationTable(explanations: readonly Explanation[]): Block {
  const ordered = verdicts.flatMap((verdict) => explanations.filter((item) => item.verdict === verdict))
  return table(
    [column('Explanation', 'left', 3), column('Verdict'), column('Leads to'), column('Because', 'left', 6)],
    ordered.map((item) => row([
      titleCell(item, explanations),
      cell(verdictWords[item.verdict], item.verdict === 'reproduces' ? 'strong' : 'plain'),
      item.threshold === null ? cell(item.verdict === 'cannot-tell' ? 'not told' : 'none', 'missing') : cell(short(item.threshold)),
      becauseCell(item),
    ])),
  )
}

function titleCell(item: Explanation, all: readonly Explanation[]): Cell {
  const same = all.find(({ id }) => id === item.sameStatementAs)
  return same === undefined ? cell(item.title) : lines([span(item.title)], [span(`the same in other words: ${same.title}`, 'quiet')])
}

function becauseCell({ because, corroboration, chance, favoured }: Explanation): Cell {
  const places = corroboration.map(({ path, line, text }) => `${path}${line === null ? '' : `:${line}`}: ${text}`)
  return lines(
    [span(because)],
    ...(chance === null ? [] : [[span(chance.sentence, 'quiet')]]),
    ...(favoured === null ? [] : [[span(favoured, 'quiet')]]),
    ...places.map((place) => [span(place, 'quiet')]),
  )
}

/** Thresholds in this table tell explanations apart; seven digits do that. */
function short(value: number): string {
  const whole = threshold(value)
  return whole.length <= 9 ? whole : String(Number(value.toPrecision(7))).replace('-', '\u2212')
}

/** The likeliest explanation that reproduces the value beside the likeliest that is refuted, on one range. */
function charts(result: ExplanationResult, name: string): Block[] {
  const chosen = drawnExplanations(result)
  if (chosen.length === 0) return []
  const points = [result.recorded.value, ...chosen.flatMap((item) => item.threshold ?? [])]
  const room = Math.max(Math.max(...points) - Math.min(...points), Math.abs(result.recorded.value) * 0.1) * 0.5
  const range: [number, number] = [Math.min(...points) - room, Math.max(...points) + room]
  const drawn = chosen.map((item) => chartOf(item, result, name, range))
  const [left, right] = drawn
  if (left === undefined) return []
  return right === undefined ? [left] : [{ kind: 'columns', left: [left], right: [right] }]
}

function chartOf(item: Explanation, { recorded }: ExplanationResult, name: string, range: readonly [number, number]): Chart {
  const own = item.threshold === null ? 'no threshold' : short(item.threshold)
  return {
    kind: 'chart',
    title: item.title,
    note: `${verdictWords[item.verdict]}: ${item.curve?.name ?? ''}`,
    svg: objectiveChart({
      curve: item.curve ?? { thresholds: [], values: [] }, recorded: { value: recorded.value, name },
      own: item.threshold, ownName: own, range, width: chartWidth, height: 96,
    }),
    width: chartWidth,
    alt: `${item.curve?.name ?? item.title} around the recorded ${name}; its own best threshold is ${own}.`,
  }
}

function paragraph(sentences: readonly string[]): Block[] {
  const text = [...new Set(sentences)].filter((sentence) => sentence !== '').join(' ')
  return text === '' ? [] : [prose(text)]
}

function unknown(result: ExplanationResult): Block[] {
  const open = result.explanations.filter(({ verdict }) => verdict === 'cannot-tell').map(({ title, because }) => ({ title, text: because }))
  const items = result.answer.caveat === '' ? open : [...open, { title: '', text: result.answer.caveat }]
  return items.length === 0 ? [] : [heading('What remains unknown'), { kind: 'numbered', items }]
}

function toDo({ actions }: ExplanationResult): Block[] {
  if (actions.length === 0) return []
  const place = (path: string | null, line: number | null) => (path === null ? '' : ` (${path}${line === null ? '' : `:${line}`})`)
  return [
    heading('What to do'),
    { kind: 'numbered', items: actions.map(({ text, path, line }) => ({ title: '', text: path !== null && text.includes(path) ? text : `${text}${place(path, line)}` })) },
  ]
}

/** What a person set aside, so that nobody has to wonder where it went. */
function dismissedBlocks(dismissals: readonly Dismissal[]): Block[] {
  if (dismissals.length === 0) return []
  return [
    heading('Set aside as false hits'),
    prose('These values of the folder were found and set aside by a person; no number of this report uses them.'),
    table(
      [column('Value'), column('Where', 'left', 3), column('Reason', 'left', 4), column('By, when')],
      dismissals.map(({ subject, reason, actor, at }) => row([
        cell(subject.printed), cell(subjectPlace(subject)), cell(reason), lines([span(actor)], [span(utc(at), 'quiet')]),
      ])),
    ),
  ]
}

function utc(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
