import { amountText } from '../../threshold/number-text.ts'
import type { CheckInput } from '../facts.ts'
import { thresholdText } from '../numbers.ts'
import { isDay, stated } from '../stated.ts'
import { evidenceOf, fail, listText, notAssessable, pass } from '../verdict.ts'
import type { Verdict } from '../verdict.ts'

const noReview = ['a review, in which people hold roles and decide']

/** G26: the adopted threshold is the recommended one, or the difference is answered for. */
export function adoptedThreshold({ facts, review }: CheckInput): Verdict {
  const { recommended, adopted } = facts
  if (review?.adopted == null || adopted === null) return notAssessable('No threshold is adopted.', ['the threshold that is to be signed off'])
  if (recommended === null) return notAssessable('There is no recommended threshold to hold the adopted one against.', ['a recommended threshold'])
  const same = (['tp', 'fp', 'fn', 'tn'] as const).every((cell) => recommended[cell] === adopted[cell])
  const words = `Recommended ${thresholdText(recommended.threshold)}, adopted ${thresholdText(adopted.threshold)}`
  const difference = adopted.cost - recommended.cost
  const file = { path: facts.table?.path ?? '', sha256: facts.table?.sha256 ?? '' }
  const { deviation } = review
  const evidence = [
    evidenceOf(`${words}; the adopted one costs ${amountText(difference)} more on these rows.`, `rows of ${file.path}`, file),
    ...(deviation === null ? [] : [evidenceOf(`Reason: ${deviation.reason}; cost ${deviation.cost === null ? 'not stated' : amountText(deviation.cost)}; approved by ${deviation.approver}.`, 'the review')]),
  ]
  if (same) return pass(`${words}: they decide alike in every row.`, { origin: 'computed', value: difference, evidence })
  const missing = [
    ...(deviation === null || deviation.reason.trim() === '' ? ['a reason'] : []),
    ...(deviation?.cost == null ? ['the cost of deviating'] : []),
    ...(deviation === null || deviation.approver.trim() === '' ? ['an approver'] : []),
  ]
  if (missing.length > 0) return fail(`${words}: they differ, without ${listText(missing)}.`, { origin: 'computed', value: difference, evidence })
  return pass(`${words}: they differ, with a reason, its cost and an approver.`, { origin: 'attested', value: difference, evidence })
}

const roleNames = ['preparer', 'validator', 'approver'] as const

/** G31: three people with three keys. */
export function segregationOfDuties({ review }: CheckInput): Verdict {
  if (review === null) return notAssessable('Nobody holds a role.', noReview)
  const { roles } = review
  const evidence = roles.map(({ role, person, key }) =>
    evidenceOf(`${role}: ${person.name}, ${key === null ? 'no key' : `${key.assurance === 'certificate' ? 'certificate' : 'self-asserted identity'} ${key.fingerprint}`}`, 'the review'),
  )
  const found = { origin: 'computed', evidence } as const
  const pairs = roles.flatMap((one, index) => roles.slice(index + 1).map((other) => [one, other] as const))
  const samePerson = pairs.filter(([one, other]) => one.role !== other.role && one.person.id === other.person.id)
  if (samePerson.length > 0) return fail(`${listText(samePerson.map(([one, other]) => `${one.person.name} is ${one.role} and ${other.role}`))}.`, found)
  const sameKey = pairs.filter(([one, other]) => one.role !== other.role && one.key !== null && one.key.fingerprint === other.key?.fingerprint)
  if (sameKey.length > 0) return fail(`${listText(sameKey.map(([one, other]) => `${one.role} and ${other.role} sign with the same key`))}.`, found)
  const missing = [
    ...roleNames.filter((role) => roles.every((each) => each.role !== role)).map((role) => `a person as ${role}`),
    ...roles.filter(({ key }) => key === null).map(({ role }) => `a key of the ${role}`),
  ]
  if (missing.length > 0) return notAssessable('Not every role is held by a person with a key.', missing, found)
  const weak = roles.filter(({ key }) => key?.assurance === 'self-asserted')
  if (weak.length > 0) {
    return notAssessable(
      `${weak.length === 3 ? 'All three identities are' : `The identity of the ${listText(weak.map(({ role }) => role))} is`} self-asserted: whoever made one of these keys could have made another.`,
      weak.map(({ role }) => `a certificate of the ${role} that somebody else issued`),
      found,
    )
  }
  return pass('Preparer, validator and approver are three people with three keys, each by a certificate.', found)
}

/** G32: findings are closed or followed up, and what happens after approval is settled. */
export function closedOut(input: CheckInput): Verdict {
  const { review } = input
  if (review === null) return notAssessable('There are no findings, conditions or dates without a review.', noReview)
  const form = stated(input, 'monitoring')
  const { findings, conditions, dates } = review
  const open = findings.filter(({ status }) => status !== 'closed')
  const evidence = [
    evidenceOf(`${amountText(findings.length)} findings, ${amountText(open.length)} of them open; ${amountText(conditions.length)} conditions; expires ${dates.expiresOn ?? 'not set'}, next review ${dates.nextReviewOn ?? 'not set'}`, 'the review'),
    ...form.evidence,
  ]
  const found = { origin: 'attested', value: open.length, evidence } as const
  const unnamed = (owner: string | null, due: string | null) => (owner === null || owner.trim() === '') || due === null || !isDay(due)
  const wrong = [
    ...open.filter(({ severity }) => severity === 'critical' || severity === 'high').map(({ id, severity }) => `finding ${id} (${severity}) is open`),
    ...open.filter(({ severity, owner, due }) => severity !== 'observation' && unnamed(owner, due)).map(({ id }) => `finding ${id} has no owner or no due date`),
    ...conditions.filter(({ owner, due }) => unnamed(owner, due)).map(({ text }) => `condition “${text}” has no owner or no due date`),
    ...form.missing.map((each) => `monitoring does not state ${each}`),
    ...(dates.nextReviewOn === null ? ['no next review is set'] : []),
    ...(dates.expiresOn === null ? ['no expiry is set'] : []),
  ]
  if (wrong.length > 0) return fail(`${listText(wrong).replace(/^./, (first) => first.toUpperCase())}.`, found)
  return pass('No critical or high finding is open, the others and all conditions have an owner and a date, and monitoring, next review and expiry are set.', found)
}

/** G33: nothing in the record was changed, removed or cut off. */
export function auditTrail({ review }: CheckInput): Verdict {
  if (review === null) return notAssessable('There is no record whose entries could be followed.', noReview)
  const { problem, entries, head, anchors } = review.chain
  const evidence = [
    evidenceOf(`${amountText(entries)} entries, the last one ${head}`, 'the review file'),
    ...anchors.map((anchor) => evidenceOf(`Entry ${amountText(anchor.entries)} is ${anchor.head}; in the file it is ${anchor.found ?? 'missing'}.`, anchor.source)),
  ]
  const found = { origin: 'computed', value: entries, evidence } as const
  if (problem !== null) return fail(`The chain is broken: ${problem}`, found)
  const broken = anchors.filter((anchor) => anchor.found !== anchor.head)
  if (broken.length > 0) return fail(`The file is not the one that ${listText(broken.map(({ source }) => source))} holds: ${broken.some((each) => each.found === null) ? 'entries are missing at its end' : 'an entry was changed'}.`, found)
  if (anchors.length === 0) {
    return notAssessable('Every entry follows from the one before; a chain alone does not reveal a cut tail or one written anew.', ['a count and a last hash of this record outside the file: in a signature, a signed report or a copy'], found)
  }
  return pass(`Every entry follows from the one before, and count and last hash agree with ${listText(anchors.map(({ source }) => source))}.`, found)
}
