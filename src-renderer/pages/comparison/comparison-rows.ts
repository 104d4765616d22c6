import type { Comparison, ComparisonOptions, ComparisonRow } from '../../../src-main/contract/comparison.ts'
import { csvFile } from '../../../src-main/contract/csv.ts'

export const sectionTitles: Readonly<Record<ComparisonRow['section'], string>> = {
  identity: 'Identity',
  metrics: 'Metrics',
  parameters: 'Parameters',
  tags: 'Tags',
  'system-tags': 'System tags',
  datasets: 'Datasets',
  models: 'Models',
  registry: 'Registry',
  artifacts: 'Artifacts',
  'experiment-tags': 'Tags of the experiment',
}

const stateOrder = { different: 0, missing: 1, equal: 2 } as const

/** Where a row stands within its section: differences first, then what is missing, then what is equal. */
export function byState(a: ComparisonRow, b: ComparisonRow): number {
  return stateOrder[a.state] - stateOrder[b.state]
}

export interface Counts {
  different: number
  missing: number
  equal: number
}

/** How many rows are in each state. */
export function countsOf(rows: readonly ComparisonRow[]): Counts {
  const counts = { different: 0, missing: 0, equal: 0 }
  for (const row of rows) counts[row.state] += 1
  return counts
}

/** One line of the table: a section's head or a row of it. */
export type ComparisonLine =
  | { kind: 'section'; section: ComparisonRow['section'] }
  | { kind: 'row'; row: ComparisonRow }

/** The rows to show, section by section; sections without rows are left out. */
export function linesOf(rows: readonly ComparisonRow[], options: { equalHidden: boolean; filter: string }): ComparisonLine[] {
  const wanted = options.filter.trim().toLowerCase()
  const fits = (row: ComparisonRow) =>
    wanted === '' || [row.key, ...row.values].some((text) => text !== null && text.toLowerCase().includes(wanted))
  const lines: ComparisonLine[] = []
  for (const section of Object.keys(sectionTitles) as ComparisonRow['section'][]) {
    const inSection = rows.filter(
      (row) => row.section === section && fits(row) && !(options.equalHidden && row.state === 'equal'),
    )
    if (inSection.length === 0) continue
    lines.push({ kind: 'section', section }, ...inSection.sort(byState).map((row): ComparisonLine => ({ kind: 'row', row })))
  }
  return lines
}

/** The letter of a run in the table: A, B, … */
export function runLetter(index: number): string {
  return String.fromCharCode(65 + index)
}

type Tolerance = NonNullable<ComparisonOptions['tolerance']>

/** True where this value is there and differs from the baseline's by more than the tolerance. */
export function differsFromBaseline(row: ComparisonRow, index: number, baseline: number, tolerance: Tolerance = { absolute: 0, relative: 0 }): boolean {
  const value = row.values[index] ?? null
  const base = row.values[baseline] ?? null
  if (row.state !== 'different' || index === baseline || value === null) return false
  const delta = row.deltas?.[index] ?? null
  if (delta === null || base === null) return value !== base
  const greater = Math.max(Math.abs(Number(value)), Math.abs(Number(base)))
  return Math.abs(delta) > Math.max(tolerance.absolute, tolerance.relative * greater)
}

/** The difference from the baseline as it is shown: with its sign; null where there is none to show. */
export function deltaWords(row: ComparisonRow, index: number, baseline: number): string | null {
  const delta = row.deltas?.[index] ?? null
  return delta === null || delta === 0 || index === baseline ? null : `${delta > 0 ? '+' : '\u2212'}${String(Math.abs(delta))}`
}

/** The state as exports name it. */
function stateWords(row: ComparisonRow): string {
  return row.withinTolerance === true ? 'equal within tolerance' : row.state
}

/** Every row, hidden ones too, as CSV with plain values; the differences from the baseline stand after the values. */
export function comparisonCsv(comparison: Comparison): string {
  const { runs, rows, baseline = runs[0]?.id } = comparison
  const others = [...runs.keys()].filter((index) => runs[index]?.id !== baseline)
  const named = (index: number) => `${runs[index]?.name ?? ''} (${runs[index]?.id ?? ''})`
  return csvFile(
    ['section', 'key', ...[...runs.keys()].map(named), ...others.map((index) => `difference of ${named(index)}`), 'state'],
    rows.map((row) => [
      row.section,
      row.key,
      ...row.values.map((value) => value ?? 'missing'),
      ...others.map((index) => row.deltas?.[index] ?? null),
      stateWords(row),
    ]),
  )
}
