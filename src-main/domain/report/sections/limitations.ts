import { moneyText } from '../../../contract/money.ts'
import type { Section } from '../document.ts'
import { currencyOf, judgementOf } from '../judgement-of.ts'
import { count, number, shortened } from '../number-format.ts'
import { recordedGroups } from '../recorded-groups.ts'
import type { ReportInput } from '../report-input.ts'
import { orderedChecks, resultWords, type ReportedReview } from '../reported-review.ts'

export interface Limitation {
  readonly title: string
  readonly text: string
}

/** Fewer rows than this in a class make every figure of that class unsteady: a convention, not a regulation. */
const fewRows = 100

/**
 * What limits the recommendation, made from the data alone, the weightiest first. Nobody can take one away.
 * `replaced` counts the characters that the report's fonts could not draw.
 */
export function limitations(input: ReportInput, replaced: number): Limitation[] {
  return [
    ...sameRowsLimitation(input),
    provenanceLimitation(input),
    ...assumedLimitation(input),
    ...orientationLimitation(input),
    ...fewRowsLimitation(input),
    calibrationLimitation(input),
    ...runLimitations(input),
    ...artifactLimitation(input),
    ...uncertaintyLimitation(input),
    ...exclusionLimitation(input),
    ...disagreementLimitation(input),
    ...decisionLimitation(input),
    ...costLimitation(input),
    ...notAssessed(input),
    ...readingProblems(input),
    ...glyphLimitation(replaced),
    ...(input.review === null
      ? [{ title: 'No review and no signature', text: 'This is an undated draft. It states what the evidence gives, and nobody has signed it.' }]
      : reviewLimitations(input.review)),
  ]
}

/** The limitations as a section. */
export function limitationsSection(found: readonly Limitation[]): Section {
  return {
    title: 'Limitations',
    lead: `${count(found.length, 'limitation', 'limitations')}, made from the evidence; they cannot be edited.`,
    placing: 'flow',
    blocks: [{ kind: 'numbered', items: found.map(({ title, text }) => ({ title, text })) }],
  }
}

function sameRowsLimitation(input: ReportInput): Limitation[] {
  const { heldOut, uncertainty } = judgementOf(input)
  if (heldOut !== null) {
    return heldOut.warnings.map((text) => ({ title: 'A part that chooses or judges the threshold is small', text }))
  }
  const optimism = uncertainty === null ? '' : ` The bootstrap finds ${moneyText(Math.round(uncertainty.leastCost.optimism), currencyOf(input))}, which understates it.`
  return [{
    title: 'The threshold was chosen and judged on the same rows',
    text: `The cost on new rows will be higher, by an amount that this evidence cannot tell.${optimism} Confirm the threshold on rows that did not choose it.`,
  }]
}

function provenanceLimitation(input: ReportInput): Limitation {
  const { provenance } = judgementOf(input)
  const title = 'Where the rows come from cannot be told'
  if (provenance === null) {
    return { title, text: 'Nothing in the table shows its period, its population, how the label is defined, or whether the model was trained on these rows.' }
  }
  const { kind, question, answer } = provenance.trainedOn
  const titles = { yes: 'The model trained on some of these rows', no: 'Period and population of the rows are not stated', 'cannot-tell': title }
  return { title: titles[kind], text: `${question} ${answer} Nothing in the table shows its period, its population or how the label is defined.` }
}

function costLimitation(input: ReportInput): Limitation[] {
  const { document, choices } = judgementOf(input)
  const missing = choices?.notStated ?? ['currency', 'source', 'owner', 'date']
  // What a review states of the costs is judged by its own check, which prints what is missing.
  const stated = input.review?.state.statements.some(({ topic }) => topic === 'cost-sources') ?? false
  const range = 'The map of cost ratios shows how far the threshold moves when they change.'
  const unanswered = document === null || document.orientation?.answer === 'yes' ? [] : [{
    title: document.orientation === null ? 'Nobody confirmed the costs in words' : 'The costs in words were denied',
    text: `${document.orientation?.question ?? choices?.orientationQuestion ?? 'The question of what a missed default costs'} ${document.orientation === null ? 'was not answered' : 'was answered with no'}.`,
  }]
  if (missing.length === 0 || stated) return unanswered
  return [{ title: 'Costs are points without a stated source', text: `Not stated about the costs: ${missing.join(', ')}. ${range}` }, ...unanswered]
}

function notAssessed(input: ReportInput): Limitation[] {
  const { quality, heldOut } = judgementOf(input)
  const open = [
    ...(quality === null || quality.segments.length === 0 ? ['segments', 'fairness'] : []),
    ...(quality === null || quality.stability === null ? ['stability over time'] : []),
    ...(quality === null ? ['calibration'] : []),
    ...(heldOut === null ? ['confirmation on other rows'] : []),
    ...(input.review === null ? ['reject inference', 'overrides', 'monitoring'] : []),
  ].join(', ')
  if (open === '') return []
  return [{ title: 'Not assessed in this report', text: `${open.charAt(0).toUpperCase()}${open.slice(1).replace(/, ([^,]*)$/, ' and $1')}.` }]
}

function assumedLimitation(input: ReportInput): Limitation[] {
  if (input.assumed.length === 0) return []
  return [{ title: `${count(input.assumed.length, 'input was', 'inputs were')} taken from the folder and not confirmed`, text: `${input.assumed.join('; ')}.` }]
}

function orientationLimitation(input: ReportInput): Limitation[] {
  if (input.table.auc >= 0.5) return []
  return [{
    title: 'The declared orientation is contradicted by the data',
    text: `With a ${input.view.reading.orientation} score taken as positive the area under the ROC curve is ${shortened(input.table.auc, 4)}, below one half.`,
  }]
}

function fewRowsLimitation(input: ReportInput): Limitation[] {
  const { positives, negatives } = input.table
  if (Math.min(positives, negatives) >= fewRows) return []
  return [{
    title: 'Few rows in a class',
    text: `${number(positives)} positive and ${number(negatives)} negative rows; below ${fewRows} in a class the recommended threshold moves much from sample to sample.`,
  }]
}

function calibrationLimitation(input: ReportInput): Limitation {
  const weights = (input.comparison?.rows ?? [])
    .filter((item) => /class_weight|scale_pos_weight|is_unbalance/i.test(item.key) && item.values.some((value) => value !== null && !/^(none|1|1\.0|false)$/i.test(value)))
    .map((item) => `${item.key} = ${[...new Set(item.values.filter((value) => value !== null))].join(', ')}`)
  const { theoretical, optimum } = input.view.recommendation
  const stated = weights.length === 0 ? 'Whether the model was fitted with class weights is not stated.' : `The runs state ${weights.join('; ')}.`
  const found = judgementOf(input).quality
  if (found?.weighting.kind === 'not-weighted') {
    return { title: 'The theoretical threshold rests on calibration', text: `${found.weighting.sentence} ${found.calibration?.sentence ?? ''}`.trim() }
  }
  return {
    title: 'The score is not shown to be a probability',
    text:
      `${stated} Class weights make the theoretical threshold ${shortened(theoretical.threshold, 4)} invalid unless the prior is corrected; ` +
      `on these rows it costs ${number(theoretical.cost)} units against ${number(optimum.cost)}. The recommendation does not use it.`,
  }
}

function runLimitations(input: ReportInput): Limitation[] {
  const { comparison } = input
  if (comparison === null) {
    return [{ title: 'No runs were compared', text: 'Which model made these scores, and whether the recorded thresholds belong to one model, cannot be told.' }]
  }
  const { verdict } = comparison
  if (verdict.kind === 'same') return []
  const titles = {
    unknown: 'Whether the runs hold the same model cannot be told',
    consistent: 'That the runs hold the same model is not shown, only consistent with the evidence',
    different: 'The runs compared hold different models',
  } as const
  return [{ title: titles[verdict.kind], text: `${verdict.headline} What would settle it: ${verdict.wouldSettle}` }]
}

function artifactLimitation(input: ReportInput): Limitation[] {
  const problems = [...input.scan.problems, ...(input.comparison?.problems ?? []), ...input.scan.stores.flatMap((store) => store.problems)]
  const missing = new Set(problems.filter((problem) => problem.kind === 'artifact-missing').map((problem) => `${problem.path === null ? '' : `${problem.path}: `}${problem.message}`))
  for (const name of runsWithoutModel(input)) missing.add(`Run ${name} has no model file in the folder.`)
  if (missing.size === 0) return []
  const first = [...missing].slice(0, 3)
  return [{
    title: 'Artifacts of runs are missing',
    text: `${first.join(' ')}${missing.size > first.length ? ` ${number(missing.size - first.length)} more are missing.` : ''} What the runs saved could not be checked.`,
  }]
}

/** The compared runs for which the comparison lists no file of a model. */
function runsWithoutModel(input: ReportInput): string[] {
  const { comparison } = input
  const files = comparison?.rows.find((item) => item.section === 'artifacts' && item.key === 'Model file')
  if (comparison === null || files === undefined) return []
  return comparison.runs.flatMap((run, index) => (files.values[index] === null ? [run.name === '' ? run.id : run.name] : []))
}

function uncertaintyLimitation(input: ReportInput): Limitation[] {
  if (input.view.recommendation.interval95 !== null) return []
  return [{
    title: 'How much the threshold moves from sample to sample was not computed',
    text: 'No bootstrap was asked for. The paired comparison tells which costs cannot be told apart, not where the least cost would lie in another sample.',
  }]
}

function exclusionLimitation(input: ReportInput): Limitation[] {
  const excluded = input.table.rows - input.table.used
  if (excluded === 0) return []
  return [{ title: 'Rows were excluded', text: `${number(excluded)} of ${number(input.table.rows)} rows could not be used. What they would have cost is not in any figure.` }]
}

function disagreementLimitation(input: ReportInput): Limitation[] {
  const groups = recordedGroups(input.view.recorded, input.scan)
  if (groups.length < 2) return []
  return [{
    title: 'The records disagree',
    text: `${number(groups.length)} different values are recorded as thresholds. Which one is in use cannot be told from this evidence.`,
  }]
}

function decisionLimitation(input: ReportInput): Limitation[] {
  return input.scan.decisions.filter((item) => item.contradictions > 0).map((item) => ({
    title: `The decisions in ${item.path} follow no single threshold`,
    text: `${number(item.contradictions)} of ${number(item.rows)} rows contradict every cut on ${item.score}.`,
  }))
}

function readingProblems(input: ReportInput): Limitation[] {
  const problems = [
    ...input.scan.problems,
    ...input.scan.stores.flatMap((store) => store.problems),
    ...input.scan.models.flatMap((model) => model.problems),
    ...(input.comparison?.problems ?? []),
  ].filter((problem) => problem.kind !== 'artifact-missing')
  const texts = [...new Set(problems.map((problem) => `${problem.path === null ? '' : `${problem.path}: `}${problem.message}`))]
  return texts.length === 0 ? [] : [{ title: 'Parts of the evidence could not be read', text: texts.join(' ') }]
}

function glyphLimitation(replaced: number): Limitation[] {
  if (replaced === 0) return []
  return [{
    title: 'Some characters of names could not be drawn',
    text: `${count(replaced, 'character is', 'characters are')} printed as \ufffd because the fonts of this report lack them. The attached evidence.json holds the names unchanged.`,
  }]
}

/** Every check that didn't pass, with the exception that covers it, in the words of the check; nobody can take one away. */
function reviewLimitations({ state }: ReportedReview): Limitation[] {
  const checks = orderedChecks(state.checks?.checks ?? [])
  const byCheck = checks.flatMap(({ id, title, result, limitation }) => {
    if (limitation === null) return []
    const heading = `${id} ${title}: ${resultWords[result].toLowerCase()}`
    // The sentence of a check begins with its name, which is the heading here.
    return [{ title: heading, text: limitation.startsWith(`${id} ${title}: `) ? limitation.slice(`${id} ${title}: `.length).replace(/^[a-z]/, (letter) => letter.toUpperCase()) : limitation }]
  })
  const told = new Set(checks.filter(({ limitation }) => limitation !== null).map(({ id }) => id))
  const exceptions = state.exceptions.filter(({ check }) => !told.has(check)).map(({ check, reason, compensatingControl, expiresOn }) => (
    { title: `${check} is covered by an exception until ${expiresOn}`, text: `${reason} Instead: ${compensatingControl}` }
  ))
  const unevaluated = state.checks === null ? [{ title: 'No governance check was evaluated', text: 'Nothing counts as passed.' }] : []
  const challenge = state.challenges.length > 0 ? [] : [{ title: 'No challenge was raised', text: state.noChallenge === null ? 'Nobody stated why.' : state.noChallenge.text }]
  return [...unevaluated, ...byCheck, ...exceptions, ...challenge]
}
