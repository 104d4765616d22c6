import type { Cut, Recommendation } from '../../contract/recommendation.ts'
import { createAnalysis } from '../../computing/analysis.ts'
import { malformedCells } from './malformed-rows.ts'
import { integer, plainTable, sections, threshold } from './plain-table.ts'
import { readArguments } from './read-arguments.ts'
import { costsOf, numberOf, orientationOf, required, stepOf, wholeOf } from './table-options.ts'
import { usageError } from './verb.ts'
import type { Verb } from './verb.ts'

const usage =
  'recommend FILE (--label L --score S | --score S [--score-to S] --weight N --positives P) --cost-fn N --cost-fp N [--positive V] [--negative V] [--orientation high|low] [--grid STEP ...] [--at T ...] [--bootstrap N --seed K] [--json]'

/** Resamples above this take minutes and move the interval by less than the scores lie apart. */
const mostResamples = 100_000

/** Recommends the threshold of least expected cost. */
export const recommendVerb: Verb = {
  usage,
  summary: 'Find the threshold of least cost in a prediction table, exactly',
  async run(args, options) {
    const { values, positionals } = readArguments(args, {
      usage,
      kinds: {
        label: 'text',
        score: 'text',
        'score-to': 'text',
        weight: 'text',
        positives: 'text',
        positive: 'text',
        negative: 'text',
        orientation: 'text',
        'cost-fn': 'text',
        'cost-fp': 'text',
        grid: 'list',
        at: 'list',
        bootstrap: 'text',
        seed: 'text',
        json: 'flag',
      },
      positionals: 1,
    })
    const reading = {
      path: positionals[0] ?? '',
      ...countedColumns(values.label, values.weight, values.positives, values['score-to']),
      score: required(values.score, 'score', usage),
      positive: values.positive,
      negative: values.negative,
      orientation: orientationOf(values.orientation),
    }
    const question = {
      costs: costsOf(required(values['cost-fn'], 'cost-fn', usage), required(values['cost-fp'], 'cost-fp', usage)),
      grids: values.grid.map(stepOf),
      at: values.at.map((value) => numberOf(value, 'at')),
      bootstrap: bootstrapOf(values.bootstrap, values.seed),
    }
    const analysis = createAnalysis()
    try {
      const recommendation = await analysis.recommend(null, reading, { ...question, ...options })
      return { json: recommendation, text: describe(recommendation) }
    } finally {
      await analysis.close()
    }
  },
}

/** The columns beside the score: a label, or for a table of counts the numbers of rows and of positives. */
function countedColumns(label: string | null, weight: string | null, positives: string | null, scoreTo: string | null) {
  if (weight === null) {
    if (positives !== null || scoreTo !== null) throw usageError('--positives and --score-to need --weight.', 'Name the column with the number of rows of a line.')
    return { label: required(label, 'label', usage) }
  }
  if (label !== null) throw usageError('--label and --weight are both given.', 'Give --label for rows, or --weight and --positives for counts.')
  return { label: required(positives, 'positives', usage), weight, ...(scoreTo === null ? {} : { scoreTo }) }
}

function bootstrapOf(resamples: string | null, seed: string | null) {
  if (resamples === null) {
    if (seed !== null) throw usageError('--seed is given without --bootstrap.', 'Give both, or leave out --seed.')
    return null
  }
  return {
    resamples: wholeOf(resamples, 'bootstrap', 1, mostResamples),
    seed: seed === null ? 1 : wholeOf(seed, 'seed', 0, 2 ** 32 - 1),
  }
}

/** Malformed rows by cause, with the first of their lines. */
function malformedLines({ malformed }: Recommendation): string {
  return malformedCells(malformed)
    .map(([cause, rows, lines]) => `\n  malformed, ${cause}: ${rows} (line ${lines})`)
    .join('')
}

function describe(answer: Recommendation): string {
  const { optimum } = answer
  const excluded = Object.entries(answer.excluded).filter(([, rows]) => rows > 0)
  const cutRow = (what: string, cut: Cut) => [
    what,
    threshold(cut.threshold),
    integer(cut.cost),
    integer(cut.tp),
    integer(cut.fp),
    integer(cut.fn),
    integer(cut.tn),
  ]
  const [low, high] = optimum.interval
  return sections([
    [
      '',
      `Threshold ${threshold(optimum.threshold)} costs least: ${integer(optimum.cost)}.\n` +
        `Any value in (${low ?? '-infinity'}, ${high ?? 'infinity'}] gives the same counts; ${optimum.tied === 1 ? 'no other score costs as little' : `${integer(optimum.tied)} scores cost as little`}.`,
    ],
    [
      'Counts',
      plainTable(
        ['', 'threshold', 'cost', 'TP', 'FP', 'FN', 'TN'],
        [
          cutRow('optimum', optimum),
          ...answer.grids.map((grid) => cutRow(`grid ${grid.step}`, grid)),
          ...answer.at.map((cut) => cutRow('at', cut)),
        ],
      ),
    ],
    [
      'Cost',
      plainTable(
        ['', 'cost'],
        [
          ['flag nobody', integer(answer.flagNobody.cost)],
          ['flag everybody', integer(answer.flagEverybody.cost)],
          [`theoretical threshold ${answer.theoretical.threshold} (calibrated scores only)`, integer(answer.theoretical.cost)],
        ],
      ),
    ],
    [
      'Other objectives',
      plainTable(
        ['objective', 'threshold', 'value'],
        answer.objectives.map(({ kind, parameters, ...best }) => [
          [kind, ...Object.values(parameters)].join(' '),
          threshold(best.threshold),
          best.value.toFixed(6),
        ]),
      ),
    ],
    [
      'Uncertainty',
      [
        answer.interval95 === null ? '' : `95 % of resamples put the best threshold in [${answer.interval95.map(threshold).join(', ')}].`,
        answer.indistinguishable === null
          ? ''
          : `Thresholds in [${answer.indistinguishable.join(', ')}] can't be told from the best on these rows (95 %).`,
      ]
        .filter((line) => line !== '')
        .join('\n'),
    ],
    [
      'Not exact',
      (answer.bounds ?? [])
        .map(({ of, low, high, note }) => `${of}: ${low === null && high === null ? '' : `between ${low ?? '-infinity'} and ${high ?? 'infinity'}. `}${note}`)
        .join('\n'),
    ],
    [
      'Rows',
      `${integer(answer.rows)} read = ${integer(answer.used)} used (${integer(answer.positives)} positives, ${integer(answer.negatives)} negatives) + ${integer(answer.rows - answer.used)} excluded` +
        (excluded.length === 0 ? '' : ` (${excluded.map(([cause, rows]) => `${cause} ${integer(rows)}`).join(', ')})`) +
        malformedLines(answer) +
        `\nAUC ${answer.auc.toFixed(6)}\nSHA-256 ${answer.sha256}`,
    ],
  ])
}
