import type { FactParts } from './governance-facts.ts'
import { checksOfReview } from './governance.ts'
import type { ReportParts } from './gather-report.ts'
import { proposalSha256 } from './reviewed-report.ts'
import type { ReviewParts } from './reviews.ts'

/**
 * What the reviews of the product are made with. Neither the scan nor the facts may leave out what was dismissed on one
 * computer, since another has to find the same.
 */
export function reviewParts(report: ReportParts, facts: FactParts): ReviewParts {
  return {
    analysis: facts.analysis,
    evidenceJsonSha256: (folder, proposal, work) => proposalSha256(folder, proposal, report, work),
    evaluateChecks: (request, work) => checksOfReview(request, facts, work),
    product: `Countersign ${report.version}`,
  }
}
