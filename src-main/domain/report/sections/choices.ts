import type { Choice, Choices, Payoffs, ReviewBand } from '../../../contract/choices.ts'
import type { BankChoices } from '../../../contract/bank-choices.ts'
import { moneyText } from '../../../contract/money.ts'
import { ratioRegretChart } from '../charts/ratio-regret.ts'
import { cell, column, heading, prose, row, table, type Block, type Row, type Section } from '../document.ts'
import { number, percent, range, shortened } from '../number-format.ts'
import { currencyOf, judgementOf, notComputed } from '../judgement-of.ts'
import type { ReportInput } from '../report-input.ts'
import { textBlockWidth } from '../threshold-charts.ts'
import { thresholdNames } from '../threshold-names.ts'
import { cellWords } from '../words.ts'
import { constraintTable } from './constraints.ts'

/** A ratio as the sentence about the range prints it. */
const digits = (ratio: number) => String(Number(ratio.toPrecision(3)))
type Names = ReturnType<typeof thresholdNames>

/** What the bank chose beside the two costs, and what each choice costs. */
export function choicesSection(input: ReportInput): Section {
  const { choices, document } = judgementOf(input)
  return {
    title: 'What the bank chose, and at what price',
    lead: choices === null ? 'What the choices come to was not computed.' : choices.sentence,
    placing: 'flow',
    blocks: [
      ...statement(document),
      ...(document === null ? [] : payoffTable(document)),
      ...(choices === null ? notComputed(input, 'choices') : answerBlocks(input, choices)),
    ],
  }
}

function statement(document: BankChoices | null): Block[] {
  if (document === null) {
    return [prose('Nothing was chosen beside the two costs: no currency, source, owner or date, no amounts, no other share of defaults, no constraints and no review.')]
  }
  const stated = document.statement
  const fact = (name: string, value: string): Row => row([cell(name), value.trim() === '' ? cell('not stated', 'missing') : cell(value)])
  const { orientation } = document
  return [
    heading('The costs as stated'),
    table(
      [column('Part', 'left', 1), column('As stated', 'left', 3)],
      [
        fact('Currency', stated.currency),
        fact('Source', stated.source),
        fact('Owner', stated.owner),
        fact('Date', stated.date),
        fact('Amount of each case', document.amount === null ? '' : `column ${document.amount}`),
        fact('Share of defaults in use', document.prevalence === null ? 'that of the table' : percent(Number(document.prevalence), 2)),
        fact(orientation === null ? 'The costs in words' : orientation.question, orientation === null ? '' : orientation.answer === 'yes' ? 'Yes, answered by a person' : 'No, answered by a person'),
      ],
    ),
  ]
}

function payoffTable({ payoffs, statement: { currency } }: BankChoices): Block[] {
  const line = (name: keyof Payoffs): Row => {
    const { perCase, perAmount } = payoffs[name]
    return row([cell(cellWords[name]), cell(moneyText(Number(perCase), currency)), cell(Number(perAmount) === 0 ? 'none' : `${perAmount} × amount`)])
  }
  return [table([column('Outcome', 'left', 1), column('Cost per case', 'right'), column('Cost by amount', 'right')], [line('fn'), line('fp'), line('tp'), line('tn')])]
}

function answerBlocks(input: ReportInput, choices: Choices): Block[] {
  const currency = currencyOf(input)
  const names = thresholdNames(input)
  return [
    ...different(input, names, choices),
    ...(choices.infeasible === null ? [] : [prose({ text: choices.infeasible, style: 'strong' })]),
    ...(choices.withoutAmount === 0 ? [] : [prose(`${number(choices.withoutAmount)} rows without a usable amount are left out of this section.`)]),
    ...constraintPrices(choices, names, currency),
    ...band(choices, names, judgementOf(input).document, currency),
    heading('Thresholds side by side'),
    sideBySide(choices, names, currency),
    ...sensitivityBlocks(choices, names),
  ]
}

/** The recommendation of this report rests on the two costs alone; under the choices it may be another. */
function different(input: ReportInput, names: Names, { recommended }: Choices): Block[] {
  const { threshold } = input.view.recommendation.optimum
  if (recommended === null || recommended.cut.threshold === threshold) return []
  const chosen = recommended.cut.threshold
  return [
    prose({
      text: `Under these choices the recommended threshold is ${names(chosen)}; the one of least cost for the two mistakes alone is ${names(threshold)}, which the decision and the results judge.`,
      style: 'strong',
    }),
  ]
}

function constraintPrices({ constraints }: Choices, names: Names, currency: string): Block[] {
  if (constraints.length === 0) return []
  const money = (value: number | null) => (value === null ? cell('cannot be met', 'missing') : cell(moneyText(value, currency)))
  return [
    heading('Constraints and their price'),
    table(
      [column('Constraint', 'left', 1), column('Cheapest threshold\nwith it alone', 'left'), column('Its price', 'right'), column('Saved without it', 'right')],
      constraints.map((item) =>
        row([cell(item.sentence), item.alone === null ? cell('none', 'missing') : cell(names(item.alone.threshold)), money(item.price), money(item.saving)]),
      ),
    ),
  ]
}

function band({ review, reviewInfeasible }: Choices, names: Names, document: BankChoices | null, currency: string): Block[] {
  const stated = reviewAsStated(document, currency)
  if (reviewInfeasible !== null) return [heading('Two thresholds with a review between'), ...stated, prose(reviewInfeasible)]
  return review === null ? [] : [heading('Two thresholds with a review between'), ...stated, prose(review.sentence), bandTable(review, names, currency), ...(review.constraints.length === 0 ? [] : [constraintTable(review.constraints)])]
}

function reviewAsStated(document: BankChoices | null, currency: string): Block[] {
  const review = document?.review ?? null
  if (review === null) return []
  const share = (text: string) => percent(Number(text))
  const room = review.capacity === null ? 'There is no limit to reviews.' : `At most ${share(review.capacity)} of all cases${document?.prevalence == null ? '' : ', at the share of defaults in use,'} can be reviewed.`
  return [
    prose(
      `As stated: a review costs ${moneyText(Number(review.cost), currency)} a case; it refuses ${share(review.catches)} of the defaults and accepts ${share(review.clears)} of the others. ` +
        `${room} Counts below are rows of the table.`,
    ),
  ]
}

function bandTable(review: ReviewBand, names: Names, currency: string): Block {
  const rows: [string, string][] = [
    ['Refused at and beyond', `${names(review.flag)}: ${number(review.flagged)} cases`],
    ['Reviewed from', `${names(review.review)}: ${number(review.reviewed)} cases, ${number(review.reviewedPositives)} of them defaults`],
    ['Accepted', `${number(review.accepted)} cases, ${number(review.acceptedPositives)} of them defaults`],
    ['Cost with the review', moneyText(review.cost, currency)],
    ...(review.constraints.length === 0 ? [] : [['Price of the constraints', moneyText(review.price, currency)] as [string, string]]),
  ]
  return table([column('Part', 'left', 1), column('Value', 'left', 2)], rows.map(([name, value]) => row([cell(name), cell(value)])))
}

function sideBySide({ recommended, unconstrained, compared }: Choices, names: Names, currency: string): Block {
  const first = recommended ?? unconstrained
  const all = [{ name: recommended === null ? 'least cost' : 'recommended', choice: first }, ...compared.filter(({ cut }) => cut.threshold !== first.cut.threshold).map((choice) => ({ name: 'compared', choice }))]
  const line = (name: string, value: (choice: Choice) => string, emphasis: Row['emphasis'] = 'none') => row([cell(name), ...all.map(({ choice }, index) => cell(value(choice), index === 0 ? 'strong' : 'plain'))], emphasis)
  const rate = (value: { value: number } | null) => (value === null ? 'none' : percent(value.value))
  const { constraintsMet } = first
  return table(
    [column('Outcome', 'left', 1), ...all.map(({ name, choice }) => column(`${names(choice.cut.threshold)}\n${name}`, 'right'))],
    [
      line('Approved', ({ approval }) => percent(approval.value)),
      line('Defaults among the approved', ({ badRate }) => rate(badRate)),
      line('Share of defaults refused (recall)', ({ recall }) => percent(recall.value)),
      line('Defaults among the refused (precision)', ({ precision }) => rate(precision)),
      ...(first.atPrevalence === null ? [] : [line('Defaults among the approved, at the share in use', ({ atPrevalence }) => (atPrevalence?.badRate == null ? 'none' : percent(atPrevalence.badRate)))]),
      ...(first.amounts === null ? [] : [line('Amount accepted that defaults', ({ amounts }) => (amounts === null ? '' : moneyText(amounts.falseNegatives, currency)))]),
      ...(constraintsMet.length === 0 ? [] : [line('Constraints met', (choice) => `${choice.constraintsMet.filter(Boolean).length} of ${constraintsMet.length}`)]),
      line('Cost per 1,000 rows', ({ costPerThousand }) => moneyText(Math.round(costPerThousand), currency)),
      line('Cost', ({ cut }) => moneyText(cut.cost, currency), 'total'),
    ],
  )
}

function sensitivityBlocks({ sensitivity, plateau, ratio, recommended, unconstrained, compared }: Choices, names: Names): Block[] {
  const within = prose(`Thresholds ${range(...plateau)} cost at most 1\u202f% more than ${recommended === null ? 'the cheapest' : 'the recommended'} one${ratio === null ? '' : `, at ${shortened(ratio, 2)} false alarms for each missed default`}.`)
  if (sensitivity === null) return [heading('If the costs were different'), within]
  const [from = 0] = sensitivity.ratios
  const to = sensitivity.ratios.at(-1) ?? 0
  const thresholds = [recommended ?? unconstrained, ...compared].map(({ cut }) => names(cut.threshold))
  return [
    heading('If the costs were different'),
    prose(sensitivity.sentence),
    {
      kind: 'chart',
      title: 'How much dearer than the best, by cost ratio',
      note: ratio === null ? 'upwards: dearer than the best threshold at that ratio' : `upwards: dearer than the best threshold at that ratio; dashed upright: ${digits(ratio)}`,
      svg: ratioRegretChart({ sensitivity, names: thresholds, ratio, width: textBlockWidth, height: 150 }),
      width: textBlockWidth,
      alt: `Lines: the cost of each threshold beyond the best, for FN : FP from ${digits(from)} to ${digits(to)}. ${sensitivity.sentence}`,
    },
    table(
      [column('Threshold', 'left', 1), column(`Most that it costs beyond the best, FN : FP from ${digits(from)} to ${digits(to)}`, 'right')],
      sensitivity.regrets.map(({ greatest }, index) => row([cell(thresholds[index] ?? ''), cell(greatest === null ? 'without limit' : percent(greatest, 2))], index === 0 ? 'best' : 'none')),
    ),
    within,
  ]
}
