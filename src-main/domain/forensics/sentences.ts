import type { Answer } from '../../contract/recommendation.ts'
import type { ExplanationResult } from '../../contract/explanation.ts'
import { amountText, percentText, rateText, unitsText } from '../threshold/number-text.ts'
import type { CaseWords } from '../threshold/case-words.ts'
import type { LeastRelativeRegret } from './regret.ts'
import type { Inquiry } from './inquiry.ts'
import { intervalText, rowsInside } from './recorded.ts'
import type { Weighed } from './weigh.ts'
import { listText, rangeText, shortNumber } from './words.ts'

/** From this probability on, a match by chance is no surprise. */
const easy = 0.2

export interface CostFacts {
  readonly atRecorded: number
  readonly least: number
  readonly shortOptimum: string
}

/** What the recorded value stands for, and how many scores that covers. */
export function recordedSentence({ recorded, table }: Inquiry): string {
  const all = table.positives + table.negatives
  const inside = rowsInside(table, recorded)
  const share = inside === 0 ? 'no score lies' : `${percentText(inside, all)} of the scores lie`
  const stands =
    recorded.digits === null
      ? `The decisions imply a threshold in ${intervalText(recorded)}`
      : `${recorded.text} stands for every value in ${intervalText(recorded)} that prints alike`
  const zeros = recorded.digits === null ? '' : ' A number from a store may have lost trailing zeros, so it is read as an exact cut too.'
  return `${stands}; ${share} in it.${zeros}`
}

/** Cost of the recorded value against the least cost. */
export function regretSentence({ costs, recorded, table }: Inquiry, facts: CostFacts | null, words: CaseWords): string {
  if (costs === null || facts === null) return 'No costs are known, so what the recorded value costs cannot be told.'
  const regret = facts.atRecorded - facts.least
  const start = `At ${costs.ratio}, ${recorded.text} costs ${unitsText(facts.atRecorded)}`
  if (regret === 0) return `${start}, the least there is.`
  const base = facts.least === 0 ? '' : ` (${percentText(regret, facts.least)} of ${amountText(facts.least)})`
  const rate = rateText((regret * 1000) / (table.positives + table.negatives))
  return `${start}: ${amountText(regret)} more than ${facts.shortOptimum}${base}, or about ${rate} ${rate === '1' ? 'unit' : 'units'} per 1,000 ${words.many}.`
}

/** The ratios for which the recorded value would be optimal. */
export function impliedSentence(
  { recorded }: Inquiry,
  implied: readonly [number, number | null] | null,
  ofCut: readonly [number, number | null] | null,
  least: LeastRelativeRegret | null,
): string {
  const interval = intervalText(recorded)
  const ofInterval =
    implied === null
      ? `No FN : FP ratio makes a threshold in ${interval} the cheapest.`
      : `FN : FP ratios from ${rangeText(implied)} make a threshold in ${interval} the cheapest.`
  if (ofCut !== null) return `${ofInterval} ${recorded.text} itself, as an exact cut, is the cheapest for ${rangeText(ofCut)}.`
  const regret =
    least === null ? '' : `; its least relative regret is ${percentText(least.value, 1)}, at ${shortNumber(least.ratio)} : 1`
  return `${ofInterval} ${recorded.text} itself, as an exact cut, is the cheapest for none: it lies inside the ROC hull${regret}.`
}

/** The answer to "Why does it differ?" in a few sentences. */
export function answerOf(
  inquiry: Inquiry,
  weighed: readonly Weighed[],
  result: Pick<ExplanationResult, 'regretSentence' | 'impliedCostRatioOfCut' | 'leastRelativeRegret'>,
): Answer {
  return { decisive: decisive(inquiry, weighed), rest: rest(inquiry, weighed, result), caveat: caveat(inquiry, weighed) }
}

function decisive(inquiry: Inquiry, weighed: readonly Weighed[]): string {
  const { recorded, costs } = inquiry
  const reproducing = weighed.filter(({ explanation }) => explanation.verdict === 'reproduces')
  const [first] = reproducing
  if (first === undefined) return `Nothing here reproduces ${recorded.text}.`
  if (first.probability >= easy && first.explanation.corroboration.length === 0) {
    return `No explanation of ${recorded.text} stands out: those that reproduce it would reproduce many other values too.`
  }
  const grids = weighed.filter(({ explanation }) => explanation.kind === 'grid-step')
  const gridsRefuted = grids.length > 0 && grids.every(({ explanation }) => explanation.verdict === 'refuted')
  const costsRefuted = costs !== null && !givenCostsReproduce(inquiry, weighed)
  const not = [...(costsRefuted ? [`the cost at ${costs.ratio}`] : []), ...(gridsRefuted ? ['a finer or coarser grid'] : [])]
  const clause =
    not.length === 0 ? '' : not.length === 1 ? `; ${not[0] ?? ''} does not` : `; ${not[0] ?? ''} does not, and neither does ${not[1] ?? ''}`
  const bare = first.explanation.corroboration.length === 0 && first.explanation.kind !== 'default-half' ? ', uncorroborated' : ''
  return `${first.explanation.title} reproduces ${recorded.text}${bare}${clause}.`
}

/** Whether the optimum at the given costs over all scores may be what was recorded. */
export function givenCostsReproduce({ costs }: Inquiry, weighed: readonly Weighed[]): boolean {
  if (costs === null) return false
  const interval = weighed.find(({ explanation }) => explanation.id === 'cost-ratio')?.explanation.parameters['ratioInterval']
  if (!Array.isArray(interval)) return false
  const ratio = Number(costs.exact.fn) / Number(costs.exact.fp)
  return ratio >= interval[0] && (interval[1] === null || ratio <= interval[1])
}

function rest(
  { recorded, costs }: Inquiry,
  weighed: readonly Weighed[],
  { regretSentence: regret, impliedCostRatioOfCut, leastRelativeRegret }: Pick<ExplanationResult, 'regretSentence' | 'impliedCostRatioOfCut' | 'leastRelativeRegret'>,
): string {
  const [first, ...others] = weighed.filter(({ explanation }) => explanation.verdict === 'reproduces')
  const leader = weighed.find(({ explanation }) => others.some((other) => other.explanation.sameStatementAs === explanation.id))
  const same = others.filter(({ explanation }) => explanation.sameStatementAs !== null).map(({ explanation }) => explanation.title)
  const separate = others.filter(({ explanation }) => explanation.sameStatementAs === null)
  const further = separate.filter(({ probability }) => probability < easy).map(({ explanation }) => explanation.title)
  const easily = separate.filter(({ probability }) => probability >= easy).length
  const places = new Set(first?.explanation.corroboration.map(({ path, line }) => (line === null ? path : `${path}:${line}`)))
  return [
    first === undefined ? '' : places.size === 0 ? 'No place of the evidence corroborates an explanation.' : `It is corroborated by ${listText([...places].slice(0, 3))}.`,
    same.length === 0 ? '' : `${listText(same)} ${same.length === 1 ? 'says' : 'say'} the same as ${leader?.explanation.title ?? ''} in other words.`,
    further.length === 0 ? '' : `${listText(further)} ${further.length === 1 ? 'reproduces' : 'reproduce'} it too.`,
    easily === 0 ? '' : `${easily} further ${easily === 1 ? 'explanation reproduces' : 'explanations reproduce'} it, but each would reproduce ${percentText(easy, 1)} or more of values drawn at random.`,
    costs === null ? '' : regret,
    impliedCostRatioOfCut === null && leastRelativeRegret !== null ? `No cost ratio makes ${recorded.text} itself the cheapest cut.` : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

function caveat({ table: { asked } }: Inquiry, weighed: readonly Weighed[]): string {
  const elsewhere = weighed.find(({ explanation: { kind, verdict, corroboration } }) => kind === 'other-data' && verdict === 'cannot-tell' && corroboration.length > 0)
  const unknown = new Set(
    weighed
      .filter(({ explanation }) => explanation.verdict === 'cannot-tell')
      .map(({ explanation: { kind, title } }) => (kind === 'grid-step' ? 'Step of a grid' : title)),
  )
  return [
    elsewhere === undefined ? '' : 'Numbers logged beside the value are not those of this table, so the search for it may have run on other rows.',
    unknown.size === 0 ? '' : `From this evidence cannot be told: ${[...unknown].join('; ')}.`,
    weighed.some(({ explanation }) => explanation.verdict === 'reproduces')
      ? 'That an explanation reproduces the value does not show how the value came about.'
      : 'What gave the value cannot be told from this evidence.',
    asked?.isOpen() === true ? 'Not every score of this table is listed: what rests on ranges of scores may differ from what its rows would give.' : '',
    asked?.hullIsEstimated() === true ? 'How often an explanation at any ratio or beta would reproduce a value by chance is estimated from ranges of scores.' : '',
    'Judged on the rows of this table only.',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}
