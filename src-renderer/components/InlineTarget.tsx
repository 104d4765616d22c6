import type { KeyboardEvent, ReactNode } from 'react'
import type { Derivation } from '../../src-main/contract/derivation.ts'
import { useDispatch } from '../app/case-state.tsx'
import './derivation.css'

interface InlineTargetProps {
  /** Where the numbers came from; undefined makes plain text of it. */
  derivation: Derivation | undefined
  children: ReactNode
}

/** A part of a sentence whose numbers open their derivation; it wraps with the sentence, as a button would not. */
export function InlineTarget({ derivation, children }: InlineTargetProps) {
  const dispatch = useDispatch()
  if (derivation === undefined) return <>{children}</>
  const open = () => dispatch({ type: 'derivation-opened', derivation })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    open()
  }
  return (
    <span role="button" tabIndex={0} className="inline-target" title="How was this computed? (D)" onClick={open} onKeyDown={onKeyDown}>
      {children}
    </span>
  )
}
