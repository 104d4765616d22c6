import type { SegmentGroup, SegmentTable } from '../../../contract/score-quality.ts'
import { amountText } from '../../threshold/number-text.ts'
import type { CheckFacts, CheckInput } from '../facts.ts'
import { shareText, shareWithInterval, shortNumber, withInterval } from '../numbers.ts'
import { stated } from '../stated.ts'
import { evidenceOf, fail, listText, notAssessable, pass } from '../verdict.ts'
import type { Verdict } from '../verdict.ts'

type Shown = NonNullable<SegmentGroup['shown']>
interface Group {
  readonly name: string
  readonly column: string
  readonly shown: Shown
}

const tableFile = ({ table }: CheckFacts) => ({ path: table?.path ?? '', sha256: table?.sha256 ?? '' })
const groupsOf = (tables: readonly SegmentTable[]): Group[] =>
  tables.flatMap(({ column, groups }) => groups.flatMap(({ group, shown }) => (shown === null ? [] : [{ name: `${column} ${group}`, column, shown }])))
const withheldText = (tables: readonly SegmentTable[]) => {
  const withheld = tables.reduce((sum, table) => sum + table.withheld, 0)
  return withheld === 0 ? '' : ` ${amountText(withheld)} small ${withheld === 1 ? 'group is' : 'groups are'} withheld.`
}

/** G27: the score holds in each group of the rows. */
export function segmentPerformance({ facts, policy }: CheckInput): Verdict {
  const { segments } = facts
  if (segments.length === 0) return notAssessable('No column of groups was looked at.', ['a column that parts the rows into groups'])
  const { segmentRows, segmentMiscalibration } = policy.limits
  const groups = groupsOf(segments)
  const evidence = groups.slice(0, 40).map(({ name, shown }) =>
    evidenceOf(
      `${name}: ${amountText(shown.rows)} rows, ${amountText(shown.positives)} positive (${shareWithInterval(shown.observed)}), predicted ${shown.predicted === null ? 'nothing' : shareText(shown.predicted)}, approved ${shareWithInterval(shown.approval)}` +
        `${shown.badRate === null ? '' : `, positive among the approved ${shareWithInterval(shown.badRate)}`}`,
      `rows of ${facts.table?.path ?? ''}`,
      tableFile(facts),
    ),
  )
  const judged = groups.filter(({ shown }) => shown.rows >= segmentRows.value && shown.predicted !== null)
  if (judged.length === 0) {
    const isProbability = groups.some(({ shown }) => shown.predicted !== null)
    return notAssessable(
      `No group can be held against its score.${withheldText(segments)}`,
      [isProbability ? `groups of at least ${amountText(segmentRows.value)} rows` : 'a score that states a probability, to be held against each group'],
      { origin: 'computed', evidence },
    )
  }
  const gap = ({ shown: { predicted, observed } }: Group) => Math.abs((predicted ?? observed.value) - observed.value) / observed.value
  const greatest = Math.max(...judged.map(gap))
  const isOff = (group: Group) => {
    const { predicted, observed } = group.shown
    return predicted !== null && (predicted < observed.low || predicted > observed.high) && gap(group) > segmentMiscalibration.value
  }
  const off = judged.filter(isOff)
  const found = { origin: 'computed', value: Number.isFinite(greatest) ? greatest : null, limit: 'segmentMiscalibration', evidence } as const
  if (off.length > 0) {
    const words = off.slice(0, 5).map(({ name, shown }) => `${name} (predicted ${shareText(shown.predicted ?? 0)}, observed ${shareText(shown.observed.value)})`)
    return fail(`The score is off by more than ${shareText(segmentMiscalibration.value)} of the observed share in ${amountText(off.length)} of ${amountText(judged.length)} groups: ${listText(words)}.${withheldText(segments)}`, found)
  }
  return pass(`In each of ${amountText(judged.length)} groups the score agrees with the outcome within the policy.${withheldText(segments)}`, found)
}

/** G28: the adverse impact ratio as a screen under bank policy; it decides nothing about lawfulness. */
export function impactScreen(input: CheckInput): Verdict {
  const { facts, policy } = input
  const form = stated(input, 'group-data')
  const legal = 'This is a screen under bank policy and decides nothing about lawfulness or fairness.'
  if (form.text('held') === 'no') {
    return notAssessable(`The bank states that it holds no group data for this purpose: ${form.text('reason') ?? 'no reason is given'}.`, ['data about protected groups, where the law lets the bank hold them'], { origin: 'attested', evidence: form.evidence })
  }
  const names = (form.text('columns') ?? '').split(',').map((name) => name.trim()).filter((name) => name !== '')
  if (names.length === 0) return notAssessable('Which column holds protected groups is not stated.', ['the columns of protected groups, stated by a person'], { evidence: form.evidence })
  const tables = facts.segments.filter(({ column }) => names.includes(column))
  const unread = names.filter((name) => tables.every(({ column }) => column !== name))
  if (unread.length > 0) return notAssessable(`${listText(unread)} ${unread.length === 1 ? 'is' : 'are'} stated to hold protected groups and not among the groups that were looked at.`, unread.map((name) => `the column ${name} among the groups of this review`), { evidence: form.evidence })
  const { impactRatio, impactRows } = policy.limits
  const groups = tables.flatMap((table) => groupsOf([table]).map((group) => ({ ...group, reference: table.referenceGroup === null ? null : `${table.column} ${table.referenceGroup}` })))
  const evidence = [
    ...groups.slice(0, 40).map(({ name, shown, reference }) => {
      const elsewhere = shown.impactElsewhere.flatMap(({ ratio }) => (ratio === null ? [] : [shortNumber(ratio.value)]))
      return evidenceOf(
        name === reference
          ? `${name}: ${amountText(shown.rows)} rows, approved ${shareWithInterval(shown.approval)}; the group that the others are compared with`
          : `${name}: ${amountText(shown.rows)} rows, ratio ${shown.impact.ratio === null ? 'none' : withInterval(shown.impact.ratio)}${elsewhere.length === 0 ? '' : `, at the other thresholds ${elsewhere.join(', ')}`}`,
        `rows of ${facts.table?.path ?? ''}`,
        tableFile(facts),
      )
    }),
    ...form.evidence,
  ]
  const compared = groups.filter(({ name, reference }) => name !== reference)
  const rowsOf = new Map(groups.map(({ name, shown }) => [name, shown.rows]))
  const kindOf = ({ shown, reference }: (typeof groups)[number]): 'above' | 'below' | 'inconclusive' => {
    const { ratio } = shown.impact
    if (ratio === null || reference === null || shown.rows < impactRows.value || (rowsOf.get(reference) ?? 0) < impactRows.value) return 'inconclusive'
    if (ratio.low >= impactRatio.value) return 'above'
    return ratio.value < impactRatio.value && ratio.high < 1 ? 'below' : 'inconclusive'
  }
  const ratios = compared.flatMap(({ shown }) => shown.impact.ratio ?? [])
  const least = ratios.reduce<(typeof ratios)[number] | null>((low, each) => (low === null || each.value < low.value ? each : low), null)
  const found = { origin: 'computed', value: least?.value ?? null, interval: least === null ? null : ([least.low, least.high] as const), limit: 'impactRatio', evidence } as const
  const below = compared.filter((group) => kindOf(group) === 'below')
  if (below.length > 0) return fail(`The approval rate of ${listText(below.map(({ name }) => name))} lies below ${impactRatio.value} of the highest, beyond chance. ${legal}${withheldText(tables)}`, found)
  const unclear = compared.filter((group) => kindOf(group) === 'inconclusive')
  const withheld = tables.reduce((sum, table) => sum + table.withheld, 0)
  if (compared.length === 0 || unclear.length > 0 || withheld > 0) {
    const why = compared.length === 0 ? 'No two groups can be compared.' : unclear.length === 0 ? 'Every group shown reaches the limit.' : `For ${listText(unclear.map(({ name }) => name))} the rows do not settle it.`
    return notAssessable(`${why} ${legal}${withheldText(tables)}`, [`at least ${amountText(impactRows.value)} rows of each group, and as many as settle the interval`], found)
  }
  return pass(`Every group reaches ${impactRatio.value} of the highest approval rate, with its whole interval. ${legal}`, found)
}

/** Whether a name holds a term as whole words: "CODE_GENDER" and "codeGender" hold "gender", "engendered" does not. */
export function holdsTerm(name: string, term: string): boolean {
  const words = (text: string) => ` ${text.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase().split(/[^\p{L}\p{N}]+/u).join(' ').trim()} `
  return words(name).includes(words(term))
}

/** G29: the inputs of the model were held against the bank's list, by a person. */
export function prohibitedInputs(input: CheckInput): Verdict {
  const { facts, policy } = input
  const sources = [
    ...facts.runs.flatMap(({ signature }) => (signature === null ? [] : [{ names: signature.names, source: signature.source, files: [] }])),
    ...facts.models.flatMap((model) => (model.featureNames.length === 0 ? [] : [{ names: model.featureNames, source: model.path, files: [model] }])),
  ]
  if (sources.length === 0) return notAssessable('The names of the inputs of the model are not in the evidence.', ['the signature of the model, or a model file that names its inputs'])
  const form = stated(input, 'prohibited-inputs')
  const names = [...new Set(sources.flatMap((each) => each.names))]
  const hits = names.flatMap((name) => {
    const term = policy.prohibitedInputs.find((each) => holdsTerm(name, each))
    return term === undefined ? [] : [{ name, term }]
  })
  const evidence = [
    ...sources.map((each) => evidenceOf(`${amountText(each.names.length)} inputs`, each.source, ...each.files)),
    evidenceOf(hits.length === 0 ? `None holds one of the ${amountText(policy.prohibitedInputs.length)} terms of the policy.` : `${listText(hits.slice(0, 20).map(({ name, term }) => `${name} (${term})`))}${hits.length > 20 ? ' and others' : ''}`, 'names of the inputs, held against the list of the policy'),
    ...form.evidence,
  ]
  const found = { origin: 'computed', value: hits.length, evidence } as const
  const legalNote = form.text('legalNote')
  const personFound = form.text('found')
  const saysNone = personFound !== null && /^(none|nothing|no)\b/i.test(personFound)
  if (legalNote === null && (hits.length > 0 || (personFound !== null && !saysNone))) {
    const what = hits.length > 0 ? `${listText(hits.slice(0, 5).map(({ name }) => name))}${hits.length > 5 ? ` and ${amountText(hits.length - 5)} more` : ''}` : (personFound ?? '')
    return fail(`Inputs whose names hold a term of the bank’s list, or that a person found, stand without a legal note: ${what}.`, found)
  }
  if (form.missing.length > 0) {
    return notAssessable('The names were held against the list of the policy; proxies can only be judged by a person, and no complete review is stated.', form.missing.map((each) => `${each}, in the review of the inputs`), found)
  }
  return pass(`The ${amountText(names.length)} inputs were reviewed${legalNote === null ? '' : ', and a legal note stands for what was found'}.`, { ...found, origin: 'attested' })
}
