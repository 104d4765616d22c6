import type { MetricHistory } from '../../contract/comparison.ts'
import { queryRows } from './duckdb-tables.ts'
import type { Stores } from './open-stores.ts'

/** A chart can't show more points of one line, and the least and greatest are kept in any case. */
const mostPoints = 5000

const historyQuery = `SELECT store, step, timestamp, value, printed FROM metrics
WHERE key = $key AND run_id = $run AND store = (SELECT min(store) FROM metrics WHERE key = $key AND run_id = $run)
ORDER BY step, timestamp, value`

interface Point {
  readonly store: number
  readonly step: bigint
  readonly timestamp: bigint
  readonly value: number
  readonly printed: string
}

/** Every logged point of a metric of the loaded runs, in this order; a run without the metric has an empty series. */
export async function metricHistory(stores: Stores, runIds: readonly string[], key: string): Promise<MetricHistory> {
  const series: MetricHistory['series'] = []
  for (const run of runIds) {
    const points = await queryRows<Point>(stores.connection, historyQuery, { key, run })
    const kept = points.length <= mostPoints ? points : thinned(points)
    series.push({
      run,
      store: points[0] === undefined ? null : (stores.opened[points[0].store]?.path ?? null),
      points: kept.map(({ step, timestamp, value, printed }) => ({
        step: Number(step),
        timestamp: Number(timestamp),
        value: Number.isFinite(value) ? value : null,
        printed,
      })),
      leftOut: points.length - kept.length,
    })
  }
  return { key, series }
}

/** Of each stretch of points the least and the greatest, besides the first and the last of all; NaN and infinity stay. */
function thinned(points: readonly Point[]): Point[] {
  const stretch = Math.ceil((points.length * 2) / mostPoints)
  return points.filter((point, index) => {
    if (index === 0 || index === points.length - 1 || !Number.isFinite(point.value)) return true
    const start = index - (index % stretch)
    const near = points.slice(start, start + stretch)
    const finite = near.map(({ value }) => value).filter(Number.isFinite)
    const isFirst = (value: number): boolean => near.findIndex((other) => other.value === value) === index - start
    return (point.value === Math.min(...finite) || point.value === Math.max(...finite)) && isFirst(point.value)
  })
}
