import type { Answer, Cut, Recommendation } from '../../contract/recommendation.ts'
import type { CaseWords } from './case-words.ts'
import { amountText, pairedTest, percentText, rateText, unitsText } from './number-text.ts'

/** A threshold to compare the recommendation with. */
export interface Compared {
  /** The threshold as it is to be read: "0.338". */
  readonly text: string
  readonly cost: number
  /** cost minus the least cost, in units. */
  readonly regret: number
  /** False where the difference can't be told from chance on these rows (paired, 95 %). */
  readonly distinguishable: boolean
}

export interface AnswerInput {
  readonly recommendation: Recommendation
  readonly orientation: 'high' | 'low'
  /** The lowest and the highest score. */
  readonly scoreRange: readonly [number, number]
  /** The optimum with just the digits that reproduce its counts. */
  readonly shortThreshold: string
  /** The likeliest recorded threshold; null where the evidence records none. */
  readonly recorded: Compared | null
  /** The best threshold of two decimals; null where it says nothing (the optimum has no more, or flags nobody). */
  readonly twoDecimals: Compared | null
  readonly words: CaseWords
}

/** The recommendation in sentences, each number taken from the values given. */
export function answerText(input: AnswerInput): Answer {
  return { decisive: decisive(input), rest: rest(input), caveat: caveat(input) }
}

function flagsNobody(cut: Cut): boolean {
  return cut.tp + cut.fp === 0
}

function decisive({ recommendation, orientation, shortThreshold, words }: AnswerInput): string {
  const { optimum } = recommendation
  if (flagsNobody(optimum)) return `${words.flag} nobody.`
  if (optimum.fn + optimum.tn === 0) return `${words.flag} every ${words.singular}.`
  const side = orientation === 'high' ? 'higher' : 'lower'
  return `${words.flag} ${words.one} whose score is ${shortThreshold} or ${side}.`
}

function rest({ recommendation, recorded, words }: AnswerInput): string {
  const { optimum, used } = recommendation
  const costs = `That costs ${unitsText(optimum.cost)} on these ${amountText(used)} ${words.many}`
  if (recorded === null) return `${costs}. The evidence records no threshold to compare it with.`
  if (recorded.regret === 0) return `${costs}, the same as the recorded ${recorded.text}.`
  const share = `${percentText(recorded.regret, recorded.cost)} of ${amountText(recorded.cost)}`
  const rate = rateText((recorded.regret * 1000) / used)
  const less =
    `${costs}: ${amountText(recorded.regret)} less than the recorded ${recorded.text} (${share}), ` +
    `or about ${rate} ${rate === '1' ? 'unit' : 'units'} per 1,000 ${words.many}.`
  return recorded.distinguishable
    ? less
    : `${less} That difference cannot be told from chance on these rows (${pairedTest}).`
}

function caveat(input: AnswerInput): string {
  return [againstOrientation(input), outsideProbabilities(input), leftOut(input), ties(input), digits(input), 'Chosen and judged on the same rows.']
    .filter((sentence) => sentence !== null)
    .join(' ')
}

function againstOrientation({ recommendation, orientation }: AnswerInput): string | null {
  if (recommendation.auc >= 0.5) return null
  const found = String(Number(recommendation.auc.toPrecision(3)))
  return (
    `The scores run against the declared orientation: AUC ${found} with ${orientation} scores as positive. ` +
    'Check it before any threshold is used.'
  )
}

function outsideProbabilities({ scoreRange: [lowest, highest] }: AnswerInput): string | null {
  if (lowest >= 0 && highest <= 1) return null
  return `The scores run from ${amountText(lowest)} to ${amountText(highest)}: they are no probabilities, so the theoretical threshold does not apply.`
}

function leftOut({ recommendation: { rows, used } }: AnswerInput): string | null {
  if (rows === used) return null
  const unusable = rows - used === 1 ? 'is not usable and left out' : 'are not usable and left out'
  return `${amountText(rows - used)} of ${amountText(rows)} rows ${unusable}.`
}

function ties({ recommendation: { optimum }, orientation, words }: AnswerInput): string | null {
  if (optimum.tied === 1) return null
  const share = `${amountText(optimum.tied)} thresholds share this least cost`
  return flagsNobody(optimum)
    ? `${share}, "${words.flag.toLowerCase()} nobody" among them, which is reported.`
    : `${share}; the ${orientation === 'high' ? 'highest' : 'lowest'} is reported.`
}

function digits({ recommendation: { optimum }, twoDecimals }: AnswerInput): string | null {
  if (twoDecimals === null) return null
  if (twoDecimals.regret === 0) return `The digits do not matter: ${twoDecimals.text} costs the same.`
  const share =
    optimum.cost === 0 ? '' : ` (${percentText(twoDecimals.regret, optimum.cost)} of ${amountText(optimum.cost)})`
  const more = `${twoDecimals.text} costs ${amountText(twoDecimals.regret)} more${share}`
  return twoDecimals.distinguishable
    ? `The digits matter: ${more}, which can be told from chance on these rows (${pairedTest}).`
    : `The digits matter little: ${more}, which cannot be told from chance on these rows (${pairedTest}).`
}
