import { resolve } from 'node:path'
import { ignorePresets } from '../../contract/comparison.ts'
import type { Comparison, ComparisonOptions } from '../../contract/comparison.ts'
import { problemLine } from '../../contract/problem.ts'
import { compareRuns } from '../../usecases/compare.ts'
import { plainTable, sections } from './plain-table.ts'
import { readArguments } from './read-arguments.ts'
import { namingFolder, usageError } from './verb.ts'
import type { Verb } from './verb.ts'

const usage =
  'compare DIR --runs ID ID ... [--baseline ID] [--absolute X] [--relative X] [--metric last|min|max|STEP] [--ignore KEY ...] [--preset NAME ...] [--whole] [--json]'
const mostRuns = 20

/** Sets runs side by side and says whether they are the same model. */
export const compareVerb: Verb = {
  usage,
  summary: 'Set runs of a tracking store side by side and judge whether they are the same model',
  async run(args) {
    const { values, positionals } = readArguments(args, {
      usage,
      kinds: {
        runs: 'list', baseline: 'text', absolute: 'text', relative: 'text', metric: 'text', ignore: 'list', preset: 'list', whole: 'flag', json: 'flag',
      },
      positionals: 1,
    })
    const { runs } = values
    if (runs.length < 2 || runs.length > mostRuns) {
      throw usageError(`--runs names ${runs.length === 1 ? 'one run' : `${runs.length} runs`}.`, `Name from 2 to ${mostRuns} run ids.`)
    }
    const folder = resolve(positionals[0] ?? '')
    const comparison = await namingFolder(folder, () => compareRuns(folder, runs, comparisonOptions(values)))
    return { json: comparison, text: describe(comparison) }
  },
}

interface Given {
  readonly baseline: string | null
  readonly absolute: string | null
  readonly relative: string | null
  readonly metric: string | null
  readonly ignore: readonly string[]
  readonly preset: readonly string[]
  readonly whole: boolean
}

/** The options as the use case takes them. Presets or keys that are given replace the ignore list; "none" empties it. */
function comparisonOptions(given: Given): ComparisonOptions {
  const { baseline, absolute, relative, metric, ignore, preset, whole } = given
  const presets = preset.filter((name) => name !== 'none').map((name) => {
    const known = ignorePresets.find((candidate) => candidate === name)
    if (known === undefined) throw usageError(`--preset is ${name}.`, `Name some of ${ignorePresets.join(', ')}, or none.`)
    return known
  })
  return {
    ...(baseline === null ? {} : { baseline }),
    ...(absolute === null && relative === null ? {} : { tolerance: { absolute: tolerance('absolute', absolute), relative: tolerance('relative', relative) } }),
    ...(metric === null ? {} : { metric: metricPoint(metric) }),
    ...(ignore.length === 0 && preset.length === 0 ? {} : { ignore: { presets, keys: [...ignore] } }),
    ...(whole ? { unfold: false } : {}),
  }
}

function tolerance(name: string, text: string | null): number {
  const value = text === null ? 0 : text.trim() === '' ? NaN : Number(text)
  if (!Number.isFinite(value) || value < 0) throw usageError(`--${name} is ${text ?? ''}.`, 'Write a number of at least 0, for example 0.001.')
  return value
}

function metricPoint(text: string): NonNullable<ComparisonOptions['metric']> {
  if (text === 'last' || text === 'min' || text === 'max') return text
  if (/^-?\d{1,15}$/.test(text)) return { step: Number(text) }
  throw usageError(`--metric is ${text}.`, 'Write last, min, max or the number of a step.')
}

function describe({ runs, rows, verdict, warnings = [], problems }: Comparison): string {
  const shown = rows.filter((row) => row.state !== 'equal')
  return sections([
    ['', `${verdict.headline}\n${verdict.explanation}`],
    ['Evidence', verdict.evidence.map(({ claim, source }) => `- ${claim} (${source})`).join('\n')],
    ['What would settle it', verdict.wouldSettle],
    ['Not comparable', warnings.map(({ message, source }) => `- ${message} (${source})`).join('\n')],
    ['Runs', plainTable(['id', 'name', 'experiment', 'status'], runs.map((run) => [run.id, run.name, run.experiment, run.status]))],
    [
      'Differences',
      shown.length === 0
        ? 'None.'
        : plainTable(
            ['section', 'key', ...runs.map((run) => run.id.slice(0, 8)), 'state'],
            shown.map((row) => [row.section, row.key, ...row.values.map((value, index) => shorten(value ?? 'not recorded') + deltaWords(row.deltas?.[index] ?? 0)), row.state]),
          ),
    ],
    ['Equal', `${rows.length - shown.length} of ${rows.length} rows are equal.`],
    ['Problems', problems.map(problemLine).join('\n')],
  ])
}

/** The difference from the baseline, with its sign; nothing for the baseline itself and for what equals it. */
function deltaWords(delta: number): string {
  return delta === 0 ? '' : ` (${delta > 0 ? '+' : ''}${delta})`
}

/** Long values, such as a recorded model history, would push the other columns off the screen. */
function shorten(value: string): string {
  const line = value.replace(/\s+/g, ' ')
  return line.length <= 60 ? line : `${line.slice(0, 57)}...`
}
