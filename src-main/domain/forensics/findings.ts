import type { Finding } from './finding.ts'
import { costRatioFinding, inverseRatioFinding } from './hypotheses/cost-ratio.ts'
import { defaultHalfFinding } from './hypotheses/default-half.ts'
import { fBetaFinding, usualBetaFindings } from './hypotheses/f-beta.ts'
import { fixedObjectiveFindings } from './hypotheses/fixed-objectives.ts'
import { gridFindings } from './hypotheses/grid-step.ts'
import { operatorFinding } from './hypotheses/operator.ts'
import { orientationFinding } from './hypotheses/orientation.ts'
import { otherDataFinding } from './hypotheses/other-data.ts'
import { roundingFinding } from './hypotheses/rounding.ts'
import { targetFindings } from './hypotheses/targets.ts'
import { theoreticalFinding } from './hypotheses/theoretical.ts'
import { tiedMedianFinding } from './hypotheses/tied-median.ts'
import type { Inquiry } from './inquiry.ts'
import { cutAt } from '../threshold/cut-table.ts'

/** Every hypothesis, tested. */
export function allFindings(inquiry: Inquiry): Finding[] {
  const inverse = inverseRatioFinding(inquiry)
  const fBeta = fBetaFinding(inquiry)
  const tiedMedian = tiedMedianFinding(inquiry)
  return [
    defaultHalfFinding(inquiry),
    costRatioFinding(inquiry),
    fBeta,
    ...usualBetaFindings(inquiry, fBeta),
    ...fixedObjectiveFindings(inquiry),
    ...targetFindings(inquiry),
    theoreticalFinding(inquiry),
    ...gridFindings(inquiry),
    operatorFinding(inquiry),
    roundingFinding(inquiry),
    ...(tiedMedian === null ? [] : [tiedMedian]),
    orientationFinding(inquiry),
    ...(inverse === null ? [] : [inverse]),
    otherDataFinding(inquiry, cutAt(inquiry.table, inquiry.recorded.value)),
  ]
}
