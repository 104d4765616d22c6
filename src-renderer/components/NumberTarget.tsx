import type { ReactNode } from 'react'
import type { Derivation } from '../../src-main/contract/derivation.ts'
import { useDispatch } from '../app/case-state.tsx'
import './derivation.css'

interface NumberTargetProps {
  /** Where the number came from; undefined makes plain text of it. */
  derivation: Derivation | undefined
  /** -1 inside a table that the arrow keys move through. */
  tabIndex?: 0 | -1
  children: ReactNode
}

/** A number that opens its derivation. */
export function NumberTarget({ derivation, tabIndex = 0, children }: NumberTargetProps) {
  const dispatch = useDispatch()
  if (derivation === undefined) return <>{children}</>
  return (
    <button
      type="button"
      className="number-target"
      data-cell
      tabIndex={tabIndex}
      title="How was this computed? (D)"
      onClick={(event) => {
        event.stopPropagation()
        dispatch({ type: 'derivation-opened', derivation })
      }}
    >
      {children}
    </button>
  )
}
