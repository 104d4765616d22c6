import type { CheckException, CheckResult } from '../../contract/governance.ts'
import { checkIds } from '../../contract/governance-policy.ts'
import type { CheckId } from '../../contract/governance-policy.ts'
import { catalogue } from './catalogue.ts'
import { withoutEvidence } from './facts.ts'
import type { CheckInput } from './facts.ts'
import { listText, notAssessable } from './verdict.ts'
import type { Verdict } from './verdict.ts'

/**
 * Evaluates every governance check, in its order. There is no score over them. What a person states can't pass a check
 * that asks for something computed, and a check that lacks evidence is never passed.
 */
export function evaluateChecks(input: CheckInput): CheckResult[] {
  return checkIds.map((id) => evaluate(id, input))
}

/** The checks that read nothing but the review. */
const ofReview: readonly CheckId[] = ['G31', 'G32', 'G33']

/**
 * The checks of an earlier evaluation, where the evidence is not at hand: what reads the review alone is judged anew, and
 * so are exceptions, their expiry and what is not applicable. Everything else stands as it was found.
 */
export function reviseChecks(previous: readonly CheckResult[], input: Omit<CheckInput, 'facts'>): CheckResult[] {
  const facts = withoutEvidence
  return previous.map((result) => {
    if (ofReview.includes(result.id)) return evaluate(result.id, { ...input, facts })
    if (result.notApplicable !== null) return result
    return complete(result.id, { ...result, result: result.result === 'NOT_APPLICABLE' ? 'NOT_ASSESSABLE' : result.result, limit: null }, input, result.limit)
  })
}

function evaluate(id: CheckId, input: CheckInput): CheckResult {
  const verdict = withoutBareAttestation(id, catalogue[id].judge(input))
  const limit = verdict.limit === null ? null : input.policy.limits[verdict.limit]
  return complete(id, verdict, input, limit === null ? null : { ...limit })
}

function complete(id: CheckId, verdict: Verdict, input: Omit<CheckInput, 'facts'>, limit: CheckResult['limit']): CheckResult {
  const { title, version } = catalogue[id]
  const { gate, mayBeNotApplicable } = input.policy.checks[id]
  const declared = gate === 'hard' || !mayBeNotApplicable ? undefined : input.review?.notApplicable.findLast((each) => each.check === id)
  const exception = gate === 'exception' ? standingException(id, input) : null
  const base = {
    id,
    version,
    title,
    minor: verdict.minor,
    gate,
    origin: verdict.origin,
    value: verdict.value,
    interval: verdict.interval === null ? null : ([...verdict.interval] as [number, number]),
    limit,
    evidence: [...verdict.evidence],
    missing: [...verdict.missing],
  }
  if (declared !== undefined) {
    const { reason, by } = declared
    const said = `Declared not applicable by ${by}: ${reason}`
    return {
      ...base, result: 'NOT_APPLICABLE', minor: false, message: said, missing: [], notApplicable: { reason, by }, exception: null,
      asks: 'limitation', limitation: `${id} ${title}: ${said} Evaluated all the same, it would read: ${verdict.message}`,
    }
  }
  const asks = asksFor(verdict.result, gate, exception)
  return {
    ...base,
    result: verdict.result,
    message: verdict.message,
    notApplicable: null,
    exception: verdict.result === 'PASS' ? null : exception,
    asks,
    limitation: verdict.result === 'PASS' ? null : limitationText(id, title, verdict, exception),
  }
}

function withoutBareAttestation(id: CheckId, verdict: Verdict): Verdict {
  if (!catalogue[id].computed || verdict.result !== 'PASS' || verdict.origin === 'computed' || verdict.origin === 'imported') return verdict
  return notAssessable(`It is only stated by a person: ${verdict.message}`, ['evidence from which it can be computed'], { origin: 'attested', evidence: verdict.evidence })
}

/** The last exception for a check whose day of expiry has not passed. */
function standingException(id: CheckId, { review, today }: Pick<CheckInput, 'review' | 'today'>): CheckException | null {
  return review?.exceptions.findLast((each) => each.check === id && each.expiresOn >= today) ?? null
}

function asksFor(result: Verdict['result'], gate: CheckResult['gate'], exception: CheckException | null): CheckResult['asks'] {
  if (result === 'PASS') return 'nothing'
  switch (gate) {
    case 'hard':
      return 'correction'
    case 'exception':
      return exception === null ? 'exception' : 'limitation'
    case 'information':
      return 'limitation'
  }
}

function limitationText(id: CheckId, title: string, verdict: Verdict, exception: CheckException | null): string {
  const missing = verdict.missing.length === 0 ? '' : ` Missing: ${listText(verdict.missing)}.`
  const accepted =
    exception === null ? '' : ` Accepted by ${exception.approver} until ${exception.expiresOn}: ${exception.reason} In its place: ${exception.compensatingControl} Owner: ${exception.owner}.`
  return `${id} ${title}: ${verdict.result === 'FAIL' ? 'not met' : 'not assessable'}. ${verdict.message}${missing}${accepted}`
}

/** The sentences that a report prints under limitations: one for every check that is not passed. Nobody can remove one. */
export function limitationsOf(checks: readonly CheckResult[]): string[] {
  return checks.flatMap(({ limitation }) => limitation ?? [])
}

/** The checks that stand in the way of an approval today, with what each asks for. */
export function blockingChecks(checks: readonly CheckResult[]): CheckResult[] {
  return checks.filter(({ asks }) => asks === 'correction' || asks === 'exception')
}
