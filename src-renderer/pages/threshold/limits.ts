import type { Choice, Choices, Constraint } from '../../../src-main/contract/choices.ts'
import type { Rate } from '../../../src-main/contract/statistic.ts'
import { formatCount, formatFixed, formatPercent } from '../../format/number.ts'
import type { DraftField } from '../choices/choice-draft.ts'

/** A limit that a bank may set, as a line: what is limited, where it is typed, and how a threshold stands to it. */
export interface LimitRow {
  readonly field: DraftField
  readonly label: string
  readonly unit: string
  /** What each compared threshold has, and whether the limit holds there; `met` null where none is set. */
  readonly values: readonly { readonly text: string; readonly interval: string | null; readonly met: boolean | null }[]
  /** What meeting this limit alone costs beyond the least cost: "+1,250", "0", "cannot be met"; null where none is set. */
  readonly price: string | null
}

const limits: readonly { kind: Constraint['kind']; field: DraftField; label: string; unit: string; value: (choice: Choice) => Rate }[] = [
  { kind: 'recall', field: 'recall', label: 'Defaults found, at least', unit: '%', value: ({ recall }) => recall },
  { kind: 'false-positive-rate', field: 'falsePositiveRate', label: 'Good customers refused, at most', unit: '%', value: ({ falsePositiveRate }) => falsePositiveRate },
  { kind: 'approval-rate', field: 'approval', label: 'Approval rate, at least', unit: '%', value: ({ approval }) => approval },
]

/** The three limits that a share meets, and alerts where they are limited, for each of `compared`. */
export function limitRows(choices: Pick<Choices, 'constraints'>, compared: readonly Choice[]): LimitRow[] {
  const asked = choices.constraints.map(({ constraint }) => constraint)
  const rows = limits.map(({ kind, field, label, unit, value }): LimitRow => {
    const place = asked.findIndex((constraint) => constraint.kind === kind)
    return {
      field,
      label,
      unit,
      values: compared.map((choice) => ({ ...rateParts(value(choice)), met: choice.constraintsMet[place] ?? null })),
      price: place < 0 ? null : priceWords(choices.constraints[place]?.price ?? null),
    }
  })
  const alerts = choices.constraints.findIndex(({ constraint }) => constraint.kind === 'alerts')
  const limit = asked[alerts]
  if (limit?.kind !== 'alerts') return rows
  const perPeriod = ({ approval }: Choice) => formatCount(Math.round((1 - approval.value) * Number(limit.volume)))
  return [
    ...rows,
    {
      field: 'alerts',
      label: `Refused per ${limit.period}, at most`,
      unit: '',
      values: compared.map((choice) => ({ text: perPeriod(choice), interval: null, met: choice.constraintsMet[alerts] ?? null })),
      price: priceWords(choices.constraints[alerts]?.price ?? null),
    },
  ]
}

function rateParts({ value, low, high }: Rate): { text: string; interval: string } {
  return { text: formatPercent(value), interval: `${formatFixed(low * 100, 1)}–${formatFixed(high * 100, 1)}` }
}

function priceWords(price: number | null): string {
  if (price === null) return 'cannot be met'
  return price === 0 ? '0' : `+${formatFixed(price, Number.isInteger(price) ? 0 : 2)}`
}

/** The cheapest threshold under all limits and what they cost together, in a sentence; null where no limit is set. */
export function limitedWords({ constraints, infeasible, recommended, unconstrained }: Pick<Choices, 'constraints' | 'infeasible' | 'recommended' | 'unconstrained'>, unit: string): string | null {
  if (constraints.length === 0) return null
  if (infeasible !== null || recommended === null) return `${infeasible ?? 'No threshold meets the limits.'} Relax one of them.`
  const name = recommended.cut.threshold === null ? 'refusing nobody' : recommended.digits
  if (recommended.cut.cost === unconstrained.cut.cost) return `Every limit is met at ${name}, the least cost.`
  const more = recommended.cut.cost - unconstrained.cut.cost
  const share = unconstrained.cut.cost > 0 ? ` (${formatPercent(more / unconstrained.cut.cost)} of the least)` : ''
  return `Under the limits ${name} costs least: ${formatFixed(more, Number.isInteger(more) ? 0 : 2)} ${unit} more${share}.`
}
