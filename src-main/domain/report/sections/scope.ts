import { statementForms, type StatementTopic } from '../../../contract/statements.ts'
import type { ReviewState } from '../../../contract/review.ts'
import { cell, column, heading, lines, prose, row, span, table, type Block, type Row, type Section } from '../document.ts'
import type { ReportInput } from '../report-input.ts'
import { personName, roleWords } from '../reported-review.ts'

const notStated = cell('not stated', 'missing')

/** What the decision is for, what it isn't for, and who holds which role. */
export function scopeSection({ review }: ReportInput): Section {
  if (review === null) {
    return {
      title: 'Scope and roles', lead: 'No purpose, use or role was stated: this draft was made from the evidence alone.', placing: 'flow',
      blocks: [prose('Purpose, intended use, uses out of scope, tier and roles are stated in a review.')],
    }
  }
  const { state } = review
  return {
    title: 'Scope and roles',
    lead: state.model.purpose,
    placing: 'flow',
    blocks: [
      heading('Model'),
      table([column('Fact'), column('As stated', 'left', 1)], [
        row([cell('Model'), cell(`${state.model.name}, version ${state.model.version}`)]),
        row([cell('Tier'), state.model.tier === null ? notStated : cell(state.model.tier)]),
      ]),
      ...statementBlocks(state, 'scope'),
      heading('Roles'),
      table([column('Role'), column('Held by', 'left', 1), column('Key', 'left', 2)], roleRows(state)),
      ...statementBlocks(state, 'independence'),
    ],
  }
}

function roleRows(state: ReviewState): Row[] {
  return (['preparer', 'validator', 'approver'] as const).map((role) => {
    const holder = state.roles[role]
    const key = state.keys.findLast(({ person }) => person === holder)
    const identity = key === undefined
      ? cell('no key registered', 'missing')
      : lines([span(key.fingerprint.slice(0, 32), 'mono')], [span(key.fingerprint.slice(32), 'mono')], [span(key.assurance === 'self-asserted' ? 'self-asserted identity: nobody vouches for the name' : 'certificate issued by somebody else', 'quiet')])
    return row([cell(roleWords[role]), holder === null ? cell('nobody', 'missing') : cell(personName(state, holder)), identity])
  })
}

/** What people stated on a topic, field by field; a topic that nobody stated says so. */
export function statementBlocks(state: ReviewState, topic: StatementTopic): Block[] {
  const form = statementForms.find((candidate) => candidate.topic === topic)
  if (form === undefined) return []
  const statement = state.statements.find((candidate) => candidate.topic === topic)
  if (statement === undefined) return [heading(form.title), prose(span('Not stated.', 'missing'), ` ${form.question}`)]
  const rows = form.fields.flatMap(({ name, label, kind, options }) => {
    const value = (statement.values[name] ?? '').trim()
    const shown = kind === 'choice' ? (options.find((option) => option.value === value)?.label ?? value) : value
    return [row([cell(label), shown === '' ? notStated : cell(shown)])]
  })
  const by = `Stated by ${statement.person ?? 'nobody named'}${statement.source === null ? ', of their own knowledge' : `, from ${statement.source}`}.`
  return [heading(form.title), table([column('Question', 'left', 2), column('As stated', 'left', 3)], rows), prose(span(by, 'quiet'))]
}

/** Every topic but those that other sections print. */
export function statementsSection({ review }: ReportInput): Section {
  const elsewhere: readonly StatementTopic[] = ['scope', 'independence', 'monitoring']
  const topics = statementForms.filter(({ topic }) => !elsewhere.includes(topic)).map(({ topic }) => topic)
  return {
    title: 'What people stated',
    lead: review === null ? 'Nothing was stated: this draft was made from the evidence alone.' : 'Facts that no file shows. They are attested: stated by a named person, not computed.',
    placing: 'flow',
    blocks: review === null ? [prose('Definition of the label, population, sources of the costs, cases without an outcome and human oversight are stated in a review.')] : topics.flatMap((topic) => statementBlocks(review.state, topic)),
  }
}
