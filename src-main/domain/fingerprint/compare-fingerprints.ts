import type { FingerprintComparison, TableFingerprint } from '../../contract/fingerprint.ts'

type Compared = Pick<TableFingerprint, 'path' | 'version' | 'rows' | 'columns' | 'ordered' | 'unordered'>

/** What two fingerprints say of the content of two tables. */
export function compareFingerprints(one: Compared, other: Compared): Pick<FingerprintComparison, 'verdict' | 'because'> {
  const both = `${one.path} and ${other.path}`
  if (one.version !== other.version) {
    return { verdict: 'incomparable', because: `The fingerprints of ${both} follow different versions of the canonical form.` }
  }
  if (one.ordered === other.ordered) {
    return { verdict: 'same', because: `${both} hold the same ${counted(one.rows)} rows and ${one.columns.length} columns in the same order.` }
  }
  if (one.unordered === other.unordered) {
    return { verdict: 'reordered', because: `${both} hold the same ${counted(one.rows)} rows and ${one.columns.length} columns in another order.` }
  }
  return { verdict: 'different', because: `${both} differ: ${difference(one, other)}.` }
}

function difference(one: Compared, other: Compared): string {
  if (one.rows !== other.rows) return `${counted(one.rows)} rows against ${counted(other.rows)}`
  const types = new Map(other.columns.map(({ name, type }) => [name, type]))
  const missing = one.columns.filter(({ name }) => !types.has(name))
  const own = new Set(one.columns.map(({ name }) => name))
  const added = other.columns.filter(({ name }) => !own.has(name))
  if (missing.length > 0 || added.length > 0) {
    return `columns ${[...missing, ...added].map(({ name }) => name).join(', ')} stand in one of them only`
  }
  const retyped = one.columns.filter(({ name, type }) => types.get(name) !== type)
  if (retyped.length > 0) {
    return `column ${retyped.map(({ name, type }) => `${name} holds ${type} against ${types.get(name) ?? ''}`).join(', ')}`
  }
  return 'the same columns and number of rows, but other values'
}

function counted(rows: number): string {
  return rows.toLocaleString('en')
}
