import { countAt } from './cut-table.ts'
import { leastOfResample } from './least-of-resample.ts'
import type { Resample, Stretch } from './resample.ts'

/** The cuts of a resample that are best at some costs: the upper convex hull of its ROC curve, strictest first, none between two others. */
export interface ResampleHull {
  readonly totalPositives: number
  readonly totalNegatives: number
  /** Three numbers for each: cut, true positives, false positives. The first is the cut that flags nobody. */
  readonly vertices: Uint32Array
}

interface Vertex {
  readonly cut: number
  readonly tp: number
  readonly fp: number
}

/**
 * The hull of the resample that is drawn. Between two of its vertices another is looked for at the costs that make both equally
 * dear, until there is none (Eisner and Severance 1976, "Mathematical techniques for efficient record segmentation in large shared
 * databases"); so all costs are answered from a resample that is drawn only along its hull.
 */
export function resampleHull(resample: Resample): ResampleHull {
  const { totalPositives, totalNegatives } = resample
  const vertices: Vertex[] = [{ cut: 0, tp: 0, fp: 0 }]
  // False alarms that cost nothing ask for all positives; looser cuts are best at no costs.
  const loosest = leastOfResample(resample, 1, 0)
  if (loosest !== null) {
    const last = vertexAt(loosest)
    between({ cut: 0, tp: 0, fp: 0 }, resample.first, last, loosest.next)
    vertices.push(last)
  }
  return { totalPositives, totalNegatives, vertices: Uint32Array.from(vertices.flatMap(({ cut, tp, fp }) => [cut, tp, fp])) }

  // Stretches are named by those that follow a vertex: these keep their place when they are divided.
  function between(one: Vertex, start: Stretch | null, other: Vertex, end: Stretch | null): void {
    const found = leastOfResample(resample, other.fp - one.fp, other.tp - one.tp, start, end)
    if (found === null) return
    const vertex = vertexAt(found)
    const following = found.next
    between(one, start, vertex, following)
    vertices.push(vertex)
    between(vertex, following, other, end)
  }
}

function vertexAt({ to, tpBefore, fpBefore, positives, negatives }: Stretch): Vertex {
  return { cut: to, tp: tpBefore + positives, fp: fpBefore + negatives }
}

/**
 * The first of the vertices `first` to `last`, each with three numbers as in a hull, that no next one costs less than: the strictest
 * best one, for costs of a mistake of each class. Walks there from `start`. Compared exactly while the number of rows times the dearer
 * cost stays below 2^53.
 */
export function leastVertex(vertices: Uint32Array, first: number, last: number, start: number, fn: number, fp: number): number {
  // Along a hull costs fall, then rise: to the next vertex they fall where its alarms cost less than what it misses fewer.
  const nextIsCheaper = (vertex: number): boolean => {
    const at = 3 * vertex
    const positives = countAt(vertices, at + 4) - countAt(vertices, at + 1)
    const negatives = countAt(vertices, at + 5) - countAt(vertices, at + 2)
    return fp * negatives < fn * positives
  }
  let vertex = start
  while (vertex < last && nextIsCheaper(vertex)) vertex += 1
  while (vertex > first && !nextIsCheaper(vertex - 1)) vertex -= 1
  return vertex
}
