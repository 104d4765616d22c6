import type { Derivation } from '../../contract/derivation.ts'
import type { Groups } from '../../contract/score-quality.ts'
import { entry } from '../threshold/cut-table.ts'
import { impactNote } from './impact-ratio.ts'
import { isProbability } from './probability.ts'
import type { ScoreQualityInput } from './score-quality.ts'
import { segmentTable } from './segments.ts'

export type GroupsInput = Pick<ScoreQualityInput, 'cuts' | 'reading' | 'sha256' | 'query' | 'thresholds' | 'segments' | 'minimumCell'>

/** What the first of the thresholds does to the groups of each segment column, and the impact ratio at all of them. */
export function groupTables({ cuts, reading, sha256, query, thresholds, segments, minimumCell }: GroupsInput): Groups {
  const probability = isProbability(cuts)
  const derivation: Derivation = {
    title: 'Segments',
    query: segments.some((segment) => 'counted' in segment) ? segments.flatMap((segment) => ('counted' in segment ? [segment.counted.query] : [])).join(';\n\n') : query,
    formula: `Shares with Wilson intervals at 95 %; numbers banded in fifths. Groups of fewer than ${minimumCell} rows are withheld, and the smallest other one with a single such group. Impact ratio: approval rate over that of the reference group, log interval (Katz et al. 1978).`,
    rows: `${cuts.positives + cuts.negatives} usable rows, ${cuts.positives} positive, ${cuts.negatives} negative`,
    files: [{ path: reading.path, sha256 }],
    tieRule: null,
  }
  return {
    reading,
    threshold: entry(thresholds, 0),
    elsewhere: thresholds.slice(1),
    segments: segments.map((segment) => segmentTable({ ...segment, cuts, thresholds, minimumCell, isProbability: probability })),
    impactNote: segments.length === 0 ? null : impactNote,
    derivation,
  }
}
