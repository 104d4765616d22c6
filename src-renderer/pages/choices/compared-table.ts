import type { Choice, Choices } from '../../../src-main/contract/choices.ts'
import type { Estimate } from '../../../src-main/contract/statistic.ts'
import { csvFile } from '../../../src-main/contract/csv.ts'
import { formatCount, formatDifference, formatFixed, formatNumber, formatPercent } from '../../format/number.ts'

/** A threshold that stands beside others. */
export interface ComparedColumn {
  readonly id: string
  readonly kind: 'recommended' | 'recorded'
  readonly choice: Choice
}

/** A measure of every compared threshold. */
export interface ComparedRow {
  readonly title: string
  readonly derivation: 'cost' | 'compared' | 'constraints'
  readonly values: readonly ComparedValue[]
}

/** A value as it is read, with its interval where it has one. */
export interface ComparedValue {
  readonly value: string
  readonly interval: string | null
}

/** A threshold with up to eight decimals, "none" where it refuses nobody. */
export function thresholdDigits(threshold: number | null): string {
  return threshold === null ? 'none' : formatNumber(threshold, 8)
}

/** The recommended threshold, or where no one meets the limits the cheapest without them, then those that are compared. */
export function comparedColumns({ recommended, unconstrained, compared }: Choices): ComparedColumn[] {
  return [
    { id: 'recommended', kind: 'recommended' as const, choice: recommended ?? unconstrained },
    ...compared.map((choice, index) => ({ id: `compared ${index}`, kind: 'recorded' as const, choice })),
  ]
}

const money = (value: number) => formatNumber(value, 2)
const plain = (value: string): ComparedValue => ({ value, interval: null })

function share(rate: Estimate | null): ComparedValue {
  if (rate === null) return plain('none')
  return { value: formatPercent(rate.value), interval: `${formatFixed(rate.low * 100, 1)}–${formatFixed(rate.high * 100, 1)}` }
}

function versus({ value, low, high }: Estimate): ComparedValue {
  if (value === 0 && low === 0 && high === 0) return plain('–')
  return { value: formatDifference(Number(value.toFixed(2))), interval: `${formatCount(Math.round(low))} to ${formatCount(Math.round(high))}` }
}

/** The measures of the compared thresholds, most decisive first; `unit` is the currency or "units". */
export function comparedRows(choices: Choices, columns: readonly ComparedColumn[], unit: string): ComparedRow[] {
  const row = (title: string, value: (choice: Choice) => string | ComparedValue, derivation: ComparedRow['derivation'] = 'compared'): ComparedRow => ({
    title,
    derivation,
    values: columns.map(({ choice }) => {
      const said = value(choice)
      return typeof said === 'string' ? plain(said) : said
    }),
  })
  const first = columns[0]?.choice
  const atPrevalence = (title: string, value: (at: NonNullable<Choice['atPrevalence']>) => number | null) =>
    row(title, ({ atPrevalence: at }) => {
      const found = at === null ? null : value(at)
      return found === null ? 'none' : formatPercent(found)
    })
  return [
    row(`Cost, ${unit}`, ({ cut }) => money(cut.cost), 'cost'),
    row('vs recommended', ({ versusRecommended }) => versus(versusRecommended)),
    row('Per 1,000 applicants', ({ costPerThousand }) => formatFixed(costPerThousand, 1), 'cost'),
    row('Defaults accepted', ({ cut }) => formatCount(cut.fn)),
    row('Good ones refused', ({ cut }) => formatCount(cut.fp)),
    row('Approval rate', ({ approval }) => share(approval)),
    row('Bad rate', ({ badRate }) => share(badRate)),
    row('Recall', ({ recall }) => share(recall)),
    row('False positive rate', ({ falsePositiveRate }) => share(falsePositiveRate)),
    row('Precision', ({ precision }) => share(precision)),
    ...(first?.atPrevalence == null
      ? []
      : [
          atPrevalence('Refused at the expected prevalence', ({ flagged }) => flagged),
          atPrevalence('Bad rate there', ({ badRate }) => badRate),
          atPrevalence('Precision there', ({ precision }) => precision),
        ]),
    ...(first?.amounts == null
      ? []
      : [
          row('Amount accepted that defaults', ({ amounts }) => (amounts === null ? 'none' : money(amounts.falseNegatives))),
          row('Amount refused that repays', ({ amounts }) => (amounts === null ? 'none' : money(amounts.falsePositives))),
        ]),
    ...choices.constraints.map(({ constraint }, index) =>
      row(constraintTitle(constraint), ({ constraintsMet }) => (constraintsMet[index] === true ? '✓ met' : '✕ not met'), 'constraints'),
    ),
  ]
}

function constraintTitle(constraint: Choices['constraints'][number]['constraint']): string {
  switch (constraint.kind) {
    case 'recall':
      return `Recall at least ${formatPercent(Number(constraint.atLeast))}`
    case 'false-positive-rate':
      return `False positive rate at most ${formatPercent(Number(constraint.atMost))}`
    case 'approval-rate':
      return `Approval rate at least ${formatPercent(Number(constraint.atLeast))}`
    case 'alerts':
      return `Refused per ${constraint.period === '' ? 'period' : constraint.period} at most ${formatCount(Number(constraint.atMost))}`
  }
}

/** The comparison as a CSV file in plain decimals: a line for each threshold, with the table that it is about and its hash. */
export function comparedCsv(choices: Choices, columns: readonly ComparedColumn[], currency: string): string {
  const file = Object.values(choices.derivations)[0]?.files[0]
  const estimates = ['versus_recommended', 'recall', 'false_positive_rate', 'precision', 'approval_rate', 'bad_rate'] as const
  const head = [
    'threshold', 'role', 'currency', 'cost', 'regret', 'cost_per_thousand', 'tp', 'fp', 'fn', 'tn',
    ...estimates.flatMap((name) => [name, `${name}_low`, `${name}_high`]),
    'amount_false_negatives', 'amount_false_positives',
    ...choices.constraints.map(({ constraint }) => `meets_${constraint.kind}`),
    'table', 'table_sha256',
  ]
  const rows = columns.map(({ kind, choice }) => {
    const { cut, amounts } = choice
    const values = [choice.versusRecommended, choice.recall, choice.falsePositiveRate, choice.precision, choice.approval, choice.badRate]
    return [
      cut.threshold ?? 'none',
      kind === 'recommended' ? (choices.recommended === null ? 'least cost without limits' : 'recommended') : 'compared',
      currency === '' ? 'units' : currency,
      cut.cost, choice.regret, choice.costPerThousand, cut.tp, cut.fp, cut.fn, cut.tn,
      ...values.flatMap((estimate) => [estimate?.value ?? null, estimate?.low ?? null, estimate?.high ?? null]),
      amounts?.falseNegatives ?? null, amounts?.falsePositives ?? null,
      ...choice.constraintsMet.map((met) => (met ? 'yes' : 'no')),
      file?.path ?? null, file?.sha256 ?? null,
    ]
  })
  return csvFile(head, rows)
}
