import { describe, expect, it } from 'vitest'
import { reviewEventSchema } from '../../../src-main/contract/review-events.ts'
import * as forms from './review-forms.ts'
import { stateWith, viewWith } from './review-view.test-kit.ts'

const { roles } = stateWith()
const view = viewWith(stateWith({ roles: { ...roles, approver: null } }))

/** A text, a day or the first choice for every field. */
function filled(form: forms.ReviewForm): forms.FormValues {
  return Object.fromEntries(form.fields.map(({ name, kind, options }) => [name, kind === 'date' ? '2027-01-31' : kind === 'choice' ? (options[0]?.value ?? '') : 'As the test wants it.']))
}

describe('the forms of a review', () => {
  const { personForm, roleForm, deviationForm, termsForm, challengeForm, answerChallengeForm, disposeForm, noChallengeForm, findingForm, answerFindingForm } = forms
  const all = [
    personForm(view), roleForm(view, 'approver'), deviationForm(view), termsForm(view), challengeForm(view), answerChallengeForm('C1'), disposeForm(view, 'C1'), noChallengeForm(),
    findingForm(view), answerFindingForm('F1'), forms.closeFindingForm('F1'), forms.reopenFindingForm('F1'), forms.extendFindingForm('F1'), forms.conditionForm(view),
    forms.conditionMetForm('K1'), forms.notApplicableForm('G05'), forms.effectiveForm(view), forms.returnForm('preparer'), forms.reopenForm(), forms.noteForm(), forms.startValidationForm(view),
  ]

  it.each(all.map((form) => [form.title, form] as const))('%s: what is filled in is an event of the kind that it says', (_, form) => {
    const made = form.events(filled(form))
    expect(made[0]?.kind).toBe(form.kind)
    for (const event of made) expect(reviewEventSchema.safeParse(event).error?.issues ?? []).toEqual([])
  })

  it('names what is missing by its label, and takes optional fields as not given', () => {
    const form = findingForm(view)
    expect(forms.missingFields(form.fields, { severity: 'high', condition: ' ' })).toEqual(['Condition: what is', 'Criterion: what should be', 'Cause', 'Effect', 'Recommendation'])
    expect(form.events({ ...filled(form), owner: '', due: ' ', check: '' })).toMatchObject([{ payload: { id: 'F1', owner: null, due: null, check: null } }])
  })

  it('adds a person with the role that is free, and none where none is chosen', () => {
    const form = personForm(view)
    expect(form.start).toEqual({ role: 'approver' })
    expect(form.events({ name: ' Cleo ', role: 'approver' })).toEqual([
      { kind: 'person-added', payload: { id: 'P4', name: 'Cleo', unit: null } },
      { kind: 'role-assigned', payload: { person: 'P4', role: 'approver' } },
    ])
    expect(form.events({ name: 'Dan', role: '' })).toHaveLength(1)
  })

  it('writes one exception for each check, granted by the approver', () => {
    const made = forms.exceptionForm(viewWith(stateWith()), ['G05', 'G07']).events({ reason: 'r', compensatingControl: 'c', owner: 'P1', expiresOn: '2027-01-31' })
    expect(made.map(({ payload }) => payload)).toEqual(
      ['G05', 'G07'].map((check) => ({ check, reason: 'r', compensatingControl: 'c', owner: 'P1', approver: 'P3', expiresOn: '2027-01-31' })),
    )
  })
})
