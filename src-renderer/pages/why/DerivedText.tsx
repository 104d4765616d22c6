import type { ReactNode } from 'react'
import type { Derivation } from '../../../src-main/contract/derivation.ts'
import { useCase } from '../../app/case-state.tsx'

interface DerivedTextProps {
  derivation: Derivation | undefined
  className?: string
  /** The whole text, where its place may cut it off. */
  whole?: string
  children: ReactNode
}

/** A sentence whose numbers open to how they were computed; plain text where that isn't known. */
export function DerivedText({ derivation, className = '', whole = '', children }: DerivedTextProps) {
  const { dispatch } = useCase()
  if (derivation === undefined) return <p className={className} title={whole === '' ? undefined : whole}>{children}</p>
  return (
    <button
      type="button"
      className={`derived-text ${className}`}
      title={`${whole}${whole === '' ? '' : '\n\n'}How was this computed? (D)`}
      onClick={(event) => {
        event.stopPropagation()
        dispatch({ type: 'derivation-opened', derivation })
      }}
    >
      {children}
    </button>
  )
}
