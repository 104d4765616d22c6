import type { Choices, ChoicesRequest } from '../../../src-main/contract/choices.ts'
import type { Costs, ThresholdView } from '../../../src-main/contract/recommendation.ts'
import type { StatisticInput } from '../../charts/statistic.drawing.ts'
import type { ChartTable } from '../../charts/chart-table.ts'
import { runToEnd } from '../../api/run-to-end.ts'
import { shown, type CaseState, type Loadable } from '../../app/case.ts'
import { useCase } from '../../app/case-state.tsx'
import { remembered } from '../../app/remembered.ts'
import { useJudgement } from '../../app/use-judgement.ts'
import { costsAreUsable } from '../../app/use-table.ts'
import { formatNumber, formatPercent, plural } from '../../format/number.ts'
import { choicesRequest } from './choice-draft.ts'
import { comparedColumns, thresholdDigits } from './compared-table.ts'

export const choicesQuestion = 'What does the bank choose?'

/** As many thresholds as stand side by side with the recommended one. */
export const mostCompared = 5

/** The recorded thresholds that are compared until a person chooses: the likeliest of a view, in an order that no cost changes. */
export function suggestedThresholds(scan: CaseState['scan'], view: ThresholdView | null): readonly number[] {
  const likeliest = (shown(scan)?.thresholds ?? []).map(({ value }) => value)
  const rank = (value: number) => (likeliest.indexOf(value) + 1 || Infinity)
  const values = new Set((view?.recorded ?? []).map(({ recorded }) => recorded.value))
  return sameWhileEqual([...values].sort((a, b) => (rank(a) === rank(b) ? a - b : rank(a) - rank(b))).slice(0, mostCompared))
}

/** Equal thresholds are the same array, so that what shows them isn't drawn anew with every cost. */
const sameWhileEqual = remembered(
  (values: readonly number[]) => values,
  (values) => values,
)

/** The thresholds that stand side by side with the recommended one: those that a person chose, else the recorded ones. */
export function comparedThresholds({ choices, scan }: Pick<CaseState, 'choices' | 'scan'>, view: ThresholdView | null): readonly number[] {
  return choices.compared ?? suggestedThresholds(scan, view)
}

/** What is asked of the choices as typed, for two costs and a view of them; null while a field can't be used. */
export function choicesRequestOf({ folder, reading, table, choices, scan }: CaseState, costs: Costs, view: ThresholdView | null): ChoicesRequest | null {
  if (folder === null || reading === null || table.status !== 'ready' || !costsAreUsable(costs)) return null
  const { fn, fp } = costs
  return choicesRequest(choices, { fn, fp }, { folder, reading: reading.reading, suggested: suggestedThresholds(scan, view) })
}

/** What the typed choices cost; the last answer stays while a field can't be used. Asks nothing where it isn't `needed`. */
export function useChoices(needed = true): Loadable<Choices> {
  const { state, engine } = useCase()
  const stored = state.judgements.choices
  const request = choicesRequestOf(state, state.costs, shown(state.view))
  useJudgement({
    key: request === null || !needed ? null : JSON.stringify(request),
    stored,
    save: (choices) => ({ choices }),
    title: 'Computing the choices',
    pause: 80,
    ask: async ({ signal, onProgress }) => {
      if (request === null) throw new Error('There are no choices to compute.')
      if (request.amount != null) {
        const { amount, folder: of, reading: as } = request
        await runToEnd(await engine.threshold.loadColumns({ folder: of, reading: as, columns: [{ name: amount, use: 'amount' }] }, { signal }), onProgress)
      }
      return runToEnd(await engine.threshold.choices(request, { signal }), onProgress)
    },
  })
  return stored.answer
}

/** What the statement of costs lacks, in a sentence; null where it lacks nothing. */
export function lackWords({ notStated }: Choices): string | null {
  return notStated.length === 0 ? null : `Not stated about the costs: ${notStated.join(', ')}.`
}

/** How much dearer each threshold is than the best one, over a range of cost ratios. */
export function sensitivityChart(choices: Choices): { input: StatisticInput; finding: string; table: ChartTable } | null {
  const { sensitivity } = choices
  if (sensitivity === null) return null
  const { ratios, regrets, best } = sensitivity
  const [from = 0] = ratios
  const to = ratios.at(-1) ?? 1
  const own = regrets[0]?.greatest ?? 0
  const most = Math.max(...regrets.flatMap(({ relative }) => relative.map((share) => share ?? 0)))
  const names = comparedColumns(choices).map(({ choice }) => choice.digits)
  return {
    input: {
      x: [from, to],
      y: [0, Math.max(0.01, Math.min(most, Math.max(own * 3, 0.1))) * 1.05],
      percent: { x: false, y: true },
      lines: regrets.map(({ relative }, index) => ({
        name: names[index] ?? '',
        kind: index === 0 ? 'main' : 'comparison',
        points: relative.flatMap((share, place): [number, number][] => (share === null ? [] : [[ratios[place] ?? 0, share]])),
      })),
      axisTitle: 'cost ratio FN : FP; upwards, dearer than the best',
    },
    finding: sensitivity.sentence,
    table: {
      caption: 'How much dearer than the best, by cost ratio',
      columns: [
        { title: 'FN : FP', numeric: true },
        { title: 'Best', numeric: false },
        ...names.map((name, index) => ({ title: index === 0 ? `${name} (recommended)` : name, numeric: true })),
      ],
      rows: ratios.map((ratio, place) => [
        formatNumber(ratio, 2),
        thresholdDigits(best[place] ?? null),
        ...regrets.map(({ relative }) => {
          const share = relative[place] ?? null
          return share === null ? '–' : formatPercent(share, 2)
        }),
      ]),
    },
  }
}

/** The choices in a few words, for the rail. */
export function railAnswerOfChoices(state: CaseState): string | null {
  const choices = shown(state.judgements.choices.answer)
  if (choices === null) return null
  if (choices.infeasible !== null) return 'The limits cannot be met'
  const lacks = choices.notStated.length
  const threshold = choices.recommended?.cut.threshold ?? null
  const words = threshold === null ? 'Refuse nobody' : (choices.recommended?.digits ?? '')
  return lacks === 0 ? words : `${words}, ${plural(lacks, 'thing')} not stated`
}
