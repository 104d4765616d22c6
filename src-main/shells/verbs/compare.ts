import { resolve } from 'node:path'
import type { Comparison } from '../../contract/comparison.ts'
import { problemLine } from '../../contract/problem.ts'
import { compareRuns } from '../../usecases/compare.ts'
import { plainTable, sections } from './plain-table.ts'
import { readArguments } from './read-arguments.ts'
import { usageError } from './verb.ts'
import type { Verb } from './verb.ts'

const usage = 'compare DIR --runs ID ID ... [--json]'
const mostRuns = 10

/** Sets runs side by side and says whether they are the same model. */
export const compareVerb: Verb = {
  usage,
  summary: 'Set runs of a tracking store side by side and judge whether they are the same model',
  async run(args) {
    const { values, positionals } = readArguments(args, { usage, kinds: { runs: 'list', json: 'flag' }, positionals: 1 })
    const { runs } = values
    if (runs.length < 2 || runs.length > mostRuns) {
      throw usageError(`--runs names ${runs.length} runs.`, `Name from 2 to ${mostRuns} run ids.`)
    }
    const comparison = await compareRuns(resolve(positionals[0] ?? ''), runs)
    return { json: comparison, text: describe(comparison) }
  },
}

function describe({ runs, rows, verdict, problems }: Comparison): string {
  const shown = rows.filter((row) => row.state !== 'equal')
  return sections([
    ['', `${verdict.headline}\n${verdict.explanation}`],
    ['Evidence', verdict.evidence.map(({ claim, source }) => `- ${claim} (${source})`).join('\n')],
    ['What would settle it', verdict.wouldSettle],
    ['Runs', plainTable(['id', 'name', 'experiment', 'status'], runs.map((run) => [run.id, run.name, run.experiment, run.status]))],
    [
      'Differences',
      shown.length === 0
        ? 'None.'
        : plainTable(
            ['section', 'key', ...runs.map((run) => run.id.slice(0, 8)), 'state'],
            shown.map((row) => [row.section, row.key, ...row.values.map((value) => shorten(value ?? 'not recorded')), row.state]),
          ),
    ],
    ['Equal', `${rows.length - shown.length} of ${rows.length} rows are equal.`],
    ['Problems', problems.map(problemLine).join('\n')],
  ])
}

/** Long values, such as a recorded model history, would push the other columns off the screen. */
function shorten(value: string): string {
  const line = value.replace(/\s+/g, ' ')
  return line.length <= 60 ? line : `${line.slice(0, 57)}...`
}
