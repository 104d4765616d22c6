import { moneyText } from '../../../contract/money.ts'
import { cell, column, heading, prose, row, span, table, type Section } from '../document.ts'
import { currencyOf, judgementOf } from '../judgement-of.ts'
import { number, ratio, threshold, interval, count } from '../number-format.ts'
import type { ReportInput } from '../report-input.ts'
import { statedCosts, type Mistake } from '../stated-costs.ts'

/** How the threshold was found: objective, costs and their sources, candidates, tie rule. */
export function methodSection(input: ReportInput): Section {
  const { view, table: summary } = input
  const { optimum } = view.recommendation
  const operator = view.reading.orientation === 'high' ? '≥' : '≤'
  return {
    title: 'Threshold method',
    lead: 'The recommended threshold is the cut with the least expected cost over all cuts that the rows allow.',
    placing: 'flow',
    blocks: [
      heading('Objective'),
      prose(
        'A row is predicted positive when ', span(`score ${operator} threshold`, 'mono'), '. The cost of a threshold is ',
        span('cost = cost of a false negative × false negatives + cost of a false positive × false positives', 'strong'),
        ', computed from exact counts. Costs are compared without rounding.',
      ),
      heading('Costs'),
      table(
        [column('Mistake', 'left', 2), column('Cost', 'right'), column('Where the cost comes from', 'left', 3)],
        [
          row([cell('A default we accepted (false negative)'), cell(moneyText(Number(view.costs.fn), currencyOf(input))), source(input, 'fn')]),
          row([cell('A good customer we refused (false positive)'), cell(moneyText(Number(view.costs.fp), currencyOf(input))), source(input, 'fp')]),
        ],
      ),
      prose(`Ratio ${ratio(view.costs.fn, view.costs.fp)}. ${statedOfCosts(input)}`),
      heading('Candidates, ties and digits'),
      prose(
        `Every distinct score is a candidate (${number(summary.distinctScores)}), and “flag nobody”. ` +
          'Where several cuts cost the same, the report gives the ' +
          `${view.reading.orientation === 'high' ? 'highest' : 'lowest'} score that attains the least cost, never an average: here ` +
          `${count(optimum.tied, 'score attains it', 'scores attain it')}.`,
      ),
      prose(
        'The exact threshold is ', span(threshold(optimum.threshold), 'mono'), '. Any value in ',
        span(interval(optimum.interval[0], optimum.interval[1], view.reading.orientation), 'mono'),
        ' gives the same counts; ', span(view.shortThreshold, 'mono'),
        ' is the shortest decimal in it, and the one that this report prints.',
      ),
      ...assumptions(input),
    ],
  }
}

/** Source, owner and date of the costs, as far as they are stated, and what isn't. */
function statedOfCosts(input: ReportInput): string {
  const statement = judgementOf(input).document?.statement
  const parts = (['currency', 'source', 'owner', 'date'] as const).map((name) => ({ name, value: statement?.[name].trim() ?? '' }))
  const stated = parts.filter(({ value }) => value !== '').map(({ name, value }) => `${name} ${value}`)
  const missing = parts.filter(({ value }) => value === '').map(({ name }) => name)
  const sentence = (words: readonly string[], says: string) => (words.length === 0 ? '' : `${says}: ${words.join(', ')}.`)
  return [sentence(stated, 'Stated about the costs'), sentence(missing, 'Not stated about the costs')].filter((text) => text !== '').join(' ')
}

/** The assumption that names the cost, or that a person gave it and what the folder states. */
function source(input: ReportInput, mistake: Mistake) {
  const assumed = input.assumed.find((text) => text.startsWith(`cost_${mistake} `))
  if (assumed !== undefined) return cell(assumed)
  const stated = judgementOf(input).document?.statement.source.trim() ?? ''
  if (stated !== '') return cell(stated)
  const value = Number(input.view.costs[mistake])
  const same = statedCosts(input.scan, mistake).find((mention) => mention.value === value)
  const other = statedCosts(input.scan, mistake).find((mention) => mention.value !== value)
  const given = 'Given by the person who made this report'
  if (same !== undefined) return cell(`${given}; ${same.path}:${same.line} states the same`)
  return cell(other === undefined ? `${given}; no source stated` : `${given}; ${other.path}:${other.line} states ${other.printed}`)
}

function assumptions(input: ReportInput): Section['blocks'] {
  if (input.assumed.length === 0) return []
  return [
    heading('Taken from the folder, not confirmed by a person'),
    { kind: 'numbered', items: input.assumed.map((text) => ({ title: '', text })) },
  ]
}
