import type { ProblemError } from '../../contract/problem.ts'
import type { TableReading } from '../../contract/reading.ts'
import { canonicalLabel } from './row-expressions.ts'
import type { TableProblem } from './table-problems.ts'

export interface LabelClasses {
  readonly positive: string
  readonly negative: string
}

const selfEvident: readonly LabelClasses[] = [
  { positive: '1', negative: '0' },
  { positive: 'true', negative: 'false' },
]

/**
 * Which label is positive and which negative, given the distinct labels of the column (canonical text,
 * most frequent first). Only 0/1 and true/false speak for themselves; any other pair needs `positive`,
 * and more than two labels need `negative` too. Throws a ProblemError that names the labels.
 */
export function labelClasses(
  labels: readonly string[],
  reading: Pick<TableReading, 'label' | 'positive' | 'negative'>,
  problem: TableProblem,
): LabelClasses {
  const held = `Column ${reading.label} holds ${listed(labels)}.`
  const positive = reading.positive === null ? null : canonicalLabel(reading.positive)
  const negative = reading.negative === null ? null : canonicalLabel(reading.negative)
  if (positive === null) return evident(labels, negative, held, reading.label, problem)
  if (!labels.includes(positive)) throw absent(reading.positive ?? '', held, problem)
  if (positive === negative) {
    throw problem('usage', `The positive and the negative label are both ${positive}.`, 'Give two different labels.')
  }
  if (negative !== null) {
    if (!labels.includes(negative)) throw absent(reading.negative ?? '', held, problem)
    return { positive, negative }
  }
  const others = labels.filter((label) => label !== positive)
  const [other] = others
  if (other === undefined) throw oneClass(held, problem)
  if (others.length > 1) throw notBinary(held, problem)
  return { positive, negative: other }
}

function evident(
  labels: readonly string[],
  negative: string | null,
  held: string,
  column: string,
  problem: TableProblem,
): LabelClasses {
  if (labels.length > 2) throw notBinary(held, problem)
  const pair = selfEvident.find((classes) => labels.every((label) => label === classes.positive || label === classes.negative))
  if (pair !== undefined && (negative === null || negative === pair.negative)) {
    if (labels.length < 2) throw oneClass(held, problem)
    return pair
  }
  if (labels.length < 2) throw oneClass(held, problem)
  throw problem('positive-ambiguous', held, `Say which of them is the positive class of ${column} (--positive).`)
}

function absent(label: string, held: string, problem: TableProblem): ProblemError {
  return problem('positive-ambiguous', `No row has the label ${label}. ${held}`, 'Give one of these labels.')
}

function notBinary(held: string, problem: TableProblem): ProblemError {
  return problem('label-not-binary', held, 'Give the positive and the negative label (--positive, --negative); other rows are then left out and counted.')
}

/** Rows of one class only: nothing can be weighed against the other. */
export function oneClass(held: string, problem: TableProblem): ProblemError {
  return problem('one-class-only', `${held} A threshold needs rows of both classes.`, 'Choose another label column or another table.')
}

function listed(labels: readonly string[]): string {
  if (labels.length === 0) return 'no label'
  if (labels.length === 1) return `only ${labels[0] ?? ''}`
  const shown = labels.slice(0, 8).map((label) => (label.length > 40 ? `${label.slice(0, 39)}…` : label))
  const more = labels.length > 8 ? ` and ${labels.length > 100 ? 'more than 90' : labels.length - 8} more` : ''
  return `${labels.length > 100 ? 'more than 100' : labels.length} labels: ${shown.join(', ')}${more}`
}
