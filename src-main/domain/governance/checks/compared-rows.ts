import { amountText } from '../../threshold/number-text.ts'
import type { CheckInput, LoggedMetric } from '../facts.ts'
import { shortNumber, thresholdText } from '../numbers.ts'
import { stated } from '../stated.ts'
import { evidenceOf, fail, listText, notAssessable, pass } from '../verdict.ts'
import type { Verdict } from '../verdict.ts'

/** G08: scores that are compared are those of the same rows with the same labels. */
export function sameRows({ facts: { sameRows: rows } }: CheckInput): Verdict {
  if (rows === null) {
    return notAssessable('There are no scores of a second model or run to hold against these rows.', ['the scores of each compared run, with the column that names a row'])
  }
  const evidence = [evidenceOf(rows.kind === 'matched' ? `Matched by ${rows.matchedBy}: ${amountText(rows.rows)} rows in all, ${amountText(rows.unmatched)} in some only, ${amountText(rows.differentLabels)} with another label.` : rows.why, rows.source, ...rows.files)]
  const found = { origin: 'computed', evidence } as const
  if (rows.kind === 'unmatched') return notAssessable(`Whether the rows are the same cannot be told: ${rows.why}.`, ['a column that names each row in every table'], found)
  if (rows.unmatched > 0 || rows.differentLabels > 0) {
    const why = [
      ...(rows.unmatched > 0 ? [`${amountText(rows.unmatched)} rows are in some tables only`] : []),
      ...(rows.differentLabels > 0 ? [`${amountText(rows.differentLabels)} rows have another label`] : []),
    ]
    return fail(`Not like for like: ${listText(why)}. The runs are not ranked by these figures.`, { ...found, value: rows.unmatched + rows.differentLabels })
  }
  return pass(`All scores are of the same ${amountText(rows.rows)} rows with the same labels.`, { ...found, value: 0 })
}

/** G09: what the runs logged comes out of the rows. */
export function loggedMetrics({ facts: { loggedMetrics: metrics, otherMetrics, table }, policy }: CheckInput): Verdict {
  if (table === null) {
    return notAssessable('There are no rows, so every metric of this folder is as reported by whoever logged it.', ['the scores and labels from which the logged metrics were computed'])
  }
  if (metrics.length === 0) {
    const message = otherMetrics === 0 ? 'No run of the decision logs a metric.' : `The runs of the decision log ${amountText(otherMetrics)} metrics, none of which can be recomputed from these rows.`
    return notAssessable(message, ['a logged AUC, Gini, KS or a metric at a recorded threshold of a run that these rows belong to'])
  }
  const { value: tolerance } = policy.limits.metricTolerance
  const evidence = metrics.map((metric) =>
    evidenceOf(`${metric.name} ${metric.printed} is logged; ${metric.what} of these rows is ${shortNumber(metric.recomputed)}.`, metric.run, metric.file, { path: table.path, sha256: table.sha256 }),
  )
  const off = metrics.filter((metric) => !agrees(metric, tolerance))
  const greatest = Math.max(...metrics.map((metric) => Math.abs(metric.recomputed - Number(metric.printed))))
  const found = { origin: 'computed', value: greatest, limit: 'metricTolerance', evidence } as const
  if (off.length > 0) {
    const words = off.slice(0, 5).map(({ name, printed, recomputed }) => `${name} ${printed} where the rows give ${shortNumber(recomputed)}`)
    return fail(`${off.length} of ${metrics.length} logged metrics do not come out of these rows: ${listText(words)}. Either the rows or the metric are others.`, found)
  }
  return pass(`${metrics.length === 1 ? 'The logged metric comes' : `All ${metrics.length} logged metrics that can be recomputed come`} out of these rows.`, found)
}

/** Within the tolerance, or within half a unit of the last digit that is printed. */
export function agrees({ printed, recomputed }: Pick<LoggedMetric, 'printed' | 'recomputed'>, tolerance: number): boolean {
  const difference = Math.abs(recomputed - Number(printed))
  const [, digits = '', exponent = '0'] = /^[+-]?\d*\.?(\d*)(?:e([+-]?\d+))?$/i.exec(printed) ?? []
  return difference <= tolerance || difference <= 0.5 * 10 ** (Number(exponent) - digits.length)
}

/** G24: the threshold was held against the one in force, another model, and doing nothing. */
export function alternatives(input: CheckInput): Verdict {
  const { recorded, challengers, recommended, incumbent: known, table } = input.facts
  if (table === null || recommended === null) return notAssessable('Without rows nothing can be compared.', ['a prediction table with label and score'])
  const form = stated(input, 'incumbent')
  const file = { path: table.path, sha256: table.sha256 }
  const evidence = [
    evidenceOf('0.5, flagging nobody and flagging everybody are held against the threshold.', `rows of ${table.path}`, file),
    ...recorded.slice(0, 10).map((each) => evidenceOf(`Recorded ${each.text} costs ${amountText(each.regret)} more on these rows.`, each.source, each.file, file)),
    ...challengers.slice(0, 10).map((each) => evidenceOf(each.text, each.source, each.file)),
    ...form.evidence,
  ]
  const found = { origin: 'computed', evidence } as const
  const isNew = form.text('inForce') === 'no'
  if (recorded.length === 0 && known === null && !isNew) {
    return notAssessable('Which threshold is in force is not known, and the folder records none.', ['the threshold in force, or the statement that there is none'], found)
  }
  const values = [...new Set(recorded.map(({ text }) => text))]
  const incumbent = isNew
    ? 'no threshold is in force'
    : known !== null
      ? `${thresholdText(known.threshold)} is in force and costs ${amountText(known.cost - recommended.cost)} more`
      : `recorded ${values.length === 1 ? 'is' : 'are'} ${listText(values.slice(0, 5))}${values.length > 5 ? ` and ${amountText(values.length - 5)} more` : ''}, and nobody states which is in force`
  if (challengers.length === 0) return fail(`Only baselines and cut-offs of one score were compared (${incumbent}); no other model was scored on these rows.`, found)
  return pass(`Compared on the same rows: ${incumbent}; ${challengers.length === 1 ? 'one other score' : `${challengers.length} other scores`}; 0.5 and doing nothing.`, found)
}
