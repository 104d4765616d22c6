import { canonicalValue } from './canonical-value.ts'
import { dictionaryLeaves } from './dictionary-text.ts'
import type { StatedParameter } from './run-facts.ts'
import type { StatedRow, StatedValue } from './stated-row.ts'

/**
 * Turns each parameter and tag whose values are all dictionaries, printed as JSON or by Python, into a row for each of
 * their keys: "model_params" becomes "model_params.max_depth" and so on. A key that both spells out is left whole where
 * a run has another kind of value for it.
 */
export function unfoldRows(rows: readonly StatedRow[]): StatedRow[] {
  return rows.flatMap((row) => {
    if (row.section !== 'parameters' && row.section !== 'tags') return [row]
    const unfolded = row.values.map((value) => (value === null ? null : dictionaryLeaves(value.text)))
    if (unfolded.some((leaves, index) => leaves === null && row.values[index] !== null)) return [row]
    const byRun = unfolded.map((leaves) => new Map(leaves ?? []))
    const paths = [...new Set(byRun.flatMap((leaves) => [...leaves.keys()]))].sort()
    return paths.map((path): StatedRow => ({
      section: row.section,
      key: `${row.key}.${path}`,
      values: byRun.map((leaves): StatedValue | null => {
        const text = leaves.get(path)
        return text === undefined ? null : { text, canonical: canonicalValue(text) }
      }),
    }))
  })
}

/** Parameters in which each dictionary is replaced by its keys, so that they are compared one by one. */
export function unfoldParameters(parameters: readonly StatedParameter[]): StatedParameter[] {
  return parameters.flatMap((parameter) =>
    dictionaryLeaves(parameter.value)?.map(([path, value]) => ({
      key: `${parameter.key}.${path}`,
      value,
      canonical: canonicalValue(value),
      source: parameter.source,
    })) ?? [parameter],
  )
}
