import type { Weighting } from '../../contract/score-quality.ts'
import { countAt, cutAt, type CutTable } from '../threshold/cut-table.ts'
import { costNumber, costOfCut, type ExactCosts } from '../threshold/exact-costs.ts'
import { theoreticalThreshold } from '../threshold/recommend.ts'
import { isProbability, logistic, logit, probabilityAt, scoreOfProbability } from './probability.ts'
import { recalibrate } from './recalibration.ts'
import { probabilitySums } from './reliability.ts'
import { rate } from './wilson.ts'

/** A parameter that states a class weighting or a resampling, and where. */
export type StatedWeighting = Weighting['stated'][number]

/** Odds that are off by less than a tenth are taken as not weighted. */
const smallShift = Math.log(1.1)
/** A weight within half of the balanced one is taken as consistent with it: regularised models take up less than the whole. */
const nearBalanced = Math.log(1.5)

/**
 * Whether the scores look as if positives had been weighted up in training, and what follows for the theoretical
 * threshold. Weighting each positive w times multiplies the odds by w (King and Zeng 2001; Elkan 2001), so it is undone by
 * logit − ln w; "balanced" has w = negatives / positives, that is logit + ln(π/(1−π)). The shift that fits best is the
 * intercept of the recalibration with the slope held at 1.
 */
export function weighting(table: CutTable, costs: ExactCosts, stated: readonly StatedWeighting[]): Weighting {
  const rows = table.positives + table.negatives
  const prevalence = rate(table.positives, rows)
  const balancedWeight = table.negatives / table.positives
  const meanPredicted = (probabilitySums(table).first[table.scores.length] ?? 0) / rows
  const none = { impliedTrainingPrevalence: null, impliedPositiveWeight: null, correctedMean: null, theoretical: null, correctedTheoretical: null }
  const known = { meanPredicted, prevalence, balancedWeight, stated: [...stated] }
  if (!isProbability(table)) {
    const sentence = 'The scores run outside 0 to 1, so they are no probabilities and the theoretical threshold does not apply.'
    return { kind: 'not-a-probability', ...known, ...none, sentence }
  }
  const theory = theoreticalThreshold(table, costs)
  const priced = (threshold: number) => ({ threshold, cost: costNumber(costs, costOfCut(table, costs, cutAt(table, threshold))) })
  const shift = recalibrate(table).interceptAtSlopeOne
  if (shift === null) {
    return { kind: 'miscalibrated', ...known, ...none, theoretical: priced(theory), sentence: 'No shift of the scores makes them agree with what is observed.' }
  }
  const impliedPositiveWeight = Math.exp(-shift.value)
  const impliedTrainingPrevalence = logistic(logit(prevalence.value) - shift.value)
  const correctedMean = meanShifted(table, logit(prevalence.value))
  const probability = table.orientation === 'high' ? theory : 1 - theory
  const corrected = scoreOfProbability(table, logistic(logit(probability) - shift.value))
  const isTheoryInside = theory > 0 && theory < 1
  const result = {
    ...known,
    impliedTrainingPrevalence,
    impliedPositiveWeight,
    correctedMean,
    theoretical: priced(theory),
    correctedTheoretical: isTheoryInside ? priced(corrected) : null,
  }
  const isSmall = Math.abs(shift.value) < smallShift || (shift.low <= 0 && shift.high >= 0)
  const isBalanced = Math.abs(Math.log(impliedPositiveWeight / balancedWeight)) < nearBalanced
  const kind = isSmall ? 'not-weighted' : isBalanced ? 'consistent-with-balanced' : 'miscalibrated'
  return { kind, ...result, sentence: sentenceOf(kind, impliedPositiveWeight, result) }
}

function meanShifted(table: CutTable, shift: number): number {
  const { tp, fp, scores } = table
  let sum = 0
  for (let index = 0; index < scores.length; index += 1) {
    const here = countAt(tp, index + 1) + countAt(fp, index + 1) - countAt(tp, index) - countAt(fp, index)
    const probability = probabilityAt(table, index)
    sum += here * (probability <= 0 ? 0 : probability >= 1 ? 1 : logistic(logit(probability) + shift))
  }
  return sum / (table.positives + table.negatives)
}

type Facts = Pick<Weighting, 'meanPredicted' | 'prevalence' | 'balancedWeight' | 'stated'>

function sentenceOf(kind: 'not-weighted' | 'consistent-with-balanced' | 'miscalibrated', weight: number, facts: Facts): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`
  const means = `The mean score is ${percent(facts.meanPredicted)}, the share of positives ${percent(facts.prevalence.value)}.`
  const parameters = facts.stated.map(({ name, value }) => `${name} ${value}`).join(', ')
  const states = parameters === '' ? 'No run of the folder states a class weighting.' : `Runs of the folder state ${parameters}.`
  switch (kind) {
    case 'not-weighted':
      return `${means} The scores do not look weighted. ${states}`
    case 'consistent-with-balanced':
      return (
        `${means} This is consistent with class weights: a weight of ${weight.toFixed(1)} for each positive row explains it, ` +
        `and balanced weights would be ${facts.balancedWeight.toFixed(1)}. The theoretical threshold holds for corrected scores only. ${states}`
      )
    case 'miscalibrated':
      return (
        `${means} A weight of ${weight.toFixed(1)} for each positive row would explain the difference; balanced weights would be ` +
        `${facts.balancedWeight.toFixed(1)}. The theoretical threshold does not hold for these scores as they are. ${states}`
      )
  }
}
