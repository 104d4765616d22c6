import { intervalCosts } from '../../../contract/interval-costs.ts'
import { moneyText } from '../../../contract/money.ts'
import type { Estimate } from '../../../contract/statistic.ts'
import type { HeldOut, Provenance, ProvenanceAnswer, Uncertainty } from '../../../contract/uncertainty.ts'
import { resampledThresholdsChart } from '../charts/resampled-thresholds.ts'
import { cell, column, heading, prose, row, table, type Block, type Section } from '../document.ts'
import { number, percent, range, shortened } from '../number-format.ts'
import { currencyOf, judgementOf, notComputed } from '../judgement-of.ts'
import type { ReportInput } from '../report-input.ts'
import { textBlockWidth } from '../threshold-charts.ts'
import { thresholdNames } from '../threshold-names.ts'
import { constraintTable } from './constraints.ts'

/** How sure the threshold and its cost are, on which rows it was chosen and judged, and where the rows come from. */
export function certaintySection(input: ReportInput): Section {
  const { uncertainty, heldOut, provenance } = judgementOf(input)
  const names = thresholdNames(input)
  const currency = currencyOf(input)
  return {
    title: 'How sure is this?',
    lead: uncertainty === null ? 'How sure the threshold is was not computed.' : lead(uncertainty),
    placing: 'flow',
    blocks: [
      ...(uncertainty === null ? notComputed(input, 'uncertainty') : [...costsMeant(input, uncertainty), ...uncertaintyBlocks(uncertainty, names, currency)]),
      heading('Chosen on one part of the rows, judged on the other'),
      ...(heldOut === null ? withoutParts(input) : heldOutBlocks(heldOut, names, currency)),
      heading('Where the rows come from: two questions'),
      ...(provenance === null ? notComputed(input, 'provenance') : provenanceBlocks(provenance)),
    ],
  }
}

function lead({ threshold, indistinguishable }: Uncertainty): string {
  return (
    `In other samples like this one the best threshold lies in ${range(...threshold.interval)} (95\u202f%); thresholds in ` +
    `${range(...indistinguishable)} cannot be told from it by their cost.`
  )
}

/** Which costs the intervals are for, where the bank chose more than the costs of the two mistakes. */
function costsMeant(input: ReportInput, drawn: Uncertainty): Block[] {
  const { document, problems } = judgementOf(input)
  if (document === null) return []
  const { payoffs, prevalence, amount } = intervalCosts(document)
  const { fn, fp } = input.view.costs
  if (amount !== null && drawn.amount === undefined) {
    const why = problems.flatMap(({ part, message }) => (part === 'uncertainty' ? [message] : []))
    const text = `The intervals below are for the costs per case of the two mistakes alone, ${fn} and ${fp}; costs by amount are not in them.`
    return [prose({ text: [text, ...why].join(' '), style: 'strong' })]
  }
  const four = payoffs === null ? [] : [amount === null ? 'all four costs per case' : `all four costs, those by amount with column ${amount}`]
  const parts = [...four, ...(prevalence === null ? [] : [`a share of defaults of ${percent(Number(prevalence), 2)}, with the same weights in every resample`])]
  const without = drawn.amount?.without ?? 0
  const left = without === 0 ? '' : ` ${number(without)} rows without an amount are left out.`
  return parts.length === 0 ? [] : [prose(`The intervals below are for ${parts.join(' and ')}, as the bank chose; constraints do not limit the resamples.${left}`)]
}

/** What is drawn anew: "307,511 rows". */
function drawnUnits({ resampling, units }: Uncertainty): string {
  switch (resampling.kind) {
    case 'rows':
      return `${number(units)} rows`
    case 'stratified':
      return `${number(units)} rows, positives and negatives apart`
    case 'customers':
      return `${number(units)} customers by column ${resampling.column}, each with all its rows`
  }
}

const interval = (low: number, high: number, currency: string) => `${moneyText(Math.round(low), currency)} to ${moneyText(Math.round(high), currency)}`
type Names = ReturnType<typeof thresholdNames>

function uncertaintyBlocks(found: Uncertainty, names: Names, currency: string): Block[] {
  const { threshold, leastCost, resamples, seed } = found
  const rows: [string, string][] = [
    ['Resamples', `${number(resamples)}, seed ${seed}; drawn anew: ${drawnUnits(found)}`],
    ['Best threshold, percentile interval (95\u202f%)', `${range(...threshold.interval)}, median ${threshold.median === null ? names(null) : shortened(threshold.median, 4)}`],
    ...(threshold.nobody === 0 ? [] : [['Resamples in which refusing nobody is best', number(threshold.nobody)] as [string, string]]),
    ['Thresholds that cannot be told from the best (paired, 95\u202f%)', range(...found.indistinguishable)],
    ['Least cost on these rows', moneyText(leastCost.inSample, currency)],
    ['Least cost over resamples, percentile interval (95\u202f%)', interval(...leastCost.interval, currency)],
    ['Optimism of the least cost, by the bootstrap', moneyText(Math.round(leastCost.optimism), currency)],
    ['Least cost with the optimism added', moneyText(Math.round(leastCost.corrected), currency)],
  ]
  return [
    table([column('Statement', 'left', 1), column('Value', 'left', 1)], rows.map(([name, value]) => row([cell(name), cell(value)]))),
    prose(leastCost.caveat),
    distribution(found),
    heading('What thresholds cost, and whether they can be told apart'),
    costTable(found, names, currency),
    ...differenceTable(found, names, currency),
  ]
}

function distribution({ threshold, resamples }: Uncertainty): Block {
  const { edges, counts } = threshold.distribution
  return {
    kind: 'chart',
    title: 'The best threshold of each resample',
    note: `${number(resamples)} resamples; the line is the best threshold on these rows`,
    svg: resampledThresholdsChart({ edges, counts, interval: threshold.interval, recommended: threshold.optimum, width: textBlockWidth, height: 120 }),
    width: textBlockWidth,
    alt: `Bars: how often the best threshold of a resample fell where, between ${range(edges[0] ?? null, edges.at(-1) ?? null)}. 95 percent lie in ${range(...threshold.interval)}.`,
  }
}

function costTable({ costs }: Uncertainty, names: Names, currency: string): Block {
  return table(
    [column('Threshold', 'left', 1), column('False negatives', 'right'), column('False positives', 'right'), column('Cost', 'right'), column('95\u202f%', 'right')],
    costs.map(({ cut, cost }, index) =>
      row([cell(names(cut.threshold)), cell(number(cut.fn)), cell(number(cut.fp)), cell(moneyText(cost.value, currency)), cell(interval(cost.low, cost.high, currency))], index === 0 ? 'best' : 'none'),
    ),
  )
}

/** As many pairs as a reader compares; the attached evidence.json has all. */
const mostPairs = 8

function differenceTable({ differences, resamples }: Uncertainty, names: Names, currency: string): Block[] {
  if (differences.length === 0) return []
  const difference = ({ value, low, high }: Estimate) => `${moneyText(value, currency)} (${moneyText(Math.round(low), currency)} to ${moneyText(Math.round(high), currency)})`
  return [
    table(
      [column('Threshold', 'left'), column('Against', 'left'), column('Difference of cost (paired, 95\u202f%)', 'left', 1), column('Told apart', 'left'), column('Cheaper in', 'right')],
      differences.slice(0, mostPairs).map((pair) =>
        row([
          cell(names(pair.threshold)), cell(names(pair.other)), cell(difference(pair.difference)),
          cell(pair.distinguishable ? 'yes' : 'no'), cell(percent(pair.cheaperShare)),
        ]),
      ),
    ),
    prose(`The last column is the share of ${number(resamples)} resamples in which the first threshold is cheaper than the second. It is not the probability of being right. The interval is in closed form, from the rows that the two decide differently.`),
  ]
}

function withoutParts(input: ReportInput): Block[] {
  const problems = judgementOf(input).problems.filter(({ part }) => part === 'heldOut')
  if (problems.length > 0) return notComputed(input, 'heldOut')
  return [prose('No split, fold or date column was used: the threshold is chosen and judged on the same rows, so that its cost is somewhat too low for new rows.')]
}

function heldOutBlocks({ parts, sentence, leftOut, constraints, warnings }: HeldOut, names: Names, currency: string): Block[] {
  return [
    prose(sentence),
    table(
      [column('Parts', 'left', 1), column('Threshold', 'left'), column('Choosing rows', 'right'), column('Cost there', 'right'), column('Judging rows', 'right'), column('Cost there', 'right'), column('Least there', 'right')],
      parts.map((part) =>
        row([
          cell(part.name), cell(names(part.chosen.threshold)), cell(number(part.chooseRows)), cell(moneyText(part.chosen.cost, currency)),
          cell(number(part.judgeRows)), cell(moneyText(part.judged.cost, currency)), cell(moneyText(part.best.cost, currency)),
        ]),
      ),
    ),
    ...(leftOut === 0 ? [] : [prose(`${number(leftOut)} rows are in no part.`)]),
    ...(constraints.length === 0 ? [] : [prose('The constraints on the judging rows, which did not choose the threshold:'), constraintTable(constraints)]),
    ...warnings.map((warning) => prose(warning)),
  ]
}

/** What stands before an answer; one that cannot tell says so itself. */
const answerWords = { yes: 'Yes. ', no: 'No. ', 'cannot-tell': '' } as const

function provenanceBlocks({ trainedOn, chosenOn }: Provenance): Block[] {
  return [...answerBlocks(trainedOn), ...answerBlocks(chosenOn)]
}

function answerBlocks({ question, kind, answer, known, wouldSettle }: ProvenanceAnswer): Block[] {
  return [
    prose({ text: `${question} ${answerWords[kind]}`, style: 'strong' }, answer),
    ...(known.length === 0 ? [] : [table([column('What is known', 'left', 3), column('From', 'left', 2)], known.map(({ text, source }) => row([cell(text), cell(source)])))]),
    prose(`What would settle it: ${wouldSettle}`),
  ]
}
