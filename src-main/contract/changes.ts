/**
 * How one plain value differs from another: a value in its place; or the parts that differ by their key, those of an array by
 * their place; or, of numbers, from which place on how many are replaced by which. What isn't named is as before.
 */
export type Changes = readonly [unknown] | Splice | { readonly [key: string]: Changes }

type Splice = readonly [from: number, removed: number, inserted: readonly unknown[]]

/** How `after` differs from `before`, both plain data as JSON knows it; null where they are equal. */
export function changesBetween(before: unknown, after: unknown): Changes | null {
  if (Object.is(before, after)) return null
  if (Array.isArray(before) && Array.isArray(after)) return changesOfArray(before, after)
  if (!isObject(before) || !isObject(after) || Array.isArray(before) || Array.isArray(after)) return [after]
  const names = namesOf(before)
  // What is made of the changes keeps the order of the keys before.
  if (!sameNames(names, namesOf(after))) return [after]
  const changed: [string, Changes][] = []
  for (const name of names) {
    const changes = changesBetween(before[name], after[name])
    if (changes !== null) changed.push([name, changes])
  }
  // A name such as __proto__ would not become a part by being set.
  return changed.length === 0 ? null : Object.fromEntries(changed)
}

function changesOfArray(before: readonly unknown[], after: readonly unknown[]): Changes | null {
  if (isNumbers(before) && isNumbers(after)) return changesOfNumbers(before, after)
  if (before.length !== after.length) return [after]
  const changed: Record<number, Changes> = {}
  let count = 0
  let replaced = 0
  for (let place = 0; place < after.length; place += 1) {
    const changes = changesBetween(before[place], after[place])
    if (changes === null) continue
    changed[place] = changes
    count += 1
    if (isReplaced(changes)) replaced += 1
    // Names of places would be longer than what stands there.
    if (replaced > after.length / 2) return [after]
  }
  return count === 0 ? null : changed
}

/** The thresholds of a curve stay, but for a few that come and go in its middle and shift those between them. */
function changesOfNumbers(before: readonly number[], after: readonly number[]): Changes | null {
  const shorter = Math.min(before.length, after.length)
  let from = 0
  while (from < shorter && before[from] === after[from]) from += 1
  if (from === before.length && from === after.length) return null
  let kept = 0
  while (kept < shorter - from && before[before.length - 1 - kept] === after[after.length - 1 - kept]) kept += 1
  const changed: Record<number, Changes> = {}
  let count = 0
  if (before.length === after.length) {
    for (let place = from; place < after.length - kept; place += 1) {
      if (before[place] === after[place]) continue
      changed[place] = [after[place]]
      count += 1
    }
    // Where most of them differ, the names of places would be longer than the numbers that stand there.
    if (2 * count < after.length - kept - from) return changed
  }
  return from + kept === 0 ? [after] : [from, before.length - kept - from, after.slice(from, after.length - kept)]
}

function isNumbers(values: readonly unknown[]): values is readonly number[] {
  return values.every((value) => typeof value === 'number')
}

/**
 * What `changesBetween` was given as `after`, made of `before` and the changes. Parts that did not change are the very objects
 * of `before`. Throws a RangeError where the changes are of another value.
 */
export function withChanges(before: unknown, changes: Changes | null): unknown {
  if (changes === null) return before
  if (isReplaced(changes)) return changes[0]
  if (isSpliced(changes)) return spliced(before, changes)
  if (!isObject(before)) throw new RangeError('These are changes of an object.')
  const changed = Object.entries(changes)
  if (changed.some(([key]) => !Object.hasOwn(before, key))) throw new RangeError('These are changes of an object with other keys.')
  if (Array.isArray(before)) {
    const made: unknown[] = before.slice()
    for (const [place, own] of changed) made[Number(place)] = withChanges(made[Number(place)], own)
    return made
  }
  const made: Record<string, unknown> = { ...before }
  for (const [key, own] of changed) {
    // Setting a part named __proto__ would make none.
    Object.defineProperty(made, key, { value: withChanges(made[key], own), enumerable: true, writable: true, configurable: true })
  }
  return made
}

/** A key without a value is none: JSON drops it. */
function namesOf(value: Record<string, unknown>): string[] {
  const names = Object.keys(value)
  return names.some((name) => value[name] === undefined) ? names.filter((name) => value[name] !== undefined) : names
}

function sameNames(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, place) => name === other[place])
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function spliced(before: unknown, [from, removed, inserted]: Splice): unknown[] {
  if (!Array.isArray(before) || from + removed > before.length) throw new RangeError('These are changes of other numbers.')
  return (before as readonly unknown[]).toSpliced(from, removed, ...inserted)
}

function isReplaced(changes: Changes): changes is readonly [unknown] {
  return Array.isArray(changes) && changes.length === 1
}

function isSpliced(changes: Changes): changes is Splice {
  return Array.isArray(changes) && changes.length === 3
}
