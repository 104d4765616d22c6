import { createAnalysis } from '../../computing/analysis.ts'
import { warehouseDialects } from '../../contract/warehouse.ts'
import type { WarehouseDialect, WarehouseQuery, WarehouseRequest } from '../../contract/warehouse.ts'
import { warehouseQuery } from '../../usecases/warehouse.ts'
import { integer } from './plain-table.ts'
import { readArguments } from './read-arguments.ts'
import { costsOf, numberOf, orientationOf, required, stepOf } from './table-options.ts'
import { usageError } from './verb.ts'
import type { Verb } from './verb.ts'

const usage =
  'warehouse --dialect D --table T --label L --score S [--positive V] [--weight N] [--segment G] [--range LOW HIGH] [--result FILE --cost-fn N --cost-fp N [--orientation high|low] [--grid STEP ...] [--recorded T ...]] [--json]'

/** Prints the queries that count rows by score where they are. */
export const warehouseVerb: Verb = {
  usage,
  summary: 'Write the query that counts rows by score in a warehouse; with its result, the query that makes the answer exact',
  async run(args, options) {
    const { values } = readArguments(args, {
      usage,
      kinds: {
        dialect: 'text',
        table: 'text',
        label: 'text',
        score: 'text',
        positive: 'text',
        weight: 'text',
        segment: 'text',
        range: 'list',
        result: 'text',
        orientation: 'text',
        'cost-fn': 'text',
        'cost-fp': 'text',
        grid: 'list',
        recorded: 'list',
        json: 'flag',
      },
      positionals: 0,
    })
    const result = values.result
    const request: WarehouseRequest = {
      dialect: dialectOf(required(values.dialect, 'dialect', usage)),
      rows: {
        table: required(values.table, 'table', usage),
        label: required(values.label, 'label', usage),
        score: required(values.score, 'score', usage),
        positive: values.positive ?? '1',
        range: rangeOf(values.range),
        ...(values.weight === null ? {} : { weight: values.weight }),
        ...(values.segment === null ? {} : { segment: values.segment }),
      },
      result:
        result === null
          ? null
          : {
              folder: null,
              reading: { path: result, label: 'p', score: 'score', scoreTo: 'score_to', weight: 'n', positive: null, negative: null, orientation: orientationOf(values.orientation) },
              question: {
                costs: costsOf(required(values['cost-fn'], 'cost-fn', usage), required(values['cost-fp'], 'cost-fp', usage)),
                grids: values.grid.map(stepOf),
                recorded: [...values.recorded],
              },
            },
    }
    const analysis = createAnalysis()
    try {
      const query = await warehouseQuery(request, { analysis }, options)
      return { json: query, text: `${note(query, result)}\n\n${query.sql}` }
    } finally {
      await analysis.close()
    }
  },
}

function dialectOf(value: string): WarehouseDialect {
  const found = warehouseDialects.find((dialect) => dialect === value.toLowerCase())
  if (found === undefined) throw usageError(`--dialect ${value} is not known.`, `Give one of ${warehouseDialects.join(', ')}.`)
  return found
}

function rangeOf(values: readonly string[]): [number, number] {
  if (values.length === 0) return [0, 1]
  const [low, high, ...others] = values.map((value) => numberOf(value, 'range'))
  if (low === undefined || high === undefined || others.length > 0 || low >= high) {
    throw usageError('--range is not a range.', 'Give the lowest and the highest score, for example --range 0 1.')
  }
  return [low, high]
}

function note({ listed, mostLines }: WarehouseQuery, result: string | null): string {
  const next =
    result === null
      ? 'Save its whole result as CSV or Parquet and give it as --result, with the costs.'
      : `It lists the scores of ${integer(listed)} buckets one by one. Save its whole result and open it:`
  const open = '-- countersign recommend RESULT --score score --score-to score_to --weight n --positives p --cost-fn N --cost-fp N'
  return `-- Run this query where the rows are: at most about ${integer(mostLines)} lines come back.\n-- ${next}${result === null ? '' : `\n${open}`}`
}
