/**
 * How one plain value differs from another: a value in its place, or the parts that differ by their key, those of an array by
 * their place. What isn't named is as before.
 */
export type Changes = readonly [unknown] | { readonly [key: string]: Changes }

/** How `after` differs from `before`, both plain data as JSON knows it; null where they are equal. */
export function changesBetween(before: unknown, after: unknown): Changes | null {
  if (Object.is(before, after)) return null
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null) return [after]
  if (Array.isArray(before) !== Array.isArray(after)) return [after]
  const known = partsOf(before)
  const parts = partsOf(after)
  if (known.length !== parts.length) return [after]
  const changed: [string, Changes][] = []
  for (const [place, [key, part]] of parts.entries()) {
    const [name, was] = known[place] ?? []
    // What is made of the changes keeps the order of the keys before.
    if (name !== key) return [after]
    const changes = changesBetween(was, part)
    if (changes !== null) changed.push([key, changes])
  }
  if (changed.length === 0) return null
  const replaced = changed.filter(([, changes]) => Array.isArray(changes)).length
  // Names of places would be longer than the numbers that stand there.
  return Array.isArray(after) && replaced > after.length / 2 ? [after] : Object.fromEntries(changed)
}

/**
 * What `changesBetween` was given as `after`, made of `before` and the changes. Parts that did not change are the very objects
 * of `before`. Throws a RangeError where the changes are of another value.
 */
export function withChanges(before: unknown, changes: Changes | null): unknown {
  if (changes === null) return before
  if (isReplaced(changes)) return changes[0]
  if (typeof before !== 'object' || before === null) throw new RangeError('These are changes of an object.')
  const changed = new Map(Object.entries(changes))
  const parts = Object.entries(before).map(([key, part]): [string, unknown] => {
    const own = changed.get(key)
    changed.delete(key)
    return [key, own === undefined ? part : withChanges(part, own)]
  })
  if (changed.size > 0) throw new RangeError('These are changes of an object with other keys.')
  return Array.isArray(before) ? parts.map(([, part]) => part) : Object.fromEntries(parts)
}

/** A key without a value is none: JSON drops it. */
function partsOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, part]) => part !== undefined)
}

function isReplaced(changes: Changes): changes is readonly [unknown] {
  return Array.isArray(changes)
}
