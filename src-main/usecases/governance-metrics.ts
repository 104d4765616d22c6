import type { Cut } from '../contract/recommendation.ts'
import type { RecordedThreshold } from '../contract/scan.ts'
import type { ScoreQuality } from '../contract/score-quality.ts'
import type { LoggedMetric } from '../domain/governance/facts.ts'
import type { RunMetric } from './governance-runs.ts'

interface Rows {
  readonly quality: Pick<ScoreQuality, 'discrimination'> | null
  readonly recorded: readonly RecordedThreshold[]
  /** The recorded thresholds on the rows. */
  readonly cuts: readonly { readonly value: number; readonly cut: Cut }[]
}

/** Measured on rows that no table of predictions holds. */
const onOtherRows = /(^|[_.\-/ ])(cv|train|training|fold|folds|mean|std|oof)\d*([_.\-/ ]|$)/i
const cells = { tp: /(^|[^a-z])(tp|true[_ ]positives?)$/i, fp: /(^|[^a-z])(fp|false[_ ]positives?)$/i, fn: /(^|[^a-z])(fn|false[_ ]negatives?)$/i, tn: /(^|[^a-z])(tn|true[_ ]negatives?)$/i } as const

/**
 * The metrics of the runs that the rows can give too: AUC, Gini and KS, and the four counts at the one threshold that their run
 * records. A metric that is named after training rows or folds is of other rows and left out.
 */
export function recomputedMetrics(metrics: readonly RunMetric[], rows: Rows): { loggedMetrics: LoggedMetric[]; otherMetrics: number } {
  const loggedMetrics = metrics.flatMap((metric) => {
    const { name, printed, run, file } = metric
    if (onOtherRows.test(name) || !Number.isFinite(Number(printed)) || printed.trim() === '') return []
    const found = discriminationOf(name, rows.quality) ?? countOf(metric, metrics, rows)
    return found === null ? [] : [{ name, printed, run, file, ...found }]
  })
  return { loggedMetrics, otherMetrics: metrics.length - loggedMetrics.length }
}

function discriminationOf(name: string, quality: Rows['quality']): Pick<LoggedMetric, 'what' | 'recomputed'> | null {
  if (quality === null) return null
  const { auc, gini, ks } = quality.discrimination
  if (/(^|[^a-z])(roc[ _-]?)?auc(?![a-z])/i.test(name) && !/pr[ _-]?auc|auc[ _-]?pr/i.test(name)) return { what: 'the AUC', recomputed: auc.value }
  if (/(^|[^a-z])gini(?![a-z])/i.test(name)) return { what: 'the Gini coefficient', recomputed: gini.value }
  if (/(^|[^a-z])ks([_ -]?(stat(istic)?|score))?$/i.test(name)) return { what: 'the KS distance', recomputed: ks.value }
  return null
}

function countOf({ runId, name }: RunMetric, metrics: readonly RunMetric[], { recorded, cuts }: Rows): Pick<LoggedMetric, 'what' | 'recomputed'> | null {
  const cell = (Object.keys(cells) as (keyof typeof cells)[]).find((each) => cells[each].test(name))
  if (cell === undefined) return null
  const own = metrics.filter((metric) => metric.runId === runId)
  if (!Object.values(cells).every((pattern) => own.some((metric) => pattern.test(metric.name)))) return null
  const values = [...new Set(recorded.filter(({ run }) => run?.id === runId).map(({ value }) => value))]
  const cut = values.length === 1 ? cuts.find(({ value }) => value === values[0])?.cut : undefined
  return cut === undefined ? null : { what: `${cell.toUpperCase()} at ${String(values[0])}`, recomputed: cut[cell] }
}
