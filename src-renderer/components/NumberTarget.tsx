import { memo, type ReactNode } from 'react'
import type { Derivation } from '../../src-main/contract/derivation.ts'
import { useDispatch } from '../app/case-state.tsx'
import './derivation.css'
import { useSteady } from './use-steady.ts'

interface NumberTargetProps {
  /** Where the number came from; undefined makes plain text of it. */
  derivation: Derivation | undefined
  /** -1 inside a table that the arrow keys move through. */
  tabIndex?: 0 | -1
  children: ReactNode
}

/** A number that opens its derivation. */
export const NumberTarget = memo(function NumberTarget({ derivation, tabIndex = 0, children }: NumberTargetProps) {
  const dispatch = useDispatch()
  if (derivation === undefined) return <>{children}</>
  return numberButton(children, tabIndex, () => dispatch({ type: 'derivation-opened', derivation }))
})

/** Gives a function that opens one of some derivations by its name, and stays the same when they change. */
export function useExplain(derivations: Readonly<Record<string, Derivation | undefined>>): (name: string) => void {
  const dispatch = useDispatch()
  return useSteady((name: string) => {
    const derivation = derivations[name]
    if (derivation !== undefined) dispatch({ type: 'derivation-opened', derivation })
  })
}

interface NumberCellProps {
  /** Of the derivation. */
  name: string
  onExplain: (name: string) => void
  tabIndex?: 0 | -1
  children: ReactNode
}

/** A number in a table that opens its derivation. A new derivation of the same number doesn't draw it anew. */
export const NumberCell = memo(function NumberCell({ name, onExplain, tabIndex = -1, children }: NumberCellProps) {
  return <td className="number">{numberButton(children, tabIndex, () => onExplain(name))}</td>
})

function numberButton(number: ReactNode, tabIndex: 0 | -1, open: () => void): ReactNode {
  return (
    <button
      type="button"
      className="number-target"
      data-cell
      tabIndex={tabIndex}
      title="How was this computed? (D)"
      onClick={(event) => {
        event.stopPropagation()
        open()
      }}
    >
      {number}
    </button>
  )
}
