import type { Claim, Explanation, ExplanationResult, MaybeCostedCut, RecordedValue } from '../../contract/explanation.ts'
import type { TableReading } from '../../contract/reading.ts'
import type { Costs } from '../../contract/recommendation.ts'
import { plainWords } from '../threshold/case-words.ts'
import { countAt, cutAt, intervalOf, type CutTable } from '../threshold/cut-table.ts'
import { costNumber, costOfCut, describeCut } from '../threshold/exact-costs.ts'
import { leastCost } from '../threshold/least-cost.ts'
import { shortThreshold } from '../threshold/short-threshold.ts'
import { actionsOf } from './actions.ts'
import { breakEvenOf, type NamedThreshold } from './break-even.ts'
import { answerClaim, understand } from './claim.ts'
import { explanationDerivations } from './derivations.ts'
import type { Finding } from './finding.ts'
import { findingsInTurn } from './findings.ts'
import { inquiryOf, type ExplainEvidence, type Inquiry } from './inquiry.ts'
import { multipleTesting } from './multiple-testing.ts'
import { ratioSteps, reaching, tyingRatio } from './parameter-steps.ts'
import { holds, recordedOf, rowsInside } from './recorded.ts'
import { leastRelativeRegret, ratiosOfCut } from './regret.ts'
import { answerOf, impliedSentence, recordedSentence, regretSentence, type CostFacts } from './sentences.ts'
import { weigh } from './weigh.ts'
import { numberText, verdictWords } from './words.ts'

export interface ExplainInput {
  readonly cuts: CutTable
  readonly reading: TableReading
  /** Rows read: used + excluded. */
  readonly rowCount: number
  readonly sha256: string
  /** Verbatim, as it read the rows. */
  readonly query: string
  readonly recorded: RecordedValue
  /** null leaves out everything that needs costs. */
  readonly costs: Costs | null
  readonly evidence: ExplainEvidence
  /** Further thresholds, as printed, for the break-even ratio. */
  readonly against: readonly string[]
  readonly claim: Claim | null
}

/** Break-evens beyond these say nothing new. */
const mostBreakEvens = 8

/**
 * Tests every explanation of a recorded value on one table, ranks those that reproduce it, and says what follows.
 * Raises `usage` for a recorded value that is no decimal, and `cost-invalid` for costs that can't be used.
 */
export function explainTable(input: ExplainInput): Omit<ExplanationResult, 'assumed'> {
  const work = explainInTurn(input)
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
  }
}

/** The same in pieces, so that whoever drives it can do something else in between; yields the share that is done. */
export function* explainInTurn(input: ExplainInput): Generator<number, Omit<ExplanationResult, 'assumed'>> {
  const { cuts, evidence } = input
  const recorded = recordedOf(input.recorded)
  const inquiry = inquiryOf(cuts, recorded, input.costs, evidence)
  yield 0
  const findings = yield* findingsInTurn(inquiry)
  const weighed = weigh(inquiry, findings)
  yield 1
  const exactCut = cutAt(cuts, recorded.value)
  const costed = costsOf(inquiry, exactCut)
  const facts: CostFacts | null = costed === null ? null : costed.facts
  const least = leastRelativeRegret(cuts, exactCut)
  const tie = tyingRatio(inquiry.all, recorded)
  const implied = reaching(inquiry.all, ratioSteps(inquiry.all), recorded) ?? (tie === null ? null : [tie.ratio, tie.ratio])
  const ofCut = ratiosOfCut(cuts, recorded.value)
  const sources = evidence.thresholds.filter(
    (threshold) => threshold.value === recorded.value || (threshold.printed !== '' && threshold.origin !== 'decisions' && holds(recorded, threshold.value)),
  )
  const breakEvens = breakEvensOf(inquiry, costed?.named ?? null, input.against)
  const sentences = {
    regretSentence: regretSentence(inquiry, facts, plainWords),
    impliedCostRatioOfCut: ofCut,
    leastRelativeRegret: least?.value ?? null,
  }
  const used = cuts.positives + cuts.negatives
  return {
    reading: input.reading,
    sha256: input.sha256,
    costs: input.costs,
    recorded: {
      value: recorded.value,
      printed: recorded.printed,
      interval: recorded.interval,
      closed: recorded.closed,
      mayBeExact: recorded.digits !== null,
      shareOfScores: rowsInside(cuts, recorded) / used,
      sentence: recordedSentence(inquiry),
      sources,
    },
    atRecorded: costed?.atRecorded ?? withoutCost(inquiry, exactCut),
    optimum: costed?.optimum ?? null,
    shortOptimum: facts?.shortOptimum ?? null,
    regret: facts === null ? null : costed?.regret ?? null,
    regretPer1000: costed === null ? null : (costed.regret * 1000) / used,
    ...sentences,
    leastRelativeRegretRatio: least?.ratio ?? null,
    impliedCostRatio: implied,
    impliedCostRatioSentence: impliedSentence(inquiry, implied, ofCut, least),
    breakEven: costed === null ? null : breakEvenOf(cuts, named(inquiry), costed.named).ratio,
    breakEvens,
    explanations: weighed.map(({ explanation }) => explanation),
    claim: input.claim === null ? null : answered(inquiry, input.claim, findings),
    answer: answerOf(inquiry, weighed, sentences),
    multipleTesting: multipleTesting(inquiry, weighed),
    actions: actionsOf(inquiry, weighed, facts, sources),
    derivations: explanationDerivations(input, recorded),
  }
}

function costsOf(inquiry: Inquiry, exactCut: number) {
  if (inquiry.costs === null) return null
  const { table, costs } = inquiry
  const { cut, tied } = leastCost(table, costs.exact)
  const atRecorded = describeCut(table, costs.exact, exactCut, inquiry.recorded.value)
  const optimum = { ...describeCut(table, costs.exact, cut), tied, interval: intervalOf(table, cut) }
  const shortOptimum = shortThreshold(table, cut)
  return {
    atRecorded,
    optimum,
    regret: costNumber(costs.exact, costOfCut(table, costs.exact, exactCut) - costOfCut(table, costs.exact, cut)),
    facts: { atRecorded: atRecorded.cost, least: optimum.cost, shortOptimum: cut === 0 ? 'flagging nobody' : shortOptimum },
    named: { text: shortOptimum, value: optimum.threshold ?? (table.orientation === 'high' ? Infinity : -Infinity) },
  }
}

function withoutCost({ table, recorded }: Inquiry, cut: number): MaybeCostedCut {
  const [tp, fp] = [countAt(table.tp, cut), countAt(table.fp, cut)]
  return { threshold: recorded.value, cost: null, tp, fp, fn: table.positives - tp, tn: table.negatives - fp }
}

function named({ recorded }: Inquiry): NamedThreshold {
  return { text: recorded.text, value: recorded.value }
}

/** The recorded value against the optimum, what was asked for, and the other values that the evidence records. */
function breakEvensOf(inquiry: Inquiry, optimum: NamedThreshold | null, against: readonly string[]) {
  const asked = against.map((printed) => ({ text: printed, value: recordedOf({ printed, implied: null }).value }))
  const others = inquiry.evidence.thresholds
    .filter(({ value }) => !holds(inquiry.recorded, value))
    .map(({ value, origin }) => ({ text: origin === 'decisions' ? numberText(value) : String(value), value }))
  const all = [...(optimum === null ? [] : [optimum]), ...asked, ...others]
  const distinct = [...new Map(all.map((threshold) => [threshold.value, threshold])).values()]
  return distinct.slice(0, mostBreakEvens).map((other) => breakEvenOf(inquiry.table, named(inquiry), other))
}

function answered(inquiry: Inquiry, claim: Claim, findings: readonly Finding[]): ExplanationResult['claim'] {
  const understood = understand(claim)
  if (understood === null) {
    return {
      understood: 'not understood',
      explanations: [],
      sentence: 'These words name no explanation that can be tested. Name an objective, a ratio of costs, a grid, a target, rounding, the operator or other data.',
    }
  }
  const explanations = weigh(inquiry, answerClaim(inquiry, understood, findings)).map(({ explanation }) => explanation)
  // Of several grids the finest says most: no coarser one can do better.
  const first = explanations.find(({ verdict }) => verdict === 'reproduces') ?? [...explanations].sort((a, b) => finest(a) - finest(b))[0]
  const words = [understood.kind.replaceAll('-', ' '), understood.parameter].filter((part) => part !== null).join(' ')
  return {
    understood: words,
    explanations,
    sentence: first === undefined ? `Nothing of the kind "${words}" can be tested on this evidence.` : `${first.title} ${verdictWords[first.verdict]}. ${first.because}`,
  }
}

function finest({ parameters }: Explanation): number {
  const { step } = parameters
  return typeof step === 'number' ? step : 1
}
