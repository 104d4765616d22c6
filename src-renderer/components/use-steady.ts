import { useCallback, useLayoutEffect, useRef } from 'react'

/** A handler of one identity that does what the handler of the last drawing does: what is given it needs no drawing anew with it. For events alone, never while drawing. */
export function useSteady<Given extends unknown[], Result>(handler: (...given: Given) => Result): (...given: Given) => Result {
  const latest = useRef(handler)
  useLayoutEffect(() => {
    latest.current = handler
  })
  return useCallback((...given: Given) => latest.current(...given), [])
}
