import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { ChoicesRequest } from '../../../src-main/contract/choices.ts'
import type { MovedCostsRequest } from '../../../src-main/contract/moved-costs.ts'
import { movedCosts } from '../../api/moved-costs.ts'
import { minimumCell } from '../../app/bank-choices.ts'
import type { CaseState } from '../../app/case.ts'
import { useCase } from '../../app/case-state.tsx'
import type { Judgements } from '../../app/judgements.ts'
import { costsAreUsable } from '../../app/use-table.ts'
import { groupsKey } from '../../segments/use-groups.ts'
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
 * once and the answer follows. `withChoices` where the page shows what the bank chooses beside the costs; `groupsAt` the further
 * thresholds of the groups that it shows, null where it shows none.
 */
export function useMovedCosts(withChoices: boolean, groupsAt: readonly number[] | null): { readonly costs: CostFields; readonly type: (costs: CostFields) => void } {
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
    const request = { folder, reading: reading.reading, costs: { fn: next.fn, fp: next.fp }, choices: choices === null ? null : withoutTable(choices), groups: groupsRequestOf(state, groupsAt), uncertainty: null }
    replace.current = startMove({
      ask: (signal) => movedCosts(engine, request, signal),
      moved: (moved) => {
        // Which recorded thresholds are compared may follow from the costs: then they are asked for as ever.
        const key = JSON.stringify(choicesRequestOf(state, next, { ...view, ...moved.view }))
        const weighed = key === JSON.stringify(choices) ? moved.choices : null
        // Groups at the threshold of other choices than the page shows would stand beside its sentence for a moment.
        const counted = withChoices && weighed === null ? null : moved.groups
        const judgements: Partial<Judgements> = {
          ...(weighed === null ? {} : { choices: { key, answer: { status: 'ready', value: weighed } } }),
          ...(counted === null ? {} : { groups: { key: groupsKey(state, [counted.threshold, ...counted.elsewhere]), answer: { status: 'ready', value: counted } } }),
        }
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

function groupsRequestOf({ segments }: CaseState, elsewhere: readonly number[] | null): MovedCostsRequest['groups'] {
  return elsewhere === null || segments.length === 0 ? null : { segments: [...segments], elsewhere: [...elsewhere], minimumCell }
}

/** Choices without the table, which the moved costs name themselves. */
function withoutTable({ payoffs, statement, amount, prevalence, constraints, review, ratios, thresholds }: ChoicesRequest): MovedCostsRequest['choices'] {
  return { payoffs, statement, amount, prevalence, constraints, review, ratios, thresholds }
}
