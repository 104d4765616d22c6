import { checkIds, hardChecks, policySchema } from '../../contract/governance-policy.ts'
import type { Policy } from '../../contract/governance-policy.ts'
import { ProblemError } from '../../contract/problem.ts'

/**
 * Reads the text of a policy file; `path` names it in what is raised.
 *
 * @throws ProblemError `file-corrupt` where it isn't JSON, `usage` for a field that is missing, unknown or out of range, and
 *   for a policy that makes a hard check waivable; each names the field
 */
export function parsePolicy(text: string, path: string): Policy {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const message = `The policy is not JSON: ${error instanceof Error ? error.message : String(error)}`
    throw new ProblemError({ kind: 'file-corrupt', path, message, action: 'Give a policy as JSON, made from the default one.' }, { cause: error })
  }
  const parsed = policySchema.safeParse(value)
  if (!parsed.success) {
    const [first, ...others] = parsed.error.issues
    const field = first === undefined || first.path.length === 0 ? 'the policy' : first.path.map(String).join('.')
    const more = others.length === 0 ? '' : ` ${others.length} more ${others.length === 1 ? 'field is' : 'fields are'} wrong.`
    throw refused(path, `${field}: ${first?.message ?? 'not as expected'}.${more}`)
  }
  const policy = parsed.data
  for (const id of hardChecks) {
    const { gate, mayBeNotApplicable } = policy.checks[id]
    if (gate !== 'hard') throw refused(path, `checks.${id}.gate: “${gate}” makes a check waivable that nobody may waive; it has to be “hard”.`)
    if (mayBeNotApplicable) throw refused(path, `checks.${id}.mayBeNotApplicable: true makes a check waivable that nobody may waive; it has to be false.`)
  }
  const { psiPass, psiFail } = policy.limits
  if (psiPass.value > psiFail.value) throw refused(path, `limits.psiPass.value: ${psiPass.value} lies above limits.psiFail.value, ${psiFail.value}.`)
  return policy
}

function refused(path: string, message: string): ProblemError {
  return new ProblemError({ kind: 'usage', path, message, action: 'Correct the field, or start from the default policy.' })
}

/** In what a policy differs from the default one: gates that were changed and limits that were moved, in words. */
export function policyDifferences(policy: Policy, standard: Policy): string[] {
  const limits = (Object.keys(standard.limits) as (keyof Policy['limits'])[]).flatMap((name) => {
    const [here, there] = [policy.limits[name], standard.limits[name]]
    return here.value === there.value ? [] : [`${name} is ${here.value} ${here.unit}; the default is ${there.value}`]
  })
  const checks = checkIds.flatMap((id) => {
    const [here, there] = [policy.checks[id], standard.checks[id]]
    return [
      ...(here.gate === there.gate ? [] : [`${id} is gated as “${here.gate}”; the default is “${there.gate}”`]),
      ...(here.mayBeNotApplicable === there.mayBeNotApplicable ? [] : [`${id} may ${here.mayBeNotApplicable ? '' : 'not '}be declared not applicable; by default it may${here.mayBeNotApplicable ? ' not' : ''}`]),
    ]
  })
  return [...limits, ...checks]
}
