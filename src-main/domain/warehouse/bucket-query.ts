import { ProblemError } from '../../contract/problem.ts'
import type { WarehouseDialect, WarehouseRows } from '../../contract/warehouse.ts'
import { dialects, labelLiteral, nameIn } from './dialects.ts'

/** The buckets that scores are counted in. */
export const bucketCount = 65_536

/** Buckets from `first` to `last`. */
export interface BucketRange {
  readonly first: number
  readonly last: number
}

/**
 * The bucket of a finite score, as the queries compute it: floor((score − low) · scale), kept within the buckets. It
 * never falls while the score rises, whatever the engine rounds.
 */
export function bucketOf({ range: [low, high] }: Pick<WarehouseRows, 'range'>, score: number): number {
  return Math.floor(Math.min(Math.max((score - low) * scaleOf(low, high), 0), bucketCount - 1))
}

function scaleOf(low: number, high: number): number {
  const scale = bucketCount / (high - low)
  if (Number.isFinite(scale) && scale > 0) return scale
  throw new ProblemError({
    kind: 'usage',
    path: null,
    message: `Scores from ${low} to ${high} can't be divided into buckets.`,
    action: 'Give the lowest and the highest score, for example 0 and 1.',
  })
}

/**
 * The query that counts rows and positives by bucket of the score, with the lowest and highest score of each bucket;
 * the scores of the buckets in `listed` one by one. Columns: bucket, score, score_to, n, p and, where asked for,
 * segment. Rows without a finite score or a label are one line without a score. Its result is a table of counts.
 */
export function bucketQuery(rows: WarehouseRows, dialect: WarehouseDialect, listed: readonly BucketRange[]): string {
  const sql = dialects[dialect]
  const column = (name: string) => nameIn(sql, name, false)
  const double = (value: number) => `CAST(${value === 0 ? '0' : `'${value}'`} AS ${sql.double.replace(/^Nullable\((.*)\)$/, '$1')})`
  const [low, high] = rows.range
  const label = column(rows.label)
  const segment = rows.segment === undefined ? null : column(rows.segment)
  const further = segment === null ? '' : ', row_segment'
  const bucket = `CAST(FLOOR(LEAST(GREATEST((raw_score - ${double(low)}) * ${double(scaleOf(low, high))}, ${double(0)}), ${double(bucketCount - 1)})) AS ${sql.integer})`
  const usable = `raw_score >= ${double(-Number.MAX_VALUE)} AND raw_score <= ${double(Number.MAX_VALUE)} AND raw_positive IS NOT NULL`
  const one = listed.length === 0 ? '' : ', one_score'
  const ends = (lowest: string, highest: string) => `${sql.exactText(lowest)} AS score, ${sql.exactText(highest)} AS score_to`
  // No alias is the name of a column that its own SELECT reads: some engines would take one for the other.
  return [
    `-- ${sql.name}: rows and positives by score, for Countersign`,
    `WITH scored AS (
  SELECT CAST(${column(rows.score)} AS ${sql.double}) AS raw_score,
    CASE WHEN ${label} = ${labelLiteral(rows.positive)} THEN 1 WHEN ${label} IS NOT NULL THEN 0 END AS raw_positive,
    ${rows.weight === undefined ? '1' : column(rows.weight)} AS row_weight${segment === null ? '' : `, ${segment} AS row_segment`}
  FROM ${nameIn(sql, rows.table, true)}
), bucketed AS (
  SELECT CASE WHEN ${usable} THEN ${bucket} END AS bucket,
    CASE WHEN ${usable} THEN raw_score END AS usable_score,
    CASE WHEN ${usable} THEN raw_positive * row_weight END AS usable_positives, row_weight${further}
  FROM scored
)${listed.length === 0 ? '' : listedRows(listed, further)}, counted AS (
  SELECT bucket${one}${further}, MIN(usable_score) AS lowest, MAX(usable_score) AS highest, SUM(row_weight) AS n, SUM(usable_positives) AS p
  FROM ${listed.length === 0 ? 'bucketed' : 'listed'}
  GROUP BY bucket${one}${further}
)`,
    segment === null
      ? `SELECT bucket, ${ends('lowest', 'highest')}, n, p\nFROM counted`
      : // The ends of the whole bucket, so that the lines of its segments stand for one group.
        `SELECT bucket, ${ends('from_score', 'to_score')}, n, p, row_segment AS segment
FROM (
  SELECT bucket, MIN(lowest) OVER (PARTITION BY bucket${one}) AS from_score, MAX(highest) OVER (PARTITION BY bucket${one}) AS to_score, n, p, row_segment
  FROM counted
) spread`,
    'ORDER BY 1',
  ].join('\n')
}

function listedRows(ranges: readonly BucketRange[], further: string): string {
  const inside = ranges.map(({ first, last }) => (first === last ? `bucket = ${first}` : `bucket BETWEEN ${first} AND ${last}`)).join(' OR ')
  return `, listed AS (
  SELECT bucket, usable_score, usable_positives, row_weight${further}, CASE WHEN ${inside} THEN usable_score END AS one_score
  FROM bucketed
)`
}
