import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { CheckResult, Governance, GovernanceRequest, ReviewFacts } from '../contract/governance.ts'
import type { Policy } from '../contract/governance-policy.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Draft } from '../contract/review-events.ts'
import type { Statement } from '../contract/statements.ts'
import { canonicalJson } from '../domain/canonical/canonical-json.ts'
import { defaultPolicy } from '../domain/governance/default-policy.ts'
import { evaluateChecks, reviseChecks } from '../domain/governance/evaluate-checks.ts'
import { parsePolicy, policyDifferences } from '../domain/governance/policy.ts'
import { fileProblem } from '../evidence/folder/folder-problem.ts'
import { governanceFacts } from './governance-facts.ts'
import type { FactParts } from './governance-facts.ts'
import type { WorkOptions } from './progress-stream.ts'

/** SHA-256 of the canonical JSON of a policy: equal policies have one hash, however their files are laid out. */
export function policySha256(policy: Policy): string {
  return createHash('sha256').update(canonicalJson(policy)).digest('hex')
}

/**
 * The bank's policy at `path`, or the default one for null.
 *
 * @throws ProblemError those of `parsePolicy`, and `file-missing` or `file-unreadable`
 */
export async function readPolicy(path: string | null): Promise<Policy> {
  if (path === null) return defaultPolicy
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    throw new ProblemError(fileProblem(path, error), { cause: error })
  }
  return parsePolicy(text.replace(/^\uFEFF/, ''), path)
}

/**
 * Evaluates every governance check of a folder on one day.
 *
 * @throws ProblemError those of `readPolicy` and of `governanceFacts`
 */
export async function evaluateGovernance(request: GovernanceRequest, today: string, parts: FactParts, work: WorkOptions): Promise<Governance> {
  const policy = await readPolicy(request.policy)
  const facts = await governanceFacts({ ...request, policy }, parts, work)
  const { statements, review } = request
  return {
    policy: { name: policy.name, edition: policy.edition, sha256: policySha256(policy), differences: policyDifferences(policy, defaultPolicy) },
    evidenceSha256: facts.evidenceSha256,
    table: facts.table === null ? null : { path: facts.table.path, sha256: facts.table.sha256 },
    today,
    checks: evaluateChecks({ facts, statements, review, policy, today }),
  }
}

/** What a review asks about the evidence that it froze. */
export interface ReviewedChecks {
  /** The evidence; null where it isn't at hand, and the checks of `previous` stand in for what only it can answer. */
  readonly folder: string | null
  readonly draft: Draft
  readonly statements: readonly Statement[]
  /** As it stands in the review. */
  readonly policy: unknown
  readonly review: ReviewFacts
  readonly previous: { readonly checks: readonly CheckResult[] } | null
  readonly today: string
}

/**
 * The checks of a review.
 *
 * @throws ProblemError `file-missing` where there is neither evidence nor an earlier evaluation, those of `governanceFacts`
 */
export async function checksOfReview(request: ReviewedChecks, parts: FactParts, work: WorkOptions): Promise<CheckResult[]> {
  const { folder, draft, review, previous, today } = request
  const policy = parsePolicy(JSON.stringify(request.policy), 'the policy of the review')
  const input = { statements: request.statements, review, policy, today }
  if (folder !== null) {
    const { choices, runs, rowKey, trainingTable } = draft
    const facts = await governanceFacts({ folder, choices, runs, rowKey, trainingTable, statements: [...request.statements], review, policy }, parts, work)
    return evaluateChecks({ ...input, facts })
  }
  if (previous !== null) return reviseChecks(previous.checks, input)
  throw new ProblemError({ kind: 'file-missing', path: null, message: 'The evidence is not at hand, and the checks were never evaluated.', action: 'Name the folder that holds the evidence.' })
}
