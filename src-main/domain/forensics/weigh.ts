import type { Explanation } from '../../contract/explanation.ts'
import { chanceOf, chanceWords } from './chance.ts'
import { corroborationOf, favouredVariant } from './corroborate.ts'
import { drawn } from './curve.ts'
import type { Finding } from './finding.ts'
import type { Inquiry } from './inquiry.ts'

/** An explanation with what it is ranked by. */
export interface Weighed {
  readonly explanation: Explanation
  readonly finding: Finding
  /** Probability that the hypothesis would reproduce a value drawn among the scores. */
  readonly probability: number
}

const order: Readonly<Record<Explanation['verdict'], number>> = { reproduces: 0, 'cannot-tell': 1, refuted: 2 }

/**
 * Findings with their corroboration, chance and curve, likeliest first: by verdict, an exact default, corroboration,
 * surprise and simplicity. Those that say the same in other words point to the likeliest of them.
 */
export function weigh(inquiry: Inquiry, findings: readonly Finding[]): Weighed[] {
  const weighed = findings.map((finding) => {
    const probability = chanceOf(inquiry.table, inquiry.recorded, finding)
    const { id, kind, title, parameters, threshold, verdict, because, variant, variants } = finding
    const explanation: Explanation = {
      id,
      kind,
      title,
      parameters,
      threshold,
      verdict,
      because,
      corroboration: corroborationOf(inquiry, finding),
      variant,
      variants: [...variants],
      favoured: favouredVariant(inquiry, finding),
      sameStatementAs: null,
      chance: verdict === 'reproduces' ? chanceWords(inquiry.table, inquiry.recorded, finding, probability) : null,
      curve: drawn(inquiry, finding),
    }
    return { explanation, finding, probability }
  })
  weighed.sort(
    (a, b) =>
      order[a.explanation.verdict] - order[b.explanation.verdict] ||
      firstOf(isExactDefault(inquiry, a), isExactDefault(inquiry, b)) ||
      strength(b) - strength(a) ||
      (a.explanation.verdict === 'reproduces' ? a.probability - b.probability : 0) ||
      a.finding.simplicity - b.finding.simplicity,
  )
  return sameStatements(weighed)
}

/** An exact 0.5 is the default before anything else. */
function isExactDefault({ recorded }: Inquiry, { finding }: Weighed): boolean {
  return finding.kind === 'default-half' && recorded.value === 0.5 && recorded.digits !== null
}

function firstOf(a: boolean, b: boolean): number {
  return Number(b) - Number(a)
}

/** Corroboration counts by files: three lines of one note are one. What is refuted can only have been stated, or not. */
function strength({ explanation: { corroboration, verdict } }: Weighed): number {
  const files = new Set(corroboration.map(({ path }) => path)).size
  return verdict === 'reproduces' ? files : Math.min(files, 1)
}

function sameStatements(weighed: readonly Weighed[]): Weighed[] {
  const first = weighed.find(({ finding }) => finding.onHull && finding.verdict === 'reproduces')
  return weighed.map((entry) =>
    first !== undefined && entry !== first && entry.finding.onHull && entry.finding.verdict === 'reproduces'
      ? { ...entry, explanation: { ...entry.explanation, sameStatementAs: first.explanation.id } }
      : entry,
  )
}
