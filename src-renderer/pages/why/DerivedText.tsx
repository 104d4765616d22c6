import type { ReactNode } from 'react'
import type { Derivation } from '../../../src-main/contract/derivation.ts'
import { useCase } from '../../app/case-state.tsx'

interface DerivedTextProps {
  derivation: Derivation | undefined
  className?: string
  children: ReactNode
}

/** A sentence whose numbers open to how they were computed; plain text where that isn't known. */
export function DerivedText({ derivation, className = '', children }: DerivedTextProps) {
  const { dispatch } = useCase()
  if (derivation === undefined) return <p className={className}>{children}</p>
  return (
    <button
      type="button"
      className={`derived-text ${className}`}
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
