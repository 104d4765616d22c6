import type { RecomputedNumber } from '../../contract/recomputed.ts'

/**
 * Two records of facts, leaf by leaf: every number of the first is exact or differs, and every other leaf that differs
 * is told. Plain data only; a number's name is its path, as "view.recommendation.optimum.tp".
 */
export function compareFacts(stated: unknown, found: unknown, path = ''): RecomputedNumber[] {
  if (Array.isArray(stated) && Array.isArray(found)) {
    const length = Math.max(stated.length, found.length)
    return Array.from({ length }, (_, index) => compareFacts(stated[index], found[index], `${path}[${index}]`)).flat()
  }
  if (isRecord(stated) && isRecord(found)) {
    const keys = [...new Set([...Object.keys(stated), ...Object.keys(found)])].sort()
    return keys.flatMap((key) => compareFacts(stated[key], found[key], path === '' ? key : `${path}.${key}`))
  }
  if (typeof stated === 'number') {
    const other = typeof found === 'number' ? found : null
    return [{ of: path, stated, found: other, outcome: stated === other ? 'exact' : 'differs', note: '' }]
  }
  return stated === found ? [] : [{ of: path, stated: null, found: typeof found === 'number' ? found : null, outcome: 'differs', note: `${shown(stated)} is now ${shown(found)}.` }]
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`
}
