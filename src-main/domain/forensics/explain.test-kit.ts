import type { Claim, Explanation, ExplanationKind, ExplanationResult } from '../../contract/explanation.ts'
import type { Costs } from '../../contract/recommendation.ts'
import type { Row } from '../threshold/brute-force.test-kit.ts'
import { scoredRows } from '../threshold/brute-force.test-kit.ts'
import { prepareCuts, type CutTable, type Orientation } from '../threshold/cut-table.ts'
import { sfc32 } from '../threshold/random.ts'
import { explainTable } from './explain-table.ts'
import { noEvidence, type ExplainEvidence } from './inquiry.ts'

/** Rows whose score is a noisy sum, with about `share` positives; six decimals, the same for one seed. */
export function noisyRows(seed: number, count: number, share = 0.3): Row[] {
  const random = sfc32(seed)
  return Array.from({ length: count }, () => {
    const positive = random() < share
    const noise = (random() + random() + random()) / 3
    return { positive, score: Math.round(1e6 * Math.min(1, Math.max(0, noise * 0.8 + (positive ? 0.2 : 0)))) / 1e6 }
  })
}

export function cutsOf(rows: readonly Row[], orientation: Orientation = 'high'): CutTable {
  return prepareCuts(scoredRows(rows), orientation)
}

export interface Explained {
  readonly cuts: CutTable
  readonly recorded: string
  readonly costs?: Costs | null
  readonly evidence?: Partial<ExplainEvidence>
  readonly against?: readonly string[]
  readonly claim?: Claim
}

/** The whole answer for a table, without what comes from files. */
export function explained({ cuts, recorded, costs = null, evidence = {}, against = [], claim }: Explained): Omit<ExplanationResult, 'assumed'> {
  return explainTable({
    cuts,
    reading: { path: 'scores.csv', label: 'y', score: 'p', positive: '1', negative: '0', orientation: cuts.orientation },
    rowCount: cuts.positives + cuts.negatives,
    sha256: 'hash',
    query: 'SELECT',
    recorded: { printed: recorded, implied: null },
    costs,
    evidence: { ...noEvidence, ...evidence },
    against,
    claim: claim ?? null,
  })
}

/** The only, or the first, explanation of a kind. */
export function ofKind(result: Pick<ExplanationResult, 'explanations'>, kind: ExplanationKind): Explanation {
  const found = result.explanations.find((explanation) => explanation.kind === kind)
  if (found === undefined) throw new Error(`no explanation of kind ${kind}`)
  return found
}

export function byId(result: Pick<ExplanationResult, 'explanations'>, id: string): Explanation {
  const found = result.explanations.find((explanation) => explanation.id === id)
  if (found === undefined) throw new Error(`no explanation ${id}`)
  return found
}

/** Kinds that reproduce the value, likeliest first. */
export function reproducing(result: Pick<ExplanationResult, 'explanations'>): string[] {
  return result.explanations.filter(({ verdict }) => verdict === 'reproduces').map(({ id }) => id)
}
