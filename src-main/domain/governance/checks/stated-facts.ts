import { amountText } from '../../threshold/number-text.ts'
import type { CheckInput } from '../facts.ts'
import { thresholdText } from '../numbers.ts'
import { monthsLater, stated } from '../stated.ts'
import { evidenceOf, fail, listText, notAssessable, pass } from '../verdict.ts'
import type { Verdict } from '../verdict.ts'

/** G05: what counts as positive is defined, and the labels had the time to become so. */
export function labelDefinition(input: CheckInput): Verdict {
  const form = stated(input, 'label-definition')
  const found = { origin: 'attested', evidence: form.evidence } as const
  const [to, window, snapshot] = [form.text('observedTo'), form.number('windowMonths'), form.text('snapshot')]
  if (to !== null && window !== null && snapshot !== null) {
    const mature = monthsLater(to, window)
    if (mature > snapshot) {
      return fail(`The labels were taken on ${snapshot}, before the performance window of the last observations ended on ${mature}.`, found)
    }
  }
  if (form.missing.length > 0) {
    return notAssessable('The definition of the label is not complete.', form.missing, form.isStated ? found : {})
  }
  return pass('The label is defined, and the performance window of the last observations had ended when the labels were taken.', found)
}

/** G07: whom the rows stand for, and whether their dates agree. */
export function population(input: CheckInput): Verdict {
  const form = stated(input, 'population')
  const { table } = input.facts
  const [from, to] = [form.text('from'), form.text('to')]
  const observed = (table?.dates ?? []).map(({ column, from: first, to: last }) =>
    evidenceOf(`Column ${column} runs from ${first} to ${last}.`, `rows of ${table?.path ?? ''}`, { path: table?.path ?? '', sha256: table?.sha256 ?? '' }),
  )
  const found = { origin: 'attested', evidence: [...form.evidence, ...observed] } as const
  const outside = from === null || to === null ? [] : (table?.dates ?? []).filter((dates) => dates.from < from || dates.to > to)
  if (outside.length > 0) {
    const words = outside.map((dates) => `column ${dates.column} (${dates.from} to ${dates.to})`)
    return fail(`Rows lie outside the stated dates ${from ?? ''} to ${to ?? ''}: ${listText(words)}.`, found)
  }
  const missing = [
    ...form.missing,
    ...(observed.length === 0 ? ['a column with the date of each row, to hold against the stated dates'] : []),
  ]
  if (missing.length > 0) {
    const message = form.missing.length > 0 ? 'The population is not completely stated.' : 'The population is stated, and no row has a date to hold against it.'
    return notAssessable(message, missing, form.isStated ? found : { evidence: observed })
  }
  return pass('The population is stated, and the dates of the rows lie inside the stated ones.', found)
}

/** G22: whether the cut relies on outcomes that nobody observed. */
export function rejectInference(input: CheckInput): Verdict {
  const form = stated(input, 'reject-inference')
  const { recommended, adopted, table } = input.facts
  const cut = adopted ?? recommended
  const coverage = form.text('coverage')
  const found = { origin: 'attested', evidence: form.evidence } as const
  switch (coverage) {
    case 'through-the-door':
      return pass('The labels cover every case, whatever was decided.', found)
    case 'inferred':
      return form.text('method') === null
        ? notAssessable('Outcomes of refused cases are inferred, and the method is not named.', ['the method of inference'], found)
        : pass('Outcomes of refused cases are inferred by a named method.', found)
    case 'accepted-only': {
      const riskiest = form.number('riskiestAccepted')
      if (riskiest === null || cut === null || table === null) {
        const missing = [
          ...(riskiest === null ? ['the score of the riskiest case accepted in the past'] : []),
          ...(cut === null || table === null ? ['a recommended threshold'] : []),
        ]
        return notAssessable('The labels cover accepted cases only, and whether the threshold stays among them cannot be told.', missing, found)
      }
      const { threshold } = cut
      // Flagging nobody accepts whatever score.
      const beyond = threshold === null || (table.orientation === 'high' ? threshold > riskiest : threshold < riskiest)
      return beyond
        ? fail(`The threshold ${thresholdText(threshold)} accepts scores beyond ${String(riskiest)}, the riskiest that was accepted in the past; no outcome of such a case is known.`, found)
        : pass(`The threshold ${thresholdText(threshold)} accepts no case riskier than those accepted in the past (up to ${String(riskiest)}).`, found)
    }
    case null:
    default:
      return notAssessable(
        'Whether the labels cover refused cases is not known. If they cover accepted cases only, the costs beyond the old cut-off are extrapolated.',
        ['what the labels cover'],
        form.isStated ? found : {},
      )
  }
}

/** G23: every cost has a value, a unit, a date, an owner and a source. */
export function costSources(input: CheckInput): Verdict {
  const form = stated(input, 'cost-sources')
  const { choices } = input.facts
  if (choices === null) return notAssessable('No costs are given.', ['the costs of a false negative and of a false positive'])
  const { payoffs, statement } = choices
  const given = (name: 'currency' | 'owner' | 'date' | 'source') => (statement[name].trim() === '' ? null : statement[name].trim())
  const values = `Cost of a false negative ${payoffs.fn.perCase}, of a false positive ${payoffs.fp.perCase}`
  const onPage = [given('currency'), given('source'), given('owner'), given('date')].filter((part) => part !== null)
  const evidence = [
    evidenceOf(`${values}.`, 'the choices of this review'),
    ...(onPage.length === 0 ? [] : [evidenceOf(onPage.join('; '), 'the statement beside the costs')]),
    ...form.evidence,
  ]
  const missing = [
    ...((form.text('currency') ?? given('currency')) === null ? ['the currency or unit of the costs'] : []),
    ...((form.text('owner') ?? given('owner')) === null ? ['the owner of the costs'] : []),
    ...((form.text('date') ?? given('date')) === null ? ['the date of the costs'] : []),
    ...((form.text('falseNegativeSource') ?? given('source')) === null ? ['the source document of the cost of a false negative'] : []),
    ...((form.text('falsePositiveSource') ?? given('source')) === null ? ['the source document of the cost of a false positive'] : []),
  ]
  const found = { origin: 'attested', evidence } as const
  if (choices.orientation?.answer === 'no') {
    return fail(`${values}. A person answered no to “${choices.orientation.question}”.`, found)
  }
  if (missing.length === 5 && payoffs.fn.perCase === payoffs.fp.perCase) {
    return fail(`${values}: equal costs without a source are a default that nobody changed.`, found)
  }
  if (missing.length > 0) return notAssessable(`${values}. Where they come from is not completely stated.`, missing, found)
  return pass(`${values}, each with unit, date, owner and source.`, found)
}

/** G30: how a person enters into the decision. */
export function humanOversight(input: CheckInput): Verdict {
  const form = stated(input, 'human-oversight')
  const { choices } = input.facts
  const band = choices?.review ?? null
  const evidence = [...form.evidence, ...(band === null ? [] : [evidenceOf(`A review band is chosen; a reviewed case costs ${band.cost}.`, 'the choices of this review')])]
  const found = { origin: 'attested', evidence } as const
  const path = form.text('manualPath')
  if (path === 'no') {
    return form.text('naturalPersonsInEu') === 'yes'
      ? fail('Natural persons in the EU are refused by the score alone, without a path to a person.', found)
      : fail('No refer band or other path to a person is defined.', found)
  }
  const missing = [...form.missing, ...(path === 'yes' && form.text('path') === null ? ['which path'] : [])]
  if (missing.length > 0) return notAssessable('Human oversight is not completely stated.', missing, form.isStated ? found : { evidence })
  return pass(`A path to a person, authority and reason codes of overrides are defined; a share of ${amountText(100 * (form.number('triggerRate') ?? 0))}\u202f% overrides triggers a review.`, found)
}
