import { UbjsonArray } from './ubjson.ts'

/** The number that XGBoost writes as a number, a truth value or a text, also in brackets: "[5E-1]". Null for others. */
export function numberIn(value: unknown): number | null {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return Number(value)
  const printed = typeof value === 'string' ? /^\[?(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\]?$/.exec(value)?.[1] : undefined
  return printed === undefined ? null : Number(printed)
}

/** A member of an object of JSON or UBJSON; undefined where there is none. */
export function at(value: unknown, name: string): unknown {
  if (value instanceof Map) return value.get(name)
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return (value as Record<string, unknown>)[name]
}

/** The items of an array, of a typed one the first 16; empty for others. */
export function list(value: unknown): unknown[] {
  if (value instanceof UbjsonArray) return Array.from({ length: Math.min(value.length, 16) }, (_, index) => value.at(index))
  return Array.isArray(value) ? value : []
}
