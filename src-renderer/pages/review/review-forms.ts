import { severityWords } from '../../../src-main/contract/review-events.ts'
import type { CheckId } from '../../../src-main/contract/governance-policy.ts'
import type { ReviewEvent, ReviewKind, ReviewRole } from '../../../src-main/contract/review-events.ts'
import type { ReviewView } from '../../../src-main/contract/review.ts'
import type { StatementField } from '../../../src-main/contract/statements.ts'
import { nameOf, roles } from './review-words.ts'

/** What is typed into a form, by the name of the field. */
export type FormValues = Readonly<Record<string, string>>

/** A form whose answers become entries of the review, in their order. */
export interface ReviewForm {
  /** The kind that decides whether it can be filled in now. */
  readonly kind: ReviewKind
  readonly title: string
  /** What it does, in a sentence or two. */
  readonly says: string
  readonly submit: string
  readonly fields: readonly StatementField[]
  readonly start: FormValues
  readonly events: (values: FormValues) => ReviewEvent[]
}

type Options = StatementField['options']
interface FieldOptions {
  readonly hint?: string
  readonly optional?: true
  readonly options?: Options
}

/** A field of a form of the review. */
export function ask(name: string, label: string, kind: StatementField['kind'], { hint = '', optional, options = [] }: FieldOptions = {}): StatementField {
  return { name, label, kind, required: optional === undefined, hint, options }
}

const typed = (values: FormValues, name: string) => (values[name] ?? '').trim()
const orNull = (values: FormValues, name: string) => (typed(values, name) === '' ? null : typed(values, name))

/** The labels of the required fields that are still empty. */
export function missingFields(fields: readonly StatementField[], values: FormValues): string[] {
  return fields.filter(({ name, required }) => required && typed(values, name) === '').map(({ label }) => label)
}

const people = ({ state }: View): Options => state.people.map(({ id, name }) => ({ value: id, label: name }))
const checkOptions = ({ state }: View): Options => (state.checks?.checks ?? []).map(({ id, title }) => ({ value: id, label: `${id} ${title}` }))
const checkOf = (view: View, values: FormValues): CheckId | null => view.state.checks?.checks.find(({ id }) => id === values['check'])?.id ?? null

type View = Pick<ReviewView, 'state' | 'nextIds' | 'today'>

/** The form that adds a person, with a role where one is free. */
export function personForm(view: View): ReviewForm {
  const free = roles.filter((role) => view.state.roles[role] === null)
  return {
    kind: 'person-added',
    title: 'Who takes part?',
    says: 'Preparer, validator and approver are three different people with three different keys. Owners of findings and exceptions take part too.',
    submit: 'Add the person',
    fields: [
      ask('name', 'Name', 'line'),
      ask('unit', 'Unit', 'line', { optional: true }),
      ask('role', 'Role', 'choice', { optional: true, options: free.map((role) => ({ value: role, label: `The ${role}` })) }),
    ],
    start: { role: free[0] ?? '' },
    events: (values) => {
      const id = view.nextIds.person
      const role = free.find((each) => each === values['role'])
      return [
        { kind: 'person-added', payload: { id, name: typed(values, 'name'), unit: orNull(values, 'unit') } },
        ...(role === undefined ? [] : [{ kind: 'role-assigned' as const, payload: { person: id, role } }]),
      ]
    },
  }
}

/** The form that gives a role to somebody of the review. */
export function roleForm(view: View, role: ReviewRole): ReviewForm {
  return {
    kind: 'role-assigned',
    title: `Who is the ${role}?`,
    says: 'A role can’t change hands once it has signed.',
    submit: 'Assign the role',
    fields: [ask('person', 'Person', 'choice', { options: people(view) })],
    start: {},
    events: (values) => [{ kind: 'role-assigned', payload: { person: typed(values, 'person'), role } }],
  }
}

/** The form of a deviation of the proposed threshold from the recommended one. */
export function deviationForm(view: View): ReviewForm {
  return {
    kind: 'deviation-stated',
    title: 'Why not the recommended threshold?',
    says: 'The reason and what the difference costs on these rows are frozen with the proposal, and the person named has to approve them.',
    submit: 'State the deviation',
    fields: [ask('reason', 'Reason', 'text'), ask('approver', 'Who approves it', 'choice', { options: people(view) })],
    start: { reason: view.state.deviation?.reason ?? '', approver: view.state.deviation?.approver ?? view.state.roles.approver ?? '' },
    events: (values) => [{ kind: 'deviation-stated', payload: { reason: typed(values, 'reason'), approver: typed(values, 'approver') } }],
  }
}

/** The form of the dates of the decision. */
export function termsForm(view: View): ReviewForm {
  const { terms } = view.state
  return {
    kind: 'terms-set',
    title: 'From when, and until when?',
    says: 'Validator and approver sign these dates. After the last day the decision has expired.',
    submit: 'Set the dates',
    fields: [
      ask('effectiveFrom', 'Holds from', 'date'),
      ask('expiresOn', 'Expires on', 'date'),
      ask('nextReviewOn', 'Next review on', 'date'),
    ],
    start: { effectiveFrom: terms?.effectiveFrom ?? view.today, expiresOn: terms?.expiresOn ?? '', nextReviewOn: terms?.nextReviewOn ?? '' },
    events: (values) => [
      { kind: 'terms-set', payload: { effectiveFrom: typed(values, 'effectiveFrom'), expiresOn: typed(values, 'expiresOn'), nextReviewOn: typed(values, 'nextReviewOn') } },
    ],
  }
}

/** A form with one text, which `event` makes an entry of. */
function oneText(kind: ReviewKind, title: string, label: string, submit: string, says: string, event: (text: string) => ReviewEvent): ReviewForm {
  return { kind, title, says, submit, fields: [ask('text', label, 'text')], start: {}, events: (values) => [event(typed(values, 'text'))] }
}

/** The form that raises a challenge, about a check where one is named. */
export function challengeForm(view: View, check = ''): ReviewForm {
  return {
    kind: 'challenge-raised',
    title: 'What do you challenge?',
    says: 'The preparer answers; you then say whether the answer is accepted. Question, answer and disposition are printed.',
    submit: 'Raise the challenge',
    fields: [ask('question', 'Question', 'text'), ask('check', 'About the check', 'choice', { optional: true, options: checkOptions(view) })],
    start: { check },
    events: (values) => [{ kind: 'challenge-raised', payload: { id: view.nextIds.challenge, question: typed(values, 'question'), check: checkOf(view, values) } }],
  }
}

/** The form in which the preparer answers a challenge. */
export const answerChallengeForm = (id: string): ReviewForm =>
  oneText('challenge-answered', `Answer challenge ${id}`, 'Response', 'Give the answer', 'The answer can’t be changed afterwards.', (response) => ({ kind: 'challenge-answered', payload: { id, response } }))

/** The form in which the validator judges the answer to a challenge. */
export function disposeForm(view: View, id: string): ReviewForm {
  const findings = view.state.findings.map((finding) => ({ value: finding.id, label: `${finding.id}: ${finding.condition}` }))
  return {
    kind: 'challenge-disposed',
    title: `Is the answer to challenge ${id} accepted?`,
    says: 'What is not accepted becomes a finding: raise the finding first, and name it here.',
    submit: 'Dispose of the challenge',
    fields: [
      ask('disposition', 'Disposition', 'choice', { options: [{ value: 'accepted', label: 'Accepted' }, { value: 'not-accepted', label: 'Not accepted' }] }),
      ask('text', 'Why', 'text'),
      ask('finding', 'The finding instead', 'choice', { optional: true, options: findings }),
    ],
    start: { disposition: 'accepted' },
    events: (values) => [
      {
        kind: 'challenge-disposed',
        payload: { id, disposition: values['disposition'] === 'not-accepted' ? 'not-accepted' : 'accepted', text: typed(values, 'text'), finding: orNull(values, 'finding') },
      },
    ],
  }
}

/** The form of the statement that nobody challenged. */
export const noChallengeForm = (): ReviewForm =>
  oneText('no-challenge-stated', 'State that no challenge was raised', 'Why there is none', 'State it', 'This sentence is printed in the report.', (text) => ({ kind: 'no-challenge-stated', payload: { text } }))

/** The form of a finding, about a check where one is named. */
export function findingForm(view: View, check = ''): ReviewForm {
  const severities = Object.entries(severityWords).map(([value, label]) => ({ value, label }))
  const text = (values: FormValues, name: string) => typed(values, name)
  return {
    kind: 'finding-raised',
    title: 'Raise a finding',
    says: 'You close it once it is answered; its owner can’t. Only an observation needs no owner and no day.',
    submit: 'Raise the finding',
    fields: [
      ask('severity', 'Severity', 'choice', { options: severities }),
      ask('check', 'About the check', 'choice', { optional: true, options: checkOptions(view) }),
      ask('condition', 'Condition: what is', 'text'),
      ask('criterion', 'Criterion: what should be', 'text'),
      ask('cause', 'Cause', 'text'),
      ask('effect', 'Effect', 'text'),
      ask('recommendation', 'Recommendation', 'text'),
      ask('owner', 'Owner', 'choice', { optional: true, options: people(view) }),
      ask('due', 'Due', 'date', { optional: true }),
    ],
    start: { check, severity: 'medium' },
    events: (values) => [
      {
        kind: 'finding-raised',
        payload: {
          id: view.nextIds.finding,
          severity: (Object.keys(severityWords) as (keyof typeof severityWords)[]).find((each) => each === values['severity']) ?? 'medium',
          check: checkOf(view, values),
          condition: text(values, 'condition'), criterion: text(values, 'criterion'), cause: text(values, 'cause'), effect: text(values, 'effect'), recommendation: text(values, 'recommendation'),
          owner: orNull(values, 'owner'), due: orNull(values, 'due'),
        },
      },
    ],
  }
}

/** The forms of what follows on a finding. */
export const answerFindingForm = (id: string): ReviewForm =>
  oneText('finding-answered', `Answer finding ${id}`, 'Response', 'Give the answer', 'Its owner or the preparer answers.', (response) => ({ kind: 'finding-answered', payload: { id, response } }))
export const closeFindingForm = (id: string): ReviewForm =>
  oneText('finding-closed', `Close finding ${id}`, 'Evidence that it is closed', 'Close the finding', 'The validator closes it, never its owner.', (evidence) => ({ kind: 'finding-closed', payload: { id, evidence } }))
export const reopenFindingForm = (id: string): ReviewForm =>
  oneText('finding-reopened', `Reopen finding ${id}`, 'Reason', 'Reopen the finding', 'What happened before stays in its history.', (reason) => ({ kind: 'finding-reopened', payload: { id, reason } }))
export const extendFindingForm = (id: string): ReviewForm => ({
  kind: 'finding-extended',
  title: `Extend finding ${id}`,
  says: 'The day of before stays in its history.',
  submit: 'Extend the due date',
  fields: [ask('due', 'New due date', 'date'), ask('reason', 'Reason', 'text')],
  start: {},
  events: (values) => [{ kind: 'finding-extended', payload: { id, due: typed(values, 'due'), reason: typed(values, 'reason') } }],
})

/** The form of a condition of the approval. */
export function conditionForm(view: View): ReviewForm {
  return {
    kind: 'condition-set',
    title: 'Set a condition',
    says: 'An approval with conditions has at least one. The validator confirms that it is met, never its owner.',
    submit: 'Set the condition',
    fields: [
      ask('text', 'Condition', 'text'),
      ask('check', 'About the check', 'choice', { optional: true, options: checkOptions(view) }),
      ask('metric', 'Metric', 'line', { optional: true }),
      ask('limit', 'Limit', 'line', { optional: true }),
      ask('owner', 'Owner', 'choice', { options: people(view) }),
      ask('due', 'Due', 'date'),
    ],
    start: {},
    events: (values) => [
      {
        kind: 'condition-set',
        payload: {
          id: view.nextIds.condition, text: typed(values, 'text'), check: checkOf(view, values), metric: orNull(values, 'metric'), limit: orNull(values, 'limit'),
          owner: typed(values, 'owner'), due: typed(values, 'due'),
        },
      },
    ],
  }
}
export const conditionMetForm = (id: string): ReviewForm =>
  oneText('condition-met', `Is condition ${id} met?`, 'Evidence', 'Confirm that it is met', 'The validator confirms it, never its owner.', (evidence) => ({ kind: 'condition-met', payload: { id, evidence } }))

/** The form of an exception, the same for each of `checks`. */
export function exceptionForm(view: View, checks: readonly CheckId[]): ReviewForm {
  const which = checks.length === 1 ? `${checks[0] ?? ''}` : `${checks.length} checks`
  return {
    kind: 'exception-granted',
    title: `Grant an exception for ${which}`,
    says: `${checks.length === 1 ? 'It counts' : `One exception is written for each of ${checks.join(', ')}. Each counts`} until the day named, and is printed with reason and control.`,
    submit: checks.length === 1 ? 'Grant the exception' : 'Grant the exceptions',
    fields: [
      ask('reason', 'Reason', 'text'),
      ask('compensatingControl', 'Control in its place', 'text'),
      ask('owner', 'Owner', 'choice', { options: people(view) }),
      ask('expiresOn', 'Expires on', 'date'),
    ],
    start: { expiresOn: view.state.terms?.expiresOn ?? '' },
    events: (values) =>
      checks.map((check) => ({
        kind: 'exception-granted',
        payload: {
          check, reason: typed(values, 'reason'), compensatingControl: typed(values, 'compensatingControl'), owner: typed(values, 'owner'),
          approver: view.state.roles.approver ?? '', expiresOn: typed(values, 'expiresOn'),
        },
      })),
  }
}

/** The form that declares a check not applicable. */
export const notApplicableForm = (check: CheckId): ReviewForm =>
  oneText('check-not-applicable', `Is ${check} not applicable?`, 'Reason', 'Declare it not applicable', 'Your name and the reason are printed. Hard checks can’t be waived.', (reason) => ({ kind: 'check-not-applicable', payload: { check, reason } }))

/** The form that puts an approved threshold in force. */
export function effectiveForm(view: View): ReviewForm {
  return {
    kind: 'effective-set',
    title: 'Put the threshold in force',
    says: 'Say how it was verified that the system in use holds this threshold.',
    submit: 'Put it in force',
    fields: [ask('from', 'In force from', 'date'), ask('implementation', 'How that was verified', 'text')],
    start: { from: view.state.terms?.effectiveFrom ?? view.today },
    events: (values) => [{ kind: 'effective-set', payload: { from: typed(values, 'from'), implementation: typed(values, 'implementation') } }],
  }
}

/** The form that names the review that takes the place of this one. */
export const supersedeForm = (): ReviewForm => ({
  kind: 'superseded',
  title: 'Which review takes its place?',
  says: 'The number of the other review stands in its record.',
  submit: 'Supersede this review',
  fields: [ask('by', 'Number of the other review', 'line'), ask('reason', 'Reason', 'text')],
  start: {},
  events: (values) => [{ kind: 'superseded', payload: { by: typed(values, 'by'), decisionSha256: null, reason: typed(values, 'reason') } }],
})

/** The forms that send a review back. */
export const returnForm = (to: 'preparer' | 'validator'): ReviewForm =>
  oneText('returned', `Return it to the ${to}`, 'Reason', 'Return it', to === 'preparer' ? 'This makes the next version and voids the signatures.' : 'This voids the signature of the validator.', (reason) => ({ kind: 'returned', payload: { to, reason } }))
export const reopenForm = (): ReviewForm =>
  oneText('reopened', 'Reopen the review', 'Reason', 'Reopen it', 'This makes the next version and voids the signatures.', (reason) => ({ kind: 'reopened', payload: { reason } }))
export const noteForm = (): ReviewForm =>
  oneText('note-added', 'Add a note', 'Note', 'Add the note', 'A note changes nothing and stays in the record.', (text) => ({ kind: 'note-added', payload: { text } }))

/** The form that starts the validation: nothing is asked. */
export function startValidationForm(view: View): ReviewForm {
  return {
    kind: 'validation-started',
    title: 'Start the validation',
    says: `${nameOf(view.state, view.state.roles.validator)} takes over from the preparer.`,
    submit: 'Start the validation',
    fields: [],
    start: {},
    events: () => [{ kind: 'validation-started', payload: {} }],
  }
}
