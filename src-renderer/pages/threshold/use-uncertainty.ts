import type { ThresholdView } from '../../../src-main/contract/recommendation.ts'
import { intervalCosts, type IntervalCosts } from '../../../src-main/contract/interval-costs.ts'
import { runToEnd } from '../../api/run-to-end.ts'
import { bankChoicesOf } from '../../app/bank-choices.ts'
import type { Loadable } from '../../app/case.ts'
import { useCase } from '../../app/case-state.tsx'
import { useJudgement } from '../../app/use-judgement.ts'
import type { Provenance, Uncertainty } from '../../../src-main/contract/uncertainty.ts'
import { mostCompared } from '../choices/choices-state.ts'
import type { ThresholdRow } from './recorded-rows.ts'
import { chosenUncertaintyQuestion, uncertaintyKey, uncertaintyQuestion } from './uncertainty-questions.ts'

/** The thresholds that are judged beside the best one: those that are compared, the selected one always. */
export function thresholdsBesideBest(compared: readonly number[], best: number | null, selected: ThresholdRow | null): number[] {
  const asked = selected?.cut.threshold ?? null
  const others = [...new Set(compared)].filter((threshold) => threshold !== best).slice(0, mostCompared)
  if (asked === null || asked === best || others.includes(asked)) return others
  return [...others.slice(0, mostCompared - 1), asked]
}

/** How sure the recommendation of a view is, against the thresholds that are compared; waits while there is no view. */
export function useUncertainty(view: ThresholdView | null, thresholds: readonly number[], settled: boolean): Loadable<Uncertainty> {
  const { state, engine } = useCase()
  const stored = state.judgements.uncertainty
  const question = view === null ? null : uncertaintyQuestion(state, view, thresholds)
  const key = question === null || view === null || !settled ? null : uncertaintyKey(question, view)
  useJudgement({
    key,
    stored,
    save: (uncertainty) => ({ uncertainty }),
    title: 'Resampling the rows',
    pause: 300,
    ask: async ({ signal, onProgress }) => {
      if (question === null) throw new Error('There is no threshold to judge.')
      return runToEnd(await engine.threshold.uncertainty(question, { signal }), onProgress)
    },
  })
  return stored.key === key ? stored.answer : { status: 'loading', previous: null }
}

/** Which costs the intervals of the page are for, as the bank's choices stand; null while a field can't be used. */
export function useIntervalCosts(): IntervalCosts | null {
  const { state } = useCase()
  const document = bankChoicesOf(state)
  return document === null ? null : intervalCosts(document)
}

/** How sure the best threshold is under the payoffs, by case and by amount, and the share of positives that the bank chose; null where these are the two costs. */
export function useChosenUncertainty(view: ThresholdView | null, thresholds: readonly number[], settled: boolean): Loadable<Uncertainty> | null {
  const { state, engine } = useCase()
  const stored = state.judgements.chosenUncertainty
  const question = view === null ? null : chosenUncertaintyQuestion(state, view, thresholds)
  const key = question === null || view === null || !settled ? null : uncertaintyKey(question, view)
  useJudgement({
    key,
    stored,
    save: (chosenUncertainty) => ({ chosenUncertainty }),
    title: question?.amount == null ? 'Resampling the rows under the choices' : 'Resampling the rows with their amounts',
    pause: 300,
    ask: async ({ signal, onProgress }) => {
      if (question === null) throw new Error('There is no threshold to judge.')
      return runToEnd(await engine.threshold.uncertainty(question, { signal }), onProgress)
    },
  })
  if (question === null) return null
  return stored.key === key ? stored.answer : { status: 'loading', previous: null }
}

/** The resamples that the page shows: those under the choices, or where the rows are too many to be drawn with their amounts the usual ones, and why. */
export function shownUncertainty(usual: Loadable<Uncertainty>, chosen: Loadable<Uncertainty> | null): { readonly uncertainty: Loadable<Uncertainty>; readonly tooLarge: string | null } {
  if (chosen?.status === 'failed' && chosen.problem.kind === 'too-large') return { uncertainty: usual, tooLarge: chosen.problem.message }
  return { uncertainty: chosen ?? usual, tooLarge: null }
}

/** What the evidence says of the rows: did the model train on them, and was the threshold chosen on them? */
export function useProvenance(view: ThresholdView | null, settled: boolean): Loadable<Provenance> {
  const { state, engine } = useCase()
  const stored = state.judgements.provenance
  const { folder } = state
  const question = folder === null || view === null ? null : { folder, reading: view.reading, costs: view.costs }
  const key = question === null || !settled ? null : JSON.stringify([question, state.scannedAt])
  useJudgement({
    key,
    stored,
    save: (provenance) => ({ provenance }),
    title: 'Looking for the origin of the rows',
    pause: 600,
    ask: async ({ signal, onProgress }) => {
      if (question === null) throw new Error('There is no threshold to judge.')
      return runToEnd(await engine.threshold.provenance(question, { signal }), onProgress)
    },
  })
  return stored.answer
}
