import { problemLine } from '../../contract/problem.ts'
import { inspectModelFile } from '../../usecases/inspect.ts'
import { integer, sections } from './plain-table.ts'
import { readArguments } from './read-arguments.ts'
import type { Verb } from './verb.ts'

const usage = 'inspect MODEL [--json]'

/** Says what a model file is without running it. */
export const inspectVerb: Verb = {
  usage,
  summary: 'Say what a model file is, from its bytes alone: nothing in it is run',
  async run(args, options) {
    const { positionals } = readArguments(args, { usage, kinds: { json: 'flag' }, positionals: 1 })
    const model = await inspectModelFile(positionals[0] ?? '', options)
    const text = [
      `format    ${model.format}`,
      `class     ${model.className ?? 'not stated'}`,
      `features  ${model.features === null ? 'not stated' : integer(model.features)}`,
      `SHA-256   ${model.sha256}`,
    ].join('\n')
    return {
      json: { ...model, library: libraryOf(model.className) },
      text: sections([
        ['', text],
        ['Problems', model.problems.map(problemLine).join('\n')],
      ]),
    }
  },
}

/** The top package of a class name such as `lightgbm.sklearn.LGBMClassifier`; null where none is named. */
function libraryOf(className: string | null): string | null {
  const [top, ...rest] = className?.split('.') ?? []
  return top === undefined || rest.length === 0 ? null : top
}
