import { useCallback, type KeyboardEvent } from 'react'

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/**
 * Makes a table one stop of the Tab order with arrow keys inside. Cells that can be reached carry `data-cell` and
 * `tabIndex={-1}`, the first of them 0; `onEnter` gets the cell that Enter was pressed on.
 */
export function useGridKeys(onEnter: (cell: HTMLElement) => void): (event: KeyboardEvent<HTMLTableElement>) => void {
  return useCallback(
    (event) => {
      const cell = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-cell]') : null
      if (cell === null) return
      if (event.key === 'Enter' && event.target === cell) {
        event.preventDefault()
        onEnter(cell)
        return
      }
      const step = steps[event.key]
      if (step === undefined) return
      const rows = [...event.currentTarget.querySelectorAll('tr')].filter((row) => row.querySelector('[data-cell]') !== null)
      const row = cell.closest('tr')
      const cells = row === null ? [] : [...row.querySelectorAll<HTMLElement>('[data-cell]')]
      const column = cells.indexOf(cell) + step[1]
      const target = rows[rows.findIndex((other) => other === row) + step[0]]
      const next = target === undefined ? undefined : [...target.querySelectorAll<HTMLElement>('[data-cell]')][column]
      event.preventDefault()
      next?.focus()
    },
    [onEnter],
  )
}
