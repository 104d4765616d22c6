/** One line of a metric file. */
export interface MetricLine {
  readonly value: number
  /** The value as the file spells it. */
  readonly printed: string
  readonly timestamp: number
  readonly step: number
}

/**
 * Reads the line of a metric file: "timestamp value", then the step since MLflow 1.0, then a run id or the name and
 * digest of a dataset since 3.0. A dataset name may hold spaces.
 *
 * @returns null where the line is none of these.
 */
export function parseMetricLine(line: string): MetricLine | null {
  const [timestampText, printed, stepText = '0'] = line.trim().split(/[ \t]+/)
  if (timestampText === undefined || printed === undefined) return null
  const timestamp = Number(timestampText)
  const step = Number(stepText)
  const value = pythonNumber(printed)
  if (value === null || !Number.isSafeInteger(timestamp) || !Number.isSafeInteger(step)) return null
  return { value, printed, timestamp, step }
}

/** The double that Python's `float` reads from the text; null where it refuses. */
export function pythonNumber(text: string): number | null {
  const special = /^([+-]?)(nan|inf|infinity)$/i.exec(text)
  if (special !== null) return special[2]?.toLowerCase() === 'nan' ? NaN : special[1] === '-' ? -Infinity : Infinity
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : null
}
