import type { ModelInspection } from '../../contract/model.ts'
import { problemLine } from '../../contract/problem.ts'
import { inspectModelFile } from '../../usecases/inspect.ts'
import { integer, plainTable, sections } from './plain-table.ts'
import { readArguments } from './read-arguments.ts'
import type { Verb } from './verb.ts'

const usage = 'inspect MODEL [--json]'
const mostRows = 60

/** Says what a model file is without running it. */
export const inspectVerb: Verb = {
  usage,
  summary: 'Say what a model file is, from its bytes alone: nothing in it is run',
  async run(args, options) {
    const { positionals } = readArguments(args, { usage, kinds: { json: 'flag' }, positionals: 1 })
    const model = await inspectModelFile(positionals[0] ?? '', options)
    const { parameters, steps, entries, thresholds, callables, featureNames, problems } = model
    return {
      json: model,
      text: sections([
        ['', summary(model)],
        ['Thresholds in it', rows(['name', 'value'], thresholds.map(({ name, printed }) => [name === '' ? 'the file itself' : name, printed]))],
        ['Hyper-parameters', rows(['name', 'value'], Object.entries(parameters).map(([name, value]) => [name, parameterText(value)]))],
        ['Steps', rows(['path', 'class', 'features'], steps.map((step) => [step.path, `${step.module}.${step.className}`, countText(step.features)]))],
        ['Entries', rows(['name', 'holds'], entries.map(({ name, holds }) => [name, holds]))],
        ['Features', featureNames.slice(0, mostRows).join(', ') + more(featureNames.length)],
        [
          'What loading it in Python would import and call',
          rows(['name', 'calls', ''], callables.map(({ name, calls, dangerous }) => [name, integer(calls), dangerous ? 'DANGEROUS' : ''])),
        ],
        ['Problems', problems.map(problemLine).join('\n')],
      ]),
    }
  },
}

function summary(model: ModelInspection): string {
  const { format, formatVersion, className, module, library, libraryVersion, classes, objective, classWeighting, learnedContent } = model
  return [
    `format     ${format}${formatVersion === null ? '' : ` (${formatVersion})`}`,
    `class      ${className === null ? 'not stated' : module === null ? className : `${module}.${className}`}`,
    `library    ${library ?? 'not stated'}${library === null ? '' : ` ${libraryVersion ?? '(version not stated)'}`}`,
    `features   ${countText(model.features)}`,
    `classes    ${classes.length === 0 ? 'not stated' : classes.map(parameterText).join(', ')}`,
    `trees      ${countText(model.trees)}`,
    `objective  ${objective ?? 'not stated'}`,
    `weighting  ${classWeighting.length === 0 ? 'none stated' : classWeighting.map(({ name, value }) => `${name} = ${parameterText(value)}`).join(', ')}`,
    `learned    ${learnedContent === null ? 'not to be had' : `${learnedContent.kind} ${learnedContent.sha256}`}`,
    `SHA-256    ${model.sha256}`,
  ].join('\n')
}

function countText(count: number | null): string {
  return count === null ? 'not stated' : integer(count)
}

function parameterText(value: ModelInspection['parameters'][string]): string {
  return value === null ? 'library default' : typeof value === 'string' ? value : JSON.stringify(value)
}

function rows(header: readonly string[], all: readonly (readonly string[])[]): string {
  return all.length === 0 ? '' : plainTable(header, all.slice(0, mostRows)) + more(all.length)
}

function more(count: number): string {
  return count > mostRows ? `\n… ${integer(count)} in all` : ''
}
