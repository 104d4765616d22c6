import type { BankChoices } from '../contract/bank-choices.ts'
import { intervalCosts, type IntervalCosts } from '../contract/interval-costs.ts'
import { unaskedParting } from '../contract/parting-of.ts'
import { ProblemError } from '../contract/problem.ts'
import type { TableReading } from '../contract/reading.ts'
import type { Costs, ThresholdView } from '../contract/recommendation.ts'
import type { ReportJudgement } from '../contract/report-judgement.ts'
import type { Parting } from '../contract/uncertainty.ts'
import type { ThresholdJudgement } from './judge-threshold.ts'
import type { WorkOptions } from './progress-stream.ts'

export interface JudgementRequest {
  readonly folder: string
  readonly reading: TableReading
  readonly costs: Costs
  /** Null where the bank chose nothing beside the two costs. */
  readonly document: BankChoices | null
  readonly view: ThresholdView
}

/** As many thresholds as are judged beside the recommended one. */
const mostThresholds = 5
/** How resamples are drawn where nobody chose it: the same for equal evidence, so that reports are equal. */
const defaultResampling = { resampling: { kind: 'rows' as const }, resamples: 2000, seed: 1 }
const defaultMinimumCell = 10

/**
 * Asks everything that a report says about uncertainty, choices and the score. What can't be answered, such as of a table too
 * large to list its scores, is left out and told; resamples of one too large to draw with amounts are for the costs per case. Throws the ProblemError `stopped`, and errors that are none.
 */
export async function gatherJudgement(request: JudgementRequest, judgement: ThresholdJudgement, work: WorkOptions): Promise<ReportJudgement> {
  const { folder, reading, costs, document, view } = request
  const about = { folder, reading }
  const problems: ReportJudgement['problems'] = []
  const attempt = async <Answer>(part: ReportJudgement['problems'][number]['part'], ask: () => Promise<Answer>): Promise<Answer | null> => {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.kind === 'stopped') throw error
      problems.push({ part, message: error.problem.message })
      return null
    }
  }
  const payoffs = document?.payoffs ?? payoffsOf(costs)
  const statement = document?.statement ?? { currency: '', source: '', owner: '', date: '' }
  const amount = document?.amount ?? null
  const prevalence = document?.prevalence ?? null
  const constraints = document?.constraints ?? []
  const compared = comparedThresholds(request)
  const choices = await attempt('choices', () =>
    judgement.choices(
      {
        ...about, payoffs, statement, amount, prevalence, constraints,
        review: document?.review ?? null, ratios: document?.ratios ?? null, thresholds: compared,
      },
      work,
    ),
  )
  const recommended = choices?.recommended?.cut.threshold ?? null
  const optimum = view.recommendation.optimum.threshold
  const uncertainty = await attempt('uncertainty', async () => {
    // The best one of these costs comes first in the answer without being asked for.
    const ask = (own: IntervalCosts, best: number | null) => {
      const others = [...new Set([recommended, optimum, ...compared])].flatMap((threshold) => (threshold === null || threshold === best ? [] : [threshold]))
      return judgement.uncertainty({ ...about, costs, ...own, thresholds: others.slice(0, mostThresholds), ...(document?.resampling ?? defaultResampling) }, work)
    }
    const own = intervalCosts({ payoffs, prevalence, amount })
    try {
      return await ask(own, choices?.unconstrained.cut.threshold ?? optimum)
    } catch (error) {
      if (own.amount === null || !(error instanceof ProblemError) || error.problem.kind !== 'too-large') throw error
      problems.push({ part: 'uncertainty', message: error.problem.message })
      return ask({ payoffs: null, prevalence: null, amount: null }, optimum)
    }
  })
  const parting = document === null ? await attempt('heldOut', () => firstParting(about, judgement, work)) : document.parting
  const heldOut = parting === null ? null : await attempt('heldOut', () => judgement.heldOut({ ...about, costs, parting, payoffs, amount, prevalence, constraints }, work))
  const provenance = await attempt('provenance', () => judgement.provenance({ ...about, costs }, work))
  const threshold = recommended ?? optimum
  const quality = threshold === null ? null : await attempt('quality', () =>
    judgement.quality(
      {
        ...about, costs, thresholds: [threshold, ...compared.filter((other) => other !== threshold)].slice(0, mostThresholds),
        segments: document?.segments ?? [], reference: document?.reference ?? null,
        minimumCell: document?.minimumCell ?? defaultMinimumCell, seed: document?.resampling.seed ?? defaultResampling.seed,
      },
      work,
    ),
  )
  return { document, choices, uncertainty, heldOut, provenance, quality, problems }
}

/** The thresholds that the bank set side by side, else the recorded ones, likeliest first. */
function comparedThresholds({ document, view }: JudgementRequest): number[] {
  const recorded = view.recorded.map(({ recorded: { value } }) => value)
  return [...new Set(document?.thresholds ?? recorded)].slice(0, mostThresholds)
}

/** A split, fold or date column parts the rows without being asked, where there is one. */
async function firstParting(about: { readonly folder: string; readonly reading: TableReading }, judgement: ThresholdJudgement, work: WorkOptions): Promise<Parting | null> {
  return unaskedParting(await judgement.columns(about, work))
}

function payoffsOf({ fn, fp }: Costs): BankChoices['payoffs'] {
  const cell = (perCase: string) => ({ perCase, perAmount: '0' })
  return { fn: cell(fn), fp: cell(fp), tp: cell('0'), tn: cell('0') }
}
