import { expect, it } from 'vitest'
import type { Choice, Choices, ConstraintPrice } from '../../../src-main/contract/choices.ts'
import { limitedWords, limitRows } from './limits.ts'

const rate = (count: number, of: number) => ({ value: count / of, low: count / of - 0.01, high: count / of + 0.01, count, of })

function choice(threshold: number, cost: number, constraintsMet: boolean[]): Choice {
  return {
    cut: { threshold, cost, tp: 15, fp: 8, fn: 5, tn: 72 },
    digits: String(threshold), regret: 0, costPerThousand: 0, versusRecommended: { value: 0, low: 0, high: 0 },
    recall: rate(15, 20), falsePositiveRate: rate(8, 80), precision: null, approval: rate(77, 100), badRate: null,
    atPrevalence: null, amounts: null, constraintsMet,
  }
}

const price = (constraint: ConstraintPrice['constraint'], value: number | null): ConstraintPrice => ({ constraint, sentence: '', binding: true, alone: null, price: value, saving: null })
type Asked = Pick<Choices, 'constraints' | 'infeasible' | 'recommended' | 'unconstrained'>
const none: Asked = { constraints: [], infeasible: null, recommended: choice(0.48, 58, []), unconstrained: choice(0.48, 58, []) }

it('shows what each limit would limit, and no price while none is set', () => {
  const rows = limitRows(none, [choice(0.48, 58, [])])
  expect(rows.map(({ field, values, price: said }) => [field, values[0]?.text, values[0]?.met, said])).toEqual([
    ['recall', '75.0\u202f%', null, null],
    ['falsePositiveRate', '10.0\u202f%', null, null],
    ['approval', '77.0\u202f%', null, null],
  ])
  expect(limitedWords(none, 'units')).toBeNull()
})

it('says which limits a threshold keeps, what each costs, and which cannot be met', () => {
  const constraints = [
    price({ kind: 'approval-rate', atLeast: '0.8' }, 12.5),
    price({ kind: 'recall', atLeast: '0.99' }, null),
    price({ kind: 'alerts', atMost: '200', volume: '1000', period: 'month' }, 0),
  ]
  const rows = new Map(limitRows({ ...none, constraints }, [choice(0.48, 58, [false, false, true])]).map((row) => [row.field, row]))
  expect(rows.get('approval')).toMatchObject({ price: '+12.50', values: [{ met: false }] })
  expect(rows.get('recall')?.price).toBe('cannot be met')
  // 23 of 100 are refused: 230 of 1,000.
  expect(rows.get('alerts')).toMatchObject({ label: 'Refused per month, at most', price: '0', values: [{ text: '230', met: true }] })
})

it('names the threshold under all limits and what they cost together', () => {
  const constraints = [price({ kind: 'approval-rate', atLeast: '0.8' }, 12)]
  expect(limitedWords({ ...none, constraints }, 'EUR')).toBe('Every limit is met at 0.48, the least cost.')
  expect(limitedWords({ ...none, constraints, recommended: choice(0.55, 70, [true]) }, 'EUR')).toBe('Under the limits 0.55 costs least: 12 EUR more (20.7\u202f% of the least).')
  expect(limitedWords({ ...none, constraints, recommended: null, infeasible: 'No threshold meets both.' }, 'EUR')).toBe('No threshold meets both. Relax one of them.')
})
