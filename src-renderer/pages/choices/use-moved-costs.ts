import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { ChoicesRequest } from '../../../src-main/contract/choices.ts'
import type { MovedCostsRequest } from '../../../src-main/contract/moved-costs.ts'
import { movedCosts } from '../../api/moved-costs.ts'
import { useCase } from '../../app/case-state.tsx'
import { costsAreUsable } from '../../app/use-table.ts'
import { choicesRequestOf } from './choices-state.ts'
import { startMove } from './move-turn.ts'

/** The two costs as they stand in their fields. */
export interface CostFields {
  readonly fn: string
  readonly fp: string
}

/**
 * The two costs as typed, and how to type others: what they change is asked for before anything is drawn anew, so that fields,
 * sentences and counts change together, in one step. Where the answer isn't in memory, or takes long, the costs are typed at
 * once and the answer follows. `withChoices` where the page shows what the bank chooses beside the costs.
 */
export function useMovedCosts(withChoices: boolean): { readonly costs: CostFields; readonly type: (costs: CostFields) => void } {
  const { state, dispatch, engine } = useCase()
  const [typed, setTyped] = useState<CostFields | null>(null)
  const replace = useRef<(() => void) | null>(null)
  const { folder, reading, costs } = state
  const view = state.view.status === 'ready' && state.table.status === 'ready' && state.dismissals.status !== 'loading' ? state.view.value : null
  useEffect(() => () => replace.current?.(), [folder, reading, engine])

  const type = (next: CostFields) => {
    replace.current?.()
    const follow = () => {
      setTyped(null)
      dispatch({ type: 'costs-typed', ...next })
    }
    if (folder === null || reading === null || view === null || !costsAreUsable(next)) {
      follow()
      return
    }
    const choices = withChoices ? choicesRequestOf(state, next, view) : null
    const request = { folder, reading: reading.reading, costs: { fn: next.fn, fp: next.fp }, choices: choices === null ? null : withoutTable(choices), groups: null }
    replace.current = startMove({
      ask: (signal) => movedCosts(engine, request, signal),
      moved: (moved) => {
        // Which recorded thresholds are compared may follow from the costs: then they are asked for as ever.
        const key = JSON.stringify(choicesRequestOf(state, next, { ...view, ...moved.view }))
        const judgements = moved.choices === null || key !== JSON.stringify(choices) ? {} : { choices: { key, answer: { status: 'ready' as const, value: moved.choices } } }
        flushSync(() => {
          setTyped(null)
          dispatch({ type: 'costs-moved', ...next, moved: moved.view, judgements })
        })
      },
      follow,
    })
    setTyped(next)
  }
  return { costs: typed ?? costs, type }
}

/** Choices without the table, which the moved costs name themselves. */
function withoutTable({ payoffs, statement, amount, prevalence, constraints, review, ratios, thresholds }: ChoicesRequest): MovedCostsRequest['choices'] {
  return { payoffs, statement, amount, prevalence, constraints, review, ratios, thresholds }
}
