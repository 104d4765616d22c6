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

type Test = (inquiry: Inquiry, before: readonly Finding[]) => readonly (Finding | null)[]

const tests: readonly Test[] = [
  (inquiry) => [defaultHalfFinding(inquiry)],
  (inquiry) => [costRatioFinding(inquiry)],
  (inquiry) => [fBetaFinding(inquiry)],
  (inquiry, before) => usualBetaFindings(inquiry, entryOf(before, 'f-beta')),
  (inquiry) => fixedObjectiveFindings(inquiry),
  (inquiry) => targetFindings(inquiry),
  (inquiry) => [theoreticalFinding(inquiry)],
  (inquiry) => gridFindings(inquiry),
  (inquiry) => [operatorFinding(inquiry)],
  (inquiry) => [roundingFinding(inquiry)],
  (inquiry) => [tiedMedianFinding(inquiry)],
  (inquiry) => [orientationFinding(inquiry)],
  (inquiry) => [inverseRatioFinding(inquiry)],
  (inquiry) => [otherDataFinding(inquiry, cutAt(inquiry.table, inquiry.recorded.value))],
]

/** In how many steps hypotheses are tested. */
export const testSteps = tests.length

/** Tests every hypothesis, one after another; yields the share that is done. */
export function* findingsInTurn(inquiry: Inquiry): Generator<number, Finding[]> {
  const findings: Finding[] = []
  for (const [index, test] of tests.entries()) {
    findings.push(...test(inquiry, findings).filter((finding) => finding !== null))
    yield (index + 1) / testSteps
  }
  return findings
}

function entryOf(findings: readonly Finding[], id: string): Finding {
  const found = findings.find((finding) => finding.id === id)
  if (found === undefined) throw new RangeError(`there is no finding ${id}`)
  return found
}
