/**
 * A pure function that gives its last answer again while `partsOf` what it is given are the very same: what several parts of a
 * page ask with one change of the case is computed once.
 */
export function remembered<Given, Result>(partsOf: (given: Given) => readonly unknown[], compute: (given: Given) => Result): (given: Given) => Result {
  let last: { readonly parts: readonly unknown[]; readonly result: Result } | null = null
  return (given) => {
    const parts = partsOf(given)
    if (last === null || parts.length !== last.parts.length || last.parts.some((part, place) => !Object.is(part, parts[place]))) last = { parts, result: compute(given) }
    return last.result
  }
}
