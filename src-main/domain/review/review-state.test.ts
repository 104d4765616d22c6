import { describe, expect, it } from 'vitest'
import { allowed } from './who-may.ts'
import { nextState, refuse, reviewState, statusOn } from './review-state.ts'
import { ana, ben, check, cleo, dan, draft, events, reviewAt, Script } from './review.test-kit.ts'

describe('the way of a review', () => {
  it('goes from a draft to a threshold in force, and is the same for whoever folds its entries', () => {
    for (const stage of ['draft', 'frozen', 'prepared', 'in-validation', 'validated', 'approved', 'effective'] as const) {
      const script = reviewAt(stage)
      expect(script.state.status).toBe(stage)
      expect(script.folded()).toEqual(script.state)
    }
  })

  it('expires after its last day, and not before', () => {
    const { state } = reviewAt('effective')
    expect(statusOn(state, '2027-11-24')).toBe('effective')
    expect(statusOn(state, '2027-11-25')).toBe('expired')
    expect(statusOn(reviewAt('validated').state, '2030-01-01')).toBe('validated')
  })

  it('takes the earlier of the two days on which an approval for limited use expires', () => {
    const script = reviewAt('in-validation').write(events.none(), ben)
    script.write(events.sign(script.state, 'validator', 'approved-for-limited-use', { expiresOn: '2027-02-28' }), ben)
    script.write(events.sign(script.state, 'approver', 'approved-for-limited-use', { expiresOn: '2027-01-31' }), cleo)
    expect(script.state.expiresOn).toBe('2027-01-31')
    expect(statusOn(script.state, '2027-02-01')).toBe('expired')
  })

  it('stands by its challenges: raised, answered, judged', () => {
    const script = reviewAt('in-validation').write(events.challenge('C1'), ben)
    expect(script.state.status).toBe('challenged')
    script.write(events.answer('C1'), ana)
    expect(script.state.status).toBe('responded')
    script.write(events.challenge('C2'), ben)
    expect(script.state.status).toBe('challenged')
    script.write(events.answer('C2'), ana).write(events.dispose('C1'), ben).write(events.dispose('C2'), ben)
    expect(script.state.status).toBe('responded')
  })

  it('ends in a rejection with its reason, and goes on as a new version', () => {
    const script = reviewAt('validated')
    expect(script.why(events.sign(script.state, 'approver', 'rejected'), cleo)).toBe('The opinion “Rejected” needs a reason.')
    script.write(events.sign(script.state, 'approver', 'rejected', { reason: 'The costs are not those of the bank.' }), cleo)
    expect(script.state.status).toBe('rejected')
    script.write({ kind: 'reopened', payload: { reason: 'New costs.' } }, ana)
    expect(script.state).toMatchObject({ status: 'draft', version: 2, record: null, versions: [{ version: 1, ended: 'reopened: New costs.' }] })
    expect(script.state.signatures.map((signature) => signature.void)).toEqual(Array(3).fill('Version 1 was reopened: New costs.'))
  })

  it('is revoked by a signed entry of the approver', () => {
    const script = reviewAt('effective')
    const signature = { ...(events.sign(script.state, 'approver', null).payload as object), meaning: 'revoked', reason: 'Drift.' }
    const revoked = { kind: 'revoked', payload: { reason: 'Drift.', signature } } as never
    expect(script.why(revoked, ana)).toBe('Only the approver may revoke the approval; Ana is not.')
    expect(script.write(revoked, cleo).state).toMatchObject({ status: 'revoked', revoked: { reason: 'Drift.' } })
    expect(script.why(events.person('P9', 'Eve'), null)).toMatch(/^The review is revoked: nobody may add a person now/)
  })
})

describe('a change after the freezing', () => {
  it.each([
    ['the proposal', (): Parameters<Script['why']> => [events.draft(0.5), ana]],
    ['the policy', (): Parameters<Script['why']> => [events.policy(), ana]],
    ['a statement', (): Parameters<Script['why']> => [{ kind: 'statement-set', payload: { topic: 'scope', values: {}, source: null } }, ana]],
    ['a deviation', (): Parameters<Script['why']> => [events.deviation(), ana]],
  ])('of %s is refused until the review is reopened, which voids the signatures', (_what, event) => {
    const script = reviewAt('validated')
    expect(script.why(...event())).toMatch(/Reopen it first: that makes the next version and voids the signatures\.$/)
    script.write({ kind: 'reopened', payload: { reason: 'A change.' } }, ana).write(...event())
    expect(script.state.version).toBe(2)
    expect(script.state.signatures.every((signature) => signature.void !== null)).toBe(true)
    expect(script.state).toMatchObject({ checks: null, terms: null, exceptions: [], conditions: [], notApplicable: [] })
  })

  it('needs the approver where the version was approved', () => {
    const script = reviewAt('approved')
    expect(script.why({ kind: 'reopened', payload: { reason: 'A change.' } }, ana)).toBe('The review is approved: only the approver may reopen it.')
    expect(script.why({ kind: 'reopened', payload: { reason: 'A change.' } }, cleo)).toBeNull()
  })

  it('of what checks read makes their evaluation outdated', () => {
    const script = reviewAt('in-validation').write(events.none(), ben).write(events.finding('F1'), ben)
    expect(script.why(events.sign(script.state, 'validator', 'approved'), ben)).toBe('The review went on since the checks were evaluated: evaluate them again.')
    script.write(events.checks(script.state), ben)
    expect(script.why(events.sign(script.state, 'validator', 'approved'), ben)).toBeNull()
  })
})

describe('the three roles', () => {
  it('are three people', () => {
    const script = reviewAt('draft')
    expect(script.why(events.role(ana, 'validator'), null)).toBe('Ana is the preparer: preparer, validator and approver are three different people.')
    const signed = reviewAt('prepared').write({ kind: 'returned', payload: { to: 'preparer', reason: 'Wrong table.' } }, ben)
    signed.write(events.role(dan, 'preparer'), null)
    expect(signed.why(events.role(ana, 'validator'), null)).toBe('Ana signed version 1 as preparer and can not take another role in this review.')
  })

  it('have three keys', () => {
    const script = reviewAt('draft')
    expect(script.why(events.key(dan, '2'), dan)).toBe('This key is that of Ben: two people can not share a key.')
    const frozen = reviewAt('frozen')
    expect(frozen.why(events.sign(frozen.state, 'preparer', null, { fingerprint: '2'.repeat(64) }), ana)).toBe('The key of the signature is that of Ben.')
    expect(frozen.why(events.sign(frozen.state, 'preparer', null, { fingerprint: 'e'.repeat(64) }), ana)).toBe('The key of the signature is not registered in this review.')
  })

  it('do not change hands after a signature', () => {
    expect(reviewAt('prepared').why(events.role(dan, 'preparer'), null)).toBe('Ana has signed this version as preparer: the role can not change hands now.')
    expect(reviewAt('effective').why(events.role(dan, 'validator'), null)).toBeNull()
  })

  it('sign in their order, each for themselves', () => {
    const script = reviewAt('frozen')
    expect(script.why(events.sign(script.state, 'validator', 'approved'), ben)).toBe('The preparer signs now, not the validator.')
    expect(script.why(events.sign(script.state, 'preparer'), ben)).toBe('A signature is given by the person it names, Ana.')
    expect(reviewAt('prepared').why(events.sign(script.state, 'preparer'), ana)).toMatch(/^The review is prepared: nobody may sign now/)
  })
})

describe('a finding', () => {
  const found = () => reviewAt('in-validation').write(events.finding('F1', 'high', dan), ben)

  it('is closed by the validator after its response, and never by its owner', () => {
    const script = found()
    const close = { kind: 'finding-closed', payload: { id: 'F1', evidence: 'Seen.' } } as const
    expect(script.why(close, ben)).toBe('Finding F1 has no response yet.')
    expect(script.why({ kind: 'finding-answered', payload: { id: 'F1', response: 'Done.' } }, cleo)).toBe('Finding F1 is answered by its owner, Dan, or by the preparer.')
    script.write({ kind: 'finding-answered', payload: { id: 'F1', response: 'Done.' } }, dan)
    expect(script.why(close, dan)).toBe('Only the validator may close a finding; Dan is not.')
    expect(script.why(close, ana)).toBe('Only the validator may close a finding; Ana is not.')
    expect(script.write(close, ben).state.findings[0]?.status).toBe('closed')
  })

  it('can not be owned by the validator, nor can an owner become the validator', () => {
    expect(reviewAt('in-validation').why(events.finding('F1', 'low' as never, ben), ben)).toBe('The validator closes findings and can not own one.')
    const script = reviewAt('effective').write(events.finding('F1', 'medium', dan), ben)
    expect(script.why(events.role(dan, 'validator'), null)).toBe('Dan owns finding F1: who closes findings can not own one.')
  })

  it('has an owner and a day, unless it is an observation', () => {
    const script = reviewAt('in-validation')
    expect(script.why(events.finding('F1', 'medium', null), ben)).toMatch(/has an owner and a day/)
    expect(script.why(events.finding('F1', 'medium', dan, '2026-11-23'), ben)).toBe('The finding would be due on 2026-11-23, before today (2026-11-24).')
    expect(script.why(events.finding('F1', 'observation', null, null), ben)).toBeNull()
  })

  it('keeps every answer, closing, reopening and extension in its history', () => {
    const script = found()
    script.write({ kind: 'finding-answered', payload: { id: 'F1', response: 'Done.' } }, dan)
    script.write({ kind: 'finding-closed', payload: { id: 'F1', evidence: 'Seen.' } }, ben)
    script.write({ kind: 'finding-reopened', payload: { id: 'F1', reason: 'Back again.' } }, ben)
    expect(script.why({ kind: 'finding-extended', payload: { id: 'F1', due: '2027-03-01', reason: 'More time.' } }, ben)).toMatch(/an extension goes beyond that day/)
    script.write({ kind: 'finding-extended', payload: { id: 'F1', due: '2027-04-01', reason: 'More time.' } }, ben)
    expect(script.state.findings[0]).toMatchObject({ status: 'open', due: '2027-04-01', history: [{ kind: 'answered' }, { kind: 'closed' }, { kind: 'reopened' }, { kind: 'extended', due: '2027-04-01' }] })
  })

  it('bars any approval where it is Critical and open, and a plain one where it is High', () => {
    for (const [severity, plain, conditional] of [['critical', /Critical and open/, /Critical and open/], ['high', /High and open/, null]] as const) {
      const script = reviewAt('in-validation').write(events.none(), ben).write(events.finding('F1', severity), ben)
      script.write(events.checks(script.state), ben)
      expect(script.why(events.sign(script.state, 'validator', 'approved'), ben)).toMatch(plain)
      script.write(events.condition('K1'), ben).write(events.checks(script.state), ben)
      const why = script.why(events.sign(script.state, 'validator', 'approved-with-conditions'), ben)
      if (conditional === null) expect(why).toBeNull()
      else expect(why).toMatch(conditional)
    }
  })
})

describe('an approving signature', () => {
  const validating = (...results: Parameters<typeof reviewAt>[1][]) => reviewAt('in-validation', ...results).write(events.none(), ben)

  it('needs a challenge that was judged, or the statement that none was raised', () => {
    const script = reviewAt('in-validation')
    const sign = () => script.why(events.sign(script.state, 'validator', 'approved'), ben)
    expect(sign()).toBe('Nobody challenged this version: raise a challenge, or state that none was raised.')
    script.write(events.challenge('C1'), ben)
    expect(sign()).toBe('Challenge C1 has no response yet.')
    expect(script.why(events.none(), ben)).toBe('Challenge C1 was raised: it can not be stated that none was.')
    script.write(events.answer('C1'), ana)
    expect(sign()).toBe('Challenge C1 waits for the validator to judge its response.')
    script.write(events.dispose('C1'), ben)
    expect(sign()).toBeNull()
  })

  it('is barred by a hard check that fails or can not be assessed; a rejection is not', () => {
    for (const result of ['FAIL', 'NOT_ASSESSABLE'] as const) {
      const script = validating(check('G02', result, 'hard'))
      for (const opinion of ['approved', 'approved-with-conditions', 'approved-for-limited-use'] as const) {
        const expiresOn = opinion === 'approved-for-limited-use' ? '2027-01-01' : null
        expect(script.why(events.sign(script.state, 'validator', opinion, { expiresOn }), ben)).toMatch(/^G02 A check .* nobody can waive it: only “Rejected” and “Withdrawn” are open\.$/)
      }
      expect(script.why(events.sign(script.state, 'validator', 'rejected', { reason: 'Rows are lost.' }), ben)).toBeNull()
    }
  })

  it('bars what a policy calls otherwise all the same: no gate makes a hard check waivable', () => {
    const script = validating(check('G01', 'FAIL', 'information'))
    expect(script.why(events.sign(script.state, 'validator', 'approved'), ben)).toMatch(/^G01/)
    expect(script.why(events.exception('G01'), cleo)).toBe('G01 is a hard check: nobody can waive it.')
    expect(script.why({ kind: 'check-not-applicable', payload: { check: 'G01', reason: 'No.' } }, ben)).toMatch(/nobody can waive it/)
  })

  it('of the approver waits for the identities, that of the validator does not', () => {
    const script = validating(check('G31', 'NOT_ASSESSABLE', 'hard'))
    script.write(events.sign(script.state, 'validator', 'approved'), ben)
    expect(script.why(events.sign(script.state, 'approver', 'approved'), cleo)).toMatch(/^G31 A check can not be assessed/)
  })

  it('of the approver needs an exception for each check that is no pass, by the approver, with an expiry', () => {
    const script = validating(check('G13', 'NOT_ASSESSABLE'), check('G21', 'FAIL', 'information'))
    script.write(events.sign(script.state, 'validator', 'approved'), ben)
    expect(script.why(events.sign(script.state, 'approver', 'approved'), cleo)).toMatch(/^G13 A check is no pass and needs an exception/)
    expect(script.why(events.exception('G13', ben), ben)).toBe('Only the approver may grant an exception; Ben is not.')
    expect(script.why(events.exception('G13', ben), cleo)).toBe('An exception is granted by the person it names as approver, Ben.')
    expect(script.why(events.exception('G13', cleo, cleo), cleo)).toBe('Who grants an exception can not own it.')
    expect(script.why(events.exception('G13', cleo, dan, '2026-11-24'), cleo)).toMatch(/must expire after the day/)
    script.write(events.exception('G13'), cleo).write(events.checks(script.state, check('G13', 'NOT_ASSESSABLE')), cleo)
    expect(script.why(events.sign(script.state, 'approver', 'approved'), cleo)).toBeNull()
    script.at = Date.UTC(2027, 5, 1)
    expect(script.why(events.sign(script.state, 'approver', 'approved'), cleo)).toMatch(/^G13 A check is no pass/)
  })

  it('for limited use has an expiry, and any has dates', () => {
    const script = validating()
    expect(script.why(events.sign(script.state, 'validator', 'approved-for-limited-use'), ben)).toBe('An approval for limited use needs the day on which it expires.')
    expect(script.why(events.sign(script.state, 'validator', 'approved', { expiresOn: '2027-01-01' }), ben)).toMatch(/Only an approval for limited use/)
    const dateless = new Script()
    for (const [id, name] of [[ana, 'Ana'], [ben, 'Ben']] as const) dateless.write(events.person(id, name), null).write(events.key(id), id)
    dateless.write(events.role(ana, 'preparer'), null).write(events.role(ben, 'validator'), null).write(events.policy(), ana).write(events.draft(), ana)
    dateless.write(events.frozen(dateless.state), ana).write(events.checks(dateless.state), ana).write(events.sign(dateless.state, 'preparer'), ana)
    dateless.write({ kind: 'validation-started', payload: {} }, ben).write(events.none(), ben)
    expect(dateless.why(events.sign(dateless.state, 'validator', 'approved'), ben)).toMatch(/^The dates are missing/)
  })

  it('with conditions has one, and a plain one has none; the approver goes no further than the validator', () => {
    const script = validating()
    expect(script.why(events.sign(script.state, 'validator', 'approved-with-conditions'), ben)).toMatch(/^No condition is set/)
    script.write(events.condition('K1'), ben).write(events.checks(script.state), ben)
    expect(script.why(events.sign(script.state, 'validator', 'approved'), ben)).toBe('Condition K1 is not met: the opinion is “Approved with conditions”.')
    script.write(events.sign(script.state, 'validator', 'approved-with-conditions'), ben)
    expect(script.why(events.sign(script.state, 'approver', 'approved'), cleo)).toMatch(/is not met|would go beyond it/)
    expect(script.why({ kind: 'condition-met', payload: { id: 'K1', evidence: 'Seen.' } }, dan)).toBe('Only the validator may confirm that a condition is met; Dan is not.')
  })
})

describe('the frozen record', () => {
  it('holds what was proposed, and a deviation with its reason and approver where the threshold is another', () => {
    const script = reviewAt('draft').write(events.draft(0.65), ana)
    expect(script.why(events.frozen(script.state), ana)).toBe('The adopted threshold is not the recommended one: give the reason of the deviation and who approves it.')
    expect(script.why(events.deviation(ana), ana)).toBe('The preparer can not approve the deviation that they propose.')
    script.write(events.deviation(), ana)
    expect(script.why(events.frozen(script.state), ana)).toBeNull()
    expect(script.why(events.frozen(script.state, { draft }), ana)).toBe('The record holds another proposal than the one that is set.')
    expect(script.why(events.frozen(script.state, { policySha256: 'ef'.repeat(32) }), ana)).toMatch(/another policy/)
    const unasked = reviewAt('draft').write({ kind: 'draft-set', payload: { ...draft, choices: { ...draft.choices, orientation: null } } }, ana)
    expect(unasked.why(events.frozen(unasked.state), ana)).toMatch(/is not answered with yes/)
  })
})

describe('entries of other programs', () => {
  it('are refused with a sentence where they break a rule, and by a newer kind', () => {
    const script = reviewAt('prepared')
    const entry = (kind: string, payload: unknown, person = ben) => ({ seq: 99, at: script.at, actor: { name: 'x', person }, kind, payload, hash: 'ee'.repeat(32) })
    expect(nextState(script.state, entry('finding-closed', { id: 'F1', evidence: 'x' }, ana))).toEqual({ refused: 'Only the validator may close a finding; Ana is not.', newer: false })
    expect(nextState(script.state, entry('finding-closed', { id: 'F1' }))).toMatchObject({ refused: expect.stringMatching(/^It is no finding-closed: evidence:/) as unknown })
    expect(nextState(script.state, entry('vote-cast', {}))).toEqual({ refused: 'Its kind, vote-cast, is not known.', newer: true })
    expect(nextState(script.state, entry('note-of-tomorrow', { any: 1 }))).toMatchObject({ state: { status: 'prepared', head: { seq: 99 } } })
    expect(nextState(null, entry('note-added', { text: 'x' }))).toEqual({ refused: 'It does not open a review.', newer: false })
    expect(() => reviewState([])).toThrow(RangeError)
  })

  it('and events are told as problems, and what is allowed with why not', () => {
    const { state } = reviewAt('prepared')
    expect(refuse(state, events.none(), ben, 0)).toMatchObject({ kind: 'not-allowed', message: expect.stringMatching(/^The review is prepared/) as unknown, action: 'Nothing was added to the review.' })
    const ways = allowed(state, ben)
    expect(ways.find(({ kind }) => kind === 'validation-started')).toEqual({ kind: 'validation-started', allowed: true, why: null })
    expect(ways.find(({ kind }) => kind === 'draft-set')?.allowed).toBe(false)
    expect(allowed(state, 'P7')[0]?.why).toBe('P7 is no person of this review. Add the person first.')
  })
})
