import type { z } from 'zod'
import { choicesRequestSchema } from '../../contract/choices.ts'
import { scoredRows, table, type Row } from '../threshold/brute-force.test-kit.ts'
import { prepareCuts, type CutTable, type Orientation } from '../threshold/cut-table.ts'
import { choices, type ChoicesInput } from './choices.ts'

const reading = { path: 'scores.csv', label: 'y', score: 'p', positive: null, negative: null, orientation: 'high' } as const

type Asked = Partial<z.input<typeof choicesRequestSchema>>

/** The choices of a table under the given request, with 10:1 where no costs are given. */
export function ask(cuts: CutTable, asked: Asked, amounts: ChoicesInput['amounts'] = null) {
  const request = choicesRequestSchema.parse({
    folder: '/evidence',
    reading: { ...reading, orientation: cuts.orientation },
    payoffs: { fn: { perCase: '10' }, fp: { perCase: '1' } },
    statement: { currency: 'EUR', source: 'memo 7', owner: 'risk', date: '2026-01-31' },
    ...asked,
  })
  return choices({ ...request, cuts, sha256: 'hash', query: 'select', amounts })
}

/** The cuts of rows. */
export const cutsOf = (rows: readonly Row[], orientation: Orientation = 'high') => prepareCuts(scoredRows(rows), orientation)

/** Ten rows, strictest first: 1 0 1 0 0 1 0 0 1 0. */
export const ten = table('1 0 1 0 0 1 0 0 1 0', [0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1])

/** Constraints by the decimal they are stated with. */
export const recall = (atLeast: string) => ({ kind: 'recall', atLeast }) as const
export const approval = (atLeast: string) => ({ kind: 'approval-rate', atLeast }) as const
