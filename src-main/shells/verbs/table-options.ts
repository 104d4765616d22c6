import { costsSchema } from '../../contract/recommendation.ts'
import type { Costs } from '../../contract/recommendation.ts'
import type { TableReading } from '../../contract/reading.ts'
import { usageError } from './verb.ts'

/** A required option's value. */
export function required(value: string | null, option: string, usage: string): string {
  if (value === null || value === '') throw usageError(`Option --${option} is missing.`, `Usage: countersign ${usage}`)
  return value
}

/** high where nothing is given. */
export function orientationOf(value: string | null): TableReading['orientation'] {
  if (value === null || value === 'high') return 'high'
  if (value === 'low') return 'low'
  throw usageError(`--orientation ${value} is not known.`, 'Give high (a high score is positive) or low.')
}

/** Both costs as decimals, not negative and not both zero. */
export function costsOf(fn: string, fp: string): Costs {
  const costs = costsSchema.safeParse({ fn, fp })
  if (!costs.success) {
    const option = costs.error.issues[0]?.path[0] === 'fp' ? `--cost-fp ${fp}` : `--cost-fn ${fn}`
    throw usageError(`${option} is not a cost.`, 'Give a number such as 10 or 0.5, not negative.')
  }
  if (Number(fn) === 0 && Number(fp) === 0) {
    throw usageError('--cost-fn and --cost-fp are both 0.', 'Give at least one of them a value above 0.')
  }
  return costs.data
}

/** A finite number as text. */
export function numberOf(value: string, option: string): number {
  const number = Number(value)
  if (value.trim() === '' || !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) || !Number.isFinite(number)) {
    throw usageError(`--${option} ${value} is not a number.`, 'Give a number such as 0.338.')
  }
  return number
}

/** A whole number from `least` to `most`. */
export function wholeOf(value: string, option: string, least: number, most: number): number {
  const number = Number(value)
  if (!/^\d+$/.test(value) || number < least || number > most) {
    throw usageError(`--${option} ${value} is not allowed.`, `Give a whole number from ${least} to ${most}.`)
  }
  return number
}

/** The step of a grid: a decimal above 0 and below 1, as text. */
export function stepOf(value: string): string {
  const number = Number(value)
  if (!/^(0?\.\d+)$/.test(value) || number <= 0 || number >= 1) {
    throw usageError(`--grid ${value} is not a step.`, 'Give a decimal above 0 and below 1, such as 0.01.')
  }
  return value.startsWith('.') ? `0${value}` : value
}
