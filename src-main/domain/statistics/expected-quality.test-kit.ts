import { scoredRows, type Row } from '../threshold/brute-force.test-kit.ts'
import { prepareCuts } from '../threshold/cut-table.ts'
import expected from './fixtures/score-quality.json' with { type: 'json' }

/** A table of 600 rows with ties and what scikit-learn 1.2.1, scipy 1.10.1 and numpy 1.24.2 say of it (fixtures/score-quality.py). */
export { expected }

const rowsOf = (scores: readonly number[]): Row[] => scores.map((score, index) => ({ score, positive: expected.label[index] === 1 }))

export const expectedRows = rowsOf(expected.score)
export const expectedCuts = prepareCuts(scoredRows(expectedRows), 'high')
/** The same table with scores moved up by 8 %. */
export const laterCuts = prepareCuts(scoredRows(rowsOf(expected.later)), 'high')
