import type { Explanation, ExplanationResult } from '../../../src-main/contract/explanation.ts'

/** An explanation with those that say the same in other words, or several that fall together. */
export interface ExplanationGroup {
  readonly id: string
  readonly verdict: Explanation['verdict']
  /** The one that is named first. */
  readonly leading: Explanation
  /** Of a standing group: the same statement in other words. Of a refuted one: others that lead alike. */
  readonly others: readonly Explanation[]
}

export interface GroupedExplanations {
  readonly reproducing: readonly ExplanationGroup[]
  readonly unknown: readonly ExplanationGroup[]
  /** Refuted with an objective to draw. */
  readonly refuted: readonly ExplanationGroup[]
  /** Refuted without one. */
  readonly refutedToo: readonly Explanation[]
}

/** The explanations as the page shows them; each keeps its place among those of its verdict. */
export function groupExplanations(explanations: readonly Explanation[]): GroupedExplanations {
  const refuted = explanations.filter(({ verdict }) => verdict === 'refuted')
  const drawable = refuted.filter(({ curve, threshold }) => curve !== null && threshold !== null)
  return {
    reproducing: sameStatements(explanations.filter(({ verdict }) => verdict === 'reproduces')),
    unknown: explanations.filter(({ verdict }) => verdict === 'cannot-tell').map(alone),
    refuted: fallingTogether(drawable),
    refutedToo: refuted.filter((explanation) => !drawable.includes(explanation)),
  }
}

function alone(explanation: Explanation): ExplanationGroup {
  return { id: explanation.id, verdict: explanation.verdict, leading: explanation, others: [] }
}

function sameStatements(reproducing: readonly Explanation[]): ExplanationGroup[] {
  const ids = new Set(reproducing.map(({ id }) => id))
  const leads = reproducing.filter(({ sameStatementAs }) => sameStatementAs === null || !ids.has(sameStatementAs))
  return leads.map((leading) => ({ ...alone(leading), others: reproducing.filter(({ sameStatementAs }) => sameStatementAs === leading.id) }))
}

/** Grids fall together, led by the finest, since no coarser one can do better; so do objectives with one optimum. */
function fallingTogether(refuted: readonly Explanation[]): ExplanationGroup[] {
  const groups = new Map<string, Explanation[]>()
  for (const explanation of refuted) {
    const key = togetherKey(explanation)
    groups.set(key, [...(groups.get(key) ?? []), explanation])
  }
  return [...groups.values()].flatMap((group) => {
    const [leading] = group.toSorted((a, b) => stepOf(a) - stepOf(b))
    return leading === undefined ? [] : [{ ...alone(leading), others: group.filter((other) => other !== leading) }]
  })
}

function togetherKey(explanation: Explanation): string {
  if (explanation.kind === 'grid-step') return 'grids'
  return objectives.includes(explanation.kind) ? `objectives with ${explanation.threshold}` : `alone ${explanation.id}`
}

const objectives: readonly Explanation['kind'][] = ['youden', 'g-mean', 'balanced-accuracy', 'nearest-corner', 'mcc', 'kappa', 'accuracy']

/** Others keep their order: only a grid has a step. */
export function stepOf({ parameters: { step } }: Explanation): number {
  return typeof step === 'number' ? step : 1
}

/** The title of a group: "Grid of 0.001 and 6 more". */
export function groupTitle({ verdict, leading, others }: ExplanationGroup): string {
  return verdict !== 'refuted' || others.length === 0 ? leading.title : `${leading.title} and ${others.length} more`
}

/**
 * The range of thresholds that all small charts share: the recorded value, what reproduces it and the least cost, with
 * room at both sides; where that is one place only, also the refuted optimum next to it.
 */
export function sharedRange({ recorded, explanations, optimum }: Pick<ExplanationResult, 'recorded' | 'explanations' | 'optimum'>): readonly [number, number] {
  const own = (verdict: Explanation['verdict']) =>
    explanations.flatMap((explanation) => (explanation.verdict === verdict && explanation.threshold !== null ? [explanation.threshold] : []))
  const near = own('refuted').toSorted((a, b) => Math.abs(a - recorded.value) - Math.abs(b - recorded.value))
  const points = [recorded.value, ...own('reproduces'), ...(optimum?.threshold == null ? [] : [optimum.threshold])]
  const next = near.find((threshold) => Math.abs(threshold - recorded.value) > Math.abs(recorded.value) * 0.02)
  if (Math.max(...points) - Math.min(...points) <= Math.abs(recorded.value) * 0.02 && next !== undefined) points.push(next)
  const [low, high] = [Math.min(...points), Math.max(...points)]
  const room = (high - low || Math.abs(high) * 0.2 || 0.1) * 0.35
  return [low - room, high + room]
}

export interface DrawnCurve {
  readonly thresholds: readonly number[]
  readonly values: readonly number[]
}

/** The value of a curve at a threshold, between its neighbours; null outside it. */
export function valueAt({ thresholds, values }: DrawnCurve, threshold: number): number | null {
  const after = thresholds.findIndex((candidate) => candidate >= threshold)
  const [right, to] = [thresholds[after], values[after]]
  if (right === undefined || to === undefined) return null
  if (right === threshold) return to
  const [left, from] = [thresholds[after - 1], values[after - 1]]
  return left === undefined || from === undefined ? null : from + ((to - from) * (threshold - left)) / (right - left)
}
