import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ReviewEvent } from '../../contract/review-events.ts'
import type { ReviewState } from '../../contract/review.ts'
import { ana, ben, check, cleo, dan, events, reviewAt } from './review.test-kit.ts'
import type { Script, Stage } from './review.test-kit.ts'

const people = [ana, ben, cleo, dan, null]
const stages: readonly Stage[] = ['draft', 'frozen', 'prepared', 'in-validation', 'validated', 'approved', 'effective']

/** One of many events that could be written at the state, sensible and not; `pick` chooses among parameters. */
function candidates(state: ReviewState, pick: number): ReviewEvent[] {
  const id = `${pick % 3}`
  const role = (['preparer', 'validator', 'approver'] as const)[pick % 3] ?? 'preparer'
  const opinion = (['approved', 'approved-with-conditions', 'approved-for-limited-use', 'rejected', null] as const)[pick % 5] ?? null
  const person = people[pick % 4] ?? ana
  const failing = pick % 4 === 0 ? [check('G02', 'FAIL', 'hard')] : pick % 4 === 1 ? [check('G13', 'FAIL')] : []
  return [
    events.role(person, role), events.key(person, `${(pick % 5) + 1}`), events.draft(pick % 2 === 0 ? 0.7 : 0.5), events.deviation(), ...(state.status === 'draft' ? [events.policy()] : []),
    events.terms(), events.frozen(state), events.checks(state, ...failing), { kind: 'validation-started', payload: {} },
    events.challenge(`C${id}`), events.answer(`C${id}`), events.dispose(`C${id}`), events.none(),
    events.finding(`F${id}`, pick % 2 === 0 ? 'critical' : 'medium', person), { kind: 'finding-answered', payload: { id: `F${id}`, response: 'Done.' } },
    { kind: 'finding-closed', payload: { id: `F${id}`, evidence: 'Seen.' } }, { kind: 'finding-reopened', payload: { id: `F${id}`, reason: 'Back.' } },
    { kind: 'finding-extended', payload: { id: `F${id}`, due: '2027-09-01', reason: 'Later.' } }, events.condition(`K${id}`),
    { kind: 'condition-met', payload: { id: `K${id}`, evidence: 'Seen.' } }, events.exception('G13'),
    { kind: 'check-not-applicable', payload: { check: 'G28', reason: 'No group data.' } },
    { kind: 'returned', payload: { to: pick % 2 === 0 ? 'preparer' : 'validator', reason: 'Again.' } }, { kind: 'reopened', payload: { reason: 'Again.' } },
    events.sign(state, role, role === 'preparer' ? null : opinion, { reason: opinion === 'rejected' ? 'No.' : null, expiresOn: opinion === 'approved-for-limited-use' ? '2027-03-01' : null }),
    events.sign(state, role, role === 'preparer' ? null : 'approved'), { kind: 'effective-set', payload: { from: '2026-12-01', implementation: 'Seen.' } },
    { kind: 'superseded', payload: { by: 'b1d4f6a0-5f57-4c6e-9a53-0a3f0a3b6f02', decisionSha256: null, reason: 'A newer one.' } },
  ]
}

/** What holds of every review, however it came about. */
function invariants(before: ReviewState, state: ReviewState): void {
  const roles = Object.values(state.roles).filter((person) => person !== null)
  expect(new Set(roles).size).toBe(roles.length)
  expect(new Set(state.keys.map(({ fingerprint }) => fingerprint)).size).toBe(state.keys.length)
  const standing = state.signatures.filter((signature) => signature.void === null)
  expect(new Set(standing.map(({ role }) => role)).size).toBe(standing.length)
  expect(new Set(state.signatures.map(({ person, role }) => `${person} ${role}`)).size).toBe(new Set(state.signatures.map(({ person }) => person)).size)
  for (const signature of standing) expect([signature.version, signature.recordSha256]).toEqual([state.version, state.recordSha256])
  // Nothing is taken back: what was void stays so, versions only rise, findings and their histories only grow.
  expect(state.version).toBeGreaterThanOrEqual(before.version)
  before.signatures.forEach((signature, index) => {
    if (signature.void !== null) expect(state.signatures[index]?.void).toBe(signature.void)
    else expect({ ...state.signatures[index], void: null }).toEqual(signature)
  })
  before.findings.forEach((finding, index) => expect(state.findings[index]?.history.slice(0, finding.history.length)).toEqual(finding.history))
  for (const { owner, history } of state.findings) {
    for (const { kind, by } of history) if (kind === 'closed') expect([by.person === owner, by.person === null]).toEqual([false, false])
  }
  if (state.status === 'draft') expect(standing).toEqual([])
  if (state.status !== 'draft' && state.status !== 'frozen') expect(standing.map(({ role }) => role)).toContain('preparer')
  if (state.status === 'approved' || state.status === 'effective') {
    expect(standing.map(({ role }) => role).sort()).toEqual(['approver', 'preparer', 'validator'])
    expect(new Set(standing.map(({ fingerprint }) => fingerprint)).size).toBe(3)
    expect(new Set(standing.map(({ person }) => person)).size).toBe(3)
    expect(state.terms).not.toBeNull()
    expect(state.noChallenge !== null || state.challenges.some((challenge) => challenge.version === state.version)).toBe(true)
  }
  if (state.status === 'approved') expect(state.checks?.checks.filter(({ gate, result }) => gate === 'hard' && result !== 'PASS')).toEqual([])
}

function step(script: Script, kind: number, pick: number, actor: number): { refused: boolean } {
  const options = candidates(script.state, pick)
  const event = options[kind % options.length]
  const person = people[actor % people.length] ?? null
  if (event === undefined) return { refused: true }
  const before = script.state
  const why = script.why(event, person)
  if (why !== null) {
    expect(why).toMatch(/^\S.{10,}[.”]$/s)
    expect(() => script.write(event, person)).toThrow(why)
    expect(script.state).toBe(before)
    return { refused: true }
  }
  script.write(event, person)
  invariants(before, script.state)
  return { refused: false }
}

describe('any sequence of events', () => {
  it('keeps the invariants where the rules allow it, and is refused with a sentence where they do not', () => {
    let [written, refused] = [0, 0]
    fc.assert(
      fc.property(fc.constantFrom(...stages), fc.array(fc.tuple(fc.nat(5000), fc.nat(5000), fc.nat(20)), { minLength: 40, maxLength: 90 }), (stage, moves) => {
        const script = reviewAt(stage)
        for (const [kind, pick, actor] of moves) {
          if (step(script, kind, pick, actor).refused) refused += 1
          else written += 1
        }
        expect(script.folded()).toEqual(script.state)
      }),
      { numRuns: 80, seed: 7 },
    )
    // The property says something only where both happen often.
    expect(written).toBeGreaterThan(200)
    expect(refused).toBeGreaterThan(500)
  })

  it('reaches an approval only through three signatures over one record, whoever acts in whatever order', () => {
    let approvals = 0
    const forwards = new Set<ReviewEvent['kind']>([
      'no-challenge-stated', 'challenge-answered', 'challenge-disposed', 'finding-answered', 'finding-closed', 'exception-granted', 'checks-evaluated', 'signed',
    ])
    const isForwards = (event: ReviewEvent, state: ReviewState) => {
      if (event.kind === 'signed') return event.payload.opinion !== 'rejected'
      if (event.kind !== 'checks-evaluated') return forwards.has(event.kind)
      return state.checks?.outdated !== false && event.payload.checks.every(({ result }) => result === 'PASS')
    }
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5000), fc.nat(5000), fc.nat(9)), { minLength: 25, maxLength: 40 }), (picks) => {
        const script = reviewAt('in-validation')
        for (const [pick, parameter, digit] of picks) {
          // The one who may act does, and mostly forwards: so that the way is walked to its end.
          const anyhow = digit < 2
          const open = candidates(script.state, parameter)
            .filter((event) => anyhow || isForwards(event, script.state))
            .flatMap((event) => people.filter((person) => script.why(event, person) === null).slice(0, 1).map((person) => ({ event, person })))
          const chosen = open[pick % Math.max(1, open.length)]
          if (chosen === undefined) continue
          const before = script.state
          script.write(chosen.event, chosen.person)
          invariants(before, script.state)
          if (script.state.status === 'approved') approvals += 1
        }
      }),
      { numRuns: 30, seed: 11 },
    )
    expect(approvals).toBeGreaterThan(5)
  })
})
