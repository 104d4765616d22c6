import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { ChoicesRequest } from '../../../src-main/contract/choices.ts'
import type { MovedCosts, MovedCostsRequest } from '../../../src-main/contract/moved-costs.ts'
import type { ThresholdView } from '../../../src-main/contract/recommendation.ts'
import type { Uncertainty, UncertaintyRequest } from '../../../src-main/contract/uncertainty.ts'
import { movedCosts } from '../../api/moved-costs.ts'
import { minimumCell } from '../../app/bank-choices.ts'
import type { CaseState } from '../../app/case.ts'
import { useCase } from '../../app/case-state.tsx'
import type { Judged, Judgements } from '../../app/judgements.ts'
import { costsAreUsable } from '../../app/use-table.ts'
import { useSteady } from '../../components/use-steady.ts'
import { groupsKey } from '../../segments/use-groups.ts'
import { chosenCosts, chosenUncertaintyQuestion, uncertaintyKey, uncertaintyQuestion } from '../threshold/uncertainty-questions.ts'
import { choicesRequestOf } from './choices-state.ts'
import { startMove } from './move-turn.ts'

/** How long a page rests before it rehearses a change of costs, in milliseconds: what it shows comes first. */
const quiet = 300

/** The two costs as they stand in their fields. */
export interface CostFields {
  readonly fn: string
  readonly fp: string
}

/** What a page shows beside the costs, and what moves with them. */
export interface ShownBesideCosts {
  /** What the bank chooses beside the costs. */
  readonly choices: boolean
  /** The further thresholds of the groups; null where no groups are shown. */
  readonly groupsAt: readonly number[] | null
  /** The thresholds that the recommendation of a view is held against in resamples; null where none are shown. */
  readonly judgedAt: ((view: ThresholdView) => readonly number[]) | null
}

/**
 * The two costs as typed, and how to type others: what they change is asked for before anything is drawn anew, so that fields,
 * sentences and counts change together, in one step. Where the answer isn't in memory, or takes long, the costs are typed at
 * once and the answer follows.
 */
export function useMovedCosts({ choices: withChoices, groupsAt, judgedAt }: ShownBesideCosts): { readonly costs: CostFields; readonly type: (costs: CostFields) => void } {
  const { state, dispatch, engine } = useCase()
  const [typed, setTyped] = useState<CostFields | null>(null)
  const replace = useRef<(() => void) | null>(null)
  const { folder, reading, costs } = state
  const view = state.view.status === 'ready' && state.table.status === 'ready' && state.dismissals.status !== 'loading' ? state.view.value : null
  useEffect(() => () => replace.current?.(), [folder, reading, engine])

  const askedFor = (next: CostFields) => {
    if (folder === null || reading === null || view === null || !costsAreUsable(next)) return null
    const choices = withChoices ? choicesRequestOf(state, next, view) : null
    const chosen = { ...state, costs: { ...costs, ...next } }
    const uncertainty = judgedAt === null ? null : uncertaintyRequestOf(chosen, judgedAt(view))
    const request: MovedCostsRequest = { folder, reading: reading.reading, costs: { fn: next.fn, fp: next.fp }, choices: choices === null ? null : withoutTable(choices), groups: groupsRequestOf(state, groupsAt), uncertainty }
    return { request, view, choices, chosen }
  }
  // The costs that are shown are asked for before anybody types: the first answer holds everything and is slow, the next what differs.
  const rehearse = useSteady((signal: AbortSignal) => {
    const asked = askedFor(costs)
    if (asked !== null) movedCosts(engine, asked.request, signal).catch(() => undefined)
  })
  const ready = view !== null && costsAreUsable(costs)
  const parts = [withChoices, groupsAt !== null, judgedAt !== null].join()
  useEffect(() => {
    if (!ready) return
    const controller = new AbortController()
    const timer = setTimeout(() => rehearse(controller.signal), quiet)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [ready, parts, folder, reading, engine, rehearse])

  const type = (next: CostFields) => {
    replace.current?.()
    const follow = () => {
      setTyped(null)
      dispatch({ type: 'costs-typed', ...next })
    }
    const asked = askedFor(next)
    if (asked === null) {
      follow()
      return
    }
    const { request, view, choices, chosen } = asked
    replace.current = startMove({
      ask: (signal) => movedCosts(engine, request, signal),
      moved: (moved) => {
        const movedView = { ...view, ...moved.view }
        // Which recorded thresholds are compared may follow from the costs: then they are asked for as ever.
        const key = JSON.stringify(choicesRequestOf(state, next, movedView))
        const weighed = key === JSON.stringify(choices) ? moved.choices : null
        // Groups at the threshold of other choices than the page shows would stand beside its sentence for a moment.
        const counted = withChoices && weighed === null ? null : moved.groups
        const judgements: Partial<Judgements> = {
          ...(weighed === null ? {} : { choices: { key, answer: { status: 'ready', value: weighed } } }),
          ...(counted === null ? {} : { groups: { key: groupsKey(state, [counted.threshold, ...counted.elsewhere]), answer: { status: 'ready', value: counted } } }),
          ...(judgedAt === null ? {} : resampled(moved, chosen, movedView, judgedAt(movedView))),
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

function uncertaintyRequestOf(state: CaseState, thresholds: readonly number[]): MovedCostsRequest['uncertainty'] {
  const chosen = chosenCosts(state)
  const byCase = chosen === null || chosen.amount !== null ? null : { payoffs: chosen.payoffs, prevalence: chosen.prevalence }
  return { thresholds: [...thresholds], ...state.resampling, chosen: byCase }
}

/** The answers of resamples with the questions that the page asks of the moved view. Each holds the thresholds that it was asked for: of others it is no answer, and is asked for as ever. */
function resampled({ uncertainty, chosenUncertainty }: MovedCosts, state: CaseState, view: ThresholdView, thresholds: readonly number[]): Partial<Judgements> {
  const answered = (answer: Uncertainty | null, question: UncertaintyRequest | null): Judged<Uncertainty> | null => {
    const judged = answer?.costs.slice(1).map(({ cut }) => cut.threshold)
    if (answer === null || question === null || judged?.join() !== question.thresholds.join()) return null
    return { key: uncertaintyKey(question, view), answer: { status: 'ready', value: answer } }
  }
  const usual = answered(uncertainty, uncertaintyQuestion(state, view, thresholds))
  const underChoices = answered(chosenUncertainty, chosenUncertaintyQuestion(state, view, thresholds))
  return { ...(usual === null ? {} : { uncertainty: usual }), ...(underChoices === null ? {} : { chosenUncertainty: underChoices }) }
}

/** Choices without the table, which the moved costs name themselves. */
function withoutTable({ payoffs, statement, amount, prevalence, constraints, review, ratios, thresholds }: ChoicesRequest): MovedCostsRequest['choices'] {
  return { payoffs, statement, amount, prevalence, constraints, review, ratios, thresholds }
}
