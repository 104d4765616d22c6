import { createContext, use, useReducer, type Dispatch, type ReactNode } from 'react'
import type { Engine } from '../api/client.ts'
import { emptyCase, nextCase, type CaseAction, type CaseState } from './case.ts'

interface CaseContext {
  state: CaseState
  dispatch: Dispatch<CaseAction>
  engine: Engine
}

const Context = createContext<CaseContext | null>(null)
const DispatchContext = createContext<Dispatch<CaseAction> | null>(null)

/** Holds the case for everything below it. */
export function CaseProvider({ engine, children }: { engine: Engine; children: ReactNode }) {
  const [state, dispatch] = useReducer(nextCase, emptyCase)
  return (
    <DispatchContext value={dispatch}>
      <Context value={{ state, dispatch, engine }}>{children}</Context>
    </DispatchContext>
  )
}

/** The case, how to change it, and the engine. */
export function useCase(): CaseContext {
  const context = use(Context)
  if (context === null) throw new Error('useCase needs a CaseProvider above it.')
  return context
}

/** How to change the case, for what doesn't show it: the many numbers of a page are not drawn anew with every key. */
export function useDispatch(): Dispatch<CaseAction> {
  const dispatch = use(DispatchContext)
  if (dispatch === null) throw new Error('useDispatch needs a CaseProvider above it.')
  return dispatch
}
