import type { Comparison, ComparisonOptions, ComparisonRow, RunSummary } from '../../../contract/comparison.ts'
import { cell, column, heading, lines, prose, row, span, table, type Block, type Section } from '../document.ts'
import { count, number } from '../number-format.ts'

/** Most runs that one table can hold side by side on A4. */
const sideBySide = 3

const supportWords = { same: 'Same model', different: 'Different models', neither: 'Neither' } as const

/** Are these the same model: the verdict with its ladder, then what differs. */
export function runsSection(comparison: Comparison | null, options: ComparisonOptions = {}): Section {
  const title = 'Runs compared'
  if (comparison === null) {
    return {
      title,
      lead: 'No runs were set side by side.',
      placing: 'flow',
      blocks: [prose('Fewer than two runs were chosen or record a threshold. Whether the recorded thresholds belong to the same model cannot be told from this report.')],
    }
  }
  const { verdict } = comparison
  return {
    title,
    lead: `${count(comparison.runs.length, 'run', 'runs')} side by side: are these the same model?`,
    placing: 'flow',
    blocks: [
      { kind: 'answer', decisive: verdict.headline, rest: verdict.explanation, caveat: `What would settle it: ${verdict.wouldSettle}` },
      runTable(comparison.runs),
      heading('The ladder of evidence, strongest first'),
      ladder(comparison),
      heading('What differs'),
      prose(howCompared(comparison, options)),
      ...differences(comparison),
    ],
  }
}

function runTable(runs: readonly RunSummary[]): Block {
  return table(
    [column('Run'), column('Name and id', 'left', 3), column('Experiment', 'left', 2), column('Status'), column('Store', 'left', 2)],
    runs.map((run, index) => row([
      cell(String(index + 1)),
      lines([span(run.name === '' ? 'no name' : run.name, run.name === '' ? 'missing' : 'strong')], [span(run.id, 'mono')]),
      cell(run.experiment),
      cell(run.lifecycle === 'deleted' ? `${run.status}, deleted` : run.status),
      cell(run.stores.join(', '), 'mono'),
    ])),
  )
}

function ladder(comparison: Comparison): Block {
  return table(
    [column('Evidence', 'left', 4), column('Supports'), column('Source', 'left', 3)],
    comparison.verdict.evidence.map((item) => row([
      lines([span(item.title, 'strong')], [span(item.claim)]),
      cell(supportWords[item.supports], item.supports === 'neither' ? 'missing' : 'plain'),
      cell(item.source),
    ])),
  )
}

const pointWords = { last: 'the last value', min: 'the least value', max: 'the greatest value' } as const

/** By which rules the values were compared, in sentences. */
function howCompared(comparison: Comparison, { tolerance, metric = 'last', unfold = true }: ComparisonOptions): string {
  const { absolute, relative } = tolerance ?? { absolute: 0, relative: 0 }
  const within = [...(absolute > 0 ? [`by at most ${absolute}`] : []), ...(relative > 0 ? [`by at most ${relative} times the greater of them`] : [])]
  const point = typeof metric === 'string' ? pointWords[metric] : `the value at step ${metric.step}`
  const left = comparison.ignored?.length ?? 0
  return [
    `The baseline is run ${number(baselineOf(comparison) + 1)}.`,
    within.length === 0
      ? 'Numbers are compared exactly.'
      : `Numbers are compared with tolerance: they are equal where they differ ${within.join(', or ')}. The verdict does not use the tolerance.`,
    `Of each metric ${point} counts.`,
    ...(unfold ? [] : ['Dictionaries in parameters and tags are compared as texts.']),
    `${count(left, 'key is', 'keys are')} left out.`,
  ].join(' ')
}

/** Position of the baseline among the runs. */
function baselineOf({ runs, baseline }: Comparison): number {
  return Math.max(0, runs.findIndex(({ id }) => id === baseline))
}

/** The table of runs has these, whole. */
const namesOfRuns = new Set(['Run', 'Run id'])

function differences(comparison: Comparison): Block[] {
  const shown = comparison.rows.filter((item) => item.state !== 'equal' && !(item.section === 'identity' && namesOfRuns.has(item.key)))
  const equal = comparison.rows.filter((item) => item.state === 'equal').length
  const { ignored = [] } = comparison
  const within = comparison.rows.filter((item) => item.withinTolerance === true).length
  const note = prose(
    `${count(equal, 'equal value is', 'equal values are')} not printed${within === 0 ? '' : `, of them ${number(within)} equal by the tolerance only`}. ` +
      '“Missing” means that the run does not record the value; it counts neither as equal nor as a difference.' +
      (ignored.length === 0 ? '' : ` Left out by the list of keys to ignore: ${ignored.join(', ')}.`),
  )
  if (shown.length === 0) return [note]
  const groups = Array.from({ length: Math.ceil(comparison.runs.length / sideBySide) }, (_, index) => index * sideBySide)
  return [
    note,
    ...groups.map((first) => differenceTable(comparison, shown, first)),
  ]
}

function differenceTable(comparison: Comparison, shown: readonly ComparisonRow[], first: number): Block {
  const baseline = baselineOf(comparison)
  const here = comparison.runs.slice(first, first + sideBySide)
  return table(
    [
      column('Section'),
      column('Key', 'left', 2),
      ...here.map((_, index) => column(`Run ${number(first + index + 1)}`, 'left', 3)),
      column('State'),
    ],
    shown.map((item) => row(
      [
        cell(item.section),
        cell(item.key, 'mono'),
        ...here.map((_, index) => {
          const value = item.values[first + index] ?? null
          if (value === null) return cell('– missing', 'missing')
          const delta = item.deltas?.[first + index] ?? null
          if (delta === null || delta === 0 || first + index === baseline) return cell(value)
          return lines([span(value)], [span(`${delta > 0 ? '+' : '−'}${Math.abs(delta)} against run ${number(baseline + 1)}`)])
        }),
        item.state === 'different' ? cell('≠ different') : cell('– missing', 'missing'),
      ],
      item.state === 'different' ? 'different' : 'none',
    )),
  )
}
