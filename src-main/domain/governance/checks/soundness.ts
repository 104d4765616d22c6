import { amountText } from '../../threshold/number-text.ts'
import type { CheckFacts, CheckInput } from '../facts.ts'
import { shareText, shareWithInterval, shortNumber, thresholdText, withInterval } from '../numbers.ts'
import { evidenceOf, fail, listText, notAssessable, pass } from '../verdict.ts'
import type { Verdict } from '../verdict.ts'

const noRows = 'There are no rows.'
const aTable = ['a prediction table with label and score']
const tableFile = ({ table }: CheckFacts) => ({ path: table?.path ?? '', sha256: table?.sha256 ?? '' })
const rowsOf = ({ table }: CheckFacts) => `rows of ${table?.path ?? ''}`

/** G15: threshold and cost have an interval, and nothing is called better that cannot be told from chance. */
export function uncertaintyShown({ facts, policy }: CheckInput): Verdict {
  const { uncertainty, table } = facts
  if (table === null) return notAssessable(noRows, aTable)
  if (uncertainty === null) return notAssessable('No interval was computed.', ['resamples of the rows'])
  const { resamples, seed, unit, threshold, cost, approval, badRate, savings } = uncertainty
  const { value: least } = policy.limits.minimumResamples
  const evidence = [
    evidenceOf(
      `95\u202f% of the thresholds lie from ${thresholdText(threshold[0])} to ${thresholdText(threshold[1])}; cost ${withInterval(cost)}; approval ${shareWithInterval(approval)}` +
        `${badRate === null ? '' : `; positive among the approved ${shareWithInterval(badRate)}`}. ${amountText(resamples)} resamples of ${unit}, seed ${seed}.`,
      rowsOf(facts),
      tableFile(facts),
    ),
    ...savings.slice(0, 10).map(({ text, difference, saidBetter }) =>
      evidenceOf(`Recorded ${text} costs ${withInterval(difference)} more; ${saidBetter ? 'called distinguishable' : 'said not to be distinguishable from chance'}.`, rowsOf(facts), tableFile(facts)),
    ),
  ]
  const found = { origin: 'computed', value: resamples, limit: 'minimumResamples', evidence } as const
  if (resamples < least) return fail(`${amountText(resamples)} resamples were drawn; the policy asks for ${amountText(least)}.`, found)
  const overstated = savings.filter(({ difference, saidBetter }) => saidBetter && difference.low <= 0 && difference.high >= 0)
  if (overstated.length > 0) {
    return fail(`The saving against ${listText(overstated.map(({ text }) => text))} is called better, and its interval holds 0.`, found)
  }
  return pass('Threshold, cost, approval and bad rate have an interval, and no compared difference is called a saving whose interval holds 0.', found)
}

/** G16: the score discriminates about as well as in development. */
export function discriminationKept({ facts, policy }: CheckInput): Verdict {
  const { discrimination, referenceDiscrimination: reference, table } = facts
  if (table === null || discrimination === null) return notAssessable(noRows, aTable)
  const { gini, ks, auc } = discrimination
  const evidence = [
    evidenceOf(`AUC ${withInterval(auc)}, Gini ${withInterval(gini)}, KS ${withInterval(ks)}`, rowsOf(facts), tableFile(facts)),
    ...(reference === null ? [] : [evidenceOf(`Gini ${withInterval(reference.gini)} in the earlier table`, `rows of ${reference.file.path}`, reference.file)]),
  ]
  if (reference === null) return notAssessable(`Gini is ${withInterval(gini)}; one sample shows no drop.`, ['an earlier table of the same score'], { origin: 'computed', evidence })
  const drop = reference.gini.value - gini.value
  const { value: most } = policy.limits.giniDrop
  const found = { origin: 'computed', value: drop, limit: 'giniDrop', evidence } as const
  if (drop > most) return fail(`Gini fell by ${shortNumber(drop)}, from ${shortNumber(reference.gini.value)} to ${shortNumber(gini.value)}.`, found)
  return pass(drop > 0 ? `Gini fell by ${shortNumber(drop)}, from ${shortNumber(reference.gini.value)} to ${shortNumber(gini.value)}.` : `Gini did not fall: ${shortNumber(reference.gini.value)} before, ${shortNumber(gini.value)} here.`, found)
}

/** G17: next to the threshold, as many cases are positive as the score says. */
export function calibratedAtCut({ facts }: CheckInput): Verdict {
  const { calibration, table } = facts
  if (table === null) return notAssessable(noRows, aTable)
  if (calibration === null) {
    return notAssessable(
      `The scores run from ${shortNumber(table.scoreRange[0])} to ${shortNumber(table.scoreRange[1])} and are no probabilities; the theoretical threshold is off, and the cost curve of the rows decides alone.`,
      ['a score that states a probability'],
    )
  }
  const { intercept, slope, band } = calibration
  if (band === null) return notAssessable('No row lies next to the threshold.', ['rows next to the threshold'])
  const evidence = [
    evidenceOf(`In scores ${shortNumber(band.low)} to ${shortNumber(band.high)}: predicted ${shareText(band.predicted)}, observed ${shareWithInterval(band.observed)}, ${amountText(band.rows)} rows.`, rowsOf(facts), tableFile(facts)),
    ...(intercept === null || slope === null ? [] : [evidenceOf(`Recalibration: intercept ${withInterval(intercept)}, slope ${withInterval(slope)}; 0 and 1 would be exact.`, rowsOf(facts), tableFile(facts))]),
  ]
  const { low, high } = band.observed
  const found = { origin: 'computed', value: band.predicted, interval: [low, high], evidence } as const
  const words = `next to the threshold the score predicts ${shareText(band.predicted)} and ${shareWithInterval(band.observed)} are observed`
  return band.predicted >= low && band.predicted <= high
    ? pass(`The score agrees with the outcome: ${words}.`, found)
    : fail(`The score disagrees with the outcome: ${words}.`, found)
}

const notWeighting = /^\s*("?'?(none|null|false|nan|1|1\.0+|no)?'?"?)\s*$/i

/** G18: weights of training are undone before a score is read as a probability. */
export function weightingUndone({ facts }: CheckInput): Verdict {
  const { weighting, priorCorrections, runs, models, table } = facts
  if (table === null || weighting === null) return notAssessable(noRows, aTable)
  const { kind, meanPredicted, prevalence, impliedPositiveWeight, balancedWeight } = weighting
  const means = `the mean score is ${shareText(meanPredicted)}, the share of positives ${shareWithInterval(prevalence)}`
  const present = weighting.stated.filter(({ value }) => !notWeighting.test(value))
  const evidence = [
    evidenceOf(`${means.replace(/^t/, 'T')}${impliedPositiveWeight === null ? '' : `; a weight of ${shortNumber(impliedPositiveWeight)} for each positive would explain the difference, balanced would be ${shortNumber(balancedWeight)}`}.`, rowsOf(facts), tableFile(facts)),
    ...weighting.stated.map(({ name, value, source }) => evidenceOf(`${name} ${value}`, source)),
    ...priorCorrections.map(({ name, value, source }) => evidenceOf(`${name} ${value}`, source)),
  ]
  const found = { origin: 'computed', value: meanPredicted, interval: [prevalence.low, prevalence.high], evidence } as const
  if (kind === 'not-a-probability') {
    return notAssessable('The scores are no probabilities, so no mean can be held against the share of positives; the theoretical threshold is off.', ['a score that states a probability'], found)
  }
  const agrees = meanPredicted >= prevalence.low && meanPredicted <= prevalence.high
  const weights = [...new Set(present.map(({ name, value }) => `${name} ${value}`))]
  const named = `${listText(weights)} ${weights.length === 1 ? 'is' : 'are'} stated`
  if (present.length > 0) {
    if (agrees) return pass(`${named}, and the scores agree with the rows: ${means}.`, found)
    const corrected = priorCorrections.length > 0 ? ', although a correction is stated' : ''
    return fail(`${named}, and the scores are not corrected for it${corrected}: ${means}. They are not to be read as probabilities.`, found)
  }
  const logged = [...runs, ...models].some(({ parameters }) => parameters > 0)
  const like = kind === 'consistent-with-balanced' ? ' This is consistent with balanced class weights.' : ''
  if (!logged) {
    return notAssessable(`No parameters of the training are in the evidence; ${means}.${like}`, ['the parameters of the training, with class weights and resampling'], found)
  }
  if (!agrees && kind === 'consistent-with-balanced') {
    return notAssessable(`No weighting is stated; ${means}.${like}`, ['how the training weighted or resampled the rows'], found)
  }
  return pass(`No class weight or resampling is stated; ${means}.`, found)
}

/** G19: the scores are distributed as in development, beyond what samples of these sizes differ by anyway. */
export function populationStable({ facts, policy }: CheckInput): Verdict {
  const { stability, table } = facts
  if (table === null) return notAssessable(noRows, aTable)
  if (stability === null) return notAssessable('There is no earlier table to compare the scores with.', ['an earlier table of the same score'])
  const { psi, noise95, expectedNoise, file } = stability
  const { psiPass, psiFail } = policy.limits
  const evidence = [evidenceOf(`PSI ${shortNumber(psi)}; two samples of these sizes from one population give ${shortNumber(expectedNoise)} on average and stay below ${shortNumber(noise95)} in 95\u202f%.`, `rows of ${table.path} and ${file.path}`, tableFile(facts), file)]
  const found = { origin: 'computed', value: psi, limit: 'psiPass', evidence } as const
  const noisy = psi <= noise95
  if (psi < psiPass.value && noisy) return pass(`The scores are stable: PSI ${shortNumber(psi)} is below ${psiPass.value} and within the noise of samples of these sizes.`, found)
  if (noisy) {
    return notAssessable(`PSI ${shortNumber(psi)} is not below ${psiPass.value}, and samples of these sizes reach ${shortNumber(noise95)} without any shift.`, ['larger tables, in which a shift can be told from noise'], found)
  }
  if (psi > psiFail.value) return fail(`The scores have shifted: PSI ${shortNumber(psi)} is above ${psiFail.value}.`, { ...found, limit: 'psiFail' })
  return fail(`The scores have shifted somewhat: PSI ${shortNumber(psi)} is beyond the noise of ${shortNumber(noise95)}.`, { ...found, minor: true })
}

/** G20: the threshold is good for all costs that the bank holds possible. */
export function costSensitivity({ facts, policy }: CheckInput): Verdict {
  const { sensitivity, recommended, table } = facts
  if (table === null || recommended === null) return notAssessable(noRows, aTable)
  if (sensitivity === null) return notAssessable('The costs have no range, so what follows from other costs was not computed.', ['a range of FN:FP ratios'])
  const { from, to, greatest, statedByBank } = sensitivity
  const { value: most } = policy.limits.costRegret
  const range = `FN:FP ${shortNumber(from)} to ${shortNumber(to)} (${statedByBank ? 'stated by the bank' : 'the range of the policy'})`
  if (greatest === null) return notAssessable(`Over ${range} the least cost reaches 0, so a share of it says nothing.`, ['costs at which some case is misjudged'])
  const evidence = [evidenceOf(`Over ${range} the threshold costs at most ${shareText(greatest)} more than the best one at the same ratio.`, rowsOf(facts), tableFile(facts))]
  const found = { origin: 'computed', value: greatest, limit: 'costRegret', evidence } as const
  const words = `Over ${range} the threshold costs up to ${shareText(greatest)} more than the best one`
  return greatest > most ? fail(`${words}; the policy accepts ${shareText(most)}.`, found) : pass(`${words}.`, found)
}

/** G21: the least cost lies inside, on a plateau that is told. */
export function optimumInside({ facts }: CheckInput): Verdict {
  const { recommended, plateau, table } = facts
  if (table === null || recommended === null || plateau === null) return notAssessable('There is no recommended threshold.', ['a prediction table and costs'])
  const { threshold, tp, fp, fn, tn } = recommended
  const evidence = [evidenceOf(`Thresholds from ${thresholdText(plateau[0])} to ${thresholdText(plateau[1])} cost at most 1\u202f% more; ${amountText(tp + fp)} rows are flagged, ${amountText(fn + tn)} are not.`, rowsOf(facts), tableFile(facts))]
  const found = { origin: 'computed', value: threshold, evidence } as const
  if (tp + fp === 0) return fail('The cheapest is to flag nobody: the score decides nothing.', found)
  if (fn + tn === 0) return fail('The cheapest is to flag everybody: the score decides nothing.', found)
  return pass(`The threshold lies inside the range of the scores; from ${thresholdText(plateau[0])} to ${thresholdText(plateau[1])} the cost stays within 1\u202f%.`, found)
}
