import { amountText } from '../../threshold/number-text.ts'
import type { CheckFacts, CheckInput } from '../facts.ts'
import { shareWithInterval, shortNumber, thresholdText, withInterval } from '../numbers.ts'
import { monthsLater, stated } from '../stated.ts'
import { evidenceOf, fail, listText, notAssessable, pass } from '../verdict.ts'
import type { Verdict } from '../verdict.ts'

const tableFile = ({ table }: CheckFacts) => ({ path: table?.path ?? '', sha256: table?.sha256 ?? '' })

/** G11: the model did not learn from the rows that judge it. */
export function outOfSample(input: CheckInput): Verdict {
  const { training, trainedOn, table } = input.facts
  if (table === null) return notAssessable('There are no rows that could be held against those of training.', ['a prediction table with label and score'])
  const form = stated(input, 'split')
  const file = tableFile(input.facts)
  const evidence = [
    ...(training === null ? [] : [evidenceOf(`${amountText(training.overlap)} of ${amountText(training.rows)} evaluated rows are in the training table, by column ${training.key}.`, `rows of ${table.path} and ${training.file.path}`, file, training.file)]),
    ...(trainedOn?.known ?? []).map(({ text, source }) => evidenceOf(text, source, file)),
    ...form.evidence,
  ]
  const declared = form.text('kind')
  if (declared === 'train') return fail('The evaluated rows are declared to be training rows.', { origin: 'attested', evidence })
  if (training !== null && training.overlap > 0 && declared !== 'out-of-fold') {
    return fail(`${amountText(training.overlap)} evaluated rows are among the training rows.`, { origin: 'computed', value: training.overlap, evidence })
  }
  if (trainedOn?.kind === 'yes') return fail(trainedOn.answer, { origin: 'computed', evidence })
  if (training !== null && training.overlap === 0) return pass(`None of the ${amountText(training.rows)} evaluated rows is among the training rows.`, { origin: 'computed', value: 0, evidence })
  const message =
    declared === null || declared === 'unknown'
      ? 'Whether the model learned from these rows cannot be told.'
      : 'The rows are stated to be kept out of training; only the training rows themselves can show it.'
  return notAssessable(message, ['the training rows with the column that names a row', ...(declared === null || declared === 'unknown' ? ['a statement of what the rows are'] : [])], {
    ...(form.isStated ? { origin: 'attested' as const } : {}),
    evidence,
  })
}

/** G12: the cost that is given first comes from rows that did not choose the threshold. */
export function judgedElsewhere({ facts }: CheckInput): Verdict {
  const { heldOut, table, headline } = facts
  if (table === null) return notAssessable('There are no rows.', ['a prediction table with label and score'])
  const source = `rows of ${table.path}`
  if (heldOut === null) {
    if (headline === 'confirmation') {
      return notAssessable('The cost is said to come from other rows, and none are parted off.', ['the column that parts choosing from judging rows'])
    }
    const evidence = [evidenceOf(`All ${amountText(table.used)} usable rows choose the threshold and give its cost.`, source, tableFile(facts))]
    return fail('The threshold is chosen and its cost is given on the same rows, so the cost is somewhat too low.', { origin: 'computed', evidence })
  }
  const { chosenPerThousand, judgedPerThousand } = heldOut
  const optimism = judgedPerThousand.value - chosenPerThousand
  const evidence = [evidenceOf(`Cost per 1,000 rows: ${shortNumber(chosenPerThousand)} on the rows that chose, ${withInterval(judgedPerThousand)} on rows that did not (column ${heldOut.column}).`, source, tableFile(facts))]
  const apart = evidenceOf(`Chosen there: ${listText(heldOut.chosen.slice(0, 10).map(thresholdText))}; recommended on all rows: ${thresholdText(facts.recommended?.threshold ?? null)}.`, source, tableFile(facts))
  const found = { origin: 'computed', value: optimism, evidence: [...evidence, apart] } as const
  if (headline === 'selection') return fail('A second set of rows judges the threshold, and the cost that is given first still comes from the rows that chose it.', found)
  return pass('One part of the rows chooses the threshold, another one gives its cost; both costs are shown.', found)
}

/** G13: the judging rows are later than those of development. */
export function outOfTime(input: CheckInput): Verdict {
  const { facts, policy } = input
  const { heldOut, table, training } = facts
  if (table === null) return notAssessable('There are no rows.', ['a prediction table with label and score'])
  const form = stated(input, 'split')
  const statedEnd = form.text('developmentTo')
  const dates = heldOut?.dates ?? null
  const file = tableFile(facts)
  const evidence = [
    ...(dates === null ? [] : [evidenceOf(`The threshold is chosen on rows to ${dates.chosenTo} and judged on rows from ${dates.judgedFrom} to ${dates.judgedTo}.`, `rows of ${table.path}`, file)]),
    ...(training?.dates == null ? [] : [evidenceOf(`The training rows end on ${training.dates.to} (column ${training.dates.column}).`, training.file.path, training.file)]),
    ...form.evidence,
  ]
  if (dates === null || heldOut === null) {
    return notAssessable('No later rows are parted off by date.', ['a date column by which earlier rows choose and later rows judge'], { evidence })
  }
  const ends = [dates.chosenTo, ...(training?.dates == null ? [] : [training.dates.to]), ...(statedEnd === null ? [] : [statedEnd])]
  const end = ends.reduce((last, each) => (each > last ? each : last))
  const positives = heldOut.parts.reduce((sum, part) => sum + part.judgePositives, 0)
  const { minimumEvents, outOfTimeMonths } = policy.limits
  const found = { origin: 'computed', value: positives, limit: 'minimumEvents', evidence } as const
  if (dates.judgedFrom <= end) {
    return fail(`The judging rows start on ${dates.judgedFrom}, and those of development end on ${end}: they overlap in time.`, found)
  }
  // The last day counts as a whole one.
  const long = monthsLater(dates.judgedFrom, outOfTimeMonths.value) <= dayAfter(dates.judgedTo)
  if (!long) return fail(`The judging rows cover ${dates.judgedFrom} to ${dates.judgedTo}, less than ${outOfTimeMonths.value} ${outOfTimeMonths.value === 1 ? 'month' : 'months'}.`, found)
  if (positives < minimumEvents.value) return fail(`The later rows hold ${amountText(positives)} positives; the policy asks for ${amountText(minimumEvents.value)}.`, found)
  return pass(`The threshold is judged on rows from ${dates.judgedFrom} on, after those of development, which end on ${end}.`, found)
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

/** G14: both classes hold enough rows, where the threshold is chosen and where it is judged. */
export function enoughEvents({ facts, policy }: CheckInput): Verdict {
  const { table, heldOut, calibration } = facts
  if (table === null) return notAssessable('There are no rows.', ['a prediction table with label and score'])
  const { value: least } = policy.limits.minimumEvents
  const sets =
    heldOut === null
      ? [{ name: 'the rows that choose', positives: table.positives, negatives: table.negatives }]
      : heldOut.parts.flatMap((part) => [
          { name: `the rows that choose (${part.name})`, positives: part.choosePositives, negatives: part.chooseRows - part.choosePositives },
          { name: `the rows that judge (${part.name})`, positives: part.judgePositives, negatives: part.judgeRows - part.judgePositives },
        ])
  const band = calibration?.band ?? null
  const near = band === null ? [] : [evidenceOf(`Next to the threshold, in scores ${shortNumber(band.low)} to ${shortNumber(band.high)}: ${amountText(band.rows)} rows, ${shareWithInterval(band.observed)} positive.`, `rows of ${table.path}`, tableFile(facts))]
  const evidence = [...sets.map(({ name, positives, negatives }) => evidenceOf(`${name}: ${amountText(positives)} positive, ${amountText(negatives)} negative`, `rows of ${table.path}`, tableFile(facts))), ...near]
  const fewest = Math.min(...sets.flatMap(({ positives, negatives }) => [positives, negatives]))
  const found = { origin: 'computed', value: fewest, limit: 'minimumEvents', evidence } as const
  const small = sets.filter(({ positives, negatives }) => Math.min(positives, negatives) < least)
  if (small.length > 0) {
    return fail(`Fewer than ${amountText(least)} rows of a class in ${listText(small.map(({ name, positives, negatives }) => `${name} (${amountText(positives)} and ${amountText(negatives)})`))}.`, found)
  }
  if (heldOut === null) return notAssessable(`The rows that choose hold ${amountText(fewest)} or more of each class; no other rows judge.`, ['rows that judge the threshold without having chosen it'], found)
  return pass(`Every set of rows holds ${amountText(fewest)} or more of each class.`, found)
}

/** G25: the limits that the bank set hold on rows that did not choose the threshold. */
export function constraintsHeld({ facts }: CheckInput): Verdict {
  const { choices, heldOut, table, recommended } = facts
  if (choices === null || table === null) return notAssessable('No limits are stated.', ['the limits on approval rate, bad rate or capacity, or that there are none'])
  if (choices.constraints.length === 0) {
    return notAssessable('No limit on approval, recall, false alarms or capacity is stated; that there is none is for a person to say.', ['the limits, or a person who declares the check not applicable'])
  }
  if (recommended === null) return fail('No threshold meets the stated limits.', { origin: 'computed', evidence: [evidenceOf(`${choices.constraints.length} limits are stated.`, 'the choices of this review', tableFile(facts))] })
  if (heldOut === null) return notAssessable('The limits hold on the rows that chose the threshold; no other rows judge.', ['rows that judge the threshold without having chosen it'])
  const evidence = heldOut.constraints.map(({ text, share, limit, unsure }) => evidenceOf(`${text}: ${shareWithInterval(share)}, limit ${shortNumber(limit)}${unsure ? '; the interval holds the limit' : ''}`, `judging rows of ${table.path}`, tableFile(facts)))
  const broken = heldOut.constraints.filter(({ held }) => !held)
  if (broken.length > 0) return fail(`On the rows that judge, ${listText(broken.map(({ text, share }) => `“${text}” does not hold (${shareWithInterval(share)})`))}.`, { origin: 'computed', evidence })
  const unsure = heldOut.constraints.filter((each) => each.unsure).length
  return pass(`Every limit holds on the rows that judge${unsure === 0 ? '' : `; for ${unsure} of them the interval holds the limit too`}.`, { origin: 'computed', evidence })
}
