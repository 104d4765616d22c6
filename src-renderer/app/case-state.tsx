import { createContext, use, useReducer, type Dispatch, type ReactNode } from 'react'
import type { Engine } from '../api/client.ts'
import { emptyCase, nextCase, type CaseAction, type CaseState } from './case.ts'

interface CaseContext {
  state: CaseState
  dispatch: Dispatch<CaseAction>
  engine: Engine
}

const Context = createContext<CaseContext | null>(null)

/** Holds the case for everything below it. */
export function CaseProvider({ engine, children }: { engine: Engine; children: ReactNode }) {
  const [state, dispatch] = useReducer(nextCase, emptyCase)
  return <Context value={{ state, dispatch, engine }}>{children}</Context>
}

/** The case, how to change it, and the engine. */
export function useCase(): CaseContext {
  const context = use(Context)
  if (context === null) throw new Error('useCase needs a CaseProvider above it.')
  return context
}
