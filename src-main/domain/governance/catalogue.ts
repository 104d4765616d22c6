import type { CheckId } from '../../contract/governance-policy.ts'
import { alternatives, loggedMetrics, sameRows } from './checks/compared-rows.ts'
import { adoptedThreshold, auditTrail, closedOut, segregationOfDuties } from './checks/duties.ts'
import { impactScreen, prohibitedInputs, segmentPerformance } from './checks/groups.ts'
import { constraintsHeld, enoughEvents, judgedElsewhere, outOfSample, outOfTime } from './checks/held-out.ts'
import { inputBytes, replay, rowReconciliation, scoreOrientation } from './checks/identity.ts'
import { environment, runIdentity } from './checks/run.ts'
import { calibratedAtCut, costSensitivity, discriminationKept, optimumInside, populationStable, uncertaintyShown, weightingUndone } from './checks/soundness.ts'
import { costSources, humanOversight, labelDefinition, population, rejectInference } from './checks/stated-facts.ts'
import type { CheckInput } from './facts.ts'
import type { Verdict } from './verdict.ts'

export interface Check {
  readonly title: string
  /** Of its rules: raised whenever the same evidence may give another result. */
  readonly version: number
  /** Whether it asks for something computed, so that what a person states can't pass it. */
  readonly computed: boolean
  /** The texts that ask for it, as vocabulary: the product takes no position on them. */
  readonly sources: string
  readonly judge: (input: CheckInput) => Verdict
}

/** The governance checks. */
export const catalogue: Readonly<Record<CheckId, Check>> = {
  G01: { title: 'Input bytes identified', version: 1, computed: true, sources: 'SS1/23 principle 3; AI Act article 12', judge: inputBytes },
  G02: { title: 'Rows reconciled', version: 1, computed: true, sources: 'SS1/23 principle 3; AI Act article 10', judge: rowReconciliation },
  G03: { title: 'Run identity complete', version: 1, computed: false, sources: 'AI Act annex IV 1', judge: runIdentity },
  G04: { title: 'Environment recorded', version: 1, computed: false, sources: 'AI Act annex IV 1', judge: environment },
  G05: { title: 'Label defined', version: 1, computed: false, sources: 'Regulation B 2(p)', judge: labelDefinition },
  G06: { title: 'Score orientation', version: 1, computed: true, sources: 'SS1/23 principle 4', judge: scoreOrientation },
  G07: { title: 'Population and sampling', version: 1, computed: false, sources: 'Regulation B 2(p); AI Act article 10', judge: population },
  G08: { title: 'Same rows for compared runs', version: 1, computed: true, sources: 'SR 26-2 (formerly SR 11-7), benchmarking', judge: sameRows },
  G09: { title: 'Logged metrics come out again', version: 1, computed: true, sources: 'SS1/23 principle 4, process verification', judge: loggedMetrics },
  G10: { title: 'Same result when computed again', version: 1, computed: true, sources: 'SS1/23 principle 3; SR 26-2 (formerly SR 11-7)', judge: replay },
  G11: { title: 'Out of sample', version: 1, computed: true, sources: 'SR 26-2 (formerly SR 11-7), outcomes analysis; AI Act article 9', judge: outOfSample },
  G12: { title: 'Chosen and judged on different rows', version: 1, computed: true, sources: 'SR 26-2 (formerly SR 11-7); AI Act article 9', judge: judgedElsewhere },
  G13: { title: 'Out of time', version: 1, computed: true, sources: 'SS1/23 principle 4; ECB guide to internal models', judge: outOfTime },
  G14: { title: 'Enough events', version: 1, computed: true, sources: 'Regulation B 2(p)', judge: enoughEvents },
  G15: { title: 'Uncertainty of threshold and cost', version: 1, computed: true, sources: 'SR 26-2 (formerly SR 11-7), uncertainty', judge: uncertaintyShown },
  G16: { title: 'Discrimination kept', version: 1, computed: true, sources: 'SS1/23 principle 4; ECB guide to internal models', judge: discriminationKept },
  G17: { title: 'Calibration at the threshold', version: 1, computed: true, sources: 'AI Act article 15; ECB guide to internal models', judge: calibratedAtCut },
  G18: { title: 'Class weighting undone', version: 1, computed: true, sources: 'King and Zeng 2001; Elkan 2001', judge: weightingUndone },
  G19: { title: 'Population stable', version: 1, computed: true, sources: 'SS1/23 principle 4', judge: populationStable },
  G20: { title: 'Sensitivity to costs', version: 1, computed: true, sources: 'SR 26-2 (formerly SR 11-7), sensitivity', judge: costSensitivity },
  G21: { title: 'Optimum inside, plateau told', version: 1, computed: true, sources: 'conceptual soundness', judge: optimumInside },
  G22: { title: 'Cases without an outcome', version: 1, computed: false, sources: 'SR 26-2 (formerly SR 11-7)', judge: rejectInference },
  G23: { title: 'Costs sourced', version: 1, computed: false, sources: 'AI Act annex IV 2(b); NIST AI RMF, map', judge: costSources },
  G24: { title: 'Alternatives compared', version: 1, computed: true, sources: 'SR 26-2 (formerly SR 11-7), benchmarking', judge: alternatives },
  G25: { title: 'Limits of the bank hold', version: 1, computed: true, sources: 'risk appetite; EBA/GL/2020/06 4.2', judge: constraintsHeld },
  G26: { title: 'Recommended and adopted', version: 1, computed: false, sources: 'SR 26-2 (formerly SR 11-7); SS1/23 principle 5', judge: adoptedThreshold },
  G27: { title: 'Performance by group', version: 1, computed: true, sources: 'AI Act annex IV 3; FEAT principles', judge: segmentPerformance },
  G28: { title: 'Adverse impact ratio (bank-policy screen)', version: 1, computed: true, sources: 'bank policy; AI Act article 10', judge: impactScreen },
  G29: { title: 'Prohibited and proxy inputs', version: 1, computed: false, sources: 'Regulation B 6; FEAT principles; Directive 2023/2225', judge: prohibitedInputs },
  G30: { title: 'Human oversight and overrides', version: 1, computed: false, sources: 'AI Act article 14; GDPR article 22; Directive 2023/2225 article 18', judge: humanOversight },
  G31: { title: 'Segregation of duties', version: 1, computed: false, sources: 'SR 26-2 (formerly SR 11-7), challenge; SS1/23 principle 4', judge: segregationOfDuties },
  G32: { title: 'Findings and monitoring settled', version: 1, computed: false, sources: 'SS1/23 principles 4 and 5; SR 26-2 (formerly SR 11-7)', judge: closedOut },
  G33: { title: 'Audit trail intact', version: 1, computed: true, sources: '21 CFR 11.10(e) as a model', judge: auditTrail },
}
