import { resolve } from 'node:path'
import { createAnalysis } from '../../computing/analysis.ts'
import type { Explanation, ExplanationResult } from '../../contract/explanation.ts'
import { explainRecorded } from '../../usecases/explain.ts'
import { scanFolder } from '../../usecases/scan.ts'
import { namesFile } from '../data-folder.ts'
import { integer, plainTable, sections, threshold } from './plain-table.ts'
import { readArguments } from './read-arguments.ts'
import { costsOf, numberOf, orientationOf, required } from './table-options.ts'
import { usageError } from './verb.ts'
import type { Verb } from './verb.ts'

const usage =
  'explain FILE --label L --score S --recorded T [--cost-fn N --cost-fp N] [--evidence DIR] [--against T ...] [--claim WORDS] [--positive V] [--negative V] [--orientation high|low] [--json]'

/** Says which explanations of a recorded threshold a prediction table bears out. */
export const explainVerb: Verb = {
  usage,
  summary: 'Test why a recorded threshold differs from the recommended one',
  async run(args, options) {
    const { values, positionals } = readArguments(args, {
      usage,
      kinds: {
        label: 'text',
        score: 'text',
        recorded: 'text',
        'cost-fn': 'text',
        'cost-fp': 'text',
        evidence: 'text',
        against: 'list',
        claim: 'text',
        positive: 'text',
        negative: 'text',
        orientation: 'text',
        json: 'flag',
      },
      positionals: 1,
    })
    const reading = {
      path: positionals[0] ?? '',
      label: required(values.label, 'label', usage),
      score: required(values.score, 'score', usage),
      positive: values.positive,
      negative: values.negative,
      orientation: orientationOf(values.orientation),
    }
    const printed = required(values.recorded, 'recorded', usage)
    numberOf(printed, 'recorded')
    for (const other of values.against) numberOf(other, 'against')
    const [fn, fp] = [values['cost-fn'], values['cost-fp']]
    if ((fn === null) !== (fp === null)) throw usageError(`--cost-${fn === null ? 'fp' : 'fn'} is given alone.`, 'Give both costs, or neither.')
    const costs = fn === null || fp === null ? null : costsOf(fn, fp)
    const analysis = createAnalysis()
    try {
      // The worker reads the table while the folder is scanned.
      const [scan] = await Promise.all([
        values.evidence === null ? null : scanFolder(resolve(values.evidence), { ...options, namesFile: namesFile() }),
        analysis.load(null, reading, options),
      ])
      const request = {
        folder: resolve(values.evidence ?? '.'),
        reading,
        recorded: { printed, implied: null },
        costs,
        against: [...values.against],
        claim: values.claim === null ? null : { kind: null, parameters: {}, words: values.claim.slice(0, 300) },
      }
      const result = await explainRecorded(request, scan, { analysis }, { ...options, tableFolder: null })
      return { json: result, text: describe(result) }
    } finally {
      await analysis.close()
    }
  },
}

const verdicts: Readonly<Record<Explanation['verdict'], string>> = {
  reproduces: 'reproduces',
  refuted: 'refuted',
  'cannot-tell': 'cannot be told',
}

function describe(result: ExplanationResult): string {
  const { answer, recorded, atRecorded, optimum, explanations } = result
  const standing = explanations.filter(({ verdict }) => verdict !== 'refuted')
  return sections([
    ['', [answer.decisive, answer.rest, answer.caveat].join('\n')],
    ['Recorded', [recorded.sentence, ...recorded.sources.map(({ source }) => source)].join('\n')],
    [
      'Counts',
      plainTable(
        ['', 'threshold', 'cost', 'TP', 'FP', 'FN', 'TN'],
        [{ name: 'recorded', cut: atRecorded }, ...(optimum === null ? [] : [{ name: 'optimum', cut: optimum }])].map(({ name, cut }) => [
          name,
          threshold(cut.threshold),
          cut.cost === null ? 'not known' : integer(cut.cost),
          integer(cut.tp),
          integer(cut.fp),
          integer(cut.fn),
          integer(cut.tn),
        ]),
      ),
    ],
    [
      'Explanations, likeliest first',
      plainTable(
        ['verdict', 'explanation', 'leads to'],
        explanations.map(({ verdict, title, threshold: own }) => [verdicts[verdict], title, own === null ? 'none' : String(own)]),
      ),
    ],
    ['Why', standing.map(reasons).join('\n\n')],
    ['Refuted by', explanations.filter(({ verdict }) => verdict === 'refuted').map(({ title, because }) => `${title}: ${because}`).join('\n')],
    ['Ratios of costs', [result.impliedCostRatioSentence, ...result.breakEvens.map(({ sentence }) => sentence)].join('\n')],
    ['Your explanation', result.claim?.sentence ?? ''],
    ['What to do', result.actions.map(({ text, path, line }) => (path === null ? text : `${path}${line === null ? '' : `:${line}`}: ${text}`)).join('\n')],
    ['How much a match tells', result.multipleTesting.sentence],
    ['Assumed', result.assumed.join('\n')],
  ])
}

function reasons({ title, because, chance, favoured, sameStatementAs, corroboration }: Explanation): string {
  return [
    `${title}: ${because}`,
    favoured ?? '',
    sameStatementAs === null ? '' : `The same statement as ${sameStatementAs} in other words, so no second support.`,
    chance?.sentence ?? '',
    ...corroboration.map(({ path, line, text }) => `  ${path}${line === null ? '' : `:${line}`}  ${text}`),
  ]
    .filter((line) => line !== '')
    .join('\n')
}
