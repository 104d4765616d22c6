import { ProblemError } from '../contract/problem.ts'
import type { ReportProgress } from '../contract/progress.ts'
import type { CutTable, Orientation } from '../domain/threshold/cut-table.ts'
import { cutsInDoubt } from '../domain/large/doubts.ts'
import type { LargeQuestion } from '../domain/large/doubts.ts'
import type { Needs } from '../domain/large/open-questions.ts'
import { cutsOfGroups } from '../domain/large/score-groups.ts'
import type { ScoreGroups } from '../domain/large/score-groups.ts'
import type { LargeTable } from '../evidence/predictions/large/read-large-table.ts'

interface SettleOptions {
  readonly signal: AbortSignal
  readonly onProgress: ReportProgress
}

/** Tells what of a table must be read. */
type Ask = (cuts: CutTable) => Needs | Promise<Needs>

/** The cuts of a table whose scores aren't all listed, listed as far as a question needs. */
export interface LargeCuts {
  /** The cuts as far as they are listed now; every one of them is exact. */
  readonly current: () => CutTable
  /** Lists what decides the answer, reading the table again where that is needed, and gives the cuts; `stopped` where it is aborted. */
  readonly settle: (question: LargeQuestion, options: SettleOptions) => Promise<CutTable>
  /** The same for what `ask` needs, asked anew after each reading. */
  readonly refine: (ask: Ask, options: SettleOptions) => Promise<CutTable>
  /** The cuts where what decides the answer is listed already, else null. */
  readonly settledBefore: (question: LargeQuestion) => CutTable | null
}

/** Beyond so many listed cuts, what earlier questions needed is let go (about 100 MB). */
const mostCuts = 3_000_000

/** See {@link LargeCuts}. `finer` null: the table gives no more than its groups. Questions are settled one after another. */
export function largeCuts(first: ScoreGroups, orientation: Orientation, finer: LargeTable['finer'] | null): LargeCuts {
  const initial = { groups: first, cuts: cutsOfGroups(first, orientation) }
  let { groups, cuts } = initial
  let last: Promise<unknown> = Promise.resolve()
  const refine = async (ask: Ask, options: SettleOptions) => {
    let letGo = false
    for (;;) {
      if (options.signal.aborted) throw new ProblemError({ kind: 'stopped', path: null, message: 'The analysis was stopped.', action: 'Nothing was changed; start again when you like.' })
      const { list, part } = await ask(cuts)
      if (finer === null || list.length + part.length === 0) return cuts
      // Once only: what this question itself needs may be as much.
      if (cuts.scores.length > mostCuts && !letGo && cuts !== initial.cuts) {
        letGo = true
        ;({ groups, cuts } = initial)
        continue
      }
      groups = await finer(groups, list.map((cut) => cut - 1), options, part)
      cuts = cutsOfGroups(groups, orientation)
    }
  }
  const afterTheOthers: LargeCuts['refine'] = (ask, options) => {
    const refined = last.then(
      () => refine(ask, options),
      () => refine(ask, options),
    )
    last = refined
    return refined
  }
  return {
    current: () => cuts,
    settle: (question, options) => afterTheOthers((table) => ({ list: finer === null ? [] : cutsInDoubt(table, question), part: [] }), options),
    refine: afterTheOthers,
    settledBefore: (question) => (finer === null || cutsInDoubt(cuts, question).length === 0 ? cuts : null),
  }
}
